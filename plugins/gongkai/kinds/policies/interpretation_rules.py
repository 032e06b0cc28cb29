"""Rules of single interpretations.

In: a valid Interpretation, who it is, its text, the Context. Out: Problems. Sources: local rules that carry out
国办秘函〔2019〕19号 (the five parts, who explains what), GB/T 37668 and 无障碍环境建设法 art. 29 (text for pictures and films).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.kinds.policies.model import Interpretation
from gongkai.model.reference import parse_ref
from gongkai.model.room import Context, Identity, Problem
from gongkai.workshop.core_rules import core_problems

PARTS = ("政策背景", "制定依据", "出台目的", "重要举措", "解读机构及咨询方式")
_HEADING = r"(?m)^#{1,6}[ \t]+(?:[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．、])?[ \t]*([^\n#]{1,60})"
"""Compiled when the first interpretation is read; most builds read none."""


def interpretation_problems(
    record: Interpretation, identity: Identity, body: str, context: Context
) -> Iterator[Problem]:
    """Everything wrong with one interpretation that its own file shows."""
    yield from core_problems(record, identity, body, context)
    for index, text in enumerate(record.interprets):
        if parse_ref(text, "policy") is None or "/" not in text:
            yield Problem("SIT-12", f"解读对象“{text}”不是文件的标识", "例如 sfb/2026-3", ("解读对象", index))
    if record.archived is not None:
        return
    for field, name in (("图片", record.image), ("视频", record.video)):
        if name is not None and "://" not in name and name not in identity.files:
            stem = identity.ref.place.rpartition("/")[2]
            yield Problem("SRC-05", f"没有找到{field}“{name}”", f"应放在文件夹 {stem}.files/", (field,))
    if record.form == "图解":
        yield from _graphic(record, body)
    elif record.form == "视频":
        yield from _video(record, body)
    if record.origin is not None:
        return
    if record.form == "文字":
        yield from _parts(body)
    if record.phone is None:
        yield Problem("INT-06", "没有写咨询电话", "请填写“咨询电话”")


def _parts(body: str) -> Iterator[Problem]:
    there = {heading.strip() for heading in re.findall(_HEADING, body)}
    missing = [part for part in PARTS if part not in there]
    if missing:
        yield Problem("INT-01", f"解读缺少{'、'.join(missing)}", f"各用一个二级标题，例如 ## {missing[0]}")


def _graphic(record: Interpretation, body: str) -> Iterator[Problem]:
    if record.image is None and "![" not in body:
        yield Problem("INT-04", "图解没有图片", "在“图片”中写图片的文件名", ("解读形式",))
    if record.image_text is None and not body.strip():
        yield Problem("INT-04", "图解没有文字说明，读屏软件无法朗读", "请在“图片说明”中写出图中的文字", ("图片",))


def _video(record: Interpretation, body: str) -> Iterator[Problem]:
    if record.video is None:
        yield Problem("INT-05", "视频解读没有视频", "在“视频”中写文件名或者网址", ("解读形式",))
    if not body.strip():
        yield Problem("INT-05", "视频解读没有文字稿", "请在正文中写出视频的文字稿", ("视频",))
