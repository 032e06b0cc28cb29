"""发布审批单 as it is printed, with everything filled in that is known, and the file in which it is registered.

In: what is to be approved. Out: an HTML page for A4 without scripts or anything from elsewhere, or YAML with blanks for
names and days. It is printed, signed by hand or pasted into the office system; nothing of it is ever published.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from gongkai.model.approval import FOLDER, Step

_GROUP = 8
_QUESTIONS = (
    (Step.FIRST, "内容是否真实、准确、完整，要素是否齐全："),
    (Step.SECOND, "是否属于应当公开的内容，公开方式、范围、栏目是否恰当："),
    (Step.SECRECY, "是否涉及国家秘密、工作秘密、商业秘密、个人隐私和其他不宜公开的内容："),
    (Step.FINAL, "是否同意公开："),
)


class RecordToSign(msgspec.Struct, frozen=True):
    """One record on the form, every value as it is printed."""

    ref: str
    kind: str
    title: str
    document_number: str
    index_number: str
    publisher: str
    published: str
    columns: tuple[str, ...]
    mode: str
    scope: str
    basis: tuple[str, ...]
    description: str
    attachments: tuple[str, ...]
    digest: str

    @property
    def digest_in_groups(self) -> str:
        """The digest so that two people can compare it aloud."""
        return " ".join(self.digest[start : start + _GROUP] for start in range(0, len(self.digest), _GROUP))


def form_page(site_name: str, department: str, folder: str, number: str, records: Sequence[RecordToSign]) -> str:
    """The page to print. `folder` is the identifier of the department, `number` "" where it is given by hand."""
    return _template().render(
        site_name=site_name,
        department=department,
        number=number,
        records=records,
        steps=[(step.value, question) for step, question in _QUESTIONS],
        register=f"{FOLDER}/{folder}/{number or '编号'}.yml",
    )


def form_file(number: str, records: Sequence[RecordToSign]) -> str:
    """The file to fill in once it is signed."""
    lines = [f"审批单编号: {number}".rstrip(), "信息:"]
    for each in records:
        lines += [f"- 信息: {each.ref}", f"  内容摘要: {each.digest}"]
    for step in (Step.FIRST, Step.SECOND, Step.SECRECY, Step.FINAL):
        lines += [f"{step.value}:", "  人员:", "  日期:", "  意见: 同意"]
    return "\n".join(lines) + "\n"


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "data")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("form.html")
