"""Somebody's text in a comment of a code platform, where it must do nothing but be read.

In: any text. Out: Markdown that shows it, for the middle of a line: at the beginning of one, `/merge` would be a
command. A title such as `@everyone <img …>` must call nobody, load nothing and format nothing. Platforms look for names
and references in the finished text, so writing characters as entities is not enough: an invisible joiner parts each
sign that leads a reference from what follows it.
"""

from __future__ import annotations

import re
from urllib.parse import quote

JOINER = "\u2060"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+")
"""Control characters, and those that hide or turn around what is written."""
_SPACES = re.compile(r"\s+")
_LEADING = "!#$%&*:@[^~"
_ENTITIES = {sign: f"&#{ord(sign)};" + (JOINER if sign in _LEADING else "") for sign in r"!#$%&*:<>@[\]^_`{|}~"}
_TABLE = str.maketrans(_ENTITIES)
_HOST = re.compile(r"(?i)\bwww\.")
_ISSUE = re.compile(r"(?i)\b([a-z]+)-(?=\d)")


def inert(text: str) -> str:
    """The text as Markdown that is nothing but text."""
    plain = _SPACES.sub(" ", _UNSEEN.sub(" ", text)).strip()
    plain = _ISSUE.sub(rf"\1{JOINER}-", _HOST.sub(f"www{JOINER}.", plain))
    return plain.translate(_TABLE)


def link(text: str, address: str) -> str:
    """A link to an address made by us of a site's and a page's; only its text is somebody's."""
    return f"[{inert(text)}](<{quote(address, safe='/:?=&%~.-_')}>)"
