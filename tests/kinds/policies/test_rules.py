"""Every rule of a single record: told where it is broken, with the way to mend it, and silent where it is kept."""

from __future__ import annotations

from typing import Any

import pytest
from small_library import FIVE_PARTS, INTERPRETATION, POLICY, VERSION, codes, notice, problems, reading, rule

DOWNLOADS = [
    {"名称": "云川市城市停车场管理办法", "文件": "banfa.docx"},
    {"名称": "云川市城市停车场管理办法", "文件": "banfa.pdf"},
]
ARTICLES = "第一条 为了规范停车场管理，制定本办法。"


def test_good_records_are_not_blamed() -> None:
    assert codes(POLICY, notice()) == []
    assert codes(POLICY, rule(附件=DOWNLOADS), ARTICLES) == []
    assert codes(INTERPRETATION, reading(), FIVE_PARTS) == []
    assert codes(VERSION, {"生效日期": "2019-05-01"}, ARTICLES, "sfb/2025-12/2019-03-02") == []


@pytest.mark.parametrize(
    ("fields", "code", "said"),
    [
        ({"有效期": "5年"}, "POL-01", "没有起算的日期"),
        ({"有效期": "0年", "生效日期": "2026-06-01"}, "POL-01", "之前就已届满"),
        ({"有效期": "至2026-02-30"}, "POL-01", "算不出"),
        ({"有效期": "至2026-05-01"}, "POL-01", "之前就已届满"),
        ({"沿革": [{"日期": "2026-05-08"}]}, "POL-02", "没有事项"),
        (
            {"沿革": [{"日期": "2026-05-08", "事项": "公布"}, {"日期": "2025-05-08", "事项": "修订"}]},
            "POL-03",
            "2025-05-08 排在 2026-05-08 之后",
        ),
        ({"专题标签": ["科技创兴"]}, "POL-04", "不在专题标签的词表中"),
        ({"企业生命周期": ["上市"]}, "POL-04", "不在企业生命周期的词表中"),
        ({"废止文件": ["云川政办发〔2019〕3号"]}, "POL-05", "不是文件的标识"),
        ({"联合发文": ["nobody"]}, "POL-05", "没有标识为“nobody”的单位"),
        ({"废止日期": "2026-05-07"}, "POL-07", "早于生成日期"),
        ({"名称": "云川市财政局关于拨付资金的请示报告"}, "DOC-03", "请示报告"),
        ({"名称": "云川市政务公开工作要点"}, "DOC-03", "没有以文种结尾"),
        ({"体裁分类": "通告"}, "DOC-03", "标题的文种是“通知”"),
        ({"附件": [{"名称": "任务清单。", "文件": "a.docx"}]}, "DOC-05", "后面有标点"),
        ({"文件类别": "行政规范性文件"}, "REG-06", "Word和PDF"),
    ],
)
def test_what_a_document_itself_shows(fields: dict[str, Any], code: str, said: str) -> None:
    found = {each.code: each.message for each in problems(POLICY, notice(**fields))}
    assert said in found[code]


def test_hints_give_the_right_text() -> None:
    (word,) = problems(POLICY, notice(专题标签=["科技创兴"]))
    assert word.hint == "是不是“科技创新”？"
    assert word.field == ("专题标签", 0)
    (genre,) = problems(POLICY, notice(体裁分类="通告"))
    assert (genre.hint, genre.field) == ("应为“通知”", ("体裁分类",))


@pytest.mark.parametrize(
    "title",
    [
        "云川市人民政府关于印发《云川市投资管理办法》的通知",
        "云川市人民政府办公室关于做好防汛工作的通知（试行）",
    ],
)
def test_titles_that_end_with_their_kind(title: str) -> None:
    assert "DOC-03" not in codes(POLICY, notice(名称=title))


def test_what_is_no_official_paper_needs_no_kind() -> None:
    assert "DOC-03" not in codes(
        POLICY, notice(名称="云川市国民经济和社会发展统计公报解释", 体裁分类="其他", 文号=None)
    )


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("云川市人民政府令\n\n" + ARTICLES, 1),
        ("第12号\n\n" + ARTICLES, 1),
        ("《云川市城市停车场管理办法》已经市政府常务会议通过，现予公布，自2025年11月1日起施行。\n\n" + ARTICLES, 1),
        (ARTICLES + "\n\n市长　周明远", 3),
    ],
)
def test_the_signing_order_does_not_belong_to_a_rule(body: str, line: int) -> None:
    assert [(each.code, each.body_line) for each in problems(POLICY, rule(附件=DOWNLOADS), body)] == [("REG-01", line)]


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"沿革": []}, "公布时间及文号"),
        ({"沿革": [{"日期": "2025-09-18", "事项": "公布"}]}, "公布时间及文号"),
        ({"生效日期": None}, "施行时间"),
        (
            {"沿革": [*rule()["沿革"], {"日期": "2025-09-18", "事项": "修订"}]},
            "修订时间及文号",
        ),
    ],
)
def test_the_inscription_of_a_rule_is_complete(fields: dict[str, Any], missing: str) -> None:
    (found,) = problems(POLICY, rule(附件=DOWNLOADS, **fields), ARTICLES)
    assert found.code == "REG-02"
    assert missing in found.message


def test_an_inscription_as_printed_is_enough() -> None:
    printed = [{"原文": "2025年9月18日云川市人民政府令第12号公布"}]
    assert codes(POLICY, rule(附件=DOWNLOADS, 沿革=printed), ARTICLES) == []


def test_a_rule_is_not_called_an_ordinance() -> None:
    (found,) = problems(POLICY, rule(名称="云川市城市停车场管理条例"), ARTICLES)[:1]
    assert found.code == "REG-03"
    assert "云川市城市停车场管理办法" in found.hint


def test_thirty_days_between_promulgation_and_effect() -> None:
    assert codes(POLICY, rule(附件=DOWNLOADS, 生效日期="2025-10-18"), ARTICLES) == []
    (found,) = problems(POLICY, rule(附件=DOWNLOADS, 生效日期="2025-10-17"), ARTICLES)
    assert found.code == "REG-04"
    assert "2025-10-18" in found.hint
    at_once = "第二条 本办法自公布之日起施行。"
    assert codes(POLICY, rule(附件=DOWNLOADS, 生效日期="2025-09-18"), at_once) == []


def test_names_of_annexes_in_the_text_are_those_of_the_files() -> None:
    annexes = [{"名称": "任务清单", "文件": "a.docx"}, {"名称": "联系人名单", "文件": "b.docx"}]
    fields = notice(附件=annexes)
    both = "通知如下。\n\n附件：1.任务清单\n　　　2.联系人名单\n\n云川市人民政府办公室"
    assert codes(POLICY, fields, both) == ["POL-09"]
    (found,) = problems(POLICY, fields, "通知如下。\n\n附件：任务清单")
    assert (found.code, found.body_line) == ("DOC-05", 3)
    assert codes(POLICY, notice(), "通知如下。\n\n附件：任务清单\n\n附件\n\n一、任务") == []
    assert "DOC-05" in codes(POLICY, notice(), "通知如下。\n\n附件：任务清单；\n\n附件\n\n一、任务")


def test_imported_documents_keep_what_was_printed() -> None:
    as_printed = rule(
        来源="导入", 名称="工业产品质量责任条例", 文号="国发[1986]42号", 沿革=[{"原文": "1986年4月5日 国务院"}],
        生效日期="1986-07-01", 体裁分类="其他",
    )  # fmt: skip
    assert codes(POLICY, as_printed, "国务院令\n\n第一条 制定本条例。\n\n附件：一览表") == []


@pytest.mark.parametrize("stem", ["first", "2019-02-30", "20190302"])
def test_an_earlier_text_is_named_by_its_day(stem: str) -> None:
    assert codes(VERSION, {}, ARTICLES, f"sfb/2025-12/{stem}") == ["POL-06"]


@pytest.mark.parametrize(
    ("fields", "body", "code"),
    [
        ({}, FIVE_PARTS.replace("## 制定依据", "## 依据"), "INT-01"),
        ({"解读形式": "图解"}, "图中文字。", "INT-04"),
        ({"解读形式": "图解", "图片": "a.png"}, "", "INT-04"),
        ({"解读形式": "视频"}, "文字稿。", "INT-05"),
        ({"解读形式": "视频", "视频": "a.mp4"}, "", "INT-05"),
        ({"咨询电话": None}, FIVE_PARTS, "INT-06"),
        ({"解读对象": ["云川政办发〔2026〕9号"]}, FIVE_PARTS, "SIT-12"),
    ],
)
def test_what_an_interpretation_itself_shows(fields: dict[str, Any], body: str, code: str) -> None:
    assert codes(INTERPRETATION, reading(**fields), body) == [code]


def test_the_missing_parts_are_named() -> None:
    (found,) = problems(INTERPRETATION, reading(), "## 一、政策背景\n\n背景。\n\n## 二、重要举措\n\n举措。")
    assert found.message == "解读缺少制定依据、出台目的、解读机构及咨询方式"


def test_pictures_and_films_with_their_text_are_complete() -> None:
    graphic = reading(解读形式="图解", 图片="a.png", 图片说明="一、支持研发。")
    assert codes(INTERPRETATION, graphic, "") == []
    assert codes(INTERPRETATION, reading(解读形式="视频", 视频="https://v.example/1"), "文字稿。") == []


def test_a_picture_that_is_not_there_is_named() -> None:
    graphic = reading(解读形式="图解", 图片="b.png", 图片说明="一、支持研发。")
    assert codes(INTERPRETATION, graphic, "") == ["SRC-05"]
