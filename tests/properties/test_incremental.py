"""Whatever the history of a site, the incremental build equals a clean one, byte for byte."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

import msgspec
import pytest
from site_edits import EDITS, add_entry, add_interpretation, add_policy
from site_tools import build_site, differing, lay_out, open_site, shell_of

from gongkai.bridge.project import theme_folder
from gongkai.build import examine
from gongkai.model.project import say_nothing
from gongkai.model.settings import OnError

DAYS = ("2024-06-01", "2025-12-02", "2026-11-19", "2026-11-20", "2026-11-21", "2027-06-01")


@pytest.mark.parametrize("seed", range(6))
def test_incremental_equals_clean(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    config_file = lay_out(tmp_path / "project")
    theme = tmp_path / "theme"
    shutil.copytree(theme_folder(), theme)
    shell = shell_of(config_file)
    for _ in range(12):
        random.choice([add_policy, add_entry, add_interpretation])(random, config_file.parent)
    for step in range(7):
        project = msgspec.structs.replace(open_site(config_file), theme=theme)
        day = random.choice(DAYS)
        if step == 4:
            template = theme / "listing/year.html"
            template.write_text(template.read_text("utf-8") + "<!-- changed -->", "utf-8")
        # A history has mistakes, too: what has errors is left out, the rest is published.
        settings = msgspec.structs.replace(project.settings, on_error=OnError.PUBLISH_REST)
        if step >= 5:
            settings = msgspec.structs.replace(settings, page_size=3)
        engine = f"{project.engine}{step >= 4}"
        project = msgspec.structs.replace(project, settings=settings, engine=engine)
        clean = msgspec.structs.replace(project, target=tmp_path / f"clean{step}", memory=tmp_path / f"memory{step}")
        told = examine(project, day, say_nothing).diagnostics
        report = build_site(project, shell, day)
        fresh = build_site(clean, shell, day)
        assert report.published
        assert differing(project.target, clean.target) == [], f"after step {step}"
        assert (report.diagnostics, report.records, report.files) == (fresh.diagnostics, fresh.records, fresh.files)
        assert told == examine(msgspec.structs.replace(clean, memory=tmp_path / "none"), day, say_nothing).diagnostics
        for _ in range(random.randrange(1, 4)):
            random.choice(EDITS)(random, config_file.parent)


def test_a_record_dropped_for_another_comes_back_when_the_other_is_mended(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path / "project")
    shell = shell_of(config_file)
    project = open_site(config_file)
    settings = msgspec.structs.replace(project.settings, on_error=OnError.PUBLISH_REST)
    project = msgspec.structs.replace(project, settings=settings)
    entry = config_file.parent / "catalogues/entries/sfb/2026.yml"
    right = entry.read_text("utf-8")
    build_site(project, shell)
    for text in (right.replace("2026-01000", "2026-00001"), right):  # the number of the policy, and its own again
        entry.write_text(text, "utf-8")
        build_site(project, shell)
        clean = msgspec.structs.replace(project, target=tmp_path / "clean", memory=tmp_path / "memory")
        build_site(clean, shell)
        assert differing(project.target, clean.target) == []
        shutil.rmtree(tmp_path / "clean")
        shutil.rmtree(tmp_path / "memory")


def test_a_page_is_made_again_on_the_day_its_state_turns(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path / "project")
    shell = shell_of(config_file)
    record = config_file.parent / "content/sfb/policies/2026-9.md"
    record.write_text(record.read_text("utf-8").replace("文件类别:", "生效日期: 2026-12-01\n文件类别:"), "utf-8")
    project = open_site(config_file)
    page = project.target / "policies/sfb/2026-9.html"
    build_site(project, shell, "2026-11-30")
    assert "尚未施行" in page.read_text("utf-8")
    build_site(project, shell, "2026-12-01")
    assert "尚未施行" not in page.read_text("utf-8")


def test_one_process_equals_two(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path / "project")
    random = Random(1)
    for _ in range(40):
        random.choice([add_policy, add_entry, add_interpretation])(random, config_file.parent)
    shell = shell_of(config_file)
    for workers in (1, 2):
        project = open_site(config_file, tmp_path / f"site{workers}", tmp_path / f"memory{workers}", workers)
        assert build_site(project, shell).published
    assert differing(tmp_path / "site1", tmp_path / "site2") == []


def test_workers_that_look_at_a_year_each_make_what_a_clean_build_makes(tmp_path: Path, project_root: Path) -> None:
    """So many records have another title that workers also judge what is stale."""
    for name in ("content", "catalogues"):
        shutil.copytree(project_root / name, tmp_path / name)
    config_file = Path(shutil.copy(project_root / "mkdocs.yml", tmp_path))
    shell = shell_of(config_file)
    project = open_site(config_file, workers=2)
    assert build_site(project, shell).published
    for record in (tmp_path / "content").glob("*/policies/*.md"):
        retitled = re.sub(r"^名称: (.{4})", r"名称: \1（修订）", record.read_text("utf-8"), count=1, flags=re.MULTILINE)
        record.write_text(retitled, "utf-8")
    report = build_site(project, shell)
    clean = open_site(config_file, tmp_path / "clean", tmp_path / "memory")
    assert build_site(clean, shell).files == report.files > report.written > 300
    assert differing(project.target, clean.target) == []


def test_a_change_of_one_body_touches_one_page(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path / "project")
    shell = shell_of(config_file)
    project = open_site(config_file)
    build_site(project, shell)
    before = {path: path.stat().st_mtime_ns for path in project.target.rglob("*") if path.is_file()}
    record = config_file.parent / "content/sfb/policies/2026-9.md"
    record.write_text(record.read_text("utf-8") + "\n各单位遵照执行。\n", "utf-8")
    build_site(project, shell)
    touched = [
        path.relative_to(project.target).as_posix() for path, time in before.items() if path.stat().st_mtime_ns != time
    ]
    assert touched == ["policies/sfb/2026-9.html"]


def test_a_page_deleted_by_hand_comes_back(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path / "project")
    shell = shell_of(config_file)
    project = open_site(config_file)
    build_site(project, shell)
    (project.target / "policies/sfb/2026-9.html").unlink()
    build_site(project, shell)
    assert (project.target / "policies/sfb/2026-9.html").is_file()


def test_files_that_are_not_ours_go_when_nothing_is_remembered(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path / "project")
    project = open_site(config_file)
    (project.target / "old").mkdir(parents=True)
    (project.target / "old/page.html").write_text("from another time")
    (project.target / ".well-known").mkdir()
    (project.target / ".well-known/kept.txt").write_text("kept")
    build_site(project, shell_of(config_file))
    assert not (project.target / "old").exists()
    assert (project.target / ".well-known/kept.txt").is_file()
