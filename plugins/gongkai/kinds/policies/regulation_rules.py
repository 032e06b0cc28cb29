"""Rules of 规章: the uniform page and form of publication.

In: a valid Policy, its text. Out: Problems. Sources: 国办公开办函〔2021〕33号 (page and download), 规章制定程序条例 art. 7 and 32.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from gongkai.kinds.policies.inscription import inscription
from gongkai.kinds.policies.model import Category, Policy
from gongkai.kinds.policies.parts import is_own_text
from gongkai.model.room import Problem

_PROMULGATED = ("公布", "发布")
_AMENDED = ("修订", "修正", "修改")
_THIRTY_DAYS = timedelta(days=30)
_AT_ONCE = ("自公布之日起施行", "自发布之日起施行", "自公布之日起实施", "自发布之日起实施")
# Lines of a signing order: its heading, its number, the sentence of promulgation, the signature. Compiled when the
# first 规章 is read; most builds read none.
_ORDER_LINES = (
    r"[\u4e00-\u9fff]{2,30}令"
    r"|第[ \u3000]*[0-9]{1,4}[ \u3000]*号"
    r"|.{0,200}现予(?:公布|发布).{0,60}"
    r"|(?:市长|省长|县长|区长|州长|主席|主任|部长|局长|署长|行长|总理)[ \u3000:：]{1,4}[\u4e00-\u9fff·][\u4e00-\u9fff· \u3000]{1,8}"
)
_LONGEST_ORDER_LINE = 300
_WORD = frozenset({"DOC", "DOCX", "WPS"})
_PDF = frozenset({"PDF", "OFD"})
DOWNLOADED = (Category.RULE, Category.NORMATIVE)
"""Documents that readers must be able to download."""


def regulation_problems(record: Policy, body: str) -> Iterator[Problem]:
    """REG-01 to REG-04."""
    for number, line in enumerate(body.split("\n"), 1):
        bare = line.strip(" \t\u3000#*")
        if len(bare) <= _LONGEST_ORDER_LINE and re.fullmatch(_ORDER_LINES, bare):
            hint = "规章页面只登标题、题注和正文；公布的时间和令号写在“沿革”中"
            yield Problem("REG-01", f"正文带有公布令：“{bare[:30]}”", hint, body_line=number)
    missing = tuple(_missing_in_inscription(record))
    if missing:
        now = inscription(record.history, record.effective)
        hint = f"题注现为{now}。" if now else ""
        yield Problem(
            "REG-02",
            f"题注缺少{'、'.join(missing)}",
            f"{hint}“沿革”每条写日期、事项和依据，例如 {record.created}、公布、{record.document_number or '云川市人民政府令第12号'}",
            ("沿革",) if record.history else (),
        )
    bare_title = re.sub(r"[（(][^（）()]{1,20}[）)]$", "", record.title)
    if bare_title.endswith("条例"):
        yield Problem(
            "REG-03", "规章的名称不能称“条例”", f"例如“{bare_title[:-2]}办法”“{bare_title[:-2]}规定”", ("名称",)
        )
    yield from _time_before_effect(record, body)


def _missing_in_inscription(record: Policy) -> Iterator[str]:
    originals = "".join(event.original for event in record.history if event.original)
    written = [event for event in record.history if event.original is None]
    promulgated = any(event.event in _PROMULGATED and event.day and event.basis for event in written)
    if not promulgated and not any(f"{word}" in originals for word in _PROMULGATED):
        yield "公布时间及文号"
    if any(event.event in _AMENDED and not (event.day and event.basis) for event in written):
        yield "修订时间及文号"
    in_force = record.effective is not None or "施行" in originals or any(event.event == "施行" for event in written)
    if not in_force:
        yield "施行时间"


def _time_before_effect(record: Policy, body: str) -> Iterator[Problem]:
    if record.effective is None or any(words in body for words in _AT_ONCE):
        return
    days = [
        event.day
        for event in record.history
        if event.day is not None and event.event in _PROMULGATED + _AMENDED and event.day <= record.effective
    ]
    promulgated = max(days, default=record.created)
    earliest = promulgated + _THIRTY_DAYS
    if promulgated <= record.effective < earliest:
        yield Problem(
            "REG-04",
            f"{promulgated} 公布，{record.effective} 施行，不满30日",
            f"最早应自 {earliest} 起施行；公布后不立即施行将有碍施行的，正文写明“自公布之日起施行”",
            ("生效日期",),
        )


def download_problems(record: Policy) -> Iterator[Problem]:
    """REG-06: what is in `DOWNLOADED` can be had as Word and as PDF."""
    types = {
        each.file.rpartition(".")[2].upper() for each in record.attachments if is_own_text(each.title, record.title)
    }
    missing = [name for name, accepted in (("Word", _WORD), ("PDF", _PDF)) if not types & accepted]
    if missing:
        hint = f"在“附件”中加名称为“{record.title}”的文件，就作为本文件的下载版本"
        yield Problem("REG-06", f"没有提供{'和'.join(missing)}下载", hint)
