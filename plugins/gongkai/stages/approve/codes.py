"""The diagnostic codes of approval. They are told by `gongkai approvals` alone, and no site can lower them."""

from __future__ import annotations

from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code

_REVIEW = "条例第17条；本站的三审制度"

CODES = {
    "APR-01": Code(Severity.ERROR, "审批单的编号或者位置有误", "gongkai"),
    "APR-02": Code(Severity.ERROR, "审批单所列的信息有误", "gongkai"),
    "APR-03": Code(Severity.ERROR, "签字人没有这一环节的权限", _REVIEW),
    "APR-04": Code(Severity.ERROR, "四个环节不是四个人签的", _REVIEW),
    "APR-05": Code(Severity.ERROR, "审批日期的次序不对", _REVIEW),
    "APR-06": Code(Severity.ERROR, "审批晚于合并或者发布", _REVIEW),
    "APR-07": Code(Severity.ERROR, "信息没有经过三审", _REVIEW),
    "APR-08": Code(Severity.ERROR, "审批的不是现在的内容", _REVIEW),
    "APR-09": Code(Severity.ERROR, "提交没有可信的签名", "gongkai"),
    "APR-10": Code(Severity.ERROR, "审批意见不是同意", _REVIEW),
}
