"""The handbook: every example in it is valid, and the site with all of them in it has no errors.

A block of YAML or Markdown with front matter is preceded by `<!-- 例: <kind> <path> -->` (a whole file),
`<!-- 例: <kind> 片段 -->` (some items of a record) or `<!-- 例: columns 栏目 -->` (columns to be added to the tree);
pieces of text by `<!-- 例: 正文 段落 -->`.
"""

from __future__ import annotations

import re
import shlex
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pytest
from command_line import gongkai
from mkdocs.config.base import Config
from site_tools import AS_OF, lay_out, open_site

from gongkai.bridge import options
from gongkai.bridge.configuration import read_configuration
from gongkai.build import examine
from gongkai.findings import Findings
from gongkai.model.approval import ROLES, SETTINGS, ApprovalSettings, KindLabel, RoleRegister
from gongkai.model.diagnostic import Severity
from gongkai.model.project import say_nothing
from gongkai.model.record import Part
from gongkai.rooms import KINDS, ROOMS
from gongkai.stages.approve.forms import read_form
from gongkai.stages.freeze import read_register
from gongkai.workshop.front_matter import split
from gongkai.workshop.markdown import convert
from gongkai.workshop.source_files import FolderFiles
from gongkai.workshop.typed_file import read_typed
from gongkai.workshop.yaml_document import read_yaml

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbook"
_BLOCK = re.compile(r"^(?:<!-- 例: (\S+) (\S+) -->\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^():#\s]+\.md)[)#]")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_REGISTERS = {register.name: register.schema for room in ROOMS for register in room.registers}
_SCHEMAS: dict[str, type[Part]] = {name: kind.schema for name, kind in KINDS.items()} | _REGISTERS


@dataclass(frozen=True)
class Example:
    """One marked block. `place` is a path in the project, or says that the block is a part of a file."""

    page: str
    kind: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.place}"


def _blocks() -> Iterator[tuple[str, re.Match[str]]]:
    for page in sorted(HANDBOOK.glob("*.md")):
        for match in _BLOCK.finditer(page.read_text("utf-8")):
            yield page.name, match


EXAMPLES = [Example(page, match[1], match[2], match[4]) for page, match in _blocks() if match[1]]
RECORDS = [each for each in EXAMPLES if each.kind in _SCHEMAS]
PIECES = [each.text for each in EXAMPLES if each.kind == "正文"]
PIECES_IN = "content/sfb/policies/2026-kaifangri.md"
_FILE_IN_TEXT = re.compile(r"\(2026-kaifangri\.files/([^)]+)\)")


def _fields(text: str) -> Any:
    if text.startswith("---\n"):
        parts, found = split(text, path="")
        assert parts is not None, found
        text = parts.text
    value, problems = read_yaml(text, path="")
    assert problems == []
    return value


def _whole(kind: str) -> dict[str, Any]:
    """The items of the first whole example of a kind, to which the items of a part are added."""
    value = _fields(next(each.text for each in RECORDS if each.kind == kind and "/" in each.place))
    first = value[0] if isinstance(value, list) else value
    assert isinstance(first, dict)
    return first


@pytest.mark.parametrize("example", RECORDS, ids=str)
def test_an_example_is_what_its_schema_wants(example: Example) -> None:
    value = _fields(example.text)
    if example.kind == "columns":
        value = {"栏目": value}
    elif example.place == "片段":
        value = _whole(example.kind) | value
    for record in value if isinstance(value, list) else [value]:
        _SCHEMAS[example.kind].model_validate(record)


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """The minimal site with the examples of all pages in it."""
    folder = tmp_path_factory.mktemp("handbook")
    config_file = lay_out(folder)
    for example in RECORDS:
        if example.kind == "columns":
            tree = folder / "catalogues/columns.yml"
            tree.write_text(tree.read_text("utf-8") + textwrap.indent(example.text, "  "), "utf-8")
        elif "/" in example.place:
            _write(folder / example.place, example.text)
            for name in _files_named(_fields(example.text)):
                _write((folder / example.place).with_suffix(".files") / name, "样件")
    _write(folder / "catalogues/departments/qingping-bailu.yml", _TOWNSHIP)
    document = folder / PIECES_IN
    document.write_text("\n\n".join((document.read_text("utf-8"), *PIECES)), "utf-8")
    for name in _FILE_IN_TEXT.findall("".join(PIECES)):
        _write(document.with_suffix(".files") / name, "样件")
    return examine(open_site(config_file), AS_OF, say_nothing)


_TOWNSHIP = "名称: 青屏县白鹭镇人民政府\n类型: 乡镇(街道)\n排序: 200\n上级: yunchuan\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _files_named(value: Any) -> Iterator[str]:
    for record in value if isinstance(value, list) else [value]:
        yield from (each["文件"] for each in record.get("附件", ()))
        if "图片" in record:
            yield record["图片"]


def test_the_site_of_all_examples_has_no_errors(findings: Findings) -> None:
    assert [each for each in findings.diagnostics if each.severity is Severity.ERROR] == []


def test_what_the_handbook_adds_fits_into_the_sample(tmp_path: Path, project_root: Path) -> None:
    """Whoever follows it in the sample city meets no mistake; what it changes there is left alone."""
    shutil.copy(project_root / "mkdocs.yml", tmp_path)
    for name in ("content", "catalogues"):
        shutil.copytree(project_root / name, tmp_path / name)
    new = [each for each in RECORDS if "/" in each.place and not (tmp_path / each.place).exists()]
    assert {"entry", "policy", "interpretation"} <= {each.kind for each in new}
    for example in new:
        if example.kind not in _REGISTERS:
            _write(tmp_path / example.place, example.text)
            for name in _files_named(_fields(example.text)):
                _write((tmp_path / example.place).with_suffix(".files") / name, "样件")
    found = examine(open_site(tmp_path / "mkdocs.yml"), AS_OF, say_nothing)
    assert [each for each in found.diagnostics if each.severity is not Severity.INFO] == []


def test_no_example_is_warned_about(findings: Findings) -> None:
    paths = {each.place for each in RECORDS}
    warned = [each for each in findings.diagnostics if each.path in paths and each.severity is Severity.WARNING]
    assert warned == []


def test_every_kind_has_a_whole_example(findings: Findings) -> None:
    assert {ref.kind for ref in findings.atlas.records} == set(KINDS)
    whole = {each.kind for each in RECORDS if "/" in each.place or each.kind == "columns"}
    assert whole == set(_SCHEMAS)


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each.kind == "mkdocs"], ids=str)
def test_a_configuration_is_accepted(example: Example, tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / example.place).write_text(example.text, "utf-8")
    settings, target, _ = read_configuration(tmp_path / example.place)
    assert settings.furniture.site_code
    assert target.parent == tmp_path


def test_a_withdrawal_is_read(tmp_path: Path) -> None:
    example = next(each for each in EXAMPLES if each.kind == "withdrawn")
    _write(tmp_path / example.place, example.text)
    register = read_register(FolderFiles(tmp_path), "catalogues")
    assert register.problems == ()
    assert register.withdrawn == {"11990100YC000001XT/2026-01903"}


def test_the_forms_of_approval_and_the_register_fit_together() -> None:
    files = {each.place: each.text.encode() for each in EXAMPLES if each.kind == "approvals"}
    register, _, wrong = read_typed(files.pop(ROLES), RoleRegister, ROLES)
    settings, _, wrong_settings = read_typed(files.pop(SETTINGS), ApprovalSettings, SETTINGS)
    assert (wrong, wrong_settings) == ([], [])
    assert register is not None
    assert settings is not None
    labels = {kind.label for kind in KINDS.values()}
    assert labels == set(get_args(KindLabel)) >= set(settings.kinds) == set(ApprovalSettings().kinds)
    assert [read_form(path, content, register).is_good for path, content in files.items()] == [True]


def test_pieces_of_text_become_what_the_page_says() -> None:
    html = "".join(convert(each).html for each in PIECES)
    for made in ("<h2 id=", 'id="article-1"', "<table>", 'class="align-right"', "<li>申请表；</li>", "<img alt="):
        assert made in html
    assert "| ---" not in html


def test_every_block_that_could_be_wrong_is_marked() -> None:
    unmarked = [(page, match[4]) for page, match in _blocks() if not match[1] and match[3] in ("yaml", "markdown")]
    assert unmarked == []
    assert {each.kind for each in EXAMPLES} == {*_SCHEMAS, "mkdocs", "withdrawn", "approvals", "正文"}


def test_every_option_of_mkdocs_yml_is_explained() -> None:
    page = (HANDBOOK / "webmaster.md").read_text("utf-8")
    classes = [each for each in vars(options).values() if isinstance(each, type) and issubclass(each, Config)]
    own = [each for each in classes if each.__module__ == options.__name__]
    names = {name for each in own for name, _ in each._schema}
    assert {"scope", "page_size", "expiry_notice_days", "icp"} <= names
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_links_lead_somewhere() -> None:
    for page in (HANDBOOK.parent / "README.md", *HANDBOOK.glob("*.md")):
        for target in _LINK.findall(_FENCED.sub("", page.read_text("utf-8"))):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"


def test_the_index_names_every_page() -> None:
    index = (HANDBOOK / "README.md").read_text("utf-8")
    assert [page.name for page in HANDBOOK.glob("*.md") if f"({page.name})" not in index] == ["README.md"]


@pytest.mark.parametrize("page", ["entry.md", "policy.md", "interpretation.md"])
def test_the_command_for_a_new_file_makes_the_file_of_the_example(page: str, tmp_path: Path) -> None:
    lay_out(tmp_path)
    command = re.search(r"^gongkai (new .*)$", (HANDBOOK / page).read_text("utf-8"), re.MULTILINE)
    assert command is not None
    done = gongkai(tmp_path, *shlex.split(command[1]))
    assert done.returncode == 0, done.stderr
    example = next(each for each in RECORDS if each.page == page)
    filled, fresh = _fields(example.text), _fields((tmp_path / example.place).read_text("utf-8"))
    assert filled["名称"] == fresh["名称"]
    assert fresh.keys() - filled.keys() == set()
