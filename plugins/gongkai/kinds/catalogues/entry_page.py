"""The page of an entry: information card, text, attachments, the columns it stands in, its neighbours.

In: a loaded entry, the Inquiry. Out: one Page, and the files it carries. Made once for every record of the site, so
all that can be decided is decided here and the template only prints.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.kinds.catalogues.model import Entry
from gongkai.kinds.catalogues.outline import body_listing, outline_of
from gongkai.kinds.catalogues.standing import Standing, standing_of
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import FileCopy, Page, Product
from gongkai.model.reference import Ref
from gongkai.model.room import Loaded, Site, SourceAttachment
from gongkai.model.summary import Summary
from gongkai.workshop.archived_records import archived_words
from gongkai.workshop.body_names import name_on
from gongkai.workshop.page_metadata import absolute, content_tags, head_html, publication_time
from gongkai.workshop.page_parts import (
    FileLine,
    InfoRow,
    attachments,
    breadcrumbs,
    contents,
    href,
    information_card,
    page_head,
    related,
    size_text,
    source_note,
)

SECTION = "columns"


def entry_pages(loaded: Loaded, record: Entry, inquiry: Inquiry, site: Site) -> Iterator[Product]:
    """The entry's page and attachments; only its card where it is not public; nothing of what is 不予公开."""
    summary = loaded.summary
    if summary.mode == "不予公开":
        return
    root = "../" * summary.url.count("/")
    closed = _why_closed(summary, record, site, root)
    used = () if closed else _used_files(loaded, record)
    standing = standing_of(summary, site.context)
    source, source_url = _publisher(summary, inquiry)
    time = publication_time(summary.published)
    folder = f"entries/{summary.department}/{loaded.files_folder}"
    address = absolute(site.settings.site_url, summary.url)
    byline = (f"发布时间：{time}", f"来源：{source}")
    parts = {
        "trail": breadcrumbs(standing.way, summary.title, root),
        "head": page_head(summary.title, summary.badge, summary.document_number, byline),
        "card": information_card(_card(summary, record, source, source_url, time), root),
        "beside": _contents(loaded)
        + related(standing.columns, root, "所在栏目")
        + related(_neighbours(summary, standing, inquiry), root, "相邻信息"),
        "source": source_note(site.settings.site_name, address),
    }
    if closed:
        body = site.lay("catalogues/closed-entry.html", summary.url, why=closed, **parts)
    else:
        files = attachments(_file_lines(record, used, folder), root)
        body = site.lay("catalogues/entry.html", summary.url, text=loaded.html, attachments=files, **parts)
    tags = content_tags(
        summary.title,
        summary.published,
        source,
        column_name=standing.name,
        column_type=standing.type,
        keywords=record.keywords,
        description=summary.description,
        url=address,
    )
    yield Page(summary.url, SECTION, summary.title, summary.description or summary.title, head_html(tags), body)
    for file in used:
        yield FileCopy(f"{folder}/{file.name}", file.path)


def _applying(site: Site, root: str) -> str:
    """The way to an application, where the site has one."""
    applying = outline_of(site.context).titled("依申请公开")
    return f'<a href="{href(root, applying.url)}">依申请公开</a>' if applying is not None else ""


def _contents(loaded: Loaded) -> str:
    """目录 of a text long enough to need one."""
    headings = [each for each in loaded.headings if each[0] <= 3]
    return contents(headings) if len(headings) > 2 else ""


def _why_closed(summary: Summary, record: Entry, site: Site, root: str) -> str:
    """Why only the card is here; "" where the text is."""
    if record.archived is not None:
        return archived_words(record.archived)
    if summary.mode == "依申请公开":
        return "本条信息依申请公开，网上只登记目录，不刊登内容。" + _applying(site, root)
    if "scope" in summary.facts:
        return "本条信息面向特定对象公开，网上只登记目录，不刊登内容。" + _applying(site, root)
    return ""


def _publisher(summary: Summary, inquiry: Inquiry) -> tuple[str, str]:
    """Who published it, under the name of that day, and the address of its page."""
    body = inquiry.record(Ref("department", summary.department))
    if body is None:
        return summary.publisher or summary.department, ""
    return summary.publisher or name_on(body.title, body.facts.get("history", ""), summary.published), body.url


def _card(summary: Summary, record: Entry, source: str, source_url: str, time: str) -> Iterator[InfoRow]:
    """The statutory elements (条例第12条), and of the others those that are there."""
    yield InfoRow("索引号", summary.index_number or "未编")
    if summary.theme:
        yield InfoRow("主题分类", summary.theme)
    yield InfoRow("发布机构", source, source_url)
    yield InfoRow("生成日期", summary.created)
    yield InfoRow("发布日期", time)
    if summary.document_number:
        yield InfoRow("文号", summary.document_number)
    if summary.state:
        yield InfoRow("有效性", summary.state)
    if summary.effective:
        yield InfoRow("生效日期", summary.effective)
    if summary.repealed:
        yield InfoRow("废止日期", summary.repealed)
    yield InfoRow("公开范围", summary.facts.get("scope", "面向全社会"))
    yield InfoRow("公开方式", summary.mode)
    if summary.genre:
        yield InfoRow("体裁分类", summary.genre)
    if record.keywords:
        yield InfoRow("关键词", "、".join(record.keywords))
    if summary.elements:
        yield InfoRow("公开要素", "、".join(summary.elements))
    yield InfoRow("名称", summary.title)
    yield InfoRow("内容概述", summary.description or summary.title)


def _used_files(loaded: Loaded, record: Entry) -> tuple[SourceAttachment, ...]:
    """The files that go with this entry: all of its own folder; of a list file's folder those it names or links."""
    if loaded.summary.item < 0 or not loaded.attachments:
        return loaded.attachments
    named = {attachment.file for attachment in record.attachments}
    return tuple(
        each for each in loaded.attachments if each.name in named or f"{loaded.files_folder}/{each.name}" in loaded.html
    )


def _file_lines(record: Entry, used: tuple[SourceAttachment, ...], folder: str) -> Iterator[FileLine]:
    sizes = {each.name: each.size for each in used}
    for attachment in record.attachments:
        if attachment.file in sizes:
            suffix = attachment.file.rpartition(".")[2].upper()
            yield FileLine(attachment.title, f"{folder}/{attachment.file}", suffix, size_text(sizes[attachment.file]))


def _neighbours(summary: Summary, standing: Standing, inquiry: Inquiry) -> tuple[Summary, ...]:
    """The entries before and after it in its body's part of its first column: a list that grows with the body alone."""
    if not standing.columns:
        return ()
    found = inquiry.neighbours(summary, body_listing(summary.department, standing.first))
    return tuple([each for each in (found.newer, found.older) if each is not None])
