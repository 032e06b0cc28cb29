"""The page of one interpretation: what it interprets, the answer first, then the text in its form.

In: the loaded record, the Inquiry. Out: its page and the files it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from markupsafe import Markup

from gongkai.kinds.policies.facets import FORMS, INTERPRETERS, series_slug
from gongkai.kinds.policies.fragments import groups_beside, outline
from gongkai.kinds.policies.model import Interpretation
from gongkai.kinds.policies.parts import (
    HOME,
    INTERPRETATIONS_HOME,
    SECTION,
    Body,
    Group,
    Notice,
    access_rows,
    body_of,
    copies,
    file_links,
    file_url,
    link,
    neighbour_group,
    restricted_notice,
)
from gongkai.kinds.policies.relations import interpretation_item, interpretations_of, is_shown
from gongkai.kinds.policies.summaries import is_public
from gongkai.model.atlas import Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.record import DisclosureMode
from gongkai.model.room import Loaded, Site
from gongkai.model.summary import Summary
from gongkai.workshop.listing_pages import Crumb
from gongkai.workshop.page_metadata import absolute, content_tags, head_html, publication_time
from gongkai.workshop.page_parts import (
    ARTICLE_TOOLS,
    InfoRow,
    attachments,
    breadcrumbs,
    information_card,
    page_head,
    source_note,
)


class FormLink(msgspec.Struct, frozen=True):
    """A form in which the same document is interpreted."""

    title: str
    url: str
    current: bool


class InterpretationPage(msgspec.Struct, frozen=True):
    """Context of `policies/interpretation.html`. `image` and `video` are site-relative or absolute, "" for none."""

    trail: Markup
    head: Markup
    title: str
    notices: tuple[Notice, ...]
    subject: Markup
    """The interpreted documents, linked, in one line."""
    answer: str
    forms: tuple[FormLink, ...]
    tools: Markup
    card: Markup
    contents: Markup
    beside: Markup
    image: str
    image_text: str
    video: str
    video_is_here: bool
    text: Markup
    contact: tuple[InfoRow, ...]
    attachments: Markup
    source: Markup


def interpretation_pages(loaded: Loaded, record: Interpretation, inquiry: Inquiry, site: Site) -> Iterator[Product]:
    """The interpretation's page; of what is not for everybody only the card, of what is withheld nothing."""
    summary = loaded.summary
    if record.mode is DisclosureMode.WITHHELD:
        return
    body = body_of(inquiry, summary.department, summary.created)
    view = _view(loaded, record, body, inquiry, site)
    address = absolute(site.settings.site_url, summary.url)
    head = head_html(
        content_tags(
            summary.title,
            summary.published,
            record.publisher or body.name,
            column_name="政策解读",
            column_type=record.interpreter,
            keywords=record.keywords,
            author=record.interpreted_by,
            description=summary.description,
            image=absolute(site.settings.site_url, view.image) if view.image else "",
            url=address,
        )
    )
    description = summary.description or f"{summary.title}，{record.interpreter}，{record.form}。"
    page = site.fill("policies/interpretation.html", summary.url, view=view)
    yield Page(summary.url, SECTION, summary.title, description, head, page)
    if is_public(record):
        yield from copies(loaded, (*(each.file for each in record.attachments), record.image or "", record.video or ""))


def _view(loaded: Loaded, record: Interpretation, body: Body, inquiry: Inquiry, site: Site) -> InterpretationPage:
    summary = loaded.summary
    root = "../" * summary.url.count("/")
    publisher = record.publisher or body.name
    public = is_public(record)
    here = {each.name for each in loaded.attachments} if public else set()
    named = [inquiry.record(each.target) for each in summary.links if each.relation == "interprets"]
    policies = [each for each in named if each is not None and is_shown(each)]
    siblings = interpretations_of(inquiry, policies[0].ref) if policies else ()
    forms = _forms(summary, siblings)
    by = Crumb(record.interpreter, f"interpretations/by/{INTERPRETERS[record.interpreter]}.html")
    time = publication_time(summary.published)
    groups = (
        Group("同一文件的其他解读", tuple(map(interpretation_item, _unreached(siblings, forms)))),
        _series(summary, record, inquiry),
        neighbour_group(inquiry, summary, f"interpretations/department/{summary.department}", "本单位前后解读"),
    )
    return InterpretationPage(
        trail=breadcrumbs((HOME, INTERPRETATIONS_HOME, by), record.title, root),
        head=page_head(
            record.title, byline=(f"来源：{publisher}", f"发布时间：{time}", f"解读：{record.interpreted_by}")
        ),
        title=record.title,
        notices=() if public else (restricted_notice(body, root),),
        subject=Markup("、").join(_subject(each, root) for each in policies),
        answer=record.description or "",
        forms=forms,
        tools=ARTICLE_TOOLS,
        card=information_card(_card(summary, record, publisher, body), root),
        contents=outline(loaded.headings if public else ()),
        beside=groups_beside(groups, root),
        image=file_url(loaded, record.image) if record.image in here else "",
        image_text=record.image_text or "" if public else "",
        video=_video(loaded, record, here) if public else "",
        video_is_here=record.video in here,
        text=Markup(loaded.html if public else ""),
        contact=tuple(_contact(record, body)),
        attachments=attachments(file_links(loaded, record.attachments) if public else (), root),
        source=source_note(site.settings.site_name, absolute(site.settings.site_url, summary.url)),
    )


def _subject(policy: Summary, root: str) -> Markup:
    number = f"（{policy.document_number}）" if policy.document_number else ""
    return link(policy, root) + number


def _forms(summary: Summary, siblings: Sequence[Summary]) -> tuple[FormLink, ...]:
    """A link for each form in which this site interprets the document: this page for its own, else the newest."""
    newest = {each.facts["form"]: each for each in siblings if "://" not in each.url}
    newest[summary.facts["form"]] = summary
    return tuple(FormLink(form, newest[form].url, newest[form].ref == summary.ref) for form in FORMS if form in newest)


def _unreached(siblings: Sequence[Summary], forms: Sequence[FormLink]) -> Iterator[Summary]:
    """Interpretations of the same document to which the switch of forms does not lead."""
    reached = {form.url for form in forms}
    return (each for each in siblings if each.url not in reached)


def _series(summary: Summary, record: Interpretation, inquiry: Inquiry) -> Group:
    """The whole series in its order, this part included, so that its place in it can be seen."""
    if record.series is None:
        return Group("", ())
    members = inquiry.members(f"interpretations/series/{series_slug(record.series)}")
    return Group(
        f"系列：{record.series}", tuple(interpretation_item(each) for each in members if each.ref != summary.ref)
    )


def _video(loaded: Loaded, record: Interpretation, here: set[str]) -> str:
    """The address of the video: a file of the record, or elsewhere; a file that is not there has none."""
    if record.video is None:
        return ""
    if record.video in here:
        return file_url(loaded, record.video)
    return record.video if record.video.startswith(("https://", "http://")) else ""


def _card(summary: Summary, record: Interpretation, publisher: str, body: Body) -> Iterator[InfoRow]:
    if summary.index_number:
        yield InfoRow("索引号", summary.index_number)
    yield InfoRow("发布机构", publisher, "" if record.publisher else body.url)
    yield InfoRow("解读主体", record.interpreter, f"interpretations/by/{INTERPRETERS[record.interpreter]}.html")
    yield InfoRow("解读形式", record.form, f"interpretations/form/{FORMS[record.form]}.html")
    yield InfoRow("解读机构", record.interpreted_by)
    if record.series:
        yield InfoRow("系列", record.series, f"interpretations/series/{series_slug(record.series)}.html")
    if record.theme is not None:
        yield InfoRow("主题分类", record.theme)
    yield InfoRow("生成日期", summary.created)
    yield InfoRow("发布日期", summary.day)
    # 内容概述 stands above the text as the answer.
    yield from (each for each in access_rows(record) if each.label != "内容概述")


def _contact(record: Interpretation, body: Body) -> Iterator[InfoRow]:
    """Whom to ask; the body's own number where the interpretation gives none."""
    if record.contact:
        yield InfoRow("联系人", record.contact)
    if phone := record.phone or body.phone:
        yield InfoRow("咨询电话", phone)
