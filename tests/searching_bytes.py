"""Every byte of a place searched for a string: in file names, in plain and in compressed contents."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from site_tools import contents


def holding(files: Mapping[str, bytes], planted: Iterable[str]) -> list[str]:
    """Files in which one of the strings stands, as text, as JSON writes it or as it stands in an address."""
    forms = {form for word in planted for form in (word, quote(word), word.encode("unicode-escape").decode())}
    wanted = [form.encode() for form in forms]
    return [
        name
        for name, content in files.items()
        if any(form in piece for form in wanted for piece in (name.encode(), *_readings(content)))
    ]


def holding_in(folder: Path, planted: Iterable[str]) -> list[str]:
    return holding(contents(folder), planted)


def _readings(content: bytes) -> Iterator[bytes]:
    """The bytes, what they hold when they are gzip, and without the marks that search puts between pieces of text."""
    yield content
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
        yield content
    elif content[:1] == b"\x78":
        try:
            content = zlib.decompress(content)
        except zlib.error:
            return
        yield content
    yield content.replace("\u200b".encode(), b"").replace(b"\\u200b", b"")
