"""The official lists are whole: their totals are those the documents state, and their slugs are fit for addresses."""

from __future__ import annotations

import re

import pytest

from gongkai import standards
from gongkai.model.diagnostic import Severity


def test_themes_are_the_22_classes_and_121_subclasses() -> None:
    assert len({theme.level1 for theme in standards.themes()}) == 22
    assert sum(bool(theme.level2) for theme in standards.themes()) == 121
    assert len({theme.label for theme in standards.themes()}) == 122


def test_theme_slugs_are_ascii_unique_and_stable() -> None:
    codes = [theme.code for theme in standards.themes()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"\d\d(-\d\d)?", code) for code in codes)
    assert standards.theme_code("综合政务\\政务公开") == "02-01"
    assert standards.theme_code("国防\\国防动员") == "21-02"
    assert standards.theme_code("其他") == "22"


@pytest.mark.parametrize("label", ["综合政务/政务公开", "综合政务", "政务公开", "综合政务\\ 政务公开", ""])
def test_only_the_official_spelling_of_a_theme_has_a_slug(label: str) -> None:
    assert standards.theme_code(label) is None


def test_the_statutory_items_are_fifteen_in_order() -> None:
    assert [item.number for item in standards.art20_items()] == list(range(1, 16))
    assert standards.art20_items()[14].label == "第二十条第（十五）项"


def test_the_paper_kinds_are_fifteen() -> None:
    assert len(set(standards.document_kinds())) == 15


def test_the_grassroots_frame() -> None:
    frame = standards.grassroots()
    assert [field.code for field in frame.fields] == [f"f{number:02}" for number in range(1, 32)]
    assert standards.grassroots_fields()[25].name == "市政服务"
    assert len(frame.columns) == 10
    assert len(frame.channels) == 13


def test_the_portal_has_its_mandated_sections_and_guide_parts() -> None:
    names = [section.name for section in standards.disclosure_portal().sections]
    assert names[:4] == ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"]
    assert len(standards.disclosure_portal().guide_parts) == 9


def test_core_metadata_is_six_three_and_five() -> None:
    duties = [element.duty for element in standards.core_metadata()]
    assert [duties.count(duty) for duty in ("必选项", "条件必选项", "可选项")] == [6, 3, 5]


def test_every_page_carries_three_required_site_tags() -> None:
    tags = [tag for tag in standards.meta_tags() if tag.group == "site"]
    assert [(tag.name, tag.duty) for tag in tags] == [
        (name, "required") for name in ("SiteName", "SiteDomain", "SiteIDCode")
    ]


def test_the_disclosure_limit_is_twenty_working_days() -> None:
    limit = standards.time_limits()[0]
    assert (limit.duty, limit.comparison, limit.value, limit.unit) == ("主动公开", "<=", "20", "工作日")
    assert len(standards.time_limits()) == 33


def test_service_theme_slugs_are_ascii_and_unique() -> None:
    codes = [theme.code for theme in standards.service_themes()]
    assert len(set(codes)) == len(codes) == 67
    assert all(re.fullmatch(r"(person|company)-\d{3}", code) for code in codes)


def test_a_typo_never_stands_in_what_was_meant() -> None:
    assert standards.severe_typos()
    assert all(typo.wrong not in typo.right for typo in standards.severe_typos())


def test_public_enterprise_fields() -> None:
    assert standards.public_enterprise_fields()[:3] == ("教育", "卫生健康", "供水")


def test_checks_cover_the_rooms_and_rules_from_memory_only_warn() -> None:
    checks = standards.checks()
    assert {code[:3] for code in checks} == {"CAT", "POR", "REG", "SIT", "DOC", "GRA"}
    assert checks["CAT-01"].severity is Severity.ERROR
    assert checks["REG-04"].severity is Severity.WARNING
    assert checks["SIT-02"].severity is Severity.WARNING  # its duty is known from memory only
    assert checks["SIT-11"].severity is Severity.ERROR  # verified; only its points are not
