"""What is said of a record whose text lies in an offline snapshot, in the same words on the pages of every kind.

In: its 归档. Out: HTML, and what is wrong with such a record.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.diagnostic import Severity
from gongkai.model.record import Archived, Record
from gongkai.model.room import Code, Problem
from gongkai.workshop.chinese import format_date_prose
from gongkai.workshop.escaping import escaped

CODES = {"ARC-01": Code(Severity.ERROR, "已归档的信息还带着正文或者附件", "gongkai")}


def archived_words(archived: Archived) -> str:
    """Since when the text is not here, why, and where it lies."""
    return (
        f"本条信息已于{format_date_prose(archived.day)}归档，网上只保留目录信息。"
        f"理由：{escaped(archived.reason)}。全文存于离线快照“{escaped(archived.snapshot)}”"
        f"（SHA-256：<code>{archived.digest}</code>），需要查阅的，请与发布机构联系。"
    )


def archived_problems(record: Record, body: str) -> Iterator[Problem]:
    """ARC-01: what was archived has but its card."""
    if record.archived is not None and (body.strip() or record.attachments):
        message = f"已于 {record.archived.day} 归档，却还带着正文或者附件"
        yield Problem("ARC-01", message, "删去正文和附件；要恢复公开的，删去“归档”一项", ("归档",))
