"""题注 are written as 国家行政法规库 prints them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.kinds.policies.inscription import inscription
from gongkai.kinds.policies.model import PolicyEvent

FIRST = {"日期": "2019-03-02", "事项": "公布", "依据": "云川市人民政府令第7号"}
DECISION = "《云川市人民政府关于修改部分规章的决定》"


@pytest.mark.parametrize(
    ("history", "effective", "line"),
    [
        ([], date(2025, 11, 1), ""),
        (
            [{"日期": "2025-09-18", "事项": "公布", "依据": "云川市人民政府令第12号"}],
            date(2025, 11, 1),
            "（2025年9月18日云川市人民政府令第12号公布　自2025年11月1日起施行）",
        ),
        (
            [FIRST, {"日期": "2025-09-18", "事项": "修订", "依据": "云川市人民政府令第12号"}],
            None,
            "（2019年3月2日云川市人民政府令第7号公布　2025年9月18日云川市人民政府令第12号修订）",
        ),
        (
            [
                FIRST,
                {"日期": "2021-04-03", "事项": "修正", "依据": DECISION},
                {"日期": "2024-05-06", "事项": "修正", "依据": DECISION},
                {"日期": "2019-05-01", "事项": "施行"},
            ],
            date(2019, 5, 1),
            f"（2019年3月2日云川市人民政府令第7号公布　根据2021年4月3日{DECISION}第一次修正　"
            f"根据2024年5月6日{DECISION}第二次修正　自2019年5月1日起施行）",
        ),
        (
            [{"原文": "（2003年3月1日 中华人民共和国国务院令第372号公布）", "日期": "2003-03-01", "事项": "公布"}],
            date(2003, 9, 1),
            "（2003年3月1日 中华人民共和国国务院令第372号公布　自2003年9月1日起施行）",
        ),
    ],
)
def test_the_line_under_the_title(history: list[dict[str, Any]], effective: date | None, line: str) -> None:
    assert inscription([PolicyEvent.model_validate(each) for each in history], effective) == line
