"""`gongkai new`: a file a clerk only has to fill in, with the next 索引号 already in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from gongkai.bridge.project import commit_day, open_project
from gongkai.build import examine
from gongkai.findings import Findings
from gongkai.model.project import Project, say_nothing
from gongkai.model.record import IDENTIFIER
from gongkai.stages.freeze import read_register
from gongkai.workshop.core_rules import PLACEHOLDER
from gongkai.workshop.document_numbers import document_kind
from gongkai.workshop.index_numbers import IndexNumberScheme, parse_scheme
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.yaml_document import read_yaml

_NUMBER = re.compile(r"^[- ]*索引号: *(\S+)", re.MULTILINE)
_COMMON = """\
名称: {title}
索引号: {number}
内容概述:
生成日期: {day}
发布日期: {day}
主题分类:
体裁分类: {genre}
"""
_FORMS = {
    "entry": (
        "{catalogues}/entries/{department}/{identifier}.yml",
        _COMMON + "栏目: []\n正文: |\n  " + PLACEHOLDER + "，一行就是一段。\n",
    ),
    "policy": (
        "{content}/{department}/policies/{identifier}.md",
        "---\n" + _COMMON + "文号:\n文件类别: 其他文件\n附注: （此件公开发布）\n---\n\n" + PLACEHOLDER + "，一行就是一段。\n",
    ),
    "interpretation": (
        "{content}/{department}/interpretations/{identifier}.md",
        "---\n" + _COMMON + "解读对象: []\n解读主体: 部门解读\n解读机构:\n解读形式: 文字\n咨询电话:\n---\n\n"
        "## 一、政策背景\n\n## 二、制定依据\n\n## 三、出台目的\n\n## 四、重要举措\n\n## 五、解读机构及咨询方式\n",
    ),
}  # fmt: skip


def run_new(config_file: Path, kind: str, department: str, identifier: str, title: str, day: str) -> int:
    """Create the file and say where it is. Never overwrites."""
    project, configured = open_project(config_file)
    if IDENTIFIER.fullmatch(identifier) is None:
        click.echo(f"标识“{identifier}”只能用小写字母、数字和连字符", err=True)
        return 2
    findings = examine(project, configured or commit_day(project.root), say_nothing)
    body = findings.ground.context.bodies.get(department)
    if body is None:
        click.echo(f"没有“{department}”这个单位", err=True)
        return 2
    pattern, form = _FORMS[kind]
    settings = project.settings
    relative = pattern.format(
        catalogues=settings.catalogues, content=settings.content, department=department, identifier=identifier
    )
    path = project.root / relative
    if path.exists():
        click.echo(f"{relative} 已经有了，没有改动它", err=True)
        return 1
    number = next_number(project, findings, department, body.codes, day[:4])
    filled = form.format(title=_as_yaml(title), number=number, day=day, genre=document_kind(title) or "")
    write_atomically(path, filled.replace(": \n", ":\n").encode())
    click.echo(f"已建 {relative}，填好后运行 gongkai check。")
    return 0


def next_number(project: Project, findings: Findings, department: str, codes: tuple[str, ...], year: str) -> str:
    """The next free 索引号 of a body, "" when its scheme or code does not allow one."""
    scheme = parse_scheme(project.settings.index_number_scheme)
    if not isinstance(scheme, IndexNumberScheme):
        return ""
    code = next((each for each in codes if scheme.is_valid_code(each)), "")
    register = read_register(project.sources, project.settings.catalogues)
    known = (summary.index_number for summary in findings.atlas.records.values())
    taken = {*register.numbers, *known, *_written_numbers(project, department)}
    return (code and scheme.next(taken, code, int(year))) or ""


def _written_numbers(project: Project, department: str) -> Iterator[str]:
    """Numbers in the department's files that are not finished yet, or have mistakes: they are taken all the same."""
    settings = project.settings
    for folder in (f"{settings.content}/{department}", f"{settings.catalogues}/entries/{department}"):
        for path in sorted((project.root / folder).rglob("*.*")):
            if path.suffix in (".md", ".yml") and path.is_file():
                yield from _NUMBER.findall(path.read_text("utf-8", errors="replace"))


def _as_yaml(title: str) -> str:
    """A title as YAML reads it back: quoted where it must be."""
    line = " ".join(title.split())
    value, _ = read_yaml(f"名称: {line}\n", path="")
    return line if value == {"名称": line} else "'" + line.replace("'", "''") + "'"
