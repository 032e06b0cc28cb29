"""The texts of a bag: its declaration, its manifests, its `bag-info.txt`.

In: digests by path, labels with values. Out: the bytes that RFC 8493 asks for; and from such bytes the values again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ALGORITHMS = ("sha256", "sha512")
DECLARATION_FILE, INFORMATION_FILE = "bagit.txt", "bag-info.txt"
_UNFIT = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029%\\]")
_LINE = re.compile(r"([0-9a-fA-F]+)[ \t]+\*?(.+)")


class UnfitNameError(ValueError):
    """A file whose name the tools do not write alike in a manifest. The text is its path."""


def require_fit(path: str) -> str:
    """The path, if every tool reads it from a manifest in the same way: RFC 8493 writes `%` and line ends otherwise
    than `bagit.py`, and `sha256sum` backslashes otherwise than both.

    Raises:
        UnfitNameError: it is none.
    """
    if _UNFIT.search(path):
        raise UnfitNameError(path)
    return path


def manifest(digests: Mapping[str, str]) -> bytes:
    """The lines of a manifest, which `sha256sum -c` reads as well."""
    return "".join([f"{digests[path]}  {path}\n" for path in sorted(digests)]).encode()


def read_manifest(content: bytes) -> dict[str, str] | None:
    """Digest of each path; None for what is no manifest."""
    found: dict[str, str] = {}
    try:
        lines = content.decode().replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        return None
    for line in filter(None, lines):
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        found[match[2].removeprefix("./")] = match[1].lower()
    return found


def information(rows: Iterable[tuple[str, str]]) -> bytes:
    """`bag-info.txt`. A value takes one line, whatever it holds."""
    return "".join([f"{label}: {' '.join(value.split())}\n" for label, value in rows]).encode()


def read_information(content: bytes) -> dict[str, str]:
    """Values by label; of a label that stands more than once, the last."""
    found: dict[str, str] = {}
    label = ""
    for line in content.decode(errors="replace").splitlines():
        if line[:1].isspace() and label:
            found[label] += f" {line.strip()}"
            continue
        label, _, value = line.partition(":")
        found[label.strip()] = value.strip()
    return found
