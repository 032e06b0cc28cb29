"""Rules of the core metadata (核心元数据): one record, judged alone.

In: a valid `Record` of any kind, who it is, its body, the Context. Out: Problems. It is here because entries,
policies and interpretations carry the same 索引号, 主题分类, 文号 and dates, and each rule is written once. Every room whose
kind is a `Record` yields from it in its own `rules`:

    yield from core_problems(record, identity, body, context)          # the body is the text after the front matter
    yield from core_problems(record, identity, body, context, ("正文",))  # the body stands in a YAML field

and merges `CODES` into its room's codes. What concerns columns (栏目, 公开要素) and what needs two records (CAT-01, CAT-04)
is done for all kinds by the catalogues room; DOC-02 and DOC-03 belong to the policies room.

Imported records (来源: 导入) keep their old numbers, headings and dates: only TXT-01/02 and ARC-01 concern them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache

from gongkai.model.diagnostic import Severity
from gongkai.model.record import Record
from gongkai.model.room import Code, Context, Identity, Problem
from gongkai.standards import checks, document_kinds, severe_typos, theme_code, themes
from gongkai.workshop import archived_records
from gongkai.workshop.archived_records import archived_problems
from gongkai.workshop.document_numbers import explain_document_number, parse_document_number
from gongkai.workshop.index_numbers import NATIONAL_SCHEME, CodeKind, IndexNumberScheme, parse_scheme
from gongkai.workshop.markdown.glued_blocks import glued_blocks
from gongkai.workshop.working_days import Verdict, WorkingCalendar

REGULATION_IN_FORCE = date(2008, 5, 1)
"""The day the 条例 came into force: limits do not bind what was made before."""
DISCLOSURE_LIMIT = 20
"""Working days from making or changing to publication, 条例第26条."""
_GRAVE = frozenset({"国名", "国家机构名称", "机构名称", "固定提法"})
_QUOTED = 20
"""Characters of a line that a message repeats."""
_CALENDAR = WorkingCalendar()


def standard_code(number: str, title: str) -> Code:
    """A Code of `standards/checks`, with its own level and source."""
    check = checks()[number]
    derived = any(word in check.status for word in ("derived", "inferred"))
    return Code(Severity.WARNING if derived else check.severity, title, check.source)


CODES: dict[str, Code] = {
    "CAT-02": standard_code("CAT-02", "索引号不合编制规则"),
    "CAT-03": standard_code("CAT-03", "索引号年份与发布年份不一致"),
    "CAT-05": standard_code("CAT-05", "主题分类不在分类表中"),
    "CAT-06": standard_code("CAT-06", "公开超过20个工作日"),
    "CAT-08": standard_code("CAT-08", "名称带有副标题"),
    "CAT-11": Code(Severity.WARNING, "公开时限待放假安排公布后核定", "条例第26条"),
    "CAT-12": Code(Severity.WARNING, "体裁分类不在文种之内", "党政机关公文处理工作条例第八条"),
    "DOC-01": standard_code("DOC-01", "文号不规范"),
    "DOC-04": standard_code("DOC-04", "成文（生成）日期晚于发布日期"),
    "TXT-01": Code(Severity.ERROR, "严重表述错误", "国办秘函〔2019〕19号 单项否决"),
    "TXT-02": Code(Severity.WARNING, "常见错别字", "standards/severe_typos"),
    "TXT-03": Code(Severity.ERROR, "正文还是样子里的话", "gongkai"),
    "TXT-04": Code(Severity.INFO, "列表或者表格前没有空行", "gongkai"),
    **archived_records.CODES,
}

PLACEHOLDER = "在这里写正文"
"""What `gongkai new` puts where the text goes. A file that still has it was never finished."""


@cache
def scheme_of(template: str) -> IndexNumberScheme:
    """The site's scheme. The bridge has refused a bad template; an empty one means the national scheme."""
    scheme = parse_scheme(template) if template else NATIONAL_SCHEME
    return scheme if isinstance(scheme, IndexNumberScheme) else NATIONAL_SCHEME


def core_problems(
    record: Record, identity: Identity, body: str, context: Context, body_field: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """All that is wrong with core metadata and wording. `body_field`: where the body stands in YAML, if it does."""
    yield from _wording(record, body, body_field)
    yield from archived_problems(record, body)
    if record.origin is not None:
        return
    if record.index_number is not None:
        yield from _index_number(record.index_number, record.published[:4], identity, context)
    if record.theme is not None and theme_code(record.theme) is None:
        yield Problem("CAT-05", f"主题分类“{record.theme}”不在分类表中", _theme_hint(record.theme), ("主题分类",))
    if record.genre is not None and record.genre not in _genres():
        yield Problem(
            "CAT-12", f"体裁分类“{record.genre}”不在文种之内", f"可以写：{'、'.join(_genres())}", ("体裁分类",)
        )
    if "——" in record.title:
        yield Problem("CAT-08", "名称带有副标题", f"只填主标题：{record.title.partition('——')[0].rstrip()}", ("名称",))
    if record.document_number is not None and parse_document_number(record.document_number) is None:
        yield _document_number(record.document_number)
    yield from dates_problems(record)


def dates_problems(record: Record) -> Iterator[Problem]:
    """DOC-04 and CAT-06: made before published, and published in time."""
    published = date.fromisoformat(record.published[:10])
    if record.created > published:
        yield Problem(
            "DOC-04", f"生成日期 {record.created} 晚于发布日期 {published}", "请核对这两个日期", ("生成日期",)
        )
        return
    if record.created < REGULATION_IN_FORCE or (published - record.created).days <= DISCLOSURE_LIMIT:
        return
    verdict = _CALENDAR.within_working_days(record.created, published, DISCLOSURE_LIMIT)
    if verdict is Verdict.EXCEEDED:
        last = _CALENDAR.add_working_days(record.created, DISCLOSURE_LIMIT).day
        yield Problem(
            "CAT-06",
            f"{record.created} 形成，{published} 才公开，超过20个工作日",
            f"最迟应在 {last} 公开",
            ("发布日期",),
        )
    elif verdict is Verdict.PROVISIONAL_EXCEEDED:
        yield Problem(
            "CAT-11",
            f"{record.created} 形成，{published} 公开，按周一至周五计算已超过20个工作日",
            "相关年度的放假安排尚未收录，收录后重新核定",
            ("发布日期",),
        )


def _wording(record: Record, body: str, body_field: tuple[str, ...]) -> Iterator[Problem]:
    if PLACEHOLDER in body:
        yield Problem("TXT-03", f"正文里还有“{PLACEHOLDER}”", "把它换成正文；没有正文的，删去这一行", body_field)
    for glued in glued_blocks(body):
        message = f"“{glued.text[:_QUOTED]}”紧接在上一段后面，没有排成{glued.kind}"
        yield Problem("TXT-04", message, "在它前面空一行", body_field, 0 if body_field else glued.line)
    pattern, known = _typos()
    if pattern.search(f"{record.title}\n{record.description}\n{body}") is None:
        return
    texts = ((("名称",), record.title), (("内容概述",), record.description or ""), (body_field, body))
    for field, text in texts:
        for found in pattern.finditer(text):
            right, code = known[found[0]]
            line = body.count("\n", 0, found.start()) + 1 if text is body and not body_field else 0
            yield Problem(code, f"“{found[0]}”应为“{right}”", f"改为“{right}”", field, line)


@cache
def _typos() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern for all, because most texts have none of them; and what each should be, with its code."""
    known = {each.wrong: (each.right, "TXT-01" if each.subject in _GRAVE else "TXT-02") for each in severe_typos()}
    return re.compile("|".join(map(re.escape, known))), known


@cache
def _genres() -> tuple[str, ...]:
    return (*document_kinds(), "规章", "其他")


def _index_number(number: str, year: str, identity: Identity, context: Context) -> Iterator[Problem]:
    template = context.settings.index_number_scheme
    scheme = scheme_of(template)
    parsed = scheme.parse(number)
    field = ("索引号",)
    if parsed is None:
        own = next((code for code in _codes_above(identity, context) if scheme.is_valid_code(code)), "")
        example = scheme.format(own, int(year), 1) if own or scheme.code_kind is None else ""
        hint = f"例如 {example}" if example else f"本站编制规则为 {template or '{组织机构代码}/{年:4}-{序号:5}'}"
        yield Problem("CAT-02", f"索引号“{number}”不合本站的编制规则", hint, field)
        return
    if not _is_valid_code(template, parsed.code):
        yield Problem("CAT-02", f"索引号前段码“{parsed.code}”校验位不对", "请与统一社会信用代码证书核对", field)
    elif scheme.code_kind in (CodeKind.ORGANISATION, CodeKind.CREDIT):
        codes = _codes_above(identity, context)
        if codes and parsed.code not in codes:
            fitting = next((code for code in codes if scheme.is_valid_code(code)), codes[0])
            yield Problem(
                "CAT-02",
                f"索引号前段码“{parsed.code}”不是本单位或其上级、前身的代码",
                f"本单位的代码是 {fitting}",
                field,
            )
    if parsed.year != int(year):
        right = scheme.format(parsed.code, int(year), parsed.serial)
        yield Problem(
            "CAT-03",
            f"索引号年份 {parsed.year} 与发布年份 {year} 不一致",
            f"年份应为 {year}，例如 {right}（序号须未用过）",
            field,
        )


@lru_cache(maxsize=4096)
def _is_valid_code(template: str, code: str) -> bool:
    return scheme_of(template).is_valid_code(code)


def _codes_above(identity: Identity, context: Context) -> tuple[str, ...]:
    """Front codes a record of this department may bear."""
    return context.bodies.codes.get(identity.ref.department, ())


def _theme_hint(label: str) -> str:
    swapped = label.replace("/", "\\").replace("＼", "\\").replace("-", "\\")
    if theme_code(swapped) is not None:
        return f"应写成“{swapped}”"
    second = next((theme.label for theme in themes() if theme.level2 == label), None)
    near = second or next(iter(get_close_matches(swapped, [theme.label for theme in themes()], n=1, cutoff=0.4)), None)
    return f"是不是“{near}”？" if near else r"写成 一级\二级，例如 综合政务\政务公开"


def _document_number(number: str) -> Problem:
    right = explain_document_number(number)
    if right is not None:
        return Problem("DOC-01", f"文号“{number}”不规范", f"应为“{right}”", ("文号",))
    return Problem("DOC-01", f"文号“{number}”不规范", "例如 云川政办发〔2026〕9号、云川市人民政府令第12号", ("文号",))
