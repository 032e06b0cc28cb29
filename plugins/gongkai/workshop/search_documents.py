"""What search is told of a record: what all kinds say alike, written once.

In: a loaded record with the core metadata, the Inquiry. Out: its SearchDocument. A kind adds the words its own pages
print. Text and files of what is not for everybody are left out here, once more: the load stage refuses them already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from gongkai.model.inquiry import Inquiry
from gongkai.model.record import DisclosureMode, DisclosureScope, Record
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Loaded
from gongkai.model.search import SearchDocument, SearchFile, SearchPart
from gongkai.model.summary import Summary
from gongkai.workshop.body_names import name_on
from gongkai.workshop.text_parts import text_parts

_LEVELS = {"县区政府": "县区级", "县区部门": "县区级", "乡镇(街道)": "乡镇（街道）级", "村(社区)": "村（社区）级"}


def core_searched(
    loaded: Loaded,
    record: Record,
    kind: str,
    inquiry: Inquiry,
    context: Context,
    *,
    words: Iterable[str | None] = (),
    level: str = "",
) -> Iterator[SearchDocument]:
    """The document of one record; of what is not for everybody its card alone, of what is withheld nothing.

    `kind` is what the record is called; `words` are further texts its page prints; `level` its 层级 where that is not
    that of the body which keeps it.
    """
    summary = loaded.summary
    if record.mode is DisclosureMode.WITHHELD:
        return
    public = record.mode is DisclosureMode.PROACTIVE and record.scope is DisclosureScope.PUBLIC
    body = inquiry.record(Ref("department", summary.department))
    owner = body.title if body else summary.department
    publisher = summary.publisher or (name_on(owner, body.facts.get("history", ""), summary.created) if body else owner)
    card = (
        summary.document_number,
        summary.index_number,
        publisher,
        summary.theme,
        summary.genre,
        summary.description,
        *record.keywords,
        *(record.elements),
        *(words if public else ()),
        *(attachment.title for attachment in record.attachments if public),
    )
    yield SearchDocument(
        identifier=str(summary.ref),
        url=summary.url,
        title=summary.title,
        head=tuple(filter(None, card)),
        parts=tuple(body_parts(loaded) if public else ()),
        hidden=record.hidden_terms,
        day=summary.date,
        numbers=tuple(filter(None, (summary.document_number, summary.index_number))),
        facets=facets_of(
            kind,
            theme=summary.theme,
            department=owner,
            year=summary.year,
            state=summary.state,
            genre=summary.genre,
            level=level or level_of(summary, context),
        ),
        display=shown(kind=kind, department=publisher, number=summary.document_number, state=summary.badge),
        listings=summary.listings,
        files=tuple(_files(loaded, record)) if public else (),
    )


def page_part(texts: Iterable[str | None]) -> SearchPart:
    """Texts that stand on the page and have no address of their own."""
    return SearchPart("", "", tuple(filter(None, texts)))


def body_parts(loaded: Loaded) -> Iterator[SearchPart]:
    """The body by sections and articles."""
    url = loaded.summary.url
    for label, anchor, paragraphs in text_parts(loaded.html):
        yield SearchPart(label, f"{url}#{anchor}" if anchor else "", paragraphs)


def facets_of(kind: str, *, theme: str = "", **single: str) -> dict[str, tuple[str, ...]]:
    """Facet → values, without the empty ones. A theme counts under its first level and under itself."""
    found: dict[str, tuple[str, ...]] = {"kind": (kind,)}
    found |= {name: (value,) for name, value in single.items() if value}
    if theme:
        found["theme"] = tuple(dict.fromkeys((theme.partition("\\")[0], theme)))
    return found


def shown(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def level_of(summary: Summary, context: Context) -> str:
    """层级 of the body that keeps a record."""
    body = context.bodies.get(summary.department)
    return _LEVELS.get(body.type, "市级") if body else ""


def _files(loaded: Loaded, record: Record) -> Iterator[SearchFile]:
    """The files readers are led to: those named, and those the text links to."""
    titles = {attachment.file: attachment.title for attachment in record.attachments}
    folder = f"{loaded.summary.url.rpartition('/')[0]}/{quote(loaded.files_folder)}"
    for file in loaded.attachments:
        if file.name in titles or f"{loaded.files_folder}/{escape(file.name)}" in loaded.html:
            stem, _, suffix = file.name.rpartition(".")
            label = f"{titles.get(file.name, stem)}（{suffix.upper()}）"
            yield SearchFile(label, f"{folder}/{quote(file.name)}", file.path)
