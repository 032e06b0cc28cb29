"""The theme: templates, styles, scripts and icons of a site, installed as the MkDocs theme `gongkai`."""
