"""Queries as citizens type them: words, parts of titles, numbers, two words, traditional characters.

In: the records of a site and its pages. Out: the same queries for the same seed, each with the pages that hold it.
The recall gate's queries look for every way to miss something; these are the ones whose time and bytes matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from benchmarks.our_site import page_path
from benchmarks.records import POLICY, Record
from benchmarks.search.recall import Query, hasty, in_traditional
from benchmarks.search.truth import Pages
from gongkai.workshop.folding import units

SECOND_WORDS = ("财政资金", "法律责任", "从业人员", "申请材料", "咨询电话", "进展情况", "公示", "补贴", "培训", "投诉")
_CORE = re.compile(r"(?:.*关于(?:印发《)?)?(.+?)》?(?:的(?:通知|通告|意见)|解读)?$")
_LONGEST = 14
_Typed = Callable[[Record, Random], str]


def _word(record: Record, source: Random) -> str:
    """What the record is about, or the front of it: most Chinese words are two characters long."""
    topic = _topic(record)
    return topic[: source.choice((2, 4, len(topic)))]


def _title_part(record: Record, source: Random) -> str:
    """A title without the phrases that all have, as far as somebody types it."""
    found = _CORE.fullmatch(str(record.fields["名称"]))
    return (found[1] if found else str(record.fields["名称"]))[: source.randint(8, _LONGEST)]


def _number(record: Record, source: Random) -> str:
    if record.kind != POLICY:
        return str(record.fields["索引号"])
    written = str(record.fields["文号"])
    return source.choice((written, hasty(written)))


def _two_words(record: Record, source: Random) -> str:
    return f"{_topic(record)} {source.choice(SECOND_WORDS)}"


def _traditional(record: Record, source: Random) -> str:
    return in_traditional(_word(record, source))


def _topic(record: Record) -> str:
    return record.fields["关键词"][0]


_KINDS: dict[str, tuple[int, _Typed]] = {
    "words": (9, _word),
    "titles": (8, _title_part),
    "numbers": (6, _number),
    "pairs": (5, _two_words),
    "traditional": (4, _traditional),
}


def citizens_queries(records: Sequence[Record], pages: Pages, seed: int) -> list[Query]:
    """Each stands on a page of one of these records at least. Kinds are mixed."""
    source = Random(f"{seed} citizens")
    addresses = {page_path(record) for record in records}
    found: list[Query] = []
    for kind, (wanted, typed) in _KINDS.items():
        made: dict[str, Query] = {}
        while len(made) < wanted:
            record = source.choice(records)
            query = _asked(kind, typed(record, source), record, pages)
            if query.truth & addresses:
                made.setdefault(query.typed, query)
        found += made.values()
    source.shuffle(found)
    return found


def _asked(kind: str, typed: str, record: Record, pages: Pages) -> Query:
    if kind == "numbers":
        return Query(kind, typed, frozenset({page_path(record)}))
    words = [units(word) for word in (typed.split(" ") if kind == "pairs" else [typed])]
    return Query(kind, typed, frozenset.intersection(*map(pages.holding, words)))
