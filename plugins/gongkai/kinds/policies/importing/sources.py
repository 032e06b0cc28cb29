"""Reading what is to be imported: the folder's documents, and the text in their bytes.

In: a folder; bytes. Out: `SourceDocument` values, sorted by path; text with `\\n` line ends, or a Chinese sentence
saying why not. It is here because what people hand over comes in several encodings and line ends, and the rest must not
care.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from gongkai.kinds.policies.importing.values import Line, SourceDocument

_SUFFIXES = (".md", ".txt")
_ENCODINGS = ("utf-8-sig", "gb18030")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def read_sources(directory: Path) -> list[SourceDocument]:
    """Every `.md` and `.txt` below the folder, sorted by path; no symbolic links, no hidden files."""
    found = []
    for folder, folders, names in os.walk(directory, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(folder, name)
            if name.startswith(".") or path.suffix.lower() not in _SUFFIXES or path.is_symlink() or not path.is_file():
                continue
            found.append(SourceDocument(path.relative_to(directory).as_posix(), path.read_bytes()))
    return sorted(found, key=lambda document: document.path)


class UnreadableText(str):
    """Why bytes are not text: a Chinese sentence."""


def decode(data: bytes) -> str | UnreadableText:
    """The text in UTF-8 (a byte order mark is dropped) or GB18030, line ends made `\\n`."""
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        control = _CONTROL.search(text)
        if control is not None:
            line = text.count("\n", 0, control.start()) + 1
            return UnreadableText(f"第{line}行含有控制字符 U+{ord(control[0]):04X}，不像文本文件")
        return text if text.strip() else UnreadableText("文件没有内容")
    return UnreadableText("编码既不是 UTF-8，也不是 GB18030")


def lines_of(text: str, first_number: int = 1) -> tuple[Line, ...]:
    """The lines that are not blank, with their numbers."""
    numbered = ((number, line.strip()) for number, line in enumerate(text.split("\n"), first_number))
    return tuple(Line(number, line) for number, line in numbered if line)
