"""Rules that two records break together."""

from __future__ import annotations

from typing import Any

import msgspec
from judging import problems_of
from small_city import complete, summary_of
from small_library import (
    AS_OF,
    CONTEXT,
    INTERPRETATION,
    POLICY,
    VERSION,
    Classifications,
    loaded,
    notice,
    reading,
    rule,
    site_problems,
)

from gongkai.kinds.policies import ROOM
from gongkai.model.atlas import Atlas
from gongkai.model.room import Loaded

DOCUMENT = loaded(POLICY, "sfb/2026-9", notice())


def told(*records: Loaded) -> list[tuple[str, str]]:
    """Codes, and the records at which they are told."""
    return [
        (each.problem.code, each.summary.ref.place if each.summary else each.path) for each in site_problems(*records)
    ]


def interpretation(place: str = "kjj/2026-9", **fields: Any) -> Loaded:
    return loaded(INTERPRETATION, place, reading(**fields))


def test_a_good_library_is_not_blamed() -> None:
    assert told(DOCUMENT, interpretation(), loaded(VERSION, "sfb/2026-9/2025-01-02", {})) == []


def test_what_is_named_must_be_there() -> None:
    gone = {"废止文件": ["sfb/2026-9", "sfb/2019-3"], "废止依据": "sfb/2019-4", "废止日期": "2026-07-01"}
    repealed = loaded(POLICY, "sfb/2026-9", notice(废止日期="2026-07-01"))
    naming = loaded(POLICY, "sfb/2026-10", notice(文号=None, **gone), "见[通知](policy:sfb/2019-5)。")
    found = site_problems(repealed, naming)
    assert [(each.problem.code, each.problem.field) for each in found] == [
        ("POL-05", ("废止文件", 1)),
        ("POL-05", ("废止依据",)),
        ("POL-05", ()),
    ]
    assert told(interpretation(解读对象=["sfb/2019-3"])) == [("SIT-12", "kjj/2026-9")]
    assert told(loaded(VERSION, "sfb/2019-3/2019-03-02", {})) == [("POL-05", "sfb/2019-3/2019-03-02")]


def test_a_repealed_document_says_so_itself() -> None:
    repealing = loaded(POLICY, "sfb/2026-10", notice(文号=None, 废止文件=["sfb/2026-9"], 生效日期="2026-08-01"))
    (found,) = site_problems(DOCUMENT, repealing)
    assert found.problem.code == "REG-05"
    assert found.summary is not None
    assert found.summary.ref.place == "sfb/2026-9"
    assert "废止日期: 2026-08-01" in found.problem.hint


def test_a_number_is_used_once() -> None:
    again = loaded(POLICY, "sfb/2026-10", notice(发布日期="2026-05-10"))
    (found,) = site_problems(DOCUMENT, again)
    assert found.problem.code == "DOC-02"
    assert "content/sfb/policies/2026-9.md" in found.problem.hint
    assert told(DOCUMENT, loaded(POLICY, "sfb/old", notice(来源="导入"))) == []


def test_announcements_are_counted_by_each_body() -> None:
    announcement = notice(文号="2026年第6号")
    one, other = loaded(POLICY, "sfb/a", announcement), loaded(POLICY, "kjj/a", announcement)
    assert told(one, other) == []
    assert told(one, loaded(POLICY, "sfb/b", announcement)) == [("DOC-02", "sfb/b")]


def test_a_registration_number_is_used_once() -> None:
    one = loaded(POLICY, "sfb/a", notice(文号=None, 统一登记号="YCGF-2026-0001"))
    other = loaded(POLICY, "sfb/b", notice(文号=None, 统一登记号="YCGF-2026-0001"))
    assert told(one, other) == [("POL-08", "sfb/b")]


def test_gaps_between_numbers_are_told_once() -> None:
    later = [loaded(POLICY, f"sfb/{serial}", notice(文号=f"云川政办发〔2026〕{serial}号")) for serial in (10, 12, 16)]
    (found,) = site_problems(DOCUMENT, *later)
    assert (found.problem.code, found.problem.message) == ("POL-14", "云川政办发〔2026〕缺11号、13至15号")


def test_interpretations_come_with_their_document() -> None:
    assert told(DOCUMENT, interpretation(发布日期="2026-05-08")) == [("INT-02", "kjj/2026-9")]
    # 2026-05-09 is a Saturday, worked or not; Wednesday the 13th is the third working day after it.
    assert told(DOCUMENT, interpretation(发布日期="2026-05-13")) == []
    assert told(DOCUMENT, interpretation(发布日期="2026-05-14")) == [("INT-03", "kjj/2026-9")]
    series = (interpretation(), interpretation("kjj/2026-9-2", 发布日期="2026-06-30"))
    assert told(DOCUMENT, *series) == []
    assert told(DOCUMENT, interpretation(发布日期="2026-06-30", 来源="导入")) == []


def test_a_normative_document_wants_an_interpretation_or_a_reason() -> None:
    normative = notice(文件类别="行政规范性文件")
    assert told(loaded(POLICY, "sfb/2026-9", normative)) == [("POL-12", "sfb/2026-9")]
    assert told(loaded(POLICY, "sfb/2026-9", normative), interpretation()) == []
    assert told(loaded(POLICY, "sfb/2026-9", normative | {"不解读理由": "事务性通知"})) == []
    assert told(loaded(POLICY, "sfb/2026-9", normative | {"废止日期": "2026-06-01"})) == []


def test_what_is_not_public_has_no_earlier_texts() -> None:
    hidden = loaded(POLICY, "sfb/2026-9", rule(公开方式="依申请公开"), "")
    assert told(hidden, loaded(VERSION, "sfb/2026-9/2019-03-02", {})) == [("POL-13", "sfb/2026-9/2019-03-02")]


def test_no_body_may_bear_the_name_of_a_facet() -> None:
    body = summary_of("theme", complete("云川市主题公园管理处"))
    (found,) = problems_of(ROOM, Atlas.of([body]), CONTEXT, AS_OF)
    assert found.problem.code == "POL-10"


def test_words_and_their_identifiers_stand_once_in_their_list() -> None:
    twice = {"标识": "keji", "名称": "科技创新"}
    words = Classifications.model_validate({"专题标签": [twice, twice], "服务对象": [twice]})
    context = msgspec.structs.replace(CONTEXT, registers={"classifications": words})
    found = list(ROOM.check_registers(context))
    assert [(each.problem.code, each.problem.field, each.path) for each in found] == [
        ("POL-11", ("专题标签", 1, "标识"), "catalogues/classifications.yml"),
        ("POL-11", ("专题标签", 1, "名称"), "catalogues/classifications.yml"),
    ]
    assert list(ROOM.check_registers(CONTEXT)) == []
