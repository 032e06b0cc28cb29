"""Bodies of generated records: Markdown in the structure of official prose, about 1.5 kB each.

In: a random source, a topic, a body. Out: Markdown. Shapes: regulations in chapters and articles, notices with 一、 and
（一）, interpretations with their five parts; a fifth of all has a table, of the rest some a short list.
"""

from __future__ import annotations

from random import Random

from benchmarks.vocabulary import (
    ARTICLES,
    CHAPTERS,
    CLAUSES,
    ITEMS,
    OPENINGS,
    POINTS,
    SECTIONS,
    TABLE_HEADS,
    TAILS,
    Body,
)  # fmt: skip

NUMERALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
]
BODY_BYTES = 1500
"""What a body holds on average, with its table or list."""
SMALLEST_SECTION = 300
TABLE_SHARE = 0.26
"""Of notices, which are three quarters of all bodies; so that a fifth of all records has a table."""
LIST_SHARE = 0.3
IRREGULAR_SHARE = 0.02
"""Bodies with a list inside a list, which the fast path of our Markdown leaves to python-markdown. The corpus of 712
regulations has none at all; other papers do."""


def notice(source: Random, topic: str) -> str:
    """一、 headings, （一） paragraphs."""
    blocks = [source.choice(OPENINGS).format(topic=topic)]
    extra = _extra(source, topic)
    room = BODY_BYTES - _size(blocks) - len(extra.encode())
    sections = source.sample(SECTIONS, 4)
    for number, section in enumerate(sections):
        if room < SMALLEST_SECTION:
            break
        block = [f"{NUMERALS[number]}、{section}"]
        for index in range(source.randint(1, 3)):
            clauses = "；".join(clause.format(topic=topic) for clause in source.sample(CLAUSES, 2))
            block.append(f"（{NUMERALS[index]}）{source.choice(POINTS)}。{clauses}{source.choice(TAILS)}。")
        blocks += block
        room -= _size(block)
    return "\n\n".join([*blocks, *([extra] if extra else [])]) + "\n"


def regulation(source: Random, topic: str, body: Body) -> str:
    """Chapters and articles."""
    blocks: list[str] = []
    number = 0
    chosen = sorted(source.sample(range(3, len(ARTICLES) - 1), source.randint(4, 6)))
    drawn = [*ARTICLES[:3], *(ARTICLES[index] for index in chosen), ARTICLES[-1]]
    each = max(1, len(drawn) // len(CHAPTERS))
    for chapter, title in enumerate(CHAPTERS):
        last = chapter == len(CHAPTERS) - 1
        mine = drawn[chapter * each :] if last else drawn[chapter * each : (chapter + 1) * each]
        blocks.append(f"## 第{NUMERALS[chapter]}章 {title}")
        for article in mine:
            blocks.append(f"第{NUMERALS[number]}条 {article.format(topic=topic, short=body.short)}")
            number += 1
    return "\n\n".join(blocks) + "\n"


def interpretation(source: Random, topic: str, title: str, body: Body, phone: str) -> str:
    """The five parts that every 文字 interpretation has."""
    clauses = [clause.format(topic=topic) for clause in source.sample(CLAUSES, 6)]
    parts = (
        ("政策背景", f"近年来，全市{topic}工作取得积极进展，同时仍有一些环节需要规范。{clauses[0]}。"),
        ("制定依据", f"《{title}》依据国家和省有关规定，结合本市实际制定。{clauses[1]}。"),
        ("出台目的", f"进一步规范{topic}，方便群众和企业办事。{clauses[2]}。"),
        ("重要举措", f"一是{clauses[3]}；二是{clauses[4]}；三是{clauses[5]}。"),
        ("解读机构及咨询方式", f"解读机构为{body.title}，咨询电话：{phone}。"),
    )
    return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in parts) + "\n"


def _extra(source: Random, topic: str) -> str:
    chance = source.random()
    if chance < TABLE_SHARE:
        return _table(source, topic)
    if chance < TABLE_SHARE + LIST_SHARE:
        return _list(source)
    return _nested_list(source) if chance > 1 - IRREGULAR_SHARE else ""


def _table(source: Random, topic: str) -> str:
    head = source.choice(TABLE_HEADS)
    rows = (
        f"| {number} | {topic}{source.choice(ITEMS)[2:]} | {source.choice(POINTS)[2:]} | {source.randint(1, 400)} |"
        for number in range(1, source.randint(4, 7))
    )
    return "\n".join([f"| {' | '.join(head)} |", "|" + " --- |" * len(head), *rows])


def _list(source: Random) -> str:
    return "\n".join(f"{number}. {item}。" for number, item in enumerate(source.sample(ITEMS, source.randint(3, 5)), 1))


def _nested_list(source: Random) -> str:
    items = source.sample(ITEMS, 4)
    return f"1. {items[0]}。\n\n    - {items[1]}。\n    - {items[2]}。\n\n2. {items[3]}。"


def _size(blocks: list[str]) -> int:
    return sum(len(block.encode()) + 2 for block in blocks)
