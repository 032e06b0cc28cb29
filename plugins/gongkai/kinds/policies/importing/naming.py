"""Identifiers and names of imported files: a pure function of the source, so that importing twice changes nothing.

In: titles and paths of sources. Out: stems, dates in file names, target paths. It is here because an identifier, once
published, is an address.

`name(YYYY-MM-DD).md` is a dated text: all dated texts with the same title are texts of one policy, whose stem comes
from the title alone. Any other document stands for itself; its stem comes from its title and its path, since reports of
many offices and years bear the same title.

In the corpus no law is printed once with and once without 中华人民共和国 in its title, and laws of different bodies may differ
in just that, so the words are kept.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from pathlib import PurePosixPath

_DATED_NAME = re.compile(r"(?P<name>.+?)\s*[(（](?P<day>\d{4}-\d{2}-\d{2})[)）]")
_BLANKS = re.compile(r"\s+")
_DIGITS_OF_STEM = 10


def normalise_title(title: str) -> str:
    """The title as it is compared: NFKC, without blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", title))


def name_date(path: str) -> date | None:
    """The date in brackets at the end of the file's name, `None` where there is none or it is no day."""
    match = _DATED_NAME.fullmatch(PurePosixPath(path).stem)
    try:
        return date.fromisoformat(match["day"]) if match else None
    except ValueError:
        return None


def name_title(path: str) -> str:
    """The file's name without date and suffix: a title for documents without one."""
    stem = PurePosixPath(path).stem
    match = _DATED_NAME.fullmatch(stem)
    return (match["name"] if match else stem).strip() or stem


def stem_of(title: str, path: str) -> str:
    """`law-` for dated texts, `doc-` for the rest, and ten hexadecimal digits."""
    normalised = normalise_title(title)
    if name_date(path) is not None:
        return f"law-{_digest(normalised)}"
    return "doc-" + _digest(normalised + "\n" + path)


def policy_path(home: str, stem: str) -> str:
    """Where the policy lies, relative to the project's root. `home` is the department's folder: `content/sfj`."""
    return f"{home}/policies/{stem}.md"


def version_path(home: str, stem: str, day: date) -> str:
    """Where an earlier text lies, relative to the project's root."""
    return f"{home}/policies/{stem}/{day.isoformat()}.md"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS_OF_STEM]
