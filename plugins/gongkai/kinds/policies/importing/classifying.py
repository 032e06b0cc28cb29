"""Who issued an imported text, under which number, and of what kind it is.

In: a `Document` and the labelled metadata of its page. Out: 发布机构, 文号, 文件类别, 体裁分类. It is here because these four lean on
each other: the order names the issuer, the issuer decides the category.

The number is printed in full, as it stands in the 题注 (`中华人民共和国国务院令第711号`), and is that of the last order that published
the whole text: the one by which the text in force is cited (see `dating`).

A folder named 行政法规 or 部门规章 is the source's own classification and goes before what a 题注, often cut short, seems to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gongkai.kinds.policies.importing.dating import promulgation, signature
from gongkai.kinds.policies.importing.heads import is_order, issuers_of
from gongkai.kinds.policies.importing.values import Document, Line
from gongkai.kinds.policies.model import Category
from gongkai.workshop.document_numbers import document_kind, explain_document_number, parse_document_number

_FOLDERS = {
    "行政法规": Category.ADMINISTRATIVE_REGULATION,
    "部门规章": Category.RULE,
    "地方政府规章": Category.RULE,
    "规章": Category.RULE,
}
_STATE_COUNCIL = re.compile(r"(?:^|[、 \u3000国])(?:国务院|政务院)(?=$|[、 \u3000令])")
_FIRST_LINES = 8
_LONGEST_NUMBER = 100


@dataclass(frozen=True)
class Classification:
    """What kind of paper a document is. `publisher` and `document_number` are `None` where they were not found."""

    publisher: str | None
    document_number: str | None
    category: Category
    genre: str


def classify(document: Document, metadata: Mapping[str, Sequence[Line]]) -> Classification:
    """The four properties of a document; the modules `dating` and this one say by which rules."""
    folder_category, folder_body = _of_folder(document.path)
    category = folder_category or _category_of_clauses(document)
    publisher = _printed_publisher(document, metadata) or folder_body
    if publisher is None and category is Category.ADMINISTRATIVE_REGULATION:
        publisher = "国务院"  # Nobody else makes them: 立法法 art. 72.
    kind = document_kind(document.title)
    genre = kind or ("规章" if category is Category.RULE else "其他")
    return Classification(publisher, _document_number(document, metadata), category, genre)


def _of_folder(path: str) -> tuple[Category | None, str | None]:
    """What the folders say: a category, and below 部门规章 the department."""
    folders = PurePosixPath(path).parent.parts
    for place, folder in enumerate(folders):
        if folder in _FOLDERS:
            below = folders[place + 1] if place + 1 < len(folders) else None
            return _FOLDERS[folder], below if folder == "部门规章" else None
    return None, None


def _category_of_clauses(document: Document) -> Category:
    bases = [
        clause.basis or "" for clause in document.clauses if clause.event in ("公布", "发布", "批准", "修订", None)
    ]
    if any(_STATE_COUNCIL.search(basis) for basis in bases):
        return Category.ADMINISTRATIVE_REGULATION
    return Category.RULE if any(is_order(basis) for basis in bases) else Category.OTHER


def _printed_publisher(document: Document, metadata: Mapping[str, Sequence[Line]]) -> str | None:
    whole = promulgation(document.clauses)
    if whole is not None and whole.basis:
        return issuers_of(whole.basis) or None
    labelled = metadata.get("发布机构")
    if labelled:
        return labelled[0].text
    signed = signature(document)
    return signed[0] if signed else None


def _document_number(document: Document, metadata: Mapping[str, Sequence[Line]]) -> str | None:
    whole = promulgation(document.clauses)
    if whole is not None:
        return whole.basis if whole.basis and is_order(whole.basis) else None
    labelled = metadata.get("文号")
    if labelled and len(labelled[0].text) <= _LONGEST_NUMBER:
        return labelled[0].text
    # A number alone on its line, as under the title of a notice. Misspelt brackets are kept: what was printed is a
    # fact.
    for line in document.body_lines[:_FIRST_LINES]:
        if len(line.text) > _LONGEST_NUMBER:
            continue
        if parse_document_number(line.text) or explain_document_number(line.text):
            return line.text
    return None
