"""Each rule of the core metadata: a record that breaks it, one that doesn't, and what the clerk is told."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from gongkai.model.body import Bodies, Body
from gongkai.model.diagnostic import Severity
from gongkai.model.record import Record
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Identity, Problem
from gongkai.model.settings import Furniture, OnError, Settings
from gongkai.workshop.core_rules import CODES, core_problems

SETTINGS = Settings(
    name="mkdocs", site_name="云川市", site_url="", site_description="", scope="", content="content",
    catalogues="catalogues", on_error=OnError.STOP, severities={},
    index_number_scheme="{统一社会信用代码}/{年:4}-{序号:5}", page_size=30, newest=20, block_items=5,
    expiry_notice_days=90, furniture=Furniture(),
)  # fmt: skip
CITY = Body("yunchuan", "市政府", "0001", "", ("11990100YC0000335K",))
FINANCE = Body("czj", "市政府工作部门", "0090", "yunchuan", ("11990100YC0000095Q", "11990100YC0000052B"))
CONTEXT = Context(SETTINGS, Bodies({body.identifier: body for body in (CITY, FINANCE)}), {})
SOUND = {
    "名称": "关于2026年市级预算的公告",
    "索引号": "11990100YC0000095Q/2026-00012",
    "生成日期": "2026-03-02",
    "发布日期": "2026-03-05 09:30",
    "主题分类": "综合政务\\政务公开",
    "体裁分类": "公告",
    "文号": "云川财〔2026〕9号",
}


def problems(body: str = "", **changes: Any) -> list[Problem]:
    record = Record.model_validate({**SOUND, **changes})
    return list(core_problems(record, Identity(Ref("entry", "czj/a"), "a.yml", -1), body, CONTEXT))


def test_a_sound_record_has_no_problem() -> None:
    assert problems("为贯彻落实《中华人民共和国预算法》，现公告如下。") == []


def test_every_problem_has_a_declared_code() -> None:
    found = problems(
        "领导小姐", 索引号="x", 主题分类="政务", 体裁分类="帖子", 文号="9号", 名称="甲——乙", 生成日期="2026-01-04"
    )
    assert {problem.code for problem in found} <= set(CODES)
    assert all(problem.field for problem in found if problem.code != "TXT-01")


@pytest.mark.parametrize(
    ("number", "code", "hint"),
    [
        ("A25010--2023-0096", "CAT-02", "例如 11990100YC0000095Q/2026-00001"),
        ("11990100YC0000095A/2026-00012", "CAT-02", "请与统一社会信用代码证书核对"),
        ("11990100YC0000087X/2026-00012", "CAT-02", "本单位的代码是 11990100YC0000095Q"),
        (
            "11990100YC0000095Q/2025-00012",
            "CAT-03",
            "年份应为 2026，例如 11990100YC0000095Q/2026-00012（序号须未用过）",
        ),
    ],
)
def test_index_numbers_that_are_not_ours_are_refused(number: str, code: str, hint: str) -> None:
    (problem,) = problems(索引号=number)
    assert (problem.code, problem.hint, problem.field) == (code, hint, ("索引号",))


@pytest.mark.parametrize("code", ["11990100YC0000335K", "11990100YC0000052B"])
def test_codes_of_the_government_above_and_of_a_predecessor_are_accepted(code: str) -> None:
    assert problems(索引号=f"{code}/2026-00012") == []


def test_the_national_scheme_counts_where_the_site_sets_none() -> None:
    context = msgspec.structs.replace(CONTEXT, settings=msgspec.structs.replace(SETTINGS, index_number_scheme=""))
    record = Record.model_validate({**SOUND, "索引号": "000014349/2026-00204"})
    identity = Identity(Ref("entry", "unknown/a"), "a.yml", -1)
    assert list(core_problems(record, identity, "", context)) == []


@pytest.mark.parametrize(
    ("theme", "hint"),
    [
        ("综合政务/政务公开", "应写成“综合政务\\政务公开”"),
        ("政务公开", "是不是“综合政务\\政务公开”？"),
        ("天文", "写成 一级\\二级，例如 综合政务\\政务公开"),
    ],
)
def test_an_unknown_theme_is_mended(theme: str, hint: str) -> None:
    (problem,) = problems(主题分类=theme)
    assert (problem.code, problem.hint) == ("CAT-05", hint)


def test_a_genre_outside_the_list_only_warns() -> None:
    (problem,) = problems(体裁分类="帖子")
    assert problem.code == "CAT-12"
    assert CODES["CAT-12"].severity is Severity.WARNING


def test_the_main_title_alone_is_the_name() -> None:
    (problem,) = problems(名称="统计公报——高质量发展")
    assert (problem.code, problem.hint) == ("CAT-08", "只填主标题：统计公报")


def test_a_document_number_is_shown_as_it_should_be() -> None:
    (problem,) = problems(文号="云川财[2026]09号")
    assert (problem.code, problem.hint) == ("DOC-01", "应为“云川财〔2026〕9号”")


def test_nothing_is_published_before_it_is_made() -> None:
    (problem,) = problems(生成日期="2026-03-06")
    assert problem.code == "DOC-04"


def test_twenty_working_days_are_counted_by_the_official_calendar() -> None:
    # 24 weekdays: the spring festival and the weekends exchanged for it stand between.
    assert problems(生成日期="2026-02-13", 发布日期="2026-03-19") == []
    (problem,) = problems(生成日期="2026-02-13", 发布日期="2026-03-20")
    assert (problem.code, problem.hint) == ("CAT-06", "最迟应在 2026-03-19 公开")


def test_outside_the_calendar_the_limit_is_provisional() -> None:
    (problem,) = problems(索引号="11990100YC0000095Q/2039-00012", 生成日期="2039-01-04", 发布日期="2039-03-25")
    assert problem.code == "CAT-11"
    assert CODES["CAT-11"].severity is Severity.WARNING


def test_what_is_older_than_the_regulation_has_no_limit() -> None:
    assert problems(索引号="11990100YC0000095Q/2009-00012", 生成日期="2008-04-30", 发布日期="2009-03-25") == []


def test_imported_records_keep_numbers_headings_and_dates() -> None:
    assert problems(来源="导入", 索引号="A25010--2023-0096", 主题分类="公安", 文号="9号", 生成日期="2019-01-04") == []


def test_grave_slips_are_found_in_title_summary_and_body_even_of_imported_records() -> None:
    found = problems("第一行\n由领导小姐办公室负责\n", 来源="导入", 名称="中华人民共合国预算", 内容概述="攻府预算")
    assert [(each.code, each.field, each.body_line) for each in found] == [
        ("TXT-01", ("名称",), 0), ("TXT-01", ("内容概述",), 0), ("TXT-01", (), 2),
    ]  # fmt: skip
    assert found[0].hint == "改为“中华人民共和国”"


def test_common_slips_only_warn() -> None:
    (problem,) = problems("禁止露天焚烧秸杆。")
    assert problem.code == "TXT-02"
