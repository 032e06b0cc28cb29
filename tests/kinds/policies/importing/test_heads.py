"""题注 as they are printed: each form that occurs in the corpus."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.kinds.policies.importing.heads import read_head
from gongkai.kinds.policies.importing.sources import lines_of


def one(text: str) -> tuple[date | None, str | None, str | None, date | None]:
    clauses = read_head(lines_of(text))
    assert clauses is not None
    (clause,) = clauses
    return clause.day, clause.event, clause.basis, clause.effective


@pytest.mark.parametrize(
    ("text", "event", "basis"),
    [
        ("2007年4月5日 中华人民共和国国务院令第492号公布", "公布", "中华人民共和国国务院令第492号"),
        ("2007年4月5日 国务院第118次常务会议修订通过", "通过", "国务院第118次常务会议"),
        ("2007年4月5日 中华人民共和国国务院令第651号修订通过", "修订", "中华人民共和国国务院令第651号"),
        (
            "2007年4月5日 《国务院关于修改部分行政法规的决定》第二次修订  根据",
            "修订",
            "《国务院关于修改部分行政法规的决定》",
        ),
        ("2007年4月5日 中华人民共和国国务院令第788号第三次修订）", "修订", "中华人民共和国国务院令第788号"),
        ("2007年4月5日 经国务院批准\u3000", "批准", "国务院"),
        ("2007年4月5日 国务院批准第二次修订", "批准", "国务院"),
        ("2007年4月5日 公安部令第127号修订发布。根据", "发布", "公安部令第127号"),
        ("2007年4月5日 海关总署第61号令发布", "发布", "海关总署第61号令"),
        ("2007年4月5日 政务院修正公布", "公布", "政务院"),
        ("２００７年４月５日 公安部令第１３２号《决定》第一次修正", "修正", "公安部令第132号《决定》"),
        ("2007年4月5日 发布", "发布", None),
        ("2007年4月5日 中华人民共和国国务院令第692号", None, "中华人民共和国国务院令第692号"),
        ("2007年4月5日", None, None),
    ],
)
def test_one_clause(text: str, event: str | None, basis: str | None) -> None:
    assert one(text) == (date(2007, 4, 5), event, basis, None)


@pytest.mark.parametrize(
    ("text", "effective"),
    [
        ("2019年5月15日 施行", date(2019, 5, 15)),
        ("2019年5月15日 执行", date(2019, 5, 15)),
        ("2019年5月15日 国家统计局令第1号发布  自发布之日施行", date(2019, 5, 15)),
        ("2019年5月15日 海关总署发布 自2019年6月1日施行", date(2019, 6, 1)),
        ("自2019年5月15日起施行", date(2019, 5, 15)),
    ],
)
def test_the_day_of_force(text: str, effective: date) -> None:
    assert one(text)[3] == effective


def test_a_day_that_does_not_exist_is_not_understood() -> None:
    assert one("2019年2月30日 国务院发布") == (None, None, None, None)


def test_issuers_below_one_another() -> None:
    clauses = read_head(lines_of("1981年10月13日 国务院批准\n文化部\n海关总署发布\n发布之日施行"))
    assert clauses is not None
    assert [(clause.event, clause.basis, clause.day) for clause in clauses] == [
        ("批准", "国务院", date(1981, 10, 13)),
        ("发布", "文化部\u3000海关总署", date(1981, 10, 13)),
        ("施行", None, date(1981, 10, 13)),
    ]
    assert clauses[-1].effective == date(1981, 10, 13)


@pytest.mark.parametrize("text", ["劳社部发[2008]3号", "2007年4月5日 发布\n各省、自治区、直辖市：", "现印发给你们。"])
def test_other_lines_are_no_head(text: str) -> None:
    assert read_head(lines_of(text)) is None
