"""The page of one interpretation: what it interprets, the answer first, then the text in its form.

In: the loaded record, the Inquiry. Out: its page and the files it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import msgspec

from gongkai.kinds.policies.facets import FORMS, INTERPRETERS, series_slug
from gongkai.kinds.policies.fragments import groups_beside, notices_above, outline
from gongkai.kinds.policies.model import Interpretation
from gongkai.kinds.policies.parts import (
    HOME,
    INTERPRETATIONS_HOME,
    SECTION,
    Body,
    Group,
    access_rows,
    body_of,
    copies,
    file_links,
    file_url,
    link,
    neighbour_group,
    no_text_notice,
)
from gongkai.kinds.policies.relations import interpretation_item, interpretations_of, is_shown
from gongkai.kinds.policies.summaries import has_text
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.record import DisclosureMode
from gongkai.model.room import Loaded, Site
from gongkai.model.summary import Summary
from gongkai.workshop.page_metadata import absolute, content_tags, head_html, publication_time
from gongkai.workshop.page_parts import (
    Crumb,
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


class Media(msgspec.Struct, frozen=True):
    """Context of `policies/media.html`. `image` and `video` are site-relative or absolute, "" for none."""

    title: str
    image: str
    image_text: str
    video: str
    video_is_here: bool

    @property
    def is_there(self) -> bool:
        return bool(self.image or self.image_text or self.video)


def interpretation_pages(loaded: Loaded, record: Interpretation, inquiry: Inquiry, site: Site) -> Iterator[Product]:
    """The interpretation's page; of what is not for everybody only the card, of what is withheld nothing."""
    summary = loaded.summary
    if record.mode is DisclosureMode.WITHHELD:
        return
    body = body_of(inquiry, summary.department, summary.created)
    media = _media(loaded, record)
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
            image=absolute(site.settings.site_url, media.image) if media.image else "",
            url=address,
        )
    )
    description = summary.description or f"{summary.title}，{record.interpreter}，{record.form}。"
    parts = _parts(loaded, record, media, body, inquiry, site)
    source = source_note(site.settings.site_name, address)
    page = site.lay("policies/interpretation.html", summary.url, source=source, **parts)
    yield Page(summary.url, SECTION, summary.title, description, head, page)
    if has_text(record):
        yield from copies(loaded, (*(each.file for each in record.attachments), record.image or "", record.video or ""))


def _parts(
    loaded: Loaded, record: Interpretation, media: Media, body: Body, inquiry: Inquiry, site: Site
) -> dict[str, str]:
    """The parts of `policies/interpretation.html`."""
    summary = loaded.summary
    root = "../" * summary.url.count("/")
    publisher = record.publisher or body.name
    shown = has_text(record)
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
    subject = "、".join([_subject(each, root) for each in policies])
    answer = escape(record.description or "")
    return {
        "trail": breadcrumbs((HOME, INTERPRETATIONS_HOME, by), record.title, root),
        "head": page_head(
            record.title,
            summary.badge,
            byline=(f"来源：{publisher}", f"发布时间：{time}", f"解读：{record.interpreted_by}"),
        ),
        "notices": "" if shown else notices_above((no_text_notice(record, body, root),)),
        "subject": f'<p class="subject">解读文件：{subject}</p>\n' if subject else "",
        "forms": site.fill("policies/forms.html", summary.url, forms=forms) + "\n" if len(forms) > 1 else "",
        "answer": f'<p class="answer">{answer}</p>\n' if answer else "",
        "card": information_card(_card(summary, record, publisher, body), root),
        "contents": outline(loaded.headings if shown else ()),
        "beside": groups_beside(groups, root),
        "media": site.fill("policies/media.html", summary.url, view=media) if media.is_there else "",
        "text": f'<div class="prose" data-read>{loaded.html}</div>\n' if shown and loaded.html else "",
        "contact": _contact(record, body),
        "attachments": attachments(file_links(loaded, record.attachments) if shown else (), root),
    }


def _subject(policy: Summary, root: str) -> str:
    number = f"（{escape(policy.document_number)}）" if policy.document_number else ""
    return f"{link(policy, root)}{number}"


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


def _media(loaded: Loaded, record: Interpretation) -> Media:
    """Picture and video, as far as everybody may see them and their files are there; a video may be elsewhere."""
    if not has_text(record):
        return Media(record.title, "", "", "", video_is_here=False)
    here = {each.name for each in loaded.attachments}
    image, video = record.image or "", record.video or ""
    if video in here:
        video = file_url(loaded, video)
    elif not video.startswith(("https://", "http://")):
        video = ""
    return Media(
        record.title,
        file_url(loaded, image) if image in here else "",
        record.image_text or "",
        video,
        record.video in here,
    )


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
    yield InfoRow("发布日期", summary.date)
    # 内容概述 stands above the text as the answer.
    yield from (each for each in access_rows(record) if each.label != "内容概述")


def _contact(record: Interpretation, body: Body) -> str:
    """Whom to ask; the body's own number where the interpretation gives none."""
    lines = "".join(
        [
            f"<div><dt>{label}</dt><dd>{escape(value)}</dd></div>\n"
            for label, value in (("联系人", record.contact), ("咨询电话", record.phone or body.phone))
            if value
        ]
    )
    if not lines:
        return ""
    return f'<section class="related contact"><h2>咨询方式</h2>\n<dl class="info">\n{lines}</dl>\n</section>\n'
