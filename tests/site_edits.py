"""Edits that clerks and webmasters make, for tests that compare an incremental build with a clean one.

Each edit is a function of a random generator and the site's folder; a list of them is a history of the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

Edit = Callable[[Random, Path], None]

POLICY = """\
---
名称: 云川市人民政府办公室关于第{number}项工作的通知
索引号: 11990100YC000001XT/{year}-{number:05d}
生成日期: {year}-{month:02d}-05
发布日期: {year}-{month:02d}-06 09:00
主题分类: 综合政务\\政务公开
体裁分类: 通知
文号: 云川政办发〔{year}〕{number}号
文件类别: {category}
生效日期: {year}-{month:02d}-20
{validity}---

现就第{number}项工作通知如下。

一、总体要求

参见[相关通知](policy:sfb/2026-9)。
"""

ENTRY = """\
- 标识: {year}-{number}
  名称: 第{number}次工作动态
  索引号: 11990100YC000001XT/{year}-{number:05d}
  内容概述: 工作动态。
  生成日期: {year}-{month:02d}-05
  发布日期: {year}-{month:02d}-06 09:00
  主题分类: 综合政务\\政务公开
  栏目: [b02]
  正文: |
    第{number}次工作动态的正文。
"""

INTERPRETATION = """\
---
名称: 【部门解读】第{number}项工作
索引号: 11990100YC000001XT/2026-{number:05d}
生成日期: 2026-05-09
发布日期: 2026-05-09 10:00
主题分类: 综合政务\\政务公开
解读对象: [sfb/2026-9]
解读主体: 部门解读
解读机构: 市政府办公室
解读形式: 问答
咨询电话: 0809-5550012
---

## 问：为什么？

答：因为需要。
"""


def add_policy(random: Random, folder: Path) -> None:
    number, year, month = random.randrange(10, 400), random.randrange(2023, 2027), random.randrange(1, 11)
    category = random.choice(["其他文件", "行政规范性文件"])
    validity = random.choice(
        ["", "有效期: 2年\n", "有效期: 至2026-11-20\n", f"废止日期: {year}-12-01\n废止依据: sfb/2026-9\n"]
    )
    path = folder / f"content/sfb/policies/{year}-{number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = POLICY.format(number=number, year=year, month=month, category=category, validity=validity)
    path.write_text(text, "utf-8")


def add_entry(random: Random, folder: Path) -> None:
    number, year, month = random.randrange(1001, 1999), random.randrange(2023, 2027), random.randrange(1, 11)
    path = folder / f"catalogues/entries/sfb/{year}.yml"
    known = path.read_text("utf-8") if path.exists() else ""
    if f"标识: {year}-{number}\n" not in known:
        path.write_text(known + ENTRY.format(number=number, year=year, month=month), "utf-8")


def add_interpretation(random: Random, folder: Path) -> None:
    path = folder / f"content/sfb/interpretations/2026-{random.randrange(500, 799)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(INTERPRETATION.format(number=int(path.stem[5:])), "utf-8")


def _some_file(random: Random, folder: Path, pattern: str) -> Path | None:
    files = [path for path in sorted(folder.glob(pattern)) if path.stem != "2026-9"]
    return random.choice(files) if files else None


def delete_record(random: Random, folder: Path) -> None:
    path = _some_file(random, folder, random.choice(["content/sfb/policies/*.md", "content/sfb/interpretations/*.md"]))
    if path:
        path.unlink()


def rename_record(random: Random, folder: Path) -> None:
    path = _some_file(random, folder, "content/sfb/policies/*.md")
    if path and not path.stem.endswith("b"):
        path.rename(path.with_name(path.stem + "b.md"))


def change_title(random: Random, folder: Path) -> None:
    path = _some_file(random, folder, "content/sfb/policies/*.md")
    if path:
        text = path.read_text("utf-8")
        path.write_text(re.sub("关于.*的通知", f"关于做好{random.randrange(99)}号事项的通知", text, count=1), "utf-8")


def change_body(random: Random, folder: Path) -> None:
    path = folder / "content/sfb/policies/2026-9.md"
    path.write_text(path.read_text("utf-8") + f"\n第{random.randrange(999)}段。\n", "utf-8")


def move_to_another_year(random: Random, folder: Path) -> None:
    path = _some_file(random, folder, "content/sfb/policies/*.md")
    if path:
        text = path.read_text("utf-8")
        year = random.choice(["2022", "2024", "2025"])
        text = re.sub(r"(生成日期|发布日期|生效日期): \d{4}", rf"\1: {year}", text)
        path.write_text(re.sub(r"/\d{4}-", f"/{year}-", text), "utf-8")


def attach(random: Random, folder: Path) -> None:
    path = folder / "content/sfb/policies/2026-9.files"
    path.mkdir(exist_ok=True)
    (path / f"{random.choice('abc')}.txt").write_text(str(random.random()), "utf-8")


def detach(random: Random, folder: Path) -> None:
    del random
    path = folder / "content/sfb/policies/2026-9.files"
    for file in sorted(path.glob("*"))[:1]:
        file.unlink()


def rename_department(random: Random, folder: Path) -> None:
    path = folder / "catalogues/departments/sfb.yml"
    text = path.read_text("utf-8")
    path.write_text(re.sub("电话: .*", f"电话: 0809-5550{random.randrange(100, 999)}", text), "utf-8")


def retitle_column(random: Random, folder: Path) -> None:
    path = folder / "catalogues/columns.yml"
    path.write_text(
        re.sub("名称: 工作动态.*", f"名称: 工作动态{random.randrange(9)}", path.read_text("utf-8")), "utf-8"
    )


def repeat_a_number(random: Random, folder: Path) -> None:
    """One document takes the 索引号, the 文号 or the address of another."""
    one, other = (_some_file(random, folder, "content/sfb/policies/*.md") for _ in range(2))
    if not one or not other:
        return
    text = one.read_text("utf-8")
    label = random.choice(["索引号", "文号"])
    taken = re.search(f"^{label}: .*$", other.read_text("utf-8"), re.MULTILINE)
    if taken and random.random() < 0.7:
        text = re.sub(f"^{label}: .*$", taken[0], text, count=1, flags=re.MULTILINE)
    elif "曾用地址" not in text:
        text = text.replace("文件类别:", f"曾用地址: [policies/sfb/{other.stem}.html]\n文件类别:", 1)
    one.write_text(text, "utf-8")


def lose_a_number(random: Random, folder: Path) -> None:
    path = _some_file(random, folder, "content/sfb/policies/*.md")
    if path:
        path.write_text(re.sub(r"^索引号: .*\n", "", path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")


def repeal_another(random: Random, folder: Path) -> None:
    """A document names another, which may vanish or be renamed later."""
    one, other = (_some_file(random, folder, "content/sfb/policies/*.md") for _ in range(2))
    if one and other and one != other and "废止文件" not in one.read_text("utf-8"):
        text = one.read_text("utf-8")
        one.write_text(text.replace("文件类别:", f"废止文件: [sfb/{other.stem}]\n文件类别:", 1), "utf-8")


EDITS: tuple[Edit, ...] = (
    add_policy, add_policy, add_policy, add_entry, add_entry, add_interpretation, delete_record, rename_record,
    change_title, change_title, change_body, move_to_another_year, attach, detach, rename_department, retitle_column,
    repeat_a_number, lose_a_number, repeal_another,
)  # fmt: skip
