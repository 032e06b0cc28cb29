"""Bytes of a clerk's file to text, or the reason why not.

In: the bytes of one file. Out: its text with line feeds only and without a byte order mark, and the diagnostics. It is
here because every later message speaks of lines and characters, so encodings and line ends have to be settled first.
"""

from __future__ import annotations

import re

from gongkai.model.diagnostic import Diagnostic, Severity

MAXIMUM_BYTES = 4 * 1024 * 1024
MAXIMUM_CONTROL_DIAGNOSTICS = 1000

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# YAML 1.1 §5.1 "printable characters": what it leaves out can't stand in a YAML stream, not even quoted.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_FORBIDDEN_ASCII = bytes(byte for byte in range(0x80) if _FORBIDDEN.match(chr(byte)))
_SAVE_AS_UTF8 = "用记事本或 VS Code 打开，“另存为”时编码选 UTF-8，再提交"


def decode(data: bytes, *, path: str) -> tuple[str | None, list[Diagnostic]]:
    """Text of a file, or None where it can't be read at all.

    A byte order mark is dropped and CRLF and CR become LF, silently. Control characters are each reported (YML-02)
    and stand as U+FFFD in the text, so that the rest of the file is still checked.
    """
    if len(data) > MAXIMUM_BYTES:
        message = f"文件有 {len(data) / 1048576:.1f} MiB，超过 4 MiB 的上限"
        return None, [_error(path, 0, 0, "YML-03", message, "拆成几个文件；图片、表格等作为附件存放")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_wrong_encoding(data, error.start, path)]
    if data.startswith(_BYTE_ORDER_MARK):
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _may_hold_control_characters(data, text) and _FORBIDDEN.search(text):
        return _FORBIDDEN.sub("\ufffd", text), _control_characters(text, path)
    return text, []


def _may_hold_control_characters(data: bytes, text: str) -> bool:
    # A few plain searches cost a fraction of one regular expression over Chinese text. The byte C2 leads U+0080-00BF
    # and occurs in no other character.
    has_ascii = len(data.translate(None, _FORBIDDEN_ASCII)) != len(data)
    return has_ascii or b"\xc2" in data or "\ufffe" in text or "\uffff" in text


def _control_characters(text: str, path: str) -> list[Diagnostic]:
    diagnostics = []
    for line_number, line in enumerate(text.split("\n"), 1):
        found = _FORBIDDEN.search(line)
        if found is None:
            continue
        message = f"有看不见的控制字符 U+{ord(found[0]):04X}"
        hint = "删去这个字符；多半是从别的软件粘贴时带进来的"
        diagnostics.append(_error(path, line_number, found.start() + 1, "YML-02", message, hint))
        if len(diagnostics) == MAXIMUM_CONTROL_DIAGNOSTICS:
            break
    return diagnostics


def _wrong_encoding(data: bytes, offset: int, path: str) -> Diagnostic:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _error(path, 0, 0, "YML-01", "文件不是 UTF-8 编码，看起来是 UTF-16（记事本的“Unicode”）", _SAVE_AS_UTF8)
    if _looks_like_gb18030(data):
        return _error(path, 0, 0, "YML-01", "文件不是 UTF-8 编码，看起来是 GB18030（GBK）", _SAVE_AS_UTF8)
    line_start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8")) + 1
    line = data.count(b"\n", 0, offset) + 1
    message = f"文件不是 UTF-8 编码：第 {offset + 1} 个字节（0x{data[offset]:02X}）无法识别"
    return _error(path, line, column, "YML-01", message, f"删去这里的乱码重新录入；或者{_SAVE_AS_UTF8}")


def _looks_like_gb18030(data: bytes) -> bool:
    """True where GB18030 reads all of it and UTF-8 fails nearly everywhere, not just at one damaged place."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    not_ascii = sum(byte >= 0x80 for byte in data)
    unreadable = data.decode("utf-8", errors="replace").count("\ufffd")
    return unreadable * 5 > not_ascii


def _error(path: str, line: int, column: int, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(path, line, column, code, Severity.ERROR, message, hint)
