"""Facets (分类): by what the library can be entered, the listing ids of each, and the words for them.

In: a record's own words, the register `classifications`, the tree of bodies. Out: listing ids such as
`policies/theme/02-01` and titles. It is here because records are placed, pages made and links written by the same ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b

import msgspec

from gongkai.kinds.policies.model import Category, Classifications
from gongkai.kinds.policies.validity import IN_FORCE, LAPSED, PENDING, REPEALED
from gongkai.model.room import Context
from gongkai.standards import themes

LIBRARY = "policies/all"
INTERPRETATIONS = "interpretations/all"

CATEGORIES: Mapping[str, str] = {
    Category.ADMINISTRATIVE_REGULATION: "administrative-regulation",
    Category.RULE: "rule",
    Category.NORMATIVE: "normative",
    Category.OTHER: "other",
}
STATE_SLUGS: Mapping[str, str] = {IN_FORCE: "valid", PENDING: "pending", LAPSED: "lapsed", REPEALED: "repealed"}
FORMS: Mapping[str, str] = {"文字": "text", "图解": "graphic", "视频": "video", "问答": "questions"}
INTERPRETERS: Mapping[str, str] = {
    "部门解读": "department",
    "负责人解读": "head",
    "专家解读": "expert",
    "媒体解读": "media",
}
LEVELS: Mapping[str, str] = {"national": "国家", "city": "市级", "county": "县区级", "township": "乡镇（街道）级"}
_LEVEL_OF_TYPE: Mapping[str, str] = {
    "县区政府": "county",
    "县区部门": "county",
    "乡镇(街道)": "township",
    "村(社区)": "township",
}
_NATIONAL = ("国务院", "中华人民共和国", "国家", "全国", "中共中央")


class Facet(msgspec.Struct, frozen=True):
    """One way into the library. Its listings are `<folder>/<key>/<term>`."""

    key: str
    title: str
    folder: str = "policies"

    def listing(self, term: str) -> str:
        return f"{self.folder}/{self.key}/{term}"


POLICY_FACETS = (
    Facet("category", "文件类别"),
    Facet("level", "层级"),
    Facet("state", "有效性"),
    Facet("theme", "主题分类"),
    Facet("tag", "专题标签"),
    Facet("object", "服务对象"),
    Facet("person", "个人生命周期"),
    Facet("company", "企业生命周期"),
    Facet("department", "发布机构"),
)
INTERPRETATION_FACETS = (
    Facet("form", "解读形式", "interpretations"),
    Facet("by", "解读主体", "interpretations"),
    Facet("series", "系列解读", "interpretations"),
    Facet("department", "发布机构", "interpretations"),
)
FACETS: Mapping[tuple[str, str], Facet] = {
    (facet.folder, facet.key): facet for facet in (*POLICY_FACETS, *INTERPRETATION_FACETS)
}
RESERVED = frozenset(facet.key for facet in FACETS.values()) | {"all", "index"}
"""Identifiers no body may have, because the library's own pages stand at their addresses."""

WORD_LISTS: Mapping[str, str] = {
    "tag": "tags",
    "object": "service_objects",
    "person": "person_stages",
    "company": "company_stages",
}
"""Facet → name of its field in both Policy and Classifications."""


@cache
def theme_titles() -> Mapping[str, str]:
    """Slug → title for both levels: `02` → 综合政务, `02-01` → 政务公开."""
    titles: dict[str, str] = {}
    for theme in themes():
        titles.setdefault(theme.code.partition("-")[0], theme.level1)
        if theme.level2:
            titles[theme.code] = theme.level2
    return titles


def level_of(body_type: str, publisher: str, category: Category) -> str:
    """国家 for what a national body issued and we keep, otherwise the level of the body that keeps it.

    规章 are made by ministries or by people's governments alone (立法法 art. 91 and 93), so the publisher's name tells.
    """
    if (
        category is Category.ADMINISTRATIVE_REGULATION
        or publisher.startswith(_NATIONAL)
        or (category is Category.RULE and publisher and "人民政府" not in publisher)
    ):
        return "national"
    return _LEVEL_OF_TYPE.get(body_type, "city")


def series_slug(series: str) -> str:
    """The address of a series of interpretations: a digest, because its name is Chinese."""
    return blake2b(series.encode(), digest_size=5).hexdigest()


def classifications_of(context: Context) -> Classifications:
    """The site's word lists; empty where the register is not there."""
    register = context.registers.get("classifications")
    return register if isinstance(register, Classifications) else Classifications.model_construct()


_slugs: dict[int, tuple[Classifications, Mapping[str, Mapping[str, str]]]] = {}


def word_slugs(classifications: Classifications) -> Mapping[str, Mapping[str, str]]:
    """Facet → word → slug. Remembered for the one register a build has."""
    known = _slugs.get(id(classifications))
    if known is None or known[0] is not classifications:
        slugs = {
            facet: {term.title: term.identifier for term in getattr(classifications, name)}
            for facet, name in WORD_LISTS.items()
        }
        known = (classifications, slugs)
        _slugs.clear()
        _slugs[id(classifications)] = known
    return known[1]
