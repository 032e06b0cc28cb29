"""Official lists as data: themes, paper kinds, statutory items, portal sections, meta tags, time limits, checks.

In: the JSON files beside this module. Out: frozen values, loaded once and only when asked for. It is here so that what
the State Council prescribes is data with its source and its `status`, never a constant buried in a rule.

`status` says how far the wording was verified. A rule whose status says "from memory" may warn but never fail a build.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from gongkai.model.diagnostic import Severity

_HERE = Path(__file__).parent
_T = TypeVar("_T")


def _load(name: str, kind: type[_T]) -> _T:
    return msgspec.json.decode((_HERE / name).read_bytes(), type=kind)


class Theme(msgspec.Struct, frozen=True):
    """One class of the two-level 主题分类. `code` is a stable ASCII slug, `02-01`; `22` for 其他, which has no second
    level.
    """

    code: str
    level1: str
    level2: str

    @property
    def label(self) -> str:
        r"""The official spelling, `综合政务\政务公开`."""
        return f"{self.level1}\\{self.level2}" if self.level2 else self.level1


@cache
def themes() -> tuple[Theme, ...]:
    """All classes in official order: 121 of the second level, and 其他."""
    return _load("themes.json", tuple[Theme, ...])


@cache
def _codes_of_themes() -> dict[str, str]:
    return {theme.label: theme.code for theme in themes()}


def theme_code(label: str) -> str | None:
    r"""The slug of a theme in its official spelling `一级\二级`; `None` for any other."""
    return _codes_of_themes().get(label)


@cache
def document_kinds() -> tuple[str, ...]:
    """The 15 kinds of 公文 (党政机关公文处理工作条例 art. 8), 命令（令） among them."""
    return _load("document_kinds.json", tuple[str, ...])


class StatutoryItem(msgspec.Struct, frozen=True):
    """One of the 15 items of 政府信息公开条例 art. 20; `label` is `第二十条第（一）项`."""

    number: int
    label: str
    text: str


@cache
def art20_items() -> tuple[StatutoryItem, ...]:
    """The 15 items every body discloses of its own accord, in their order."""
    return _load("art20_items.json", tuple[StatutoryItem, ...])


class GrassrootsField(msgspec.Struct, frozen=True):
    """A field (领域) of 基层政务公开标准目录. `code` is an ASCII slug, `f01` to `f26`, later additions from `f27`."""

    code: str
    name: str
    status: str


class GrassrootsColumn(msgspec.Struct, frozen=True):
    """A column of the standard table, with the columns under it."""

    label: str
    children: tuple[str, ...]


class Grassroots(msgspec.Struct, frozen=True):
    """The standard catalogue's frame (国办发〔2019〕54号): fields, table columns, channels, and the marks it is filled in
    with.
    """

    fields: tuple[GrassrootsField, ...]
    columns: tuple[GrassrootsColumn, ...]
    channels: tuple[str, ...]
    chosen: str
    not_chosen: str
    tick: str


@cache
def grassroots() -> Grassroots:
    """The frame of the grassroots catalogue."""
    return _load("grassroots.json", Grassroots)


def grassroots_fields() -> tuple[GrassrootsField, ...]:
    """The 26 fields in their order, then the later additions."""
    return grassroots().fields


class PortalSection(msgspec.Struct, frozen=True):
    """A section of the 政府信息公开 portal."""

    name: str
    status: str


class DisclosurePortal(msgspec.Struct, frozen=True):
    """The portal of 国办公开办函〔2019〕61号: its name and sections, the parts of a 指南 and the columns of a 目录 (条例 art. 12)."""

    name: str
    sections: tuple[PortalSection, ...]
    guide_parts: tuple[str, ...]
    catalogue_columns: tuple[str, ...]
    validity_values: tuple[str, ...]


@cache
def disclosure_portal() -> DisclosurePortal:
    """What the mandated portal consists of."""
    return _load("disclosure_portal.json", DisclosurePortal)


class MetaTag(msgspec.Struct, frozen=True):
    """A page tag of 国办发〔2017〕47号. `group` is site, column or content; `duty` is required or optional."""

    group: str
    name: str
    meaning: str
    pages: str
    duty: str
    format: str
    repeatable: bool
    status: str


@cache
def meta_tags() -> tuple[MetaTag, ...]:
    """All page tags, site tags first."""
    return _load("meta_tags.json", tuple[MetaTag, ...])


class TimeLimit(msgspec.Struct, frozen=True):
    """A time limit set by law. `comparison` is `<=`, `>=`, `range` or `by`; `value` is in `unit` (工作日, 日, 月, or a
    `date` MM-DD).
    """

    duty: str
    from_event: str
    comparison: str
    value: str
    unit: str
    source: str
    status: str
    note: str


@cache
def time_limits() -> tuple[TimeLimit, ...]:
    """All known limits, disclosure first."""
    return _load("time_limits.json", tuple[TimeLimit, ...])


class SevereTypo(msgspec.Struct, frozen=True):
    """A wording that inspections count as 严重表述错误, and what was meant."""

    wrong: str
    right: str
    subject: str


@cache
def severe_typos() -> tuple[SevereTypo, ...]:
    """Known grave misspellings of names of the state, its bodies and set phrases."""
    return _load("severe_typos.json", tuple[SevereTypo, ...])


class ServiceTheme(msgspec.Struct, frozen=True):
    """A class of service for 自然人 or 法人; `code` is an ASCII slug, `person-005`, `company-005`."""

    code: str
    audience: str
    name: str


@cache
def service_themes() -> tuple[ServiceTheme, ...]:
    """All service classes: those for persons, then those for companies. Codes as one system in use has them."""
    return _load("service_themes.json", tuple[ServiceTheme, ...])


@cache
def public_enterprise_fields() -> tuple[str, ...]:
    """The fields whose public enterprises disclose information (国办发〔2020〕50号)."""
    return _load("public_enterprise_fields.json", tuple[str, ...])


class MetadataElement(msgspec.Struct, frozen=True):
    """One of the 14 core metadata elements; `duty` is 必选项, 条件必选项 or 可选项."""

    name: str
    duty: str
    status: str


@cache
def core_metadata() -> tuple[MetadataElement, ...]:
    """The core metadata of 政府信息公开目录系统实施指引（试行）: 6 必选项, 3 条件必选项, 5 可选项."""
    return _load("core_metadata.json", tuple[MetadataElement, ...])


class Check(msgspec.Struct, frozen=True):
    """A machine-checkable rule. `level` is veto (单项否决), error or warning."""

    code: str
    target: str
    level: str
    rule: str
    source: str
    status: str

    @property
    def severity(self) -> Severity:
        """How hard a breach may hit: the level, but a warning at most where the rule is known from memory.

        A status that opens with "verified" verifies the rule; what it then names "from memory" is a detail, such as
        points.
        """
        from_memory = "from memory" in self.status and not self.status.startswith("verified")
        if self.level == "warning" or from_memory:
            return Severity.WARNING
        return Severity.ERROR


@cache
def checks() -> dict[str, Check]:
    """The rules on catalogues, portal, regulations, site, papers and the grassroots table, by code (`CAT-01`)."""
    return {check.code: check for check in _load("checks.json", tuple[Check, ...])}
