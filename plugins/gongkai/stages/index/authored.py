"""Authored pages as documents: read from what MkDocs made of them.

In: the shell. Out: a SearchDocument for each page under `content/`. They are few, and their sources are Markdown with
whatever extensions the site has, so the finished article is what counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from gongkai.model.project import Shell
from gongkai.model.search import SearchDocument, SearchPart
from gongkai.workshop.markdown.plain_text import plain_text
from gongkai.workshop.search_documents import facets_of, shown
from gongkai.workshop.text_parts import text_parts

_LABEL = "网站说明"
_NOT_CONTENT = frozenset({"404.html", "index.html"})
_ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.DOTALL)
_MAIN = re.compile(r"<main\b[^>]*>(.*?)</main>", re.DOTALL)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_BYLINE = re.compile(r'<p class="byline">.*?</p>', re.DOTALL)
_DAY = re.compile(r'<meta name="PubDate" content="(\d{4}-\d\d-\d\d)')
_SOURCE = re.compile(r'<meta name="ContentSource" content="([^"]+)"')


def authored_documents(shell: Shell) -> Iterator[SearchDocument]:
    """A document for each authored page that has a heading."""
    for path in shell.files:
        if path.endswith(".html") and path not in _NOT_CONTENT:
            html = (shell.folder / path).read_text("utf-8")
            body = _ARTICLE.search(html) or _MAIN.search(html)
            heading = _TITLE.search(body[1]) if body else None
            if body and heading:
                yield _document(path, html, plain_text(heading[1]), _BYLINE.sub("", body[1].replace(heading[0], "")))


def _document(path: str, html: str, title: str, body: str) -> SearchDocument:
    day, source = _DAY.search(html), _SOURCE.search(html)
    publisher = unescape(source[1]) if source else ""
    parts = (
        SearchPart(label, f"{path}#{anchor}" if anchor else "", paragraphs)
        for label, anchor, paragraphs in text_parts(body)
    )
    return SearchDocument(
        identifier=f"page:{path}",
        url=path,
        title=title,
        head=tuple(filter(None, (publisher,))),
        parts=tuple(parts),
        day=day[1] if day else "",
        facets=facets_of(_LABEL, department=publisher, year=day[1][:4] if day else ""),
        display=shown(kind=_LABEL, department=publisher),
    )
