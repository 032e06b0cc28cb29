"""What stands around the records of the benchmark city: its register of bodies, column tree, word lists, settings.

In: nothing but our own words. Out: file texts by path. The city is the same whatever the number of records; its codes
have right check digits, so that `gongkai check` has nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.vocabulary import BODIES, Body
from gongkai.workshop.identifiers import credit_check_digit, organisation_check_digit

AS_OF = "2026-03-31"
YEARS = range(2016, 2026)
FIRST_YEAR = YEARS[0]

CONFIGURATION = f"""\
site_name: 云川市人民政府 政府信息公开
site_url: https://www.yunchuan.example/
site_description: 云川市政府信息公开平台。
docs_dir: content
site_dir: site
use_directory_urls: false
theme:
  name: gongkai
  language: zh
not_in_nav: "*"
validation:
  omitted_files: ignore
plugins:
  - gongkai:
      as_of: "{AS_OF}"
      furniture:
        site_code: "9901000001"
        sponsor: 云川市人民政府办公室
        contact: 0809-5550012
        address: 南江省云川市滨江大道1号
        icp: 南ICP备2022000001号
        police: 南公网安备 99010002000001号
        party_mark_url: https://www.yunchuan.example/party-mark.html
        find_error_url: https://www.yunchuan.example/find-error.html
  - gongkai/departments
  - gongkai/catalogues:
      index_number_scheme: "{{统一社会信用代码}}/{{年:4}}-{{序号:5}}"
  - gongkai/policies
"""
ABOUT_PAGE = "# 关于本站\n\n本站由云川市人民政府主办，集中公开本市各级行政机关的政府信息。\n"


class Leaf(NamedTuple):
    """A column that takes entries: the 公开要素 it asks for, and its trail from the top as (identifier, title)."""

    identifier: str
    elements: tuple[str, ...]
    trail: tuple[tuple[str, str], ...]


# Item of 条例 art. 20 | its columns, each with its elements. The items on policies are filled by queries instead.
_ITEMS = """\
规章和规范性文件|
机关职能、机构设置|机构变动:变动事项,批准文件 人员分工:姓名,分工 双随机检查机构:名称,职责
国民经济和社会发展规划|发展规划:规划名称,规划期 专项规划:规划名称,规划期 区域规划:规划名称,规划期
国民经济和社会发展统计|统计公报:指标,同比 月度数据:指标,同比 普查数据:指标,口径
行政许可和其他对外管理服务|办事指南:依据,条件,程序,期限 许可结果:决定文书号,许可内容 服务事项清单:事项,办理单位
行政处罚、行政强制|执法主体:名称,权限 处罚依据:条款,裁量基准 处罚决定:决定文书号,处罚结果
财政预算、决算|政府预算:收入,支出 部门预算:收入,支出 政府决算:收入,支出 债务信息:限额,余额
行政事业性收费|收费目录:项目,标准 收费减免:项目,范围 价格听证:事项,结果
政府集中采购|采购目录:品目,限额 采购公告:项目,预算 中标结果:项目,供应商,金额
重大建设项目|项目批准:项目名称,批准文号 项目实施:进度,责任单位 竣工验收:结论,日期
扶贫、教育、医疗、社会保障、促进就业|乡村振兴:项目,资金 教育:招生,资助 医疗:服务,收费 社会保障:标准,人数 促进就业:岗位,补贴
突发公共事件应急|应急预案:预案名称,等级 预警信息:类别,级别 应对情况:时间,处置
环境保护、公共卫生、安全生产|环境质量:指标,评价 公共卫生:事项,措施 安全生产:检查,整改 食品药品:抽检,结论
公务员招考|招考公告:职位,人数 考试成绩:职位,成绩 拟录用公示:姓名,职位
其他法定主动公开信息|建议提案办理:编号,答复 民生实事:项目,进展 政府会议:议题,决定
"""
_BASIS = "《中华人民共和国政府信息公开条例》第二十条"


def columns_file() -> str:
    """`catalogues/columns.yml`: the four mandated sections, the 15 items of art. 20, the columns below them."""
    lines = ["栏目:"]
    lines += _column(0, "a", "政府信息公开", children=True)
    lines += _column(1, "a1", "政府信息公开指南", link="guides/index.html")
    lines += _column(1, "a2", "政府信息公开制度", elements=("制度名称", "正文"))
    lines += _column(1, "a3", "法定主动公开内容", link="columns/b.html")
    lines += _column(1, "a4", "政府信息公开年报", elements=("总体情况", "主动公开情况", "依申请公开情况"))
    lines += _column(1, "a5", "依申请公开", link="pages/about.html")
    lines += _column(0, "b", "法定主动公开内容", children=True)
    for number, (title, leaves_of_item) in enumerate(_items(), 1):
        lines += _column(1, f"b{number:02}", title, children=True, item=number)
        if not leaves_of_item:
            for index, category in enumerate(("规章", "行政规范性文件", "其他文件"), 1):
                lines += _column(2, f"b{number:02}{index:02}", category, query=category)
        for leaf in leaves_of_item:
            lines += _column(2, leaf.identifier, leaf.trail[-1][1], elements=leaf.elements)
    return "\n".join(lines) + "\n"


def leaves() -> tuple[Leaf, ...]:
    """The columns that entries go into, in the tree's order."""
    top = ("a", "政府信息公开")
    return (
        Leaf("a2", ("制度名称", "正文"), (top, ("a2", "政府信息公开制度"))),
        Leaf("a4", ("总体情况", "主动公开情况", "依申请公开情况"), (top, ("a4", "政府信息公开年报"))),
        *(leaf for _, found in _items() for leaf in found),
    )


def _items() -> Iterator[tuple[str, tuple[Leaf, ...]]]:
    """The items of art. 20 with their columns."""
    for number, line in enumerate(_ITEMS.splitlines(), 1):
        title, _, rest = line.partition("|")
        above = (("b", "法定主动公开内容"), (f"b{number:02}", title))
        found = []
        for index, part in enumerate(rest.split(), 1):
            name, _, elements = part.partition(":")
            identifier = f"b{number:02}{index:02}"
            found.append(Leaf(identifier, tuple(elements.split(",")), (*above, (identifier, name))))
        yield title, tuple(found)


def _column(
    depth: int, identifier: str, title: str, *, children: bool = False, elements: tuple[str, ...] = (),
    link: str = "", query: str = "", item: int = 0,
) -> Iterator[str]:  # fmt: skip
    margin = "  " * depth
    yield f"{margin}- 标识: {identifier}"
    yield f"{margin}  名称: {title}"
    yield f"{margin}  责任单位: bgs"
    yield f"{margin}  责任科室: 综合科"
    yield f"{margin}  公开依据: [{_BASIS}]"
    if elements:
        yield f"{margin}  公开要素: [{', '.join(elements)}]"
        yield f"{margin}  更新时限: 随时"
        yield f"{margin}  保留期限: 长期"
    if query:
        yield f"{margin}  来源: {{种类: policy, 文件类别: {query}}}"
    if link:
        yield f"{margin}  链接: {link}"
    if item:
        yield f"{margin}  法定事项: [{item}]"
    if children:
        yield f"{margin}  下级:"


WORD_LISTS = {
    "专题标签": ("tag", "助企纾困 民生实事 优化营商环境 科技创新 乡村振兴 绿色发展 数字政府 城市更新"),
    "服务对象": ("object", "妇女 儿童 老年人 残疾人 学生 农民 退役军人 中小企业 个体工商户"),
    "个人生命周期": ("stage", "出生 入学 就业 创业 婚育 置业 就医 退休 养老"),
    "企业生命周期": ("phase", "设立 变更 准入 用地 融资 用工 纳税 创新 注销"),
}


def words(label: str) -> tuple[str, ...]:
    """The words of one classification list."""
    return tuple(WORD_LISTS[label][1].split())


def classifications_file() -> str:
    lines = []
    for label, (prefix, _) in WORD_LISTS.items():
        lines.append(f"{label}:")
        for number, word in enumerate(words(label), 1):
            lines += [f"- 标识: {prefix}-{number}", f"  名称: {word}"]
    return "\n".join(lines) + "\n"


def credit_code(position: int) -> str:
    """统一社会信用代码 of the n-th body: 11, a region that does not exist, an organisation code, a check digit."""
    organisation = f"YC{position:06}"
    front = f"11990100{organisation}{organisation_check_digit(organisation)}"
    return f"{front}{credit_check_digit(front)}"


def department_file(position: int, body: Body) -> str:
    code = credit_code(position)
    order = 10 * (position + 1)
    phone = 5_550_000 + 40 * position
    lines = [
        f"名称: {body.title}",
        f"简称: {body.short}",
        f"类型: {body.type}",
        f"排序: {order}",
        *([f"上级: {body.superior}"] if body.superior else []),
        f"统一社会信用代码: {code}",
        f"组织机构代码: {code[8:17]}",
        f"代字: [{body.mark}]",
        "职能:",
        *(f"- 负责全市{topic}的组织实施、指导协调和监督管理。" for topic in body.topics),
        f"地址: 云川市滨江大道{position + 1}号",
        "办公时间: 周一至周五 8:30—12:00，14:30—17:30（法定节假日除外）",
        f"电话: 0809-{phone}",
        f"传真: 0809-{phone + 1}",
        "负责人:",
        "- 姓名: 周明远",
        "  职务: 主要负责人",
        "  分工: 主持全面工作。",
        "内设机构:",
    ]
    for number, name in enumerate(("综合科", *(f"{topic}科" for topic in body.topics[:3]))):
        lines += [
            f"- 名称: {name}",
            f"  职责: 承担{body.topics[number]}相关工作。",
            f"  电话: 0809-{phone + 2 + number}",
        ]
    return "\n".join([*lines, "标识色: '#1F4E79'"]) + "\n"


def city_files() -> Iterator[tuple[str, str]]:
    """(path, text) of everything but the records."""
    yield "mkdocs.yml", CONFIGURATION
    yield "content/pages/about.md", ABOUT_PAGE
    yield "catalogues/columns.yml", columns_file()
    yield "catalogues/classifications.yml", classifications_file()
    for position, body in enumerate(BODIES):
        yield f"catalogues/departments/{body.identifier}.yml", department_file(position, body)
