"""The words in a file that people attach: PDF, DOCX, XLSX.

In: a file. Out: its paragraphs. Office files are read with the standard library: they are zipped XML. PDF takes the
package of the extra `attachments`; without it PDFs have no words. A file that cannot be read has none either: it can
still be found by its name.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from gongkai.workshop.output_file import write_atomically

_LARGEST = 64_000_000
"""Bytes of one file inside an office file, unpacked: beyond that it is no text, or an attack."""
_LONGEST = 1_000_000
"""Characters of one file that are kept."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_VERSION = "1"


class Texts:
    """Texts of files, remembered by their content: reading a PDF takes longer than everything else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, path: Path) -> tuple[str, ...]:
        """The paragraphs of a file; () for a type that is not read."""
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            return ()
        content = path.read_bytes()
        key = sha256(f"{_VERSION} {path.suffix.lower()} {pdf_reader()}\0".encode() + content).hexdigest()
        stored = self._folder / key
        try:
            return msgspec.msgpack.decode(stored.read_bytes(), type=tuple[str, ...])
        except (FileNotFoundError, msgspec.MsgspecError):
            found = tuple(_limited(paragraphs(content, reader)))
            write_atomically(stored, msgspec.msgpack.encode(found))
            return found


def paragraphs(content: bytes, reader: Callable[[bytes], Iterable[str]]) -> Iterator[str]:
    """What a reader finds, tidied; nothing of a file that is not what its name says."""
    try:
        for text in reader(content):
            if tidy := " ".join(text.split()):
                yield tidy
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, RuntimeError, NotImplementedError):
        return


def _limited(texts: Iterable[str]) -> Iterator[str]:
    left = _LONGEST
    for text in texts:
        if len(text) > left:
            return
        left -= len(text)
        yield text


def docx_text(content: bytes) -> Iterator[str]:
    """Paragraphs of a Word document, of its tables, notes, heads and feet too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml", name):
                for paragraph in _xml(archive, name).iter(f"{_WORD}p"):
                    yield "".join(_run(node) for node in paragraph.iter())


def _run(node: ElementTree.Element) -> str:
    if node.tag == f"{_WORD}t":
        return node.text or ""
    return " " if node.tag in (f"{_WORD}tab", f"{_WORD}br") else ""


def xlsx_text(content: bytes) -> Iterator[str]:
    """Rows of a workbook, cells parted by blanks; numbers as they are stored."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        shared: list[str] = []
        if "xl/sharedStrings.xml" in names:
            shared = [_cell_text(item) for item in _xml(archive, "xl/sharedStrings.xml").iter(f"{_SHEET}si")]
        for sheet in _xml(archive, "xl/workbook.xml").iter(f"{_SHEET}sheet"):
            yield sheet.get("name", "")
        for name in sorted(names, key=lambda each: (len(each), each)):
            if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
                for row in _xml(archive, name).iter(f"{_SHEET}row"):
                    yield " ".join(_cell(cell, shared) for cell in row.iter(f"{_SHEET}c"))


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    value = cell.findtext(f"{_SHEET}v") or ""
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return _cell_text(cell) if cell.get("t") == "inlineStr" else value


def _cell_text(node: ElementTree.Element) -> str:
    return "".join(each.text or "" for each in node.iter(f"{_SHEET}t"))


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    return ElementTree.fromstring(archive.read(name))  # expat refuses entities that multiply


def pdf_text(content: bytes) -> Iterator[str]:
    """Lines of a PDF, joined where a sentence goes on. A scan has no words."""
    try:
        import pypdfium2
    except ImportError:
        return
    with pypdfium2.PdfDocument(content) as document:
        for index in range(len(document)):
            page = document[index]
            yield from _joined(page.get_textpage().get_text_bounded())


def _joined(text: str) -> Iterator[str]:
    """Lines of a page as paragraphs: a line that ends without a full stop and is long goes on in the next."""
    lines = [line.strip() for line in text.replace("\r", "").replace("\ufffe", "").split("\n")]
    longest = max(map(len, lines), default=0)
    paragraph = ""
    for line in lines:
        paragraph += f" {line}" if paragraph[-1:].isascii() and line[:1].isascii() else line
        if len(line) < longest - 2 or line.endswith(("。", "；", "：", "！", "？")):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def pdf_reader() -> str:
    """Name and version of what reads PDFs here; "" where nothing does."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"pypdfium2 {version('pypdfium2')}"
    except PackageNotFoundError:
        return ""


READERS: dict[str, Callable[[bytes], Iterable[str]]] = {".docx": docx_text, ".xlsx": xlsx_text, ".pdf": pdf_text}
