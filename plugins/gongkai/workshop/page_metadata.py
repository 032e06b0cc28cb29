"""The page tags that every page must carry in its head, and the time of publication as it must be shown.

In: titles, times, sources. Out: (name, content) pairs in the order of the official table, and the head's HTML. It is
here because every room's pages carry the same tags, and SIT-04 wants tag and visible text to be equal.

Source: 政府网站发展指引（国办发〔2017〕47号）附件 (`standards/meta_tags`). SiteName, SiteDomain, SiteIDCode and the description
stand in the frame already.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.workshop.escaping import escaped

Tags = tuple[tuple[str, str], ...]


def publication_time(published: str) -> str:
    """`YYYY-MM-DD HH:MM` (SIT-05) from a 发布日期 with or without a time; a day alone is read as its midnight."""
    return f"{published} 00:00" if len(published) == 10 else published


def content_tags(
    title: str,
    published: str,
    source: str,
    *,
    column_name: str = "",
    column_type: str = "",
    keywords: Iterable[str] = (),
    author: str = "",
    description: str = "",
    image: str = "",
    url: str = "",
) -> Tags:
    """Tags of a content page. `title` and `published` are what the page shows; `image` and `url` absolute or empty."""
    return (
        ("ColumnName", column_name),
        ("ColumnType", column_type),
        ("ArticleTitle", title),
        ("PubDate", publication_time(published)),
        ("ContentSource", source),
        ("Keywords", ",".join(keywords)),
        ("Author", author),
        ("Description", description),
        ("Image", image),
        ("Url", url),
    )


def column_tags(name: str, description: str, keywords: Iterable[str], column_type: str) -> Tags:
    """Tags of a page that lists others. All four are required; what is not given is the column's name (SIT-03)."""
    return (
        ("ColumnName", name),
        ("ColumnDescription", description or name),
        ("ColumnKeywords", ",".join(keywords) or name),
        ("ColumnType", column_type or name),
    )


def head_html(tags: Tags) -> str:
    """The tags as a page's `head`; empty ones are left out. Equal to `macros/head.html`, without a template's price."""
    return "".join([f'<meta name="{name}" content="{escaped(content)}">\n' for name, content in tags if content])


def absolute(site_url: str, path: str) -> str:
    """The page's full address; "" on a site without an address of its own."""
    return f"{site_url.rstrip('/')}/{path}" if site_url else ""
