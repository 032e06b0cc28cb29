"""The records of the benchmark city: record n is a pure function of the seed and n.

In: a seed, a number. Out: a `Record`: its kind, its place, its fields by official label, its body. So the set of
1,000 is a prefix of that of 100,000, and a page can be compared between sites of both sizes.

Records come in rounds: each body has one record in each round, so that serials run without gaps within a body and a
year. Five rounds in a row share a year; the last of the five may interpret the document of the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from benchmarks import prose
from benchmarks.city import FIRST_YEAR, YEARS, credit_code, leaves, words
from benchmarks.vocabulary import BODIES, ENTRY_TITLES, POLICY_TITLES

POLICY, ENTRY, INTERPRETATION = "policy", "entry", "interpretation"
ROUNDS_TOGETHER = 5
"""Rounds that share a year; an interpretation stands in the last, its document in the first."""
_POLICY_SHARES = (1.0, 1.0, 0.7, 0.3)
"""Share of policies in the first four rounds of a run; the others are entries."""
_INTERPRETED = 0.5
"""Share of runs whose last round interprets the first; else it is an entry."""
Value = str | tuple[str, ...]


class Record(NamedTuple):
    """`place` is `<body>/<stem>`; fields with several values are tuples."""

    kind: str
    place: str
    fields: dict[str, Value]
    body: str

    @property
    def department(self) -> str:
        return self.place.partition("/")[0]

    @property
    def stem(self) -> str:
        return self.place.partition("/")[2]

    @property
    def year(self) -> str:
        return str(self.fields["发布日期"])[:4]


class _Slot(NamedTuple):
    """Where record n falls: the position of its body, its round, its kind."""

    position: int
    round: int
    kind: str

    @property
    def year(self) -> int:
        return FIRST_YEAR + self.round // ROUNDS_TOGETHER % len(YEARS)

    @property
    def serial(self) -> int:
        cycle, in_cycle = divmod(self.round, ROUNDS_TOGETHER * len(YEARS))
        return cycle * ROUNDS_TOGETHER + in_cycle % ROUNDS_TOGETHER + 1


def records(seed: int, count: int) -> Iterator[Record]:
    """The first `count` records of the seed."""
    return (record(seed, number) for number in range(count))


def record(seed: int, number: int) -> Record:
    round_, seat = divmod(number, len(BODIES))
    position = _order(seed, round_)[seat]
    return _made(seed, _Slot(position, round_, _kind(seed, position, round_)))


@lru_cache(maxsize=1024)
def _order(seed: int, round_: int) -> tuple[int, ...]:
    """In which order the bodies publish in a round."""
    order = list(range(len(BODIES)))
    Random(f"{seed} order {round_}").shuffle(order)
    return tuple(order)


@lru_cache(maxsize=200_000)
def _kind(seed: int, position: int, round_: int) -> str:
    chance = Random(f"{seed} kind {position} {round_}").random()
    if round_ % ROUNDS_TOGETHER == ROUNDS_TOGETHER - 1:
        return INTERPRETATION if chance < _INTERPRETED else ENTRY
    return POLICY if chance < _POLICY_SHARES[round_ % ROUNDS_TOGETHER] else ENTRY


@lru_cache(maxsize=200_000)
def _papers(seed: int, slot: _Slot) -> int:
    """How many papers the body has issued in that year up to this round: document numbers run without gaps."""
    cycle = ROUNDS_TOGETHER * len(YEARS)
    before = slot.round - 1 if slot.round % ROUNDS_TOGETHER else slot.round - cycle + ROUNDS_TOGETHER - 1
    earlier = 0
    if before >= 0:
        earlier = _papers(seed, _Slot(slot.position, before, _kind(seed, slot.position, before)))
    return earlier + (slot.kind == POLICY)


def _made(seed: int, slot: _Slot) -> Record:
    source = Random(f"{seed} record {slot.position} {slot.round}")
    if slot.kind == ENTRY:
        return _entry(slot, source)
    if slot.kind == POLICY:
        return _policy(seed, slot, source)
    first = _Slot(slot.position, slot.round - ROUNDS_TOGETHER + 1, POLICY)
    return _interpretation(slot, source, _made(seed, first))


def _policy(seed: int, slot: _Slot, source: Random) -> Record:
    body = BODIES[slot.position]
    topic = source.choice(body.topics)
    interpreted = (
        slot.round % ROUNDS_TOGETHER == 0
        and _kind(seed, slot.position, slot.round + ROUNDS_TOGETHER - 1) == INTERPRETATION
    )
    draw = source.random()
    number = f"{body.mark}〔{slot.year}〕{_papers(seed, slot)}号"
    fields = _core(slot, source, topic)
    if draw < 0.25 and not body.superior:
        fields |= _rule(slot, topic, str(fields["发布日期"])[:10])
        number = f"{body.title}令第{slot.round + 1}号"
        text = prose.regulation(source, topic, body)
    elif draw < 0.25:
        fields |= _normative(slot, source, topic, interpreted)
        text = prose.regulation(source, topic, body)
    else:
        title = "云川市" + source.choice(POLICY_TITLES).format(topic=topic, year=slot.year).removeprefix("云川市")
        genre = source.choice(("通知", "通告", "意见")) if "年" not in title else "通知"
        fields |= {"名称": body.title + title.removeprefix("云川市") + genre, "体裁分类": genre, "文件类别": "其他文件"}
        fields["主送机关"] = "各县（区）人民政府，市政府有关部门，有关单位："
        fields["附注"] = "（此件公开发布）"
        text = prose.notice(source, topic)
    fields["文号"] = number
    fields.setdefault("生效日期", str(fields["发布日期"])[:10])
    fields |= {label: (source.choice(words(label)),) for label in ("专题标签", "服务对象") if source.random() < 0.5}
    label = source.choice(("个人生命周期", "企业生命周期"))
    fields[label] = (source.choice(words(label)),)
    return Record(POLICY, f"{body.identifier}/{slot.year}-{slot.serial}", fields, text)


def _rule(slot: _Slot, topic: str, published: str) -> dict[str, Value]:
    """A 规章 of the government: in force 30 days or more after it was made public (规章制定程序条例第32条)."""
    effective = (date.fromisoformat(published) + timedelta(days=45)).isoformat()
    order = f"{BODIES[slot.position].title}令第{slot.round + 1}号"
    return {
        "名称": f"云川市{topic}管理办法",
        "体裁分类": "规章",
        "文件类别": "规章",
        "生效日期": effective,
        "沿革": (f"{{日期: {published}, 事项: 公布, 依据: {order}}}", f"{{日期: {effective}, 事项: 施行}}"),
        "不解读理由": "内容简明，无需解读",
    }


def _normative(slot: _Slot, source: Random, topic: str, interpreted: bool) -> dict[str, Value]:  # noqa: FBT001
    """What an 行政规范性文件 carries besides: its registration number, its period of validity, its 题注."""
    title = f"云川市{topic}{source.choice(('管理办法', '实施细则', '暂行规定'))}"
    return {
        "名称": f"{BODIES[slot.position].title}关于印发《{title}》的通知",
        "体裁分类": "通知",
        "文件类别": "行政规范性文件",
        "统一登记号": f"YC{slot.position:02}-{slot.year}-{slot.serial:04}",
        "有效期": source.choice(("5年", "3年", "长期")),
        "主送机关": "各县（区）人民政府，市政府有关部门：",
        **({} if interpreted else {"不解读理由": "内容简明，无需解读"}),
    }


def _entry(slot: _Slot, source: Random) -> Record:
    body = BODIES[slot.position]
    topic = source.choice(body.topics)
    leaf = source.choice(_leaves())
    title = source.choice(ENTRY_TITLES).format(topic=topic, year=slot.year, quarter=prose.NUMERALS[source.randrange(4)])
    fields = _core(slot, source, topic) | {"名称": body.short + title, "栏目": (leaf.identifier,), "体裁分类": "其他"}
    fields["公开要素"] = (source.choice(leaf.elements),)
    return Record(ENTRY, f"{body.identifier}/{slot.year}-{slot.serial}", fields, prose.notice(source, topic))


_leaves = lru_cache(maxsize=1)(leaves)


def _interpretation(slot: _Slot, source: Random, policy: Record) -> Record:
    """Published together with its document (三同步)."""
    body = BODIES[slot.position]
    title = str(policy.fields["名称"])
    topic = next(topic for topic in body.topics if topic in title)
    phone = f"0809-{5_550_000 + 40 * slot.position}"
    fields = _core(slot, source, topic) | {
        "名称": f"《{title}》解读",
        "生成日期": policy.fields["生成日期"],
        "发布日期": policy.fields["发布日期"],
        "体裁分类": "其他",
        "解读对象": (policy.place,),
        "解读主体": "部门解读",
        "解读机构": body.title,
        "解读形式": "文字",
        "咨询电话": phone,
    }
    place = f"{body.identifier}/{slot.year}-{slot.serial}"
    return Record(INTERPRETATION, place, fields, prose.interpretation(source, topic, title, body, phone))


def _core(slot: _Slot, source: Random, topic: str) -> dict[str, Value]:
    """Core metadata of any record. Published within the limit of art. 26, in the year of its number."""
    body = BODIES[slot.position]
    created = date(slot.year, 1, 1) + timedelta(days=source.randrange(345))
    published = created + timedelta(days=source.randrange(15))
    clock = f"{source.randrange(8, 18):02}:{source.randrange(60):02}"
    return {
        "名称": "",
        "索引号": f"{credit_code(slot.position)}/{slot.year}-{slot.serial:05}",
        "内容概述": f"明确{topic}的目标任务、责任分工和工作要求，自发布之日起执行。",
        "生成日期": created.isoformat(),
        "发布日期": f"{published.isoformat()} {clock}",
        "主题分类": body.theme,
        "关键词": (topic, body.short),
    }
