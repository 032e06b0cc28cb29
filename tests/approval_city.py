"""The minimal site in a repository of its own, with a register of roles and a demand for 三审."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import gongkai
from repository import commit, git, write
from site_tools import lay_out

POLICY = "content/sfb/policies/2026-9.md"
LIST = "catalogues/entries/sfb/2026.yml"
ROLES = """\
名册:
- {人员: 沈知行, 部门: [sfb], 环节: [初审], 起始日期: 2024-01-01}
- {人员: 文谨言, 部门: [sfb], 环节: [复审], 起始日期: 2024-01-01}
- {人员: 石念慈, 部门: [sfb], 环节: [终审], 起始日期: 2024-01-01, 截止日期: 2026-12-31}
- {人员: 毛春晖, 部门: [sfb], 环节: [保密审查, 复审], 起始日期: 2024-01-01}
- {人员: 江志恒, 部门: [kjj], 环节: [初审], 起始日期: 2024-01-01}
"""
DEMAND = "须三审: 是\n起始日期: 2026-01-01\n"


def city(folder: Path, settings: str = DEMAND) -> Path:
    """The site, committed, with `base` naming that commit."""
    lay_out(folder)
    (folder / ".gitignore").write_text(".gongkai\nsite\n")
    write(folder, "approvals/roles.yml", ROLES)
    write(folder, "approvals/settings.yml", settings)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "开始", day="2026-05-01")
    git(folder, "tag", "base")
    return folder


def form(records: str = "- {信息: policy:sfb/2026-9}", **days: str) -> str:
    """A form that is good for one record, but for what is said otherwise: `final="石念慈, 日期: 2026-05-11"`."""
    given = {
        "first": "沈知行, 日期: 2026-05-11", "second": "文谨言, 日期: 2026-05-11",
        "secrecy": "毛春晖, 日期: 2026-05-11", "final": "石念慈, 日期: 2026-05-11", "number": "2026-001",
    } | days  # fmt: skip
    return (
        f"审批单编号: {given['number']}\n信息:\n{records}\n"
        f"初审: {{人员: {given['first']}}}\n复审: {{人员: {given['second']}}}\n"
        f"保密审查: {{人员: {given['secrecy']}}}\n终审: {{人员: {given['final']}}}\n"
    )


def register(folder: Path, text: str, name: str = "sfb/2026-001") -> str:
    path = f"approvals/{name}.yml"
    write(folder, path, text)
    return path


def edit_policy(folder: Path, word: str = "方便群众") -> None:
    """A change of the text of a record."""
    path = folder / POLICY
    path.write_text(path.read_text("utf-8").rstrip() + f"\n\n各单位要{word}。\n", "utf-8")


def codes(folder: Path, *arguments: str) -> list[str]:
    """Path and code of what `gongkai approvals` tells."""
    done = gongkai(folder, "approvals", "--format", "json", *(arguments or ("base..HEAD",)))
    found = [f"{each['path']}:{each['line']} {each['code']}" for each in json.loads(done.stdout)]
    assert done.returncode == (1 if found else 0), done.stderr
    return found


def digest_of(folder: Path, record: str) -> str:
    """What `gongkai form` prints for a record."""
    done = gongkai(folder, "form", record, "--format", "yaml")
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if "内容摘要" in line)
    return line.rpartition(" ")[2]
