"""The words in attached files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gongkai.workshop.file_text import READERS, Texts, docx_text, paragraphs, pdf_text, xlsx_text

SAMPLE = {
    ".pdf": "content/fgw/policies/2026-gongjiao-piaojia.files/piaojia-biao.pdf",
    ".docx": "content/rsj/policies/2026-jineng-butie.files/shenling-biao.docx",
    ".xlsx": "content/tjj/policies/2026-gongbao.files/zhuyao-zhibiao.xlsx",
}
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(("suffix", "path"), SAMPLE.items())
def test_files_of_the_sample_have_words(suffix: str, path: str, project_root: Path) -> None:
    found = list(paragraphs((project_root / path).read_bytes(), READERS[suffix]))
    assert any("\u4e00" <= character <= "\u9fff" for text in found for character in text)


def document(xml: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORDS}"><w:body>{xml}</w:body></w:document>')
    return file.getvalue()


def test_runs_of_a_paragraph_are_one_text() -> None:
    xml = "<w:p><w:r><w:t>政务</w:t></w:r><w:r><w:t>公开</w:t></w:r></w:p><w:p><w:r><w:t>第二段</w:t></w:r></w:p>"
    assert list(docx_text(document(xml))) == ["政务公开", "第二段"]


@pytest.mark.parametrize("reader", [docx_text, xlsx_text, pdf_text])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7 broken", b"\xd0\xcf\x11\xe0" * 50])
def test_what_cannot_be_read_has_no_words(reader: object, content: bytes) -> None:
    assert list(paragraphs(content, reader)) == []  # type: ignore[arg-type]


def test_entities_that_multiply_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f'{bomb}]><w:p xmlns:w="{WORDS}"><w:t>&j;</w:t></w:p>')
    assert sum(map(len, paragraphs(file.getvalue(), docx_text))) < 10_000_000


def test_a_text_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(document("<w:p><w:t>名单</w:t></w:p>"))
    texts = Texts(tmp_path / "texts")
    assert texts.of(file) == ("名单",)
    monkeypatch.setitem(READERS, ".docx", lambda _content: [])  # type: ignore[arg-type]
    assert texts.of(file) == ("名单",)
    assert texts.of(tmp_path / "a.png") == ()
