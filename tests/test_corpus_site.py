"""The folder of real regulations imports under a department of the sample city, checks without an error, and builds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from site_tools import AS_OF, build_site, open_site, shell_of

from gongkai.build import examine
from gongkai.kinds.policies.importing import plan_import, read_sources, write_import
from gongkai.model.diagnostic import Severity
from gongkai.model.project import say_nothing


@pytest.mark.corpus
def test_the_corpus_becomes_part_of_the_sample_city(corpus: Path, project_root: Path, tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "content", "catalogues"):
        source = project_root / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(source, tmp_path / name)
    sources = read_sources(corpus)
    written = write_import(plan_import(sources, "content/sfj"), tmp_path)
    assert len(written.created) == len(sources)
    again = write_import(plan_import(read_sources(corpus), "content/sfj"), tmp_path)
    assert (len(again.created), len(again.changed), len(again.unchanged)) == (0, 0, len(sources))
    project = open_site(tmp_path / "mkdocs.yml", workers=2)
    findings = examine(project, AS_OF, say_nothing)
    assert [each for each in findings.diagnostics if each.severity is Severity.ERROR] == []
    report = build_site(project, shell_of(tmp_path / "mkdocs.yml"))
    assert report.published
    page = (project.target / "policies/sfj/law-").parent
    assert len(list(page.glob("law-*.html"))) == len(list((tmp_path / "content/sfj/policies").glob("law-*.md")))
