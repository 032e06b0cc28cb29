"""The page of one document, in the official layouts.

In: the loaded record, the Inquiry. Out: its page and the files it shows. 规章 and 行政法规 show title, 题注 and text; other
documents 文号, 主送机关, text, 附件说明, 署名 and 成文日期, 附注 (国办公开办函〔2021〕33号; GB/T 9704-2012). What others say of a
document (interpretations, amendments, repeal) is asked of the Inquiry.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.kinds.policies.facets import STATE_SLUGS
from gongkai.kinds.policies.fragments import document, groups_beside, life_line, notices_above, outline
from gongkai.kinds.policies.inscription import inscription
from gongkai.kinds.policies.model import Category, Policy
from gongkai.kinds.policies.parts import (
    HOME,
    SECTION,
    Body,
    Step,
    access_rows,
    body_of,
    category_crumb,
    copies,
    file_links,
    is_own_text,
    neighbour_group,
    no_text_notice,
)
from gongkai.kinds.policies.relations import related_groups, relations_of, standing_notices
from gongkai.kinds.policies.summaries import has_text, is_public
from gongkai.kinds.policies.timeline import life_of
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.record import DisclosureMode
from gongkai.model.room import Loaded, Site
from gongkai.model.summary import Summary
from gongkai.standards import theme_code
from gongkai.workshop.chinese import format_date_prose
from gongkai.workshop.escaping import escaped
from gongkai.workshop.page_metadata import absolute, content_tags, head_html, publication_time
from gongkai.workshop.page_parts import (
    FileLine,
    InfoRow,
    attachments,
    breadcrumbs,
    information_card,
    page_head,
    source_note,
)

_REGULATIONS = frozenset({Category.RULE, Category.ADMINISTRATIVE_REGULATION})


def policy_pages(loaded: Loaded, record: Policy, inquiry: Inquiry, site: Site) -> Iterator[Product]:
    """The document's page; of what is not for everybody only the card, of what is withheld nothing."""
    if record.mode is DisclosureMode.WITHHELD:
        return
    summary = loaded.summary
    body = body_of(inquiry, summary.department, summary.created)
    publisher = record.publisher or body.name
    issuers = (publisher, *(issuer_name(each, inquiry, summary.created) for each in record.joint_issuers))
    address = absolute(site.settings.site_url, summary.url)
    citation = _citation("、".join(issuers), record, address)
    head = head_html(
        content_tags(
            summary.title,
            summary.published,
            publisher,
            column_name=record.category.value,
            column_type="政策文件",
            keywords=record.keywords,
            description=summary.description,
            url=address,
        )
    )
    parts = _parts(loaded, record, body, issuers, inquiry, site)
    page = site.lay(
        "policies/policy.html",
        summary.url,
        citation=escaped(citation),
        source=source_note(site.settings.site_name, address),
        **parts,
    )
    yield Page(summary.url, SECTION, summary.title, summary.description or citation, head, page)
    if has_text(record):
        yield from copies(loaded, (each.file for each in record.attachments))


def _parts(
    loaded: Loaded, record: Policy, body: Body, issuers: tuple[str, ...], inquiry: Inquiry, site: Site
) -> dict[str, str]:
    """The parts of `policies/policy.html`, but what leads back to it. `text` is the document in its layout, empty where
    only the card is shown."""
    summary = loaded.summary
    root = "../" * summary.url.count("/")
    shown = has_text(record)
    regulation = record.category in _REGULATIONS
    own, annexes = _sorted_files(loaded, record) if shown else ((), ())
    relations = relations_of(summary, inquiry)
    notices = standing_notices(summary, record, relations, root)
    groups = (
        *related_groups(relations, record, summary),
        neighbour_group(inquiry, summary, f"policies/department/{summary.department}"),
    )
    return {
        "trail": breadcrumbs((HOME, category_crumb(record.category)), record.title, root),
        "head": page_head(
            record.title,
            summary.badge,
            "" if regulation else summary.document_number,
            (f"来源：{issuers[0]}", f"发布时间：{publication_time(summary.published)}"),
            inscription=inscription(record.history, record.effective) if regulation else "",
        ),
        "notices": notices_above(notices if shown else (*notices, no_text_notice(record, body, root))),
        "card": information_card(_card(summary, record, issuers[0], body, issuers[1:]), root),
        "contents": outline(loaded.headings if shown else ()),
        "beside": groups_beside(groups, root),
        "text": _text(loaded.html, record, issuers, annexes) if shown else "",
        "attachments": attachments(annexes, root),
        "more": _more(own, life_of(summary, record, inquiry), summary.url, site) if is_public(record) else "",
    }


def _more(own: tuple[FileLine, ...], life: tuple[Step, ...], path: str, site: Site) -> str:
    """The document itself as a file, and its texts in the order of time."""
    if not own and not life:
        return ""
    downloads = attachments(own, "../" * path.count("/"), "下载")
    return f"{downloads}\n{life_line(life, path, site)}\n" if life else f"{downloads}\n"


def _text(html: str, record: Policy, issuers: tuple[str, ...], annexes: tuple[FileLine, ...]) -> str:
    """The document in its layout: of a 规章 the text alone, of others what surrounds it as well.

    The text of an imported document has its own 附件说明, 署名 and 成文日期, unless the fields were filled in later.
    """
    if record.category in _REGULATIONS:
        return document("regulation", html)
    ours = record.origin is None
    return document(
        "document",
        html,
        addressee=record.addressees or "",
        attachment_notes=tuple(dict.fromkeys(each.title for each in annexes)) if ours else (),
        signatures=record.signatories or (issuers if ours else ()),
        date=format_date_prose(record.created) if ours else "",
        note=record.note or "",
    )


def issuer_name(written: str, inquiry: Inquiry, day: str) -> str:
    """The name of an issuer that is written as an identifier or in full."""
    return body_of(inquiry, written, day).name if written.isascii() else written


def _sorted_files(loaded: Loaded, record: Policy) -> tuple[tuple[FileLine, ...], tuple[FileLine, ...]]:
    """The document itself as a file (REG-06), and its annexes."""
    if not record.attachments:
        return (), ()
    files = file_links(loaded, record.attachments)
    return (
        tuple(each for each in files if is_own_text(each.title, record.title)),
        tuple(each for each in files if not is_own_text(each.title, record.title)),
    )


def _card(summary: Summary, record: Policy, publisher: str, body: Body, joint: tuple[str, ...]) -> Iterator[InfoRow]:
    if summary.index_number:
        yield InfoRow("索引号", summary.index_number)
    if summary.document_number:
        yield InfoRow("文号", summary.document_number)
    if record.registration_number:
        yield InfoRow("统一登记号", record.registration_number)
    yield InfoRow("发布机构", publisher, "" if record.publisher else body.url)
    if joint:
        yield InfoRow("联合发文", "、".join(joint))
    yield InfoRow("文件类别", str(record.category), category_crumb(record.category).url)
    if record.theme is not None:
        code = theme_code(record.theme)
        yield InfoRow("主题分类", record.theme, f"policies/theme/{code}.html" if code else "")
    if record.genre is not None:
        yield InfoRow("体裁分类", record.genre)
    yield from _dates(summary, record)
    yield from access_rows(record)
    if record.no_interpretation:
        yield InfoRow("不解读理由", record.no_interpretation)


def _dates(summary: Summary, record: Policy) -> Iterator[InfoRow]:
    yield InfoRow("生成日期", summary.created)
    yield InfoRow("发布日期", summary.date)
    if summary.effective:
        yield InfoRow("生效日期", summary.effective)
    if summary.ends:
        yield InfoRow("有效期至", (date.fromisoformat(summary.ends) - timedelta(days=1)).isoformat())
    elif record.validity_period is not None:
        yield InfoRow("有效期", record.validity_period)
    if summary.repealed:
        yield InfoRow("废止日期", summary.repealed)
    if summary.lapsed:
        yield InfoRow("失效日期", summary.lapsed)
    yield InfoRow("有效性", summary.state, f"policies/state/{STATE_SLUGS[summary.state]}.html")


def _citation(issuers: str, record: Policy, address: str) -> str:
    """How others may name this document."""
    title = record.title if record.title.startswith("《") else f"《{record.title}》"
    number = f"（{record.document_number}）" if record.document_number else ""
    made = f"{issuers}：{title}{number}，{format_date_prose(record.created)}"
    return f"{made}，{address}" if address else made
