"""The diagnostic codes of history, told by `gongkai check --history` alone."""

from __future__ import annotations

from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code

CODES = {"HIS-01": Code(Severity.WARNING, "发布日期与合并的日期不符", "国办秘函〔2019〕19号 单项否决；条例第26条")}
