"""曾用地址: a record that moved leaves a page at each address it had.

In: an address as a clerk wrote it, and where the record is now. Out: the path of the page, and the page, which sends
readers on without a script.
"""

from __future__ import annotations

import posixpath
import re
from html import escape

_ADDRESS = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*\.(?:html|htm|shtml)")


def is_former_address(text: str) -> bool:
    """Whether an address can be a page of a static site: relative, plain characters, a page's ending, no way out."""
    return _ADDRESS.fullmatch(text) is not None


def redirect_page(former: str, url: str, title: str) -> bytes:
    """The page at a former address. `url` is the record's, relative to the site's root, as `former` is."""
    target = escape(posixpath.relpath(url, posixpath.dirname(former) or "."))
    name = escape(title)
    return (
        '<!doctype html>\n<html lang="zh-Hans-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>已移到新地址：{name}</title>\n"
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n</head>\n<body>\n<h1>已移到新地址</h1>\n'
        f'<p>“<a href="{target}">{name}</a>”已移到新地址，请更新收藏。</p>\n</body>\n</html>\n'
    ).encode()
