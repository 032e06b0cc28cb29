"""What search is told of documents, earlier texts and interpretations: what their pages print.

In: loaded records, the Inquiry. Out: their SearchDocuments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from gongkai.kinds.policies.facets import LEVELS
from gongkai.kinds.policies.inscription import inscription
from gongkai.kinds.policies.model import Interpretation, Policy, PolicyVersion
from gongkai.kinds.policies.parts import body_of, prose
from gongkai.model.inquiry import Inquiry
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Loaded
from gongkai.model.search import SearchDocument
from gongkai.workshop.search_documents import body_parts, core_searched, facets_of, level_of, shown


def policy_searched(loaded: Loaded, record: Policy, inquiry: Inquiry, context: Context) -> Iterator[SearchDocument]:
    """A document: its card and its text with what surrounds it."""
    day = loaded.summary.created
    joint = (body_of(inquiry, each, day).name if each.isascii() else each for each in record.joint_issuers)
    words = (
        record.registration_number,
        prose(day),
        str(record.category),
        inscription(record.history, record.effective),
        record.addressees,
        *record.signatories,
        *joint,
        record.note,
        record.no_interpretation,
        *record.tags,
    )
    level = LEVELS[loaded.summary.facts["level"]]
    further = tuple(filter(None, (record.registration_number,)))
    for found in core_searched(loaded, record, "政策文件", inquiry, context, words=words, level=level):
        yield msgspec.structs.replace(found, numbers=(*found.numbers, *further))


def version_searched(
    loaded: Loaded, record: PolicyVersion, inquiry: Inquiry, context: Context
) -> Iterator[SearchDocument]:
    """An earlier text, found under the title it had; none where the document itself is not shown."""
    summary = loaded.summary
    policy = inquiry.record(Ref("policy", summary.ref.place.rpartition("/")[0]))
    if policy is None or "restricted" in policy.facts:
        return
    body = inquiry.record(Ref("department", summary.department))
    owner = body.title if body else summary.department
    publisher = policy.publisher or body_of(inquiry, policy.department, summary.created).name
    words = (summary.document_number, publisher, inscription(record.history, record.effective))
    yield SearchDocument(
        identifier=str(summary.ref),
        url=summary.url,
        title=f"{record.title or policy.title}（{prose(summary.created)}文本）",
        head=tuple(filter(None, words)),
        parts=tuple(body_parts(loaded)),
        day=summary.created,
        facets=facets_of(
            "历史文本",
            theme=policy.theme,
            department=owner,
            year=summary.created[:4],
            state=summary.state,
            genre=policy.genre,
            level=LEVELS[policy.facts["level"]] if "level" in policy.facts else level_of(summary, context),
        ),
        display=shown(kind="历史文本", department=publisher, number=summary.document_number, state=summary.state),
        # A number that the present text has, too, leads to the present text.
        numbers=(record.document_number,) if record.document_number else (),
    )


def interpretation_searched(
    loaded: Loaded, record: Interpretation, inquiry: Inquiry, context: Context
) -> Iterable[SearchDocument]:
    """An interpretation, and by the names and numbers of what it interprets."""
    named = (inquiry.record(each.target) for each in loaded.summary.links if each.relation == "interprets")
    subjects = (text for each in named if each is not None for text in (each.title, each.document_number))
    words = (
        *(record.interpreter, record.form, record.interpreted_by, record.series),
        *(record.contact, record.phone, record.image_text),
        *subjects,
    )
    return core_searched(loaded, record, "政策解读", inquiry, context, words=words)
