"""The page of an earlier text of a document, which says that it is not the present one.

In: the loaded version, the Inquiry (for the document it belongs to). Out: its page and the files its text links to.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from gongkai.kinds.policies.fragments import document, life_line, notices_above, outline
from gongkai.kinds.policies.inscription import inscription
from gongkai.kinds.policies.model import Category, PolicyVersion
from gongkai.kinds.policies.parts import (
    HOME,
    SECTION,
    Notice,
    body_of,
    category_crumb,
    copies,
    link,
    prose,
)
from gongkai.kinds.policies.timeline import life_around
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.reference import Ref
from gongkai.model.room import Loaded, Site
from gongkai.model.summary import Summary
from gongkai.workshop.page_metadata import absolute, content_tags, head_html, publication_time
from gongkai.workshop.page_parts import Crumb, InfoRow, breadcrumbs, information_card, page_head, source_note

_REGULATIONS = (Category.RULE, Category.ADMINISTRATIVE_REGULATION)


def version_pages(loaded: Loaded, record: PolicyVersion, inquiry: Inquiry, site: Site) -> Iterator[Product]:
    """The page at `policies/<department>/<stem>/<date>.html`; none where the document itself is not shown."""
    summary = loaded.summary
    policy = inquiry.record(Ref("policy", summary.ref.place.rpartition("/")[0]))
    if policy is None or "restricted" in policy.facts:
        return
    publisher = policy.publisher or body_of(inquiry, policy.department, summary.created).name
    title = record.title or policy.title
    headline = f"{title}（{prose(summary.created)}文本）"
    head = head_html(
        content_tags(
            title,
            policy.published,
            publisher,
            column_name=policy.facts["category"],
            column_type="政策文件历史文本",
            url=absolute(site.settings.site_url, summary.url),
        )
    )
    page = site.lay("policies/version.html", summary.url, **_parts(loaded, record, policy, publisher, inquiry, site))
    yield Page(summary.url, SECTION, headline, f"{headline}，不是现行文本。", head, page)
    yield from copies(loaded, ())


def _parts(
    loaded: Loaded, record: PolicyVersion, policy: Summary, publisher: str, inquiry: Inquiry, site: Site
) -> dict[str, str]:
    """The parts of `policies/version.html`."""
    summary = loaded.summary
    root = "../" * summary.url.count("/")
    category = policy.facts["category"]
    regulation = category in _REGULATIONS
    way = (HOME, category_crumb(category), Crumb(policy.title, policy.url))
    return {
        "trail": breadcrumbs(way, f"{prose(summary.created)}文本", root),
        "head": page_head(
            record.title or policy.title,
            summary.state,
            "" if regulation else summary.document_number,
            (f"来源：{publisher}", f"发布时间：{publication_time(policy.published)}"),
            inscription=inscription(record.history, record.effective) if regulation else "",
        ),
        "notices": notices_above((_not_present(summary, policy, root),)),
        "card": information_card(_card(summary, policy, publisher), root),
        "contents": outline(loaded.headings),
        "text": document("regulation" if regulation else "document", loaded.html),
        "life": life_line(life_around(summary, policy, inquiry), summary.url, site),
        "source": source_note(site.settings.site_name, absolute(site.settings.site_url, summary.url)),
    }


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
