"""Bytes a clerk's editor may write, and what the site makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workshop.text_file import MAXIMUM_BYTES, decode


def test_byte_order_mark_and_windows_line_ends_are_forgiven_silently() -> None:
    data = b"\xef\xbb\xbf" + "名称: 甲\r\n文号: 乙\r正文\n".encode()
    assert decode(data, path="a.yml") == ("名称: 甲\n文号: 乙\n正文\n", [])


def test_gbk_file_is_named_with_a_way_to_mend_it() -> None:
    text, [diagnostic] = decode("名称: 关于印发云川市人才奖励办法的通知\n".encode("gb18030"), path="a.yml")
    assert text is None
    assert diagnostic.code == "YML-01"
    assert "GB18030（GBK）" in diagnostic.message
    assert "UTF-8" in diagnostic.hint


def test_utf16_file_is_named() -> None:
    text, [diagnostic] = decode("名称: 甲\n".encode("utf-16"), path="a.yml")
    assert text is None
    assert "UTF-16" in diagnostic.message


def test_one_damaged_byte_in_a_utf8_file_is_found_not_called_gbk() -> None:
    data = "名称: 关于印发办法的通知\n文号: 云川政办发〔2026〕2号\n".encode()
    place = data.index("政".encode())
    text, [diagnostic] = decode(data[: place + 1] + data[place + 2 :], path="a.yml")
    assert text is None
    assert (diagnostic.line, diagnostic.column) == (2, 7)
    assert f"第 {place + 1} 个字节" in diagnostic.message
    assert "GB18030" not in diagnostic.message


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1f", "\x7f", "\x80", "\x9f", "\ufffe", "\uffff"])
def test_control_characters_are_placed_and_the_rest_is_still_read(character: str) -> None:
    text, [diagnostic] = decode(f"名称: 甲\n文号: 乙{character}丙\n".encode(), path="a.yml")
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("YML-02", 2, 6)
    assert f"U+{ord(character):04X}" in diagnostic.message
    assert text == "名称: 甲\n文号: 乙\ufffd丙\n"


def test_characters_that_look_odd_but_are_lawful_pass() -> None:
    text = "·〔2026〕￥\u3000\u00a0\t𠮷\u0085"
    assert decode(text.encode(), path="a.yml") == (text, [])


def test_too_large_a_file_is_refused_before_it_is_read() -> None:
    assert decode(b"a" * MAXIMUM_BYTES, path="a.yml")[1] == []
    text, [diagnostic] = decode(b"\xff" * (MAXIMUM_BYTES + 1), path="a.yml")
    assert (text, diagnostic.code) == (None, "YML-03")


@given(st.binary(max_size=200))
def test_no_bytes_crash_it(data: bytes) -> None:
    text, diagnostics = decode(data, path="a.yml")
    assert text is not None or diagnostics
