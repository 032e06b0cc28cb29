"""A small city that changes with every release: records come, change, move and go, and so do pages that link to them.

In: a folder and a seed. Out: the site built anew after each change, as people build it.
"""

from __future__ import annotations

import random
from pathlib import Path

from command_line import gongkai
from small_site import lay_out_with_search

_POLICY = """---
名称: 云川市人民政府办公室关于第{number}项工作的通知
索引号: 11990100YC000001XT/2026-{number:05}
内容概述: 部署第{number}项工作。
生成日期: 2026-05-08
发布日期: 2026-05-{day:02} 10:00
主题分类: 综合政务\\政务公开
体裁分类: 通知
文号: 云川政办发〔2026〕{number}号
文件类别: 其他文件
主送机关: 各县区人民政府，市政府各部门
不解读理由: 事务性通知
附件:
  - 文件: 附表 {number}.docx
    名称: 附表
---

第{number}项工作，第{version}次修改。{reference}
"""


class LivingCity:
    """The sources in `folder`; `site` is what is built of them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.site = lay_out_with_search(folder)
        self._random = random.Random(seed)
        self._alive: list[int] = []
        self._made = 100
        self._versions = 0
        for _ in range(5):
            self._add()
        self.build()

    def change(self) -> None:
        """One to three things happen, then the site is built."""
        for _ in range(self._random.randint(1, 3)):
            happening = self._random.choice((self._add, self._add, self._edit, self._remove))
            if len(self._alive) > 2 or happening == self._add:
                happening()
        self.build()

    def build(self) -> None:
        done = gongkai(self.folder, "build", "--as-of", "2026-11-20")
        assert done.returncode == 0, done.stderr

    def _add(self) -> None:
        self._made += 1
        self._alive.append(self._made)
        self._write(self._made)

    def _edit(self) -> None:
        self._write(self._random.choice(self._alive))

    def _remove(self) -> None:
        """What named it names it no more, or the build would refuse."""
        gone = self._alive.pop(self._random.randrange(len(self._alive)))
        self._path(gone).unlink()
        self._attachment(gone).unlink()
        self._attachment(gone).parent.rmdir()
        for number in self._alive:
            if f"2026-{gone})" in self._path(number).read_text("utf-8"):
                self._write(number)

    def _write(self, number: int) -> None:
        """Anew, with a link to another record that is there."""
        self._versions += 1
        others = [each for each in self._alive if each != number]
        reference = f"见[通知](policy:sfb/2026-{self._random.choice(others)})。" if others else ""
        day = number % 20 + 8
        text = _POLICY.format(number=number, day=day, version=self._versions, reference=reference)
        self._path(number).write_text(text, "utf-8")
        self._attachment(number).parent.mkdir(exist_ok=True)
        self._attachment(number).write_bytes(f"PK\x03\x04{self._versions}".encode())

    def _path(self, number: int) -> Path:
        return self.folder / f"content/sfb/policies/2026-{number}.md"

    def _attachment(self, number: int) -> Path:
        return self.folder / f"content/sfb/policies/2026-{number}.files/附表 {number}.docx"
