"""The page of an earlier text of a document, which says that it is not the present one.

In: the loaded version, the Inquiry (for the document it belongs to). Out: its page and the files its text links to.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from gongkai.kinds.policies.fragments import document, outline
from gongkai.kinds.policies.inscription import inscription
from gongkai.kinds.policies.model import Category, PolicyVersion
from gongkai.kinds.policies.parts import (
    HOME,
    SECTION,
    Notice,
    Step,
    body_of,
    category_crumb,
    copies,
    link,
    prose,
)
from gongkai.kinds.policies.timeline import life_around
from gongkai.model.atlas import Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.reference import Ref
from gongkai.model.room import Loaded, Site
from gongkai.model.summary import Summary
from gongkai.workshop.listing_pages import Crumb
from gongkai.workshop.page_metadata import absolute, content_tags, head_html, publication_time
from gongkai.workshop.page_parts import ARTICLE_TOOLS, InfoRow, breadcrumbs, information_card, source_note

_REGULATIONS = (Category.RULE, Category.ADMINISTRATIVE_REGULATION)


class VersionPage(msgspec.Struct, frozen=True):
    """Context of `policies/version.html`."""

    trail: Markup
    title: str
    state: str
    number: str
    inscription: str
    byline: tuple[str, ...]
    tools: Markup
    notices: tuple[Notice, ...]
    card: Markup
    contents: Markup
    text: Markup
    life: tuple[Step, ...]
    source: Markup


def version_pages(loaded: Loaded, record: PolicyVersion, inquiry: Inquiry, site: Site) -> Iterator[Product]:
    """The page at `policies/<department>/<stem>/<date>.html`; none where the document itself is not shown."""
    summary = loaded.summary
    policy = inquiry.record(Ref("policy", summary.ref.place.rpartition("/")[0]))
    if policy is None or "restricted" in policy.facts:
        return
    publisher = policy.publisher or body_of(inquiry, policy.department, summary.created).name
    view = _view(loaded, record, policy, publisher, inquiry, site)
    title = f"{view.title}（{prose(summary.created)}文本）"
    head = head_html(
        content_tags(
            view.title,
            policy.published,
            publisher,
            column_name=policy.facts["category"],
            column_type="政策文件历史文本",
            url=absolute(site.settings.site_url, summary.url),
        )
    )
    page = site.fill("policies/version.html", summary.url, view=view)
    yield Page(summary.url, SECTION, title, f"{title}，不是现行文本。", head, page)
    yield from copies(loaded, ())


def _view(
    loaded: Loaded, record: PolicyVersion, policy: Summary, publisher: str, inquiry: Inquiry, site: Site
) -> VersionPage:
    summary = loaded.summary
    root = "../" * summary.url.count("/")
    category = policy.facts["category"]
    regulation = category in _REGULATIONS
    title = record.title or policy.title
    return VersionPage(
        trail=breadcrumbs(
            (HOME, category_crumb(category), Crumb(policy.title, policy.url)), f"{prose(summary.created)}文本", root
        ),
        title=title,
        state=summary.state,
        number="" if regulation else summary.document_number,
        inscription=inscription(record.history, record.effective) if regulation else "",
        byline=(f"来源：{publisher}", f"发布时间：{publication_time(policy.published)}"),
        notices=(_not_present(summary, policy, root),),
        tools=ARTICLE_TOOLS,
        card=information_card(_card(summary, policy, publisher), root),
        contents=outline(loaded.headings),
        text=document("regulation" if regulation else "document", loaded.html),
        life=life_around(summary, policy, inquiry),
        source=source_note(site.settings.site_name, absolute(site.settings.site_url, summary.url)),
    )


def _not_present(summary: Summary, policy: Summary, root: str) -> Notice:
    ended = f"该文件已经{policy.state}，最后文本见" if policy.state in ("废止", "失效") else "现行文本见"
    sentence = Markup("这是{}的历史文本，不是现行文本。{}{}。")
    return Notice(sentence.format(prose(summary.created), ended, link(policy, root)), "pending")


def _card(summary: Summary, policy: Summary, publisher: str) -> Iterator[InfoRow]:
    yield InfoRow("现行文本", policy.title, policy.url)
    yield InfoRow("文本日期", summary.created)
    if summary.effective:
        yield InfoRow("生效日期", summary.effective)
    if summary.document_number:
        yield InfoRow("文号", summary.document_number)
    yield InfoRow("发布机构", publisher)
    yield InfoRow("有效性", summary.state)
