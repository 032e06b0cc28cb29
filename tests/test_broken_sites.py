"""Each diagnostic is proved by a site that has the mistake, and by the minimal site, which has none.

A folder `sites/broken/<CODE>/` is laid over the minimal site. The line that is meant carries the comment `# ← here`.
`<name>.delete` takes a file of the minimal site away; `<name>.repeat` holds how often a file's content is repeated.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
from pathlib import Path

import pytest
from site_tools import AS_OF, SITES, lay_out, open_site

import gongkai
from gongkai.build import examine
from gongkai.model.diagnostic import Diagnostic
from gongkai.model.project import say_nothing
from gongkai.rooms import CODES

BROKEN = sorted(path.name for path in (SITES / "broken").iterdir() if path.is_dir())
MARK = "# ← here"
COMMANDS = {
    "APR-": "cli/test_approvals.py",
    "HIS-": "cli/test_history.py",
    "PUB-": "publishing/test_publishing_rules.py",
}
"""Codes that other commands than `gongkai check` tell, and the tests that prove them."""


def diagnostics(config_file: Path) -> tuple[Diagnostic, ...]:
    return examine(open_site(config_file), AS_OF, say_nothing).diagnostics


def test_the_minimal_site_has_no_mistakes(tmp_path: Path) -> None:
    assert diagnostics(lay_out(tmp_path)) == ()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_site_is_told_by_its_code(tmp_path: Path, name: str) -> None:
    config_file = lay_out(tmp_path, f"broken/{name}")
    for path in tmp_path.rglob("*.delete"):
        shutil.rmtree(path.with_suffix("")) if path.with_suffix("").is_dir() else path.with_suffix("").unlink()
        path.unlink()
    for path in tmp_path.rglob("*.repeat"):
        big = path.with_suffix("")
        big.write_bytes(big.read_bytes() * int(path.read_text()))
        path.unlink()
    code = name.partition("_")[0]
    found = [each for each in diagnostics(config_file) if each.code == code]
    assert found, f"{code} was not reported"
    marked = [
        (path.relative_to(tmp_path).as_posix(), number)
        for path in sorted((SITES / "broken" / name).rglob("*"))
        if path.is_file() and path.suffix in (".yml", ".md")
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if MARK in line
        for path in [tmp_path / path.relative_to(SITES / "broken" / name)]
    ]
    assert not marked or marked[0] in {(each.path, each.line) for each in found}


def test_every_code_has_a_broken_site() -> None:
    proved = {name.partition("_")[0] for name in BROKEN}
    for group, tests in COMMANDS.items():
        text = (SITES.parent / tests).read_text("utf-8")
        proved |= {code for code in CODES if code.startswith(group) and code in text}
    assert sorted(CODES.keys() - proved) == []


def test_no_code_means_two_things() -> None:
    meanings: dict[str, set[str]] = {}
    for module in pkgutil.walk_packages(gongkai.__path__, "gongkai."):
        if module.name.startswith(("gongkai.stages", "gongkai.kinds", "gongkai.workshop")):
            for code, meaning in getattr(importlib.import_module(module.name), "CODES", {}).items():
                meanings.setdefault(code, set()).add(getattr(meaning, "title", meaning))
    assert meanings.keys() == CODES.keys()
    assert {code: titles for code, titles in meanings.items() if len(titles) > 1} == {}


def test_every_code_is_documented(project_root: Path) -> None:
    """Each has a section, in order within its group, with its title and its level."""
    page = (project_root / "docs/diagnostics.md").read_text("utf-8")
    groups: dict[str, list[str]] = {}
    for heading in re.findall(r"^### (`.*)$", page, re.MULTILINE):
        groups.setdefault(heading[1:4], []).append(heading)
    assert all(headings == sorted(headings) for headings in groups.values())
    told = {heading for headings in groups.values() for heading in headings}
    assert told == {f"`{code}` {each.title}（{each.severity.label}）" for code, each in CODES.items()}
