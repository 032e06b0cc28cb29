"""Every option of mkdocs.yml does what the handbook says: each is set on a small site, and the site looked at.

Furniture is tested with the templates (tests/theme), and on the sample's pages; the tolerance of dates in
tests/cli/test_history.py.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from site_tools import AS_OF, SITES, build_site, contents, lay_out, open_site, shell_of

from gongkai.bridge.options import CataloguesOptions, DepartmentsOptions, GongkaiOptions, PoliciesOptions
from gongkai.build import Findings, examine
from gongkai.kinds.catalogues.matter_columns import LABELS
from gongkai.model.project import say_nothing
from gongkai.model.settings import MATTER_COLUMNS

OWN, CATALOGUES, POLICIES = "gongkai", "gongkai/catalogues", "gongkai/policies"
OPTIONS = {OWN: GongkaiOptions, "gongkai/departments": DepartmentsOptions, CATALOGUES: CataloguesOptions,
           POLICIES: PoliciesOptions}  # fmt: skip
TESTED_ELSEWHERE = {"furniture", "publication_tolerance"}
BROKEN = "catalogues/entries/sfb/broken.yml"
LIST = "matters/sfb.html"


def set_options(config_file: Path, plugin: str, **options: Any) -> Path:
    """Add options to a plugin in mkdocs.yml; "" is MkDocs itself."""
    written = yaml.safe_load(config_file.read_text("utf-8"))
    plugins: dict[str, dict[str, Any]] = {}
    for each in written["plugins"]:
        plugins |= each if isinstance(each, dict) else {each: {}}
    (plugins[plugin] if plugin else written).update(options)
    written["plugins"] = [{name: given} for name, given in plugins.items()]
    config_file.write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    return config_file


def built(config_file: Path) -> dict[str, str]:
    """The pages of a site by address."""
    project = open_site(config_file)
    build_site(project, shell_of(config_file))
    return {path: page.decode() for path, page in contents(project.target).items() if path.endswith(".html")}


def examined(config_file: Path) -> Findings:
    return examine(open_site(config_file), AS_OF, say_nothing)


def codes(config_file: Path) -> set[str]:
    return {each.code for each in examined(config_file).diagnostics}


def add_entries(folder: Path, count: int) -> None:
    """So many entries of 2026 more in the column b02."""
    path = folder / "catalogues/entries/sfb/2026.yml"
    one = path.read_text("utf-8")
    more = (
        one.replace("kaifangri", f"n{n}").replace("01000", f"02{n:03}").replace("举办", f"第{n}次举办")
        for n in range(count)
    )
    path.write_text(one + "".join(more), "utf-8")


def add_matters(folder: Path) -> None:
    text = (SITES / "broken/MAT-01/catalogues/matters/sfb.yml").read_text("utf-8")
    (folder / "catalogues/matters").mkdir()
    (folder / "catalogues/matters/sfb.yml").write_text(text.replace("b99", "b02"), "utf-8")


def test_every_option_is_tested() -> None:
    names = {name for options in OPTIONS.values() for name, _ in options._schema} - TESTED_ELSEWHERE
    assert sorted(name for name in names if not any(test.startswith(f"test_{name}_") for test in globals())) == []


def test_scope_leaves_only_a_body_and_those_below(tmp_path: Path) -> None:
    pages = built(set_options(lay_out(tmp_path), OWN, scope="sfb", whole_site_url="https://www.example.cn/"))
    assert "departments/sfb.html" in pages
    assert "departments/yunchuan.html" not in pages


def test_whole_site_url_is_where_what_is_outside_the_scope_is_linked(tmp_path: Path) -> None:
    pages = built(set_options(lay_out(tmp_path), OWN, scope="sfb", whole_site_url="https://www.example.cn/"))
    assert 'href="https://www.example.cn/departments/yunchuan.html"' in pages["departments/sfb.html"]


@pytest.mark.parametrize(("choice", "published"), [("stop", set()), ("publish-rest", {"policies/sfb/2026-9.html"})])
def test_on_error_decides_what_a_mistake_stops(tmp_path: Path, choice: str, published: set[str]) -> None:
    config_file = set_options(lay_out(tmp_path, "broken/FLD-06"), OWN, on_error=choice)
    assert {path for path in built(config_file) if path == "policies/sfb/2026-9.html"} == published


def test_severities_change_the_level_of_a_code(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path, "broken/SRC-05")
    assert "SRC-05" in codes(config_file)
    assert "SRC-05" not in codes(set_options(config_file, OWN, severities={"SRC-05": "off"}))


def test_as_of_is_the_day_for_which_states_are_computed(tmp_path: Path) -> None:
    from gongkai.bridge.configuration import read_configuration

    assert read_configuration(set_options(lay_out(tmp_path), OWN, as_of="2026-12-01"))[2] == "2026-12-01"


@pytest.mark.parametrize("nested", ["register", "sources/register"])
def test_folder_is_where_registers_and_entries_lie(tmp_path: Path, nested: str) -> None:
    expected = built(lay_out(tmp_path / "one"))
    config_file = set_options(lay_out(tmp_path / "other"), CATALOGUES, folder=nested)
    (tmp_path / "other" / nested).parent.mkdir(exist_ok=True)
    shutil.move(tmp_path / "other/catalogues", tmp_path / "other" / nested)
    assert built(config_file) == expected


@pytest.mark.parametrize("nested", ["docs", "sources/docs"])
def test_docs_dir_of_mkdocs_is_where_documents_lie(tmp_path: Path, nested: str) -> None:
    expected = built(lay_out(tmp_path / "one"))
    config_file = set_options(lay_out(tmp_path / "other"), "", docs_dir=nested)
    (tmp_path / "other" / nested).parent.mkdir(exist_ok=True)
    shutil.move(tmp_path / "other/content", tmp_path / "other" / nested)
    assert built(config_file) == expected


def test_index_number_scheme_is_what_numbers_are_held_against(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path)
    assert codes(config_file) == set()
    assert "CAT-02" in codes(set_options(config_file, CATALOGUES, index_number_scheme="YC-{年:4}-{序号:3}"))


def test_page_size_is_the_number_of_records_on_a_page_of_a_year(tmp_path: Path) -> None:
    config_file = set_options(lay_out(tmp_path), CATALOGUES, page_size=2, newest=1)
    add_entries(tmp_path, 4)
    pages = built(config_file)
    assert {path for path in pages if path.startswith("columns/b02/")} == {
        "columns/b02/2026-1.html", "columns/b02/2026-2.html", "columns/b02/2026.html",
    }  # fmt: skip
    titles = [
        pages[f"columns/b02/2026{page}.html"].split("</title>")[0].split("<title>")[1] for page in ("-1", "-2", "")
    ]
    assert [title.partition(" - ")[0] for title in titles] == [
        "工作动态（2026年第1页）", "工作动态（2026年第2页）", "工作动态（2026年第3页）",
    ]  # fmt: skip


def test_newest_is_the_number_of_records_at_the_head_of_a_list(tmp_path: Path) -> None:
    config_file = set_options(lay_out(tmp_path), CATALOGUES, newest=2)
    add_entries(tmp_path, 4)
    assert built(config_file)["columns/b02.html"].count("entries/sfb/2026-") == 2


def test_block_items_is_the_number_of_newest_items_in_the_flat_directory(tmp_path: Path) -> None:
    config_file = set_options(lay_out(tmp_path), CATALOGUES, block_items=3)
    add_entries(tmp_path, 4)
    assert built(config_file)["columns/b.html"].count("entries/sfb/2026-") == 3


def headings(page: str) -> list[str]:
    head = page.partition("<thead>")[2].partition("</thead>")[0]
    return [cell.partition("</th>")[0] for cell in head.split('<th scope="col">')[1:]]


def test_matter_columns_are_the_columns_of_the_lists(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path)
    add_matters(tmp_path)
    assert headings(built(config_file)[LIST]) == list(MATTER_COLUMNS)
    chosen = ["事项名称", "公开内容", "公开方式", "咨询电话"]
    pages = built(set_options(config_file, CATALOGUES, matter_columns=chosen))
    assert headings(pages[LIST]) == chosen
    assert '<td data-label="公开方式">主动公开</td>' in pages[LIST]
    assert "写明公开内容、公开方式、咨询电话。" in pages["matters/index.html"]
    every = built(set_options(config_file, CATALOGUES, matter_columns=list(LABELS)))
    assert headings(every[LIST]) == list(LABELS)


@pytest.mark.parametrize("wrong", [["公开内容"], ["事项名称", "公开内容", "公开内容"], ["事项名称", "页码"]])
def test_matter_columns_that_make_no_table_are_refused(tmp_path: Path, wrong: list[str]) -> None:
    with pytest.raises(click.ClickException):
        open_site(set_options(lay_out(tmp_path), CATALOGUES, matter_columns=wrong))


@pytest.mark.parametrize(("days", "told"), [(30, set()), (60, {"POL-15"})])
def test_expiry_notice_days_is_how_long_before_its_end_a_validity_is_named(
    tmp_path: Path, days: int, told: set[str]
) -> None:
    """The paper's validity ends 41 days after `as_of`."""
    assert codes(set_options(lay_out(tmp_path, "broken/POL-15"), POLICIES, expiry_notice_days=days)) == told


def test_a_county_s_own_pages_stand_in_place_of_those_of_the_whole(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path)
    for folder, name, text in (
        ("content/pages", "about", "市里的说明"), ("content/pages", "help", "共同的帮助"),
        ("content/sfb/pages", "about", "本单位的说明"),
    ):  # fmt: skip
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n# {name}\n\n{text}\n", "utf-8")
    assert codes(config_file) == set()
    whole = built(config_file)
    assert "市里的说明" in whole["pages/about.html"]
    assert not any("本单位的说明" in page for page in whole.values())
    own = built(set_options(config_file, OWN, scope="sfb", whole_site_url="https://www.example.cn/"))
    assert "本单位的说明" in own["pages/about.html"]
    assert "共同的帮助" in own["pages/help.html"]
    (tmp_path / "content/nobody/pages").mkdir(parents=True)
    (tmp_path / "content/nobody/pages/about.md").write_text("# x\n", "utf-8")
    assert codes(config_file) == {"SRC-01"}, "pages of a body that is not in the register are not left out silently"
