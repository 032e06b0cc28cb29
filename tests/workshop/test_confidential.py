"""Papers that say they are not public are told by their marks, and ordinary words are not taken for marks."""

from __future__ import annotations

import pytest

from gongkai.workshop.confidential import has_mark_of_secrecy, marks_in, note_of_withholding


@pytest.mark.parametrize("line", ["机密★10年", "秘密 ★ 1年", "绝密　★长期"])
def test_marks_of_secrecy(line: str) -> None:
    assert has_mark_of_secrecy(line)
    assert list(marks_in([line, *["正文。"] * 20])) == [(0, "有密级标志")]


@pytest.mark.parametrize("line", ["保守国家秘密", "★重点任务", "绝密、机密、秘密三级"])
def test_words_about_secrecy_are_no_marks(line: str) -> None:
    assert not has_mark_of_secrecy(line)


@pytest.mark.parametrize(
    "line",
    ["（此件依申请公开）", "(此件不公开)", "此件不予公开。", "**内部资料　注意保存**", "> （内部资料，请勿外传）"],
)
def test_notes_of_withholding(line: str) -> None:
    assert note_of_withholding(line)
    assert [index for index, _ in marks_in(["通知如下。", "", line, ""])] == [2]


@pytest.mark.parametrize("line", ["（此件公开发布）", "信息不公开的，应当说明理由", "申请公开此件不公开的内容"])
def test_other_notes_are_let_pass(line: str) -> None:
    assert note_of_withholding(line) is None


def test_a_note_counts_only_at_the_end() -> None:
    assert list(marks_in(["（此件不公开）", *["第一条 规定。"] * 5])) == []
