"""Reading pages: layouts, state, relations both ways, earlier texts, interpretations, and what must not be shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from small_city import SETTINGS
from small_library import (
    FIVE_PARTS,
    INTERPRETATION,
    POLICY,
    THEME,
    VERSION,
    Library,
    loaded,
    notice,
    reading,
    rule,
)

from gongkai.kinds.policies.fragments import document, groups_beside
from gongkai.kinds.policies.parts import Group, Item
from gongkai.model.room import Loaded
from gongkai.stages.render.templates import make_environment

CHAPTERS = "## 第一章 总则\n\n第一条 为了规范停车场管理，制定本办法。\n\n### 第一节 定义\n\n## 第二章 附则\n\n第二条 自2025年11月1日起施行。"
DOCUMENT = loaded(POLICY, "sfb/2026-9", notice(主送机关="各县区人民政府："))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


def text(html: str) -> str:
    """What a reader sees, without blanks."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", html))


def test_a_notice_has_the_parts_of_an_official_paper(cache: Path) -> None:
    record = loaded(
        POLICY, "sfb/2026-9",
        notice(
            主送机关="各县区人民政府：", 联合发文=["czj", "南江省云川监管局"], 附注="（此件公开发布）",
            附件=[{"名称": "任务清单", "文件": "任务 1.docx"}],
        ),
        files=[("任务 1.docx", 36 * 1024 + 100), ("draft.docx", 5)],
    )  # fmt: skip
    library = Library(cache, record)
    page = library.page(POLICY, record)
    document = page.body.partition('<div class="document document"')[2]
    parts = (
        "各县区人民政府：",
        "现就有关事项通知如下。",
        "附件：任务清单",
        "云川市人民政府办公室",
        "2026年5月8日",
        "（此件公开发布）",
    )
    places = [text(document).index(part) for part in parts]
    assert places == sorted(places)
    assert '<p class="number">云川政办发〔2026〕9号</p>' in page.body
    signature = page.body.partition('class="signature"')[2].partition("</div>")[0]
    assert re.findall(r"<p>([^<]*)</p>", signature) == [
        "云川市人民政府办公室", "云川市财政局", "南江省云川监管局", "2026年5月8日",
    ]  # fmt: skip
    assert (
        '../../policies/sfb/2026-9.files/%E4%BB%BB%E5%8A%A1%201.docx" download>任务清单</a> <small>DOCX，36 KB'
        in page.body
    )
    assert library.copies(POLICY, record) == ["policies/sfb/2026-9.files/任务 1.docx"]


def test_a_rule_shows_title_inscription_and_text_alone(cache: Path) -> None:
    record = loaded(POLICY, "sfb/2025-12", rule(主送机关="各县区：", 附注="（此件公开发布）"), CHAPTERS)
    page = Library(cache, record).page(POLICY, record)
    assert "（2025年9月18日云川市人民政府令第12号公布　自2025年11月1日起施行）" in page.body
    document = page.body.partition('<div class="document regulation"')[2]
    assert "各县区：" not in page.body
    assert "signature" not in document
    assert "此件公开发布" not in page.body
    assert '<p id="article-1"><a class="article-number" href="#article-1">第一条</a>' in document
    assert '<a href="#chapter-1">第一章 总则</a><ol>' in re.sub(r"\s+(?=<)", "", page.body)


def test_the_document_itself_for_download_is_no_annex(cache: Path) -> None:
    files = [{"名称": "云川市城市停车场管理办法", "文件": "a.pdf"}, {"名称": "收费标准", "文件": "b.xlsx"}]
    record = loaded(
        POLICY, "sfb/2025-12", rule(附件=files), CHAPTERS, files=[("a.pdf", 900), ("b.xlsx", 3 * 1024 * 1024)]
    )
    body = Library(cache, record).page(POLICY, record).body
    annexes, _, downloads = body.partition("<h2>下载</h2>")
    assert "收费标准</a> <small>XLSX，3.0 MB" in annexes
    assert "PDF，900 B" in downloads


def test_the_text_of_an_imported_document_is_not_signed_again(cache: Path) -> None:
    record = loaded(POLICY, "sfb/old", notice(来源="导入"), "通知如下。\n\n云川市人民政府\n\n2006年1月2日")
    assert "signature" not in Library(cache, record).page(POLICY, record).body


@pytest.mark.parametrize(
    ("fields", "as_of", "said", "kind"),
    [
        ({"废止日期": "2026-08-01"}, "2026-08-01", "本文件自2026年8月1日起废止。", "warning"),
        ({"废止日期": "2026-08-01"}, "2026-07-31", "本文件将自2026年8月1日起废止。", "pending"),
        ({"失效日期": "2026-08-01"}, "2026-08-01", "本文件自2026年8月1日起失效。", "warning"),
        ({"生效日期": "2026-06-01", "有效期": "1年"}, "2027-06-01", "有效期已满，自2027年6月1日起失效", "warning"),
        ({"生效日期": "2026-06-01"}, "2026-05-31", "自2026年6月1日起施行，目前尚未施行", "pending"),
    ],
)
def test_the_state_is_said_in_a_sentence(cache: Path, fields: dict[str, Any], as_of: str, said: str, kind: str) -> None:
    record = loaded(POLICY, "sfb/2026-9", notice(**fields), as_of=as_of)
    body = Library(cache, record).page(POLICY, record).body
    assert said in body.partition(f'<div class="notice {kind}">')[2].partition("</div>")[0]


def test_a_coming_end_is_told_by_its_day(cache: Path) -> None:
    record = loaded(POLICY, "sfb/2026-9", notice(生效日期="2026-06-01", 有效期="1年"))
    page = Library(cache, record).page(POLICY, record).body
    assert "<dt>有效期至</dt><dd>2027-05-31</dd>" in page
    assert "notice" not in page


def test_amendment_and_repeal_are_linked_both_ways(cache: Path) -> None:
    old = loaded(POLICY, "sfb/2020-1", notice(名称="旧通知", 废止日期="2026-06-01"))
    kept = loaded(POLICY, "sfb/2020-2", notice(名称="留用的通知"))
    new = loaded(
        POLICY,
        "sfb/2026-9",
        notice(名称="新通知", 废止文件=["sfb/2020-1"], 修改文件=["sfb/2020-2"]),
        "见[旧](policy:sfb/2020-1)。",
    )
    library = Library(cache, old, kept, new)
    of_old, of_kept, of_new = (library.page(POLICY, record).body for record in (old, kept, new))
    assert '依据：<a href="../../policies/sfb/2026-9.html">《新通知》</a>。' in of_old
    assert "废止本文件的文件" in of_old
    assert "提到本文件的信息" not in of_old
    assert '本文件已由<a href="../../policies/sfb/2026-9.html">《新通知》</a>修改。' in of_kept
    for heading, title in (("本文件废止的文件", "旧通知"), ("本文件修改的文件", "留用的通知")):
        assert title in of_new.partition(heading)[2].partition("</section>")[0]


def test_a_paper_outside_the_library_is_named_as_basis(cache: Path) -> None:
    record = loaded(POLICY, "sfb/2026-9", notice(废止日期="2026-06-01", 废止依据="南政发〔2026〕1号<b>"))
    assert "依据：南政发〔2026〕1号&lt;b&gt;。" in Library(cache, record).page(POLICY, record).body


def test_earlier_texts_say_that_they_are_not_in_force(cache: Path) -> None:
    record = loaded(POLICY, "sfb/2025-12", rule(), CHAPTERS)
    earlier = loaded(VERSION, "sfb/2025-12/2019-03-02", {"生效日期": "2019-05-01"}, "第一条 旧文。")
    library = Library(cache, record, earlier)
    page = library.page(VERSION, earlier)
    assert page.path == "policies/sfb/2025-12/2019-03-02.html"
    assert "这是2019年3月2日的历史文本，不是现行文本。现行文本见<a" in page.body
    assert 'href="../../../policies/sfb/2025-12.html">《云川市城市停车场管理办法》</a>' in page.body
    assert '<span class="state amended">修改</span>' in page.body
    current = library.page(POLICY, record).body.partition("历次文本")[2]
    assert '<a href="../../policies/sfb/2025-12/2019-03-02.html">2019年3月2日文本</a>' in current
    assert current.index("2019-03-02") < current.index("现行文本")


def test_an_earlier_text_of_a_repealed_document_points_to_its_last(cache: Path) -> None:
    record = loaded(POLICY, "sfb/2025-12", rule(废止日期="2026-01-01"), CHAPTERS)
    earlier = loaded(VERSION, "sfb/2025-12/2019-03-02", {}, "第一条 旧文。")
    assert "该文件已经废止，最后文本见" in Library(cache, record, earlier).page(VERSION, earlier).body


def interpretations() -> tuple[Loaded, ...]:
    return (
        loaded(INTERPRETATION, "kjj/wenzi", reading(内容概述="最多可得200万元补助。", 联系人="王晓", 系列="科技政策系列"), FIVE_PARTS),
        loaded(
            INTERPRETATION, "kjj/tujie",
            reading(名称="【图解】通知", 解读形式="图解", 图片="a.png", 图片说明="一、支持研发。", 发布日期="2026-05-10"), "",
            files=[("a.png", 10)],
        ),
        loaded(INTERPRETATION, "kjj/wenda", reading(名称="问答", 解读形式="问答", 系列="科技政策系列"), "问：补多少？"),
    )  # fmt: skip


def test_interpretations_stand_beside_their_document_by_form_and_series(cache: Path) -> None:
    page = Library(cache, DOCUMENT, *interpretations()).page(POLICY, DOCUMENT).body
    single = page.partition("<h2>政策解读</h2>")[2].partition("</section>")[0]
    series = page.partition("<h2>政策解读：科技政策系列</h2>")[2].partition("</section>")[0]
    assert re.findall(r">([^<>]+)</a>", single) == ["【图解】通知"]
    assert re.findall(r">([^<>]+)</a>", series) == ["文字：【部门解读】关于支持科技创新的通知", "问答"]


def test_an_interpretation_gives_the_answer_first(cache: Path) -> None:
    texts, graphic, questions = interpretations()
    library = Library(cache, DOCUMENT, texts, graphic, questions)
    page = library.page(INTERPRETATION, texts).body
    subject = page.index("解读文件：")
    assert (
        '<a href="../../policies/sfb/2026-9.html">《云川市人民政府办公室关于支持科技创新的通知》</a>（云川政办发〔2026〕9号）'
        in page
    )
    assert subject < page.index('class="switch"') < page.index("最多可得200万元补助。") < page.index("信息卡")
    forms = page.partition('class="switch"')[2].partition("</nav>")[0]
    assert re.findall(r">([^<>\s]+)</a>", forms) == ["文字", "图解", "问答"]
    assert 'aria-current="page">文字</a>' in forms
    assert "系列：科技政策系列" in page
    assert "王晓" in page.partition("咨询方式</h2>\n<dl")[2]


def test_records_of_another_site_are_linked_by_their_full_address(cache: Path) -> None:
    texts, graphic, _ = interpretations()
    city = "https://www.yunchuan.example/"
    away = [
        msgspec.structs.replace(
            each, summary=msgspec.structs.replace(each.summary, url=city + each.summary.url, listings=())
        )
        for each in (DOCUMENT, graphic)
    ]
    page = Library(cache, texts, *away).page(INTERPRETATION, texts).body
    assert '<a href="https://www.yunchuan.example/policies/sfb/2026-9.html">' in page
    assert 'href="https://www.yunchuan.example/interpretations/kjj/tujie.html">【图解】通知</a>' in page
    assert "/https:" not in page


def test_a_graphic_has_its_text(cache: Path) -> None:
    _, graphic, _ = interpretations()
    library = Library(cache, DOCUMENT, graphic)
    page = library.page(INTERPRETATION, graphic).body
    assert '<img src="../../interpretations/kjj/tujie.files/a.png" alt="' in page
    assert "一、支持研发。" in page
    assert library.copies(INTERPRETATION, graphic) == ["interpretations/kjj/tujie.files/a.png"]


def test_a_film_is_played_here_or_linked_elsewhere(cache: Path) -> None:
    here = loaded(INTERPRETATION, "kjj/a", reading(解读形式="视频", 视频="a.mp4"), "文字稿。", files=[("a.mp4", 10)])
    elsewhere = loaded(
        INTERPRETATION, "kjj/b", reading(解读形式="视频", 视频="https://v.example/1?a=1&b=2"), "文字稿。"
    )
    library = Library(cache, DOCUMENT, here, elsewhere)
    assert (
        '<video controls preload="none" src="../../interpretations/kjj/a.files/a.mp4">'
        in library.page(INTERPRETATION, here).body
    )
    assert '<a href="https://v.example/1?a=1&amp;b=2"' in library.page(INTERPRETATION, elsewhere).body


@pytest.mark.parametrize("fields", [{"公开方式": "依申请公开"}, {"公开范围": "面向特定对象"}])
def test_of_what_is_not_for_everybody_only_the_card_is_shown(cache: Path, fields: dict[str, str]) -> None:
    annex = {"附件": [{"名称": "名单", "文件": "secret.xlsx"}]}
    record = loaded(POLICY, "sfb/2026-9", notice(**fields, **annex), "绝不能看到的正文", files=[("secret.xlsx", 9)])
    about = loaded(INTERPRETATION, "kjj/a", reading(**fields, **annex), "绝不能看到的正文", files=[("secret.xlsx", 9)])
    earlier = loaded(VERSION, "sfb/2026-9/2025-01-02", {}, "绝不能看到的正文")
    library = Library(cache, record, about, earlier)
    for kind, each in ((POLICY, record), (INTERPRETATION, about)):
        page = library.page(kind, each).body
        assert "信息卡" in page
        assert "绝不能看到的正文" not in page
        assert "secret" not in page
        assert library.copies(kind, each) == []
    assert library.products(VERSION, earlier) == []


def test_what_is_withheld_has_no_page_and_stands_nowhere(cache: Path) -> None:
    record = loaded(POLICY, "sfb/2026-9", notice(公开方式="不予公开"), "")
    about = loaded(INTERPRETATION, "kjj/a", reading(公开方式="不予公开"), "")
    open_one = loaded(POLICY, "sfb/2026-10", notice(名称="公开的通知"), "见[它](policy:sfb/2026-9)。")
    library = Library(cache, record, about, open_one)
    assert library.products(POLICY, record) == []
    assert library.products(INTERPRETATION, about) == []
    assert record.summary.listings == about.summary.listings == ()
    assert notice()["名称"] not in library.page(POLICY, open_one).body


def test_tags_of_the_page_are_what_it_shows(cache: Path) -> None:
    settings = msgspec.structs.replace(SETTINGS, site_url="https://www.yunchuan.example/")
    page = Library(cache, DOCUMENT, settings=settings).page(POLICY, DOCUMENT)
    tags = dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', page.head))
    assert tags["ArticleTitle"] == page.title == notice()["名称"]
    assert f"发布时间：{tags['PubDate']}" in page.body
    assert f"来源：{tags['ContentSource']}" in page.body
    assert tags["Url"] == "https://www.yunchuan.example/policies/sfb/2026-9.html"
    assert "《云川市人民政府办公室关于支持科技创新的通知》（云川政办发〔2026〕9号），2026年5月8日，https://" in text(
        page.body
    )


def test_the_document_made_without_a_template_is_that_of_the_theme() -> None:
    elements: dict[str, Any] = {
        "addressee": "各县区<人民>政府", "attachment_notes": ("一 & 二", "三"), "signatures": ("甲", "乙"),
        "date": "2026年5月8日", "note": "（此件<公开>发布）",
    }  # fmt: skip
    environment = make_environment(THEME)
    for chosen in (
        {},
        elements,
        elements | {"addressee": "各单位："},
        {"attachment_notes": ("一",)},
        {"date": "2026年5月8日"},
    ):
        wanted = environment.from_string(
            '{% from "macros/document.html" import document %}'
            "{% call document(kind, **elements) %}<p>正文</p>{% endcall %}"
        ).render(kind="regulation", elements=chosen)
        assert re.sub(r"\s+", "", document("regulation", "<p>正文</p>", **chosen)) == re.sub(r"\s+", "", wanted)


def test_attachments_are_numbered_where_there_are_several() -> None:
    """GB/T 9704-2012, 7.3.4: 如有多个附件，使用阿拉伯数字标注附件顺序号."""
    assert "<p>附件：</p><p>表</p>" in document("document", "", attachment_notes=("表",))
    assert "<ol><li>表</li><li>图</li></ol>" in document("document", "", attachment_notes=("表", "图"))


def test_names_of_series_are_text() -> None:
    item = (Item("一", "policies/a.html"),)
    assert "<h2>系列：&lt;b&gt;</h2>" in groups_beside((Group("空", ()), Group("系列：<b>", item)), "../")
