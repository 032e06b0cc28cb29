"""Habits of the house that no linter knows: size and names of modules, length of lines, pins without addresses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "gongkai"
MODULES = sorted(PACKAGE.rglob("*.py"))
REQUIREMENTS = ROOT / "requirements"
LONGEST_MODULE = 260
LONGEST_LINE = 120
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+|\(\?>")


def python_files() -> Iterator[Path]:
    yield ROOT / "setup.py"
    for folder in ("plugins", "tests", "benchmarks", "theme"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_can_be_read_in_one_go_and_says_what_it_is_for(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(text)), "a module opens with what comes in, what goes out and why it is here"


def test_no_module_is_named_after_nothing() -> None:
    assert not [named(module) for module in MODULES if module.stem in {"utils", "util", "helpers", "common", "misc"}]


def test_every_folder_of_the_package_is_a_package() -> None:
    folders = {module.parent for module in MODULES}
    assert not [named(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_no_group_is_possessive() -> None:
    """Before 3.11.5 Python matches them wrongly when something inside can be tried again, and Debian 12 has 3.11.2.
    Text was lost, and the fast reading of YAML declined much."""
    wrong = [f"{named(path)}:{line}" for path in MODULES for line in _possessive(path.read_text("utf-8"))]
    assert wrong == []
    assert _possessive(r'X = re.compile(r"(?:a|b)*+")') == _possessive('X = "(?>a)"') == [1]
    assert _possessive(r'X = re.compile(r"[^a]*+(?:b)*")') == []


def _possessive(source: str) -> list[int]:
    texts = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [each.lineno for each in texts if isinstance(each.value, str) and _POSSESSIVE_GROUP.search(each.value)]


def test_lines_hold_at_most_120_characters() -> None:
    too_long = [
        f"{named(path)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]
    assert not too_long


def pins(name: str) -> dict[str, str]:
    lines = (REQUIREMENTS / name).read_text(encoding="utf-8").splitlines()
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", "\n".join(lines), re.MULTILINE))


def test_the_sets_of_pins_agree() -> None:
    run, test = pins("run.txt"), pins("test.txt")
    assert run
    assert run.items() <= test.items()
    for further in (pins("bench.txt"), pins("soak.txt")):
        assert all(test.get(name, version) == version for name, version in further.items())


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "bench.txt", "soak.txt", "npm/package-lock.json"])
def test_pins_name_no_place_to_fetch_from(name: str) -> None:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    assert not re.findall(r"://|^-|\"resolved\"|--(?:extra-)?index|--find-links|--trusted", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "bench.txt", "soak.txt"])
def test_every_pin_has_a_hash(name: str) -> None:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    unpinned = [
        name for name in pins(name) if not re.search(rf"^{name}==\S+ \\\n\s+--hash=sha256:", text, re.MULTILINE)
    ]
    assert not unpinned
