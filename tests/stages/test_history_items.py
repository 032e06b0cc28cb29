"""Items of lists are found in old contents as the parser finds them, however the list was written."""

from __future__ import annotations

import pytest

from gongkai.stages.history.items import first_seen, refs_in
from gongkai.workshop.record_paths import Owner

OWNER = Owner("entry", "sfb/2026", "catalogues/entries/sfb/2026.yml")
ITEM = "- 标识: {name}\n  名称: 关于{name}的通知\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (ITEM.format(name="a-1") + ITEM.format(name="b"), {"a-1", "b"}),
        ("- 名称: 甲\n  标识: a\n- 标识: 'b'\n  名称: 乙\n", {"a", "b"}),
        ("- 标识: a # 旧的\n  名称: 甲\n", {"a"}),
        ("# 说明\n\n- 标识: a\n  名称: 甲\n", {"a"}),
        ("-   标识: a\n    名称: 甲\n-\n  标识: b\n", {"a", "b"}),
        ("- {标识: a, 名称: 甲}\n- {名称: 乙, 标识: b}\n", {"a", "b"}),
        ("- 标识: a\r\n  名称: 甲\r\n- 标识: b\r\n  名称: 乙\r\n", {"a", "b"}),
        ("- 标识: a\n  正文: |\n    标识: x\n    - 标识: y\n", {"a"}),
        ("- 标识: a\n  附件:\n  - 名称: 表\n    标识: x\n", {"a"}),
        ("- 名称: 没有标识\n- 标识: b\n  名称: 乙\n", {"b"}),
        ("名称: 单独一条\n附件:\n- 标识: x\n  名称: 表\n", set()),
        ("- 标识: [\n", set()),
        ("", set()),
    ],
)
def test_every_style_is_read(text: str, names: set[str]) -> None:
    assert refs_in(text.encode(), OWNER) == {f"entry:sfb/{name}" for name in names}


def test_the_first_appearance_counts_and_is_kept() -> None:
    one, both = (ITEM.format(name="a") + more for more in ("", ITEM.format(name="b")))
    versions = [(3, one.encode(), OWNER), (5, both.encode(), OWNER), (9, b"", OWNER), (11, both.encode(), OWNER)]
    assert first_seen({}, versions) == {"entry:sfb/a": 3, "entry:sfb/b": 5}
    assert first_seen({"entry:sfb/a": 1}, versions) == {"entry:sfb/a": 1, "entry:sfb/b": 5}
