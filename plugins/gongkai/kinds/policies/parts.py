"""Pieces that pages of documents and of interpretations share.

In: the loaded record, the Inquiry. Out: values for the theme's macros (docs/theme.md says what they must hold).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from gongkai.kinds.policies.facets import CATEGORIES
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import FileCopy
from gongkai.model.record import Attachment, Record
from gongkai.model.reference import Ref
from gongkai.model.room import Loaded
from gongkai.model.summary import Summary
from gongkai.workshop.archived_records import archived_words
from gongkai.workshop.body_names import name_on
from gongkai.workshop.chinese import format_date_prose
from gongkai.workshop.page_parts import Crumb, FileLine, InfoRow, size_text

SECTION = "policies"
HOME = Crumb("政策文件库", "policies/index.html")
INTERPRETATIONS_HOME = Crumb("政策解读", "interpretations/index.html")
_CATEGORY_CRUMBS = {
    str(label): Crumb(str(label), f"policies/category/{slug}.html") for label, slug in CATEGORIES.items()
}


class Item(msgspec.Struct, frozen=True):
    """A line of a short list beside the text."""

    title: str
    url: str
    date: str = ""


class Group(msgspec.Struct, frozen=True):
    """A short list with its heading."""

    title: str
    items: tuple[Item, ...]


class Notice(msgspec.Struct, frozen=True):
    """What must be seen before reading on; `text` may hold links."""

    text: Markup
    kind: str


class Step(msgspec.Struct, frozen=True):
    """A step of a timeline."""

    title: str
    url: str
    date: str
    text: str
    current: bool


class Body(msgspec.Struct, frozen=True):
    """The body that keeps a record, under the name it had then. `url` is "" where it is not registered."""

    name: str
    url: str
    phone: str
    guide: str


def body_of(inquiry: Inquiry, identifier: str, day: str) -> Body:
    """The body `identifier` as of `day`; its identifier where the register does not know it."""
    summary = inquiry.record(Ref("department", identifier))
    if summary is None:
        return Body(identifier, "", "", "")
    facts = summary.facts
    return Body(
        name_on(summary.title, facts.get("history", ""), day),
        summary.url,
        facts.get("phone", ""),
        f"guides/{identifier}.html" if facts.get("guide") else "",
    )


def category_crumb(category: str) -> Crumb:
    """The step of 当前位置 above a document."""
    return _CATEGORY_CRUMBS[category]


def link(summary: Summary, root: str) -> Markup:
    """《名称》 with its address, for use inside a sentence."""
    url = summary.url if "://" in summary.url else root + summary.url
    title = summary.title if summary.title.startswith("《") else f"《{summary.title}》"
    return Markup(f'<a href="{escape(url)}">{escape(title)}</a>')


def is_own_text(title: str, document: str) -> bool:
    """Whether an attachment is the document itself for download, not an annex: it bears the document's own 名称."""
    return title == document or (title.startswith(document) and title[len(document)] in "（(")


def file_links(loaded: Loaded, attachments: Iterable[Attachment]) -> tuple[FileLine, ...]:
    """Attachments with type and size in words."""
    sizes = {each.name: each.size for each in loaded.attachments}
    return tuple(
        FileLine(each.title, file_url(loaded, each.file), file_type(each.file), size_text(sizes[each.file]))
        for each in attachments
        if each.file in sizes
    )


def file_url(loaded: Loaded, name: str) -> str:
    """Address of a file of the record, relative to the site's root."""
    return f"{loaded.summary.url.rpartition('/')[0]}/{quote(loaded.files_folder)}/{quote(name)}"


def file_type(name: str) -> str:
    return name.rpartition(".")[2].upper() if "." in name else "文件"


def copies(loaded: Loaded, names: Iterable[str]) -> Iterator[FileCopy]:
    """The record's files that its page shows: those named, and those its text links to."""
    wanted = frozenset(names)
    folder = loaded.summary.url.rpartition("/")[0]
    for each in loaded.attachments:
        if each.name in wanted or f"{loaded.files_folder}/{escape(each.name)}" in loaded.html:
            yield FileCopy(f"{folder}/{loaded.files_folder}/{each.name}", each.path)


def access_rows(record: Record) -> Iterator[InfoRow]:
    """The last rows of every card: who may see it, and by which words it is found."""
    yield InfoRow("公开方式", str(record.mode))
    yield InfoRow("公开范围", str(record.scope))
    if record.keywords:
        yield InfoRow("关键词", "、".join(record.keywords))
    if record.description:
        yield InfoRow("内容概述", record.description)


def prose(day: str) -> str:
    """`2026-03-02` as 2026年3月2日."""
    return format_date_prose(date.fromisoformat(day))


def neighbour_group(inquiry: Inquiry, summary: Summary, listing: str, title: str = "本单位前后文件") -> Group:
    """The records just before and after this one among those of its body and year."""
    beside = inquiry.neighbours(summary, listing)
    items = [
        Item(f"{word}：{each.title}", each.url, each.date)
        for word, each in (("较新", beside.newer), ("较早", beside.older))
        if each is not None
    ]
    return Group(title, tuple(items))


def no_text_notice(record: Record, body: Body, root: str) -> Notice:
    """Said instead of the text of what is archived, or may not be shown to everybody."""
    if record.archived is not None:
        return Notice(Markup(archived_words(record.archived)), "info")
    way = Markup(f'公开指南见<a href="{escape(root + body.guide)}">{escape(body.name)}</a>。') if body.guide else ""
    return Notice(Markup("本件不在网上公开正文，这里只列出目录信息。需要的，可以向发布机构申请。") + way, "info")
