"""文号 and titles: legal forms are read, slips of the hand get their right spelling, kinds are told from titles."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.standards import document_kinds
from gongkai.workshop.document_numbers import (
    DocumentNumber,
    DocumentNumberForm,
    document_kind,
    explain_document_number,
    parse_document_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("云川政办发〔2026〕9号", DocumentNumber("云川政办发", 2026, 9, DocumentNumberForm.STANDARD)),
        ("国办公开办函〔2021〕30号", DocumentNumber("国办公开办函", 2021, 30, DocumentNumberForm.STANDARD)),
        ("云川市人民政府令第12号", DocumentNumber("云川市人民政府", None, 12, DocumentNumberForm.ORDER)),
        ("国令第711号", DocumentNumber("国", None, 711, DocumentNumberForm.ORDER)),
        ("财政部、公安部令第104号", DocumentNumber("财政部、公安部", None, 104, DocumentNumberForm.ORDER)),
        ("2026年第6号", DocumentNumber("", 2026, 6, DocumentNumberForm.ANNOUNCEMENT)),
        ("公告2026年第6号", DocumentNumber("", 2026, 6, DocumentNumberForm.ANNOUNCEMENT)),
        ("财政部 税务总局公告2026年第6号", DocumentNumber("财政部 税务总局", 2026, 6, DocumentNumberForm.ANNOUNCEMENT)),
    ],
)
def test_legal_forms_are_read(text: str, number: DocumentNumber) -> None:
    assert parse_document_number(text) == number
    assert explain_document_number(text) is None


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("云川政办发[2026]9号", "云川政办发〔2026〕9号"),
        ("云川政办发［2026］9号", "云川政办发〔2026〕9号"),
        ("云川政办发(2026)9号", "云川政办发〔2026〕9号"),
        ("云川政办发（2026）9号", "云川政办发〔2026〕9号"),
        ("云川政办发【2026】9号", "云川政办发〔2026〕9号"),
        ("云川政办发〈2026〉9号", "云川政办发〔2026〕9号"),
        ("云川政办发﹝2026﹞9号", "云川政办发〔2026〕9号"),
        ("云川政办发〔2026〕09号", "云川政办发〔2026〕9号"),
        ("云川政办发〔2026〕第9号", "云川政办发〔2026〕9号"),
        ("云川政办发〔２０２６〕９号", "云川政办发〔2026〕9号"),
        (" 云川政办发 〔2026〕 9 号", "云川政办发〔2026〕9号"),
        ("云川（自贸）发(2026)第009号", "云川（自贸）发〔2026〕9号"),
        ("云川市人民政府令12号", "云川市人民政府令第12号"),
        ("云川市人民政府令 第 012 号", "云川市人民政府令第12号"),
        ("财政部 公安部令第 104号", "财政部 公安部令第104号"),
        ("公告2026年06号", "公告2026年第6号"),
        ("２０２６年第６号", "2026年第6号"),
    ],
)
def test_slips_get_their_right_spelling(typed: str, right: str) -> None:
    assert parse_document_number(typed) is None
    assert explain_document_number(typed) == right
    assert parse_document_number(right) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "云川政办发〔26〕9号",
        "云川政办发2026-9",
        "云川政办发〔2026〕号",
        "〔2026〕9号",
        "云川政办发〔2026〕0号",
    ],
)
def test_what_spelling_cannot_mend_is_left_to_the_clerk(text: str) -> None:
    assert parse_document_number(text) is None
    assert explain_document_number(text) is None


@given(st.text(alphabet="云川政办发令公告第号年 0129〔〕[]（）２\u3000\n", max_size=25))
def test_every_correction_is_itself_right(text: str) -> None:
    right = explain_document_number(text)
    if right is not None:
        assert right != text
        assert parse_document_number(right) is not None
        assert explain_document_number(right) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云川市人民政府办公室关于印发《云川市人才引进办法》的通知", "通知"),
        ("云川市人民政府关于加快数字经济发展的实施意见（试行）", "意见"),
        ("关于同意设立青屏县工业园区的批复（2026年）（节选）", "批复"),
        ("云川市人民政府关于2026年预算执行情况的报告 ", "报告"),
        ("云川市科技局关于第12号提案的复函", "函"),
        ("云川市人民政府令", "命令（令）"),
        ("关于嘉奖抗洪抢险先进集体的命令", "命令（令）"),
        ("市政府第三次常务会议纪要", "纪要"),
        ("云川市人才引进办法", None),
        ("关于《云川市养犬管理办法（草案）》公开征求意见", None),
        ("解读《关于加强安全生产的通知》", None),
        ("云川市河湖长制责令", None),
        ("", None),
    ],
)
def test_the_kind_is_told_from_the_title(title: str, kind: str | None) -> None:
    assert document_kind(title) == kind


@pytest.mark.parametrize("kind", document_kinds())
def test_every_official_kind_is_known(kind: str) -> None:
    assert document_kind(f"云川市人民政府关于某事的{kind}") == kind


@pytest.mark.parametrize("text", ["云川政办发" + " " * 200_000 + "〔2026〕9号", "财政部、" * 50_000 + "令12号"])
def test_what_is_too_long_for_a_number_is_refused_at_a_glance(text: str) -> None:
    started = time.perf_counter()
    assert explain_document_number(text) is None
    assert time.perf_counter() - started < 0.5
