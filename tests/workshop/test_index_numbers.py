"""索引号: real numbers are read, every scheme round-trips, the next number never collides, bad templates are explained."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workshop.index_numbers import (
    CREDIT_CODE_SCHEME,
    NATIONAL_SCHEME,
    IndexNumber,
    IndexNumberScheme,
    SchemeProblem,
    parse_scheme,
)


def scheme(template: str) -> IndexNumberScheme:
    parsed = parse_scheme(template)
    assert isinstance(parsed, IndexNumberScheme), parsed
    return parsed


NATIONAL_SAMPLES = ("000014349/2018-00204", "000014349/2017-00110", "01404053X/2021-00490", "011336909/2020-12335")
CREDIT_SAMPLES = ("11441700007280420Y/2021-00050", "11620622013933539B/2021-03844")


@pytest.mark.parametrize("text", NATIONAL_SAMPLES)
def test_national_numbers_are_read(text: str) -> None:
    number = NATIONAL_SCHEME.parse(text)
    assert number == IndexNumber(text[:9], int(text[10:14]), int(text[15:]))
    assert NATIONAL_SCHEME.is_valid_code(text[:9])
    assert CREDIT_CODE_SCHEME.parse(text) is None
    assert re.match(NATIONAL_SCHEME.regex, text)


@pytest.mark.parametrize("text", CREDIT_SAMPLES)
def test_credit_code_numbers_are_read(text: str) -> None:
    number = CREDIT_CODE_SCHEME.parse(text)
    assert number == IndexNumber(text[:18], int(text[19:23]), int(text[24:]))
    assert CREDIT_CODE_SCHEME.is_valid_code(text[:18])
    assert NATIONAL_SCHEME.parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000014349/2018-0204",
        "000014349-2018-00204",
        "000014349/2018-00204\n",
        " 000014349/2018-00204",
        "000014349/２018-00204",
    ],
)
def test_misshapen_numbers_are_refused(text: str) -> None:
    assert NATIONAL_SCHEME.parse(text) is None


def test_a_free_local_scheme_reads_a_number_met_in_practice() -> None:
    local = scheme("A{部门:5}--{年}-{序号:4}")
    assert local.parse("A25010--2023-0096") == IndexNumber("25010", 2023, 96)
    assert local.is_valid_code("25010")
    assert not local.is_valid_code("2501")


def test_a_scheme_without_a_code_is_possible() -> None:
    plain = scheme("云公开{年}{序号:6}")
    assert plain.parse("云公开2026000007") == IndexNumber("", 2026, 7)
    assert plain.next(["云公开2026000007"], "", 2026) == "云公开2026000008"


@given(
    st.sampled_from(
        ["{部门}/{年}-{序号}", "{部门:4}{年}{序号:3}", "X.{年}[{序号:5}]{部门:4}", "{年}-{部门:4}-{序号:1}"]
    ),
    st.from_regex("[0-9A-Za-z]{4}", fullmatch=True),
    st.integers(1949, 2100),
    st.integers(0, 9),
)
def test_what_is_formatted_is_read_back(template: str, code: str, year: int, serial: int) -> None:
    chosen = scheme(template)
    assert chosen.parse(chosen.format(code, year, serial)) == IndexNumber(code, year, serial)


@given(st.sets(st.integers(1, 9998), max_size=20))
def test_the_next_number_is_new_and_the_highest(serials: set[int]) -> None:
    existing = [NATIONAL_SCHEME.format("000014349", 2026, serial) for serial in serials]
    proposed = NATIONAL_SCHEME.next(existing, "000014349", 2026)
    assert proposed is not None
    assert proposed not in existing
    number = NATIONAL_SCHEME.parse(proposed)
    assert number is not None
    assert number.serial == max(serials, default=0) + 1


def test_other_years_other_bodies_and_foreign_numbers_do_not_count() -> None:
    existing = ["000014349/2025-00900", "01404053X/2026-00800", "旧目录第7号", "000014349/2026-00002"]
    assert NATIONAL_SCHEME.next(existing, "000014349", 2026) == "000014349/2026-00003"


def test_used_up_serials_have_no_next_number() -> None:
    assert scheme("{部门:1}{年}{序号:1}").next(["A20269"], "A", 2026) is None


@pytest.mark.parametrize(
    ("template", "named"),
    [
        ("{组织机构代码/{年}-{序号}", "不成对"),
        ("{单位}/{年}-{序号}", "单位"),
        ("{组织机构代码:8}/{年}-{序号}", "9位"),
        ("{组织机构代码}/{年:2}-{序号}", "4位"),
        ("{部门:0}/{年}-{序号}", "0"),
        ("{组织机构代码}-{序号:5}", "一个“年”"),
        ("{组织机构代码}/{年}", "一个“序号”"),
        ("{组织机构代码}{部门:2}/{年}-{序号}", "至多一个"),
        ("{部门}{年}-{序号}", "分隔符"),
        ("{部门}A{年}-{序号}", "分隔符"),
        ("", "一个“年”"),
    ],
)
def test_a_bad_template_is_explained(template: str, named: str) -> None:
    problem = parse_scheme(template)
    assert isinstance(problem, SchemeProblem)
    assert named in problem.message + problem.hint
