"""The fast path gives the bytes of the reference on all it accepts, and accepts nearly all official texts."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.workshop.markdown import convert, convert_by_reference, convert_fast

KEPT = Path(__file__).resolve().parents[2] / "data" / "regulations"
NOTICE = """各县区人民政府，市政府各部门、各直属机构：

　　为贯彻落实国务院关于政务公开的决策部署，现将有关事项通知如下。
　　一、**总体要求**。坚持以公开为常态、不公开为例外。
　　带*的为重点任务。

## 二、重点任务

1. 加强组织领导。
2. 明确责任分工。

3. 强化督促检查。

- 市政府办公室 & 市司法局
- 《关于修改<甲办法>的决定》（云川政办发[2026]2号）

| 事项 | 责任单位 | 完成时限 |
| --- | :-: | ---: |
| 公开目录 | 政务公开办 | 2026年6月 |
| 年报||2027年1月|

<!-- 此件公开发布 -->
---
附件：[任务分工表](2026-x.files/a.pdf)，依据[条例](policy:sfb/2019-xxgk)，见[国务院网站](https://www.gov.example/zhengce)
"""
REGULATION = """目　录
第一章　总则
第二章　附则

第一章　总则
　　第一条　为了规范政务公开，制定本办法。
　　第二条 本办法所称公开，适用第三条、第四条的规定。
第二条之一 新增的条文。
第二款和第三款规定的事项，从其规定。

### 第一节 一般规定
**第三条** 填写____年__月__日。

第二章　附则
第四条　本办法自2026年1月1日起施行。
"""
ACCEPTED = [
    NOTICE,
    REGULATION,
    "",
    "\n\n　\n",
    "一个*号",
    "A*与B",
    "第一条为了规范\r\n第二条规定的事项\r\n",
    "2026年\n2026. 年\n１. 全角",
    "| 不是表 |\n第二行 | 也不是",
    "| | |\n| | |",
    "第一条 甲。 第二条 乙。第三条 丙。 第五条 丁。\n第四条 戊。",
    "- 一\n\n\n- 二\n- 三\n\n1. 四",
    "3. 三\n4. 四",
    "1. 一\n2. 二\n\n    - 甲\n    - **乙**\n\n3. 三\n\n- 一\n\n    * 甲\n\n\n文字",
    "1. 都写一\n1. 都写一",
    "制\t表\xa0符\u200b",
    "# 一\n### 二\n## 三 ##",
]
DECLINED = [
    "`码`",
    "*斜体*",
    "![图](a.png)",
    "脚注[^1]\n\n[^1]: 注",
    "&nbsp;",
    "<b>粗</b>",
    "> 引文",
    "- 一\n续行",
    "- --",
    "- 一\n\n    段",
    "- 一\n\n    - 甲\n\n    - 乙",
    "- 一\n\n    1. 甲",
    "- 一\n\n    - 甲\n        - 子",
    "1. 一\n3. 三",
    "01. 一",
    "[文](<a b>)",
    "甲 | 乙\n--- | ---\n1 | 2",
    "#",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_plain_official_prose_takes_the_fast_path_to_the_same_bytes(text: str) -> None:
    assert convert_fast(text) == convert_by_reference(text)


@pytest.mark.parametrize("text", DECLINED)
def test_what_only_the_reference_reads_is_declined_and_still_converted(text: str) -> None:
    assert convert_fast(text) is None
    assert convert(text) == convert_by_reference(text)


def bodies(folder: Path) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))]
    return [text.split("<!-- INFO END -->", 1)[-1] for text in texts]


def test_kept_regulations_take_the_fast_path_to_the_same_bytes() -> None:
    texts = bodies(KEPT)
    assert len(texts) >= 5
    for text in texts:
        assert convert_fast(text) == convert_by_reference(text)


@pytest.mark.corpus
def test_corpus_takes_the_fast_path_to_the_same_bytes(corpus: Path) -> None:
    texts = bodies(corpus)
    fast = [(text, converted) for text in texts if (converted := convert_fast(text)) is not None]
    assert len(fast) >= 0.97 * len(texts) > 0
    for text, converted in fast:
        assert converted == convert_by_reference(text)


SNIPPETS = [line for text in (*ACCEPTED, *DECLINED) for line in text.split("\n") if line]
CHARACTERS = "*_#-+<>`|[]()&!\\\"'~=:.：。 \t\u3000\n\n\n0123第条章节目录之一二十aZ@/\u00a0\u200b\r＊１{}^$%"
MARKS = "** \n\n ]( [ - 1. 2. # ## |--|--| > < & --- <!-- --> <br> | 第 条 \u3000\u3000"


def mutated_texts(seed: int, count: int) -> list[str]:
    """Texts put together from snippets, then damaged: characters and marks put in, taken out, pieces repeated."""
    chance = random.Random(seed)
    paragraphs = [line for text in bodies(KEPT) for line in text.split("\n") if 0 < len(line) < 90]
    texts = []
    for _ in range(count):
        lines = [chance.choice(SNIPPETS if chance.random() < 0.6 else paragraphs) for _ in range(chance.randint(1, 6))]
        text = "".join(line + chance.choice(["\n", "\n\n", "\n\n", "\n \n", "\n\u3000\n"]) for line in lines)
        for _ in range(chance.choice([0, 1, 1, 2, 3, 5])):
            at = chance.randint(0, len(text))
            kind = chance.random()
            if kind < 0.45:
                text = text[:at] + chance.choice(CHARACTERS) + text[at:]
            elif kind < 0.7:
                text = text[:at] + chance.choice(MARKS.split(" ")) + chance.choice(["", " ", "\n"]) + text[at:]
            elif kind < 0.9:
                text = text[:at] + text[at + chance.randint(1, 3) :]
            else:
                source = chance.randint(0, len(text))
                text = text[:at] + text[source : source + 8] + text[at:]
        texts.append(text)
    return texts


def assert_equal_where_accepted(texts: list[str]) -> None:
    accepted = 0
    for text in texts:
        fast = convert_fast(text)
        if fast is not None:
            accepted += 1
            assert fast == convert_by_reference(text), repr(text)
    assert accepted > len(texts) // 4


def test_mutated_texts_come_out_equal_or_declined() -> None:
    assert_equal_where_accepted(mutated_texts(seed=20260101, count=1500))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_very_many_mutated_texts_come_out_equal_or_declined(seed: int) -> None:
    assert_equal_where_accepted(mutated_texts(seed, count=20_000))


def test_official_prose_does_not_load_the_libraries_of_the_reference() -> None:
    script = (
        "import sys; from gongkai.workshop.markdown import convert; convert('## 一、总则\\n\\n第一条 为了公开。'); "
        "print(sorted({'markdown', 'nh3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
