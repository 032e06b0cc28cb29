"""Which headers a file is sent with, and which files are entries: by patterns of their paths.

In: paths, patterns (`*` within a folder, `**` over folders). Out: Headers. Types come from a table of our own, so that
every machine gives the same, and texts say their character set.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import msgspec

from gongkai.model.release import Headers

_UTF8 = "; charset=utf-8"
TYPES = {
    ".html": "text/html" + _UTF8, ".css": "text/css" + _UTF8, ".js": "text/javascript" + _UTF8,
    ".json": "application/json" + _UTF8, ".xml": "application/xml" + _UTF8, ".txt": "text/plain" + _UTF8,
    ".md": "text/markdown" + _UTF8, ".csv": "text/csv" + _UTF8, ".svg": "image/svg+xml" + _UTF8,
    ".atom": "application/atom+xml" + _UTF8, ".rss": "application/rss+xml" + _UTF8,
    ".webmanifest": "application/manifest+json" + _UTF8, ".map": "application/json" + _UTF8,
    ".yml": "application/yaml" + _UTF8, ".yaml": "application/yaml" + _UTF8, ".ics": "text/calendar" + _UTF8,
    ".geojson": "application/geo+json" + _UTF8, ".jsonld": "application/ld+json" + _UTF8,
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".avif": "image/avif", ".ico": "image/x-icon", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff",
    ".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav", ".ogg": "audio/ogg",
    ".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt" + _UTF8,
    ".pdf": "application/pdf", ".ofd": "application/ofd", ".zip": "application/zip", ".rtf": "application/rtf",
    ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
    ".wps": "application/vnd.ms-works", ".et": "application/vnd.ms-excel", ".epub": "application/epub+zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".wasm": "application/wasm",
}  # fmt: skip
_UNTYPED = "application/octet-stream"

_MINUTES, _HOUR, _YEAR = "public, max-age=300", "public, max-age=3600", "public, max-age=31536000, immutable"
ENTRIES = ("index.html", "search/shards.json", "sitemap.xml", "sitemaps/**", "robots.txt", "*.atom", "feeds/**")
"""Files by which everything else is found."""


class HeaderRule(msgspec.Struct, frozen=True):
    """What files of a pattern are sent with."""

    pattern: str
    cache_control: str
    content_disposition: str = ""


RULES = (
    HeaderRule("index.html", "no-cache"),
    HeaderRule("search/shards.json", "no-cache"),
    HeaderRule("search/engine/**", "no-cache"),
    HeaderRule("search/*/fragment/**", _YEAR),
    HeaderRule("search/*/index/**", _YEAR),
    HeaderRule("search/*/*.pf_meta", _YEAR),
    HeaderRule("search/**", _HOUR),
    HeaderRule("sitemap.xml", "no-cache"),
    HeaderRule("sitemaps/**", "no-cache"),
    HeaderRule("robots.txt", "no-cache"),
    HeaderRule("feeds/**", "no-cache"),
    HeaderRule("*.atom", "no-cache"),
    HeaderRule("assets/**/*.[hash].*", _YEAR),
    HeaderRule("assets/**", _MINUTES),
    HeaderRule("**/*.html", _MINUTES),
    HeaderRule("**", _HOUR),
)
"""Kept for ever is only what has a digest in its name. Other names keep their address when they change, and the old and
the new text must not live side by side for long."""


def headers_for(rules: Sequence[HeaderRule]) -> Callable[[str], Headers]:
    """The headers of a path: its type, and the first rule whose pattern it matches."""
    expression = re.compile("|".join(f"({_expression(rule.pattern)})" for rule in rules) or "(?!)")

    @cache
    def headers(kind: str, number: int) -> Headers:
        if not number:
            return Headers(kind)
        rule = rules[number - 1]
        return Headers(kind, rule.cache_control, rule.content_disposition)

    def headers_of(path: str) -> Headers:
        found = expression.fullmatch(path)
        kind = TYPES.get(path[path.rfind(".") :].lower(), _UNTYPED)
        return headers(kind, found.lastindex or 0 if found else 0)

    return headers_of


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path matches one of the patterns."""
    expression = re.compile("|".join(_expression(pattern) for pattern in patterns) or "(?!)")
    return lambda path: expression.fullmatch(path) is not None


def _expression(pattern: str) -> str:
    parts = re.split(r"(\*\*/|\*\*|\*|\[hash\])", pattern)
    return "".join(_PIECES.get(part, re.escape(part)) for part in parts)


_PIECES = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "[hash]": "[0-9a-f]{8,64}"}
