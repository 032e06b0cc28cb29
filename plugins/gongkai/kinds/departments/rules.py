"""Rules of single bodies, and the room's diagnostic codes.

In: a valid Department. Out: Problems. Sources: 条例 art. 12 and art. 20 (2), GB 11714, GB 32100, 国办发〔2017〕47号,
国办发〔2020〕50号.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from gongkai.kinds.departments.body_types import WITHOUT_DUTY
from gongkai.kinds.departments.colours import LEAST_CONTRAST, contrast_with_white, darker
from gongkai.kinds.departments.model import BodyType, Department, Guide
from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code, Identity, Problem
from gongkai.standards import checks, public_enterprise_fields
from gongkai.workshop.identifiers import (
    credit_check_digit,
    is_credit_code,
    is_organisation_code,
    is_site_code,
    organisation_check_digit,
)

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
CODES: dict[str, Code] = {
    "DEP-01": Code(_ERROR, "上级机构不存在", "gongkai"),
    "DEP-02": Code(_ERROR, "上下级关系成环", "gongkai"),
    "DEP-03": Code(_WARNING, "同一上级下排序重复", "gongkai"),
    "DEP-04": Code(_ERROR, "统一社会信用代码有误", "GB 32100-2015"),
    "DEP-05": Code(_ERROR, "组织机构代码有误", "GB 11714-1997"),
    "DEP-06": Code(_ERROR, "网站标识码格式有误", "国办发〔2017〕47号"),
    "DEP-07": Code(_WARNING, "标识色与白色对比度不足", "GB/T 37668-2019"),
    "DEP-08": Code(_WARNING, "法定机构信息不全", "政府信息公开条例第二十条第（二）项"),
    "DEP-09": Code(_ERROR, "承接单位或主管部门不存在", "gongkai"),
    "DEP-10": Code(_WARNING, "沿革次序或内容有误", "gongkai"),
    "DEP-11": Code(_WARNING, "公共企事业单位的领域或主管部门有误", "国办发〔2020〕50号"),
    "DEP-12": Code(_ERROR, "单位标识与网站地址冲突", "gongkai"),
    "DEP-13": Code(_ERROR, "两个单位用了同一个代码", "GB 32100-2015"),
    "CAT-10": Code(checks()["CAT-10"].severity, "公开指南缺少法定内容", "政府信息公开条例第十二条"),
}
RESERVED = frozenset({"index", "all", "type", "under", "supervised"})
"""Names that stand for something else in addresses and listings of this room."""
_STATUTORY = {
    "functions": "职能",
    "address": "地址",
    "hours": "办公时间",
    "phone": "电话",
    "heads": "负责人",
}
_RENAMING = ("更名", "合并", "撤销")


def record_problems(record: Department, identity: Identity) -> Iterable[Problem]:
    """Everything wrong with one body that its own file shows."""
    place = identity.ref.place
    if place in RESERVED:
        yield Problem("DEP-12", f"单位标识不能用“{place}”", "请换一个文件名，例如用单位简称的拼音首字母")
    yield from _code_problems(record)
    yield from _history_problems(record)
    if record.colour and (contrast := contrast_with_white(record.colour)) < LEAST_CONTRAST:
        hint = f"可改为 {darker(record.colour)}"
        message = f"标识色 {record.colour} 与白色的对比度只有 {contrast:.1f}，不到 {LEAST_CONTRAST}"
        yield Problem("DEP-07", message, hint, ("标识色",))
    if record.type is BodyType.PUBLIC_ENTERPRISE:
        yield from _enterprise_problems(record)
    elif record.type not in WITHOUT_DUTY and not any(event.event == "撤销" for event in record.history):
        missing = [label for name, label in _STATUTORY.items() if not getattr(record, name)]
        if missing:
            message = f"“{record.title}”缺少{'、'.join(missing)}"
            yield Problem("DEP-08", message, "条例第二十条第（二）项要求主动公开这些内容")
    if record.guide is not None and (lacking := _missing_parts(record.guide)):
        message = f"公开指南缺少{'、'.join(lacking)}"
        yield Problem("CAT-10", message, "条例第十二条规定公开指南要有这九项内容，请补写", ("公开指南",))


def _code_problems(record: Department) -> Iterator[Problem]:
    credit, organisation = record.credit_code, record.organisation_code
    if credit and not is_credit_code(credit):
        yield _credit_problem(credit, ("统一社会信用代码",))
    if organisation and not is_organisation_code(organisation):
        yield _organisation_problem(organisation, ("组织机构代码",))
    elif organisation and credit and is_credit_code(credit) and credit[8:17] != organisation:
        message = f"组织机构代码“{organisation}”与统一社会信用代码“{credit}”不一致"
        yield Problem("DEP-05", message, f"统一社会信用代码第9至17位是 {credit[8:17]}", ("组织机构代码",))
    if record.site_code and not is_site_code(record.site_code):
        message = f"网站标识码“{record.site_code}”应为10位数字，或bm加8位数字"
        yield Problem("DEP-06", message, "例如 9901000001", ("网站标识码",))
    for index, event in enumerate(record.history):
        former = event.former_code
        field = ("沿革", index, "原代码")
        if former and len(former) > 10 and not is_credit_code(former):
            yield _credit_problem(former, field)
        elif former and len(former) <= 10 and not is_organisation_code(former):
            yield _organisation_problem(former, field)


def _credit_problem(code: str, field: tuple[str | int, ...]) -> Problem:
    digit = credit_check_digit(code[:17])
    if len(code) != 18 or digit is None:
        return Problem(
            "DEP-04", f"统一社会信用代码“{code}”应为18位数字和大写字母（不用I、O、S、V、Z）", "请对照登记证书", field
        )
    hint = f"前17位无误的话应为 {code[:17]}{digit}，请对照登记证书"
    return Problem("DEP-04", f"统一社会信用代码“{code}”的校验码不对", hint, field)


def _organisation_problem(code: str, field: tuple[str | int, ...]) -> Problem:
    digit = organisation_check_digit(code[:8])
    if len(code) != 9 or digit is None:
        return Problem("DEP-05", f"组织机构代码“{code}”应为9位数字和大写字母，不带连字符", "例如 YC0000335", field)
    hint = f"前8位无误的话应为 {code[:8]}{digit}，请对照登记证书"
    return Problem("DEP-05", f"组织机构代码“{code}”的校验码不对", hint, field)


def _history_problems(record: Department) -> Iterator[Problem]:
    for index, (earlier, later) in enumerate(pairwise(record.history), 1):
        if later.day < earlier.day:
            message = f"沿革中 {later.day} 写在 {earlier.day} 之后"
            yield Problem("DEP-10", message, "沿革从早到晚排列", ("沿革", index, "日期"))
    for index, event in enumerate(record.history):
        if event.event == "更名" and not event.former_name:
            hint = "请补写“原名称”，更名以前的信息才能署原来的名称"
            yield Problem("DEP-10", "更名没有写原名称", hint, ("沿革", index))
        elif event.event == "撤销" and not event.successor:
            hint = "请补写“承接单位”（条例第十条：由继续行使其职权的机关公开）"
            yield Problem("DEP-10", "撤销没有写承接单位", hint, ("沿革", index))
        elif event.former_name and event.event not in _RENAMING:
            yield Problem("DEP-10", f"“{event.event}”不改变名称，不用写原名称", "", ("沿革", index, "原名称"))


def _enterprise_problems(record: Department) -> Iterator[Problem]:
    fields = public_enterprise_fields()
    if record.field is None:
        yield Problem("DEP-11", f"“{record.title}”没有写领域", f"可填：{'、'.join(fields)}")
    elif record.field not in fields:
        yield Problem("DEP-11", f"没有“{record.field}”这个领域", f"可填：{'、'.join(fields)}", ("领域",))
    if record.supervisor is None:
        yield Problem("DEP-11", f"“{record.title}”没有写主管部门", "请补写主管部门的单位标识")


def _missing_parts(guide: Guide) -> list[str]:
    return [str(field.alias) for name, field in Guide.model_fields.items() if getattr(guide, name) is None]
