"""The diagnostic codes of `publish.yml`. They are told by the commands that publish, and no site can lower them."""

from __future__ import annotations

from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code

CODES = {
    "PUB-01": Code(Severity.ERROR, "发布目标缺少设置", "gongkai"),
    "PUB-02": Code(Severity.ERROR, "发布目标有不适用的设置", "gongkai"),
    "PUB-03": Code(Severity.ERROR, "密钥或者密码写进了文件", "gongkai"),
}
