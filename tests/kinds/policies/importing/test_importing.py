"""Importing real documents: what a clerk gets from a folder of regulations."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.kinds.policies.importing import (
    ImportReport,
    SourceDocument,
    conserves,
    format_report,
    plan_import,
    read_sources,
    write_import,
)
from gongkai.kinds.policies.importing.sources import UnreadableText, decode
from gongkai.kinds.policies.model import Policy, PolicyVersion
from gongkai.model.diagnostic import Severity
from gongkai.workshop import yaml_flat

DATA = Path(__file__).resolve().parents[3] / "data" / "regulations"


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Fields as strings, as the project reads them, and the body."""
    _, fields, body = text.split("---\n", 2)
    return yaml.load(fields, Loader=yaml.CBaseLoader), body


def frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    return {key: frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


def import_text(name: str, text: str, **options: Any) -> ImportReport:
    return plan_import([SourceDocument(name, text.encode())], "content/sfj", **options)


def only_policy(report: ImportReport) -> Policy:
    (file,) = report.files
    return Policy.model_validate(frozen(front_matter(file.text)[0]))


def messages(report: ImportReport) -> str:
    return "\n".join(format_report(report))


@pytest.fixture(scope="module")
def imported() -> ImportReport:
    return plan_import(read_sources(DATA), "content/sfj")


def policy(report: ImportReport, name: str) -> Policy:
    (file,) = (file for file in report.files if name in file.source and file.path.count("/") == 3)
    return Policy.model_validate(frozen(front_matter(file.text)[0]))


def assert_sound(report: ImportReport, sources: list[SourceDocument]) -> None:
    """Every source is in one file that fits the schema, and not a character of it is lost."""
    by_path = {source.path: source for source in sources}
    assert sorted(file.source for file in report.files) == sorted(by_path)
    titles = {file.path: front_matter(file.text)[0].get("名称") for file in report.files}
    for file in report.files:
        fields, body = front_matter(file.text)
        is_policy = file.path.count("/") == 3
        (Policy if is_policy else PolicyVersion).model_validate(frozen(fields))
        title = titles[file.path] or titles[file.path.rpartition("/")[0] + ".md"]
        content = decode(by_path[file.source].data)
        assert not isinstance(content, UnreadableText)
        originals = [clause["原文"] for clause in fields.get("沿革", [])]
        assert conserves(file.source, content, title, originals, body), file.source


def test_real_files_become_valid_policies_without_losing_a_character(imported: ImportReport) -> None:
    assert_sound(imported, read_sources(DATA))
    assert not [each for each in imported.observations if each.severity is Severity.ERROR]


@pytest.mark.corpus
def test_the_whole_corpus_imports_without_an_error(corpus: Path) -> None:
    sources = read_sources(corpus)
    report = plan_import(sources, "content/sfj")
    assert_sound(report, sources)
    assert not [each for each in report.observations if each.severity is Severity.ERROR]
    assert report.counts.clauses_not_understood <= report.counts.clauses_understood // 100


def test_a_revised_regulation_bears_date_and_number_of_the_order_that_published_the_present_text(
    imported: ImportReport,
) -> None:
    regulation = policy(imported, "政府信息公开条例")
    assert regulation.title == "中华人民共和国政府信息公开条例"
    assert regulation.document_number == "中华人民共和国国务院令第711号"
    assert (regulation.created, regulation.published) == (date(2019, 4, 3), "2019-04-03")
    assert regulation.effective == date(2019, 5, 15)
    assert regulation.publisher == "中华人民共和国国务院"
    assert (regulation.category.value, regulation.genre) == ("行政法规", "其他")
    assert regulation.origin == "导入"
    assert [(event.day, event.event, event.basis) for event in regulation.history] == [
        (date(2007, 4, 5), "公布", "中华人民共和国国务院令第492号"),
        (date(2019, 4, 3), "修订", "中华人民共和国国务院令第711号"),
        (date(2019, 5, 15), "施行", None),
    ]
    assert regulation.history[0].original == "2007年4月5日 中华人民共和国国务院令第492号公布"


def test_dated_files_of_one_law_are_texts_of_one_policy(imported: ImportReport) -> None:
    law = [file for file in imported.files if "经营者集中申报标准" in file.source]
    latest, earlier = sorted(law, key=lambda file: file.path.count("/"))
    assert "2024-01-22" in latest.source
    assert earlier.path == latest.path.removesuffix(".md") + "/2018-09-18.md"
    assert imported.counts.versions == 1


def test_a_text_that_becomes_an_earlier_one_keeps_the_address_of_its_law() -> None:
    first, second = (source for source in read_sources(DATA) if "经营者集中申报标准" in source.path)
    alone, both = plan_import([first], "content/sfj"), plan_import([second, first], "content/sfj")
    assert alone.files[0].path in {file.path for file in both.files}


def test_joint_issuers_on_lines_of_their_own_are_one_clause(imported: ImportReport) -> None:
    regulation = policy(imported, "军用标准化管理办法")
    assert regulation.publisher == "国务院\u3000中央军委"
    assert [(event.day, event.event) for event in regulation.history] == [(date(1984, 1, 7), "发布")]


def test_a_covering_notice_stays_with_the_text_and_is_read_all_the_same(imported: ImportReport) -> None:
    regulation = policy(imported, "工资支付暂行规定")
    assert regulation.document_number == "劳部发〔1994〕489号"
    assert (regulation.publisher, regulation.created) == ("劳动部", date(1994, 12, 6))
    assert regulation.effective == date(1995, 1, 1)
    assert regulation.history == ()


def test_a_rule_of_a_ministry_is_a_rule(imported: ImportReport) -> None:
    rule = policy(imported, "药品进口管理办法")
    assert (rule.category.value, rule.genre) == ("规章", "规章")
    assert rule.publisher == "食品药品监管局、海关总署"


def test_without_a_head_the_name_of_the_file_gives_the_date_and_the_last_article_the_day_of_force(
    imported: ImportReport,
) -> None:
    regulation = policy(imported, "人体器官捐献")
    assert (regulation.created, regulation.effective) == (date(2023, 12, 4), date(2024, 5, 1))
    assert "没有题注；文件名的日期是2023-12-04" in messages(imported)


def test_a_head_cut_short_is_reported(imported: ImportReport) -> None:
    (message,) = (each.message for each in imported.observations if "2018-09-18" in each.path)
    assert message == "题注里没有文件名的日期2018-09-18：题注可能缺最近一次修改"


def test_front_matter_takes_the_fast_path(imported: ImportReport) -> None:
    for file in imported.files:
        fields = file.text.split("---\n", 2)[1]
        assert yaml_flat.parse(fields) == front_matter(file.text)[0], file.path


def test_importing_twice_changes_nothing(tmp_path: Path, imported: ImportReport) -> None:
    first = write_import(imported, tmp_path)
    assert first.created == tuple(file.path for file in imported.files)
    stamps = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    second = write_import(plan_import(list(reversed(read_sources(DATA))), "content/sfj"), tmp_path)
    assert (second.created, second.changed) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == stamps


def test_a_file_that_differs_is_replaced(tmp_path: Path, imported: ImportReport) -> None:
    write_import(imported, tmp_path)
    touched = tmp_path / imported.files[0].path
    touched.write_text("旧文", encoding="utf-8")
    assert write_import(imported, tmp_path).changed == (imported.files[0].path,)
    assert touched.read_text(encoding="utf-8") == imported.files[0].text


def test_links_hidden_files_and_other_kinds_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "甲.md").write_text("# 甲", encoding="utf-8")
    (tmp_path / "子").mkdir()
    (tmp_path / "子" / "乙.txt").write_text("乙", encoding="utf-8")
    (tmp_path / ".丙.md").write_text("# 丙", encoding="utf-8")
    (tmp_path / "丁.doc").write_bytes(b"x")
    (tmp_path / "戊.md").symlink_to(tmp_path / "甲.md")
    (tmp_path / "己").symlink_to(tmp_path / "子")
    assert [source.path for source in read_sources(tmp_path)] == ["子/乙.txt", "甲.md"]


def test_legacy_encodings_and_line_ends_are_read() -> None:
    text = "关于停水的通告\r\n\r\n因管道检修，停水一天。\r\n云川市水务局\r\n2026年3月1日\r\n"
    report = plan_import([SourceDocument("停水.txt", text.encode("gb18030"))], "content/sfj")
    notice = only_policy(report)
    assert (notice.title, notice.genre, notice.publisher) == ("关于停水的通告", "通告", "云川市水务局")
    assert notice.created == date(2026, 3, 1)
    assert "\r" not in report.files[0].text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00\x01", "编码"),
        ("标题\n正文\x00，2026年3月1日".encode(), "控制字符"),
        (b"  \n", "没有内容"),
        ("# 只有标题(2026年1月1日)\n".encode(), "没有正文"),
        ("关于某事的通知\n请照办。".encode(), "没有日期"),
        ("关于某事的通知\n请于2026年3月1日前照办。\n（此件依申请公开）".encode(), "此件依申请公开"),
        ("机密★1年\n关于某事的通知\n请于2026年3月1日前照办。".encode(), "密级"),
    ],
    ids=["binary", "control", "blank", "title only", "no date", "on application", "secret"],
)
def test_what_cannot_or_must_not_be_imported_is_listed_as_an_error(data: bytes, said: str) -> None:
    report = plan_import([SourceDocument("某文.md", data)], "content/sfj")
    assert report.files == ()
    (observation,) = report.observations
    assert observation.severity is Severity.ERROR
    assert said in observation.message


def test_two_different_texts_with_one_title_and_day_are_not_silently_merged() -> None:
    sources = [SourceDocument(f"{folder}/某办法(2020-01-01).md", f"# 某办法\n\n{folder}".encode()) for folder in "ab"]
    report = plan_import(sources, "content/sfj")
    assert [file.source for file in report.files] == ["a/某办法(2020-01-01).md"]
    assert "内容不同" in next(each.message for each in report.observations if each.severity is Severity.ERROR)


def test_a_head_in_brackets_is_read_clause_by_clause() -> None:
    text = (
        "# 云川市某办法\n\n（2007年4月5日云川市人民政府令第12号公布\u3000根据2019年4月3日《云川市人民政府关于修改部分规章的决定》第一次修正"
        "\u30002020年1月1日起施行）\n\n第一条 略。\n"
    )
    report = import_text("规章/某办法.md", text)
    rule = only_policy(report)
    assert [event.event for event in rule.history] == ["公布", "修正", "施行"]
    assert rule.history[1].basis == "《云川市人民政府关于修改部分规章的决定》"
    assert (rule.document_number, rule.created) == ("云川市人民政府令第12号", date(2007, 4, 5))
    assert (rule.category.value, rule.publisher) == ("规章", "云川市人民政府")
    fields, body = front_matter(report.files[0].text)
    assert conserves("规章/某办法.md", text, rule.title, [clause["原文"] for clause in fields["沿革"]], body)


def test_a_repeal_in_the_head_is_the_day_of_repeal() -> None:
    head = "2007年4月5日 云川市人民政府令第12号公布\n\n2021年6月1日 《云川市人民政府关于废止部分规章的决定》废止"
    rule = only_policy(
        import_text("某办法(2007-04-05).md", f"# 某办法\n\n{head}\n\n<!-- INFO END -->\n\n第一条 略。\n")
    )
    assert rule.repealed == date(2021, 6, 1)


def test_a_saved_page_gives_its_metadata_and_keeps_its_text() -> None:
    text = (
        "您现在所在的位置: 首页>政务公开\n索引号: A25010--2023-0096 主题分类: 综合政务\n"
        "发布机构: 西湖区政府办公室 生成日期: 2022-12-26\n文件编号: 有效性: 有效\n\n某区工作要点\n\n一、总体\n一、其他\n"
    )
    report = import_text("页面.txt", text)
    page = only_policy(report)
    assert (page.title, page.index_number) == ("某区工作要点", "A25010--2023-0096")
    assert (page.publisher, page.created, page.theme) == ("西湖区政府办公室", date(2022, 12, 26), None)
    seen = messages(report)
    assert "页面.txt:2  主题分类“综合政务”不在两级分类表里，没有采用" in seen
    assert "页面.txt:2  索引号里的年份2023与生成日期2022-12-26不是同一年" in seen
    assert "页面.txt:9  编号重复：“一、”之后是“一、”" in seen
    assert "您现在所在的位置" in report.files[0].text


def test_a_valid_theme_is_kept() -> None:
    text = "主题分类: 综合政务\\政务公开 生成日期: 2022-12-26\n某区工作要点\n略\n"
    assert only_policy(import_text("页面.txt", text, themes={"综合政务\\政务公开"})).theme == "综合政务\\政务公开"


@pytest.mark.parametrize(
    ("text", "created", "said"),
    [
        ("某局总结\n更新时间:2023-08-01 19:15:01 阅读量: 3\n略\n", date(2023, 8, 1), "更新时间"),
        ("某局2023年总结\n2023年6月9日印发要点，2023年9月汇总。\n", date(2023, 9, 30), "最晚日期"),
        ("某市2024年工作总结\n今年以来，略。\n", date(2024, 12, 31), "最后一天"),
    ],
)
def test_a_guessed_date_is_said_to_be_one(text: str, created: date, said: str) -> None:
    report = import_text("总结.txt", text)
    assert only_policy(report).created == created
    (guess,) = (each for each in report.observations if "暂记为" in each.message)
    assert guess.severity is Severity.WARNING
    assert said in guess.message


def test_remains_of_tables_traditional_characters_and_gaps_are_noticed() -> None:
    table = "| | |\n| | | |\n"
    text = f"2021年，本市堅持以習近平新時代中國特色社會主義思想為指導，貫徹嚴格，xx市公開xxx條信息。\n{table}二、其他\n"
    report = import_text("年报(2022-01-20).txt", "一、總體情況\n" + text)
    seen = messages(report)
    assert "第3行至第4行只剩空表格的竖线" in seen
    assert "繁体字" in seen
    assert "有1行含有隐去的内容，如“xx市”、“xxx條”" in seen
    assert "暂用文件名“年报”作名称" in seen
    assert only_policy(report).title == "年报"


def test_chapters_of_a_plain_text_become_headings() -> None:
    text = "某办法\n第一章 总则\n第一条 为了某事，制定本办法。\n一、这是一个完整的句子，不是标题。\n2026年3月1日\n"
    body = front_matter(import_text("某办法.txt", text).files[0].text)[1]
    assert re.findall(r"^## .*$", body, re.MULTILINE) == ["## 第一章 总则"]
