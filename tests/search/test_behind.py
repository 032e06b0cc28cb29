"""`mkdocs serve`: search is made behind the pages, and is the same."""

from __future__ import annotations

import time
from pathlib import Path

from command_line import overwrite
from reading import by_url
from site_tools import AS_OF, contents, differing, open_site, shell_of
from small_site import built, lay_out_with_search

from gongkai.bridge.behind import Behind
from gongkai.build import build, source_tree
from gongkai.model.project import say_nothing

POLICY = "content/sfb/policies/2026-9.md"


def test_pages_do_not_wait_and_the_last_change_is_found(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path / "served")
    folder = site.parent
    project, shell = open_site(folder / "mkdocs.yml"), shell_of(folder / "mkdocs.yml")
    behind = Behind()
    for number in range(4):
        overwrite(folder / POLICY, "现就", f"第{number}次。现就")
        build(project, source_tree(project), AS_OF, lambda: shell, say_nothing, behind)
        assert f"第{number}次" in (site / "policies/sfb/2026-9.html").read_text("utf-8")
        time.sleep(0.3 * number)
    behind.wait()
    assert "第3次" in by_url(site)["policies/sfb/2026-9.html"].text
    clean = lay_out_with_search(tmp_path / "clean")
    (clean.parent / POLICY).write_text((folder / POLICY).read_text("utf-8"), "utf-8")
    built(clean.parent)
    assert differing(site, clean) == []


def test_ending_it_leaves_nothing_running(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    project, shell = open_site(tmp_path / "mkdocs.yml"), shell_of(tmp_path / "mkdocs.yml")
    behind = Behind()
    build(project, source_tree(project), AS_OF, lambda: shell, say_nothing, behind)
    behind.stop()
    before = contents(site)
    time.sleep(1)
    assert contents(site) == before
    assert (site / "policies/sfb/2026-9.html").is_file()
