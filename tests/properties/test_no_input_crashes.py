"""No file that a clerk may commit crashes the loader, and every mistake is told at a place inside the file."""

from __future__ import annotations

from pathlib import Path

from mutations import Reader, mutants, seeds

COUNT = 1500
SEED = 20261121


def test_spoilt_files_are_told_and_never_crash(tmp_path: Path, project_root: Path) -> None:
    reader = Reader(project_root / "mkdocs.yml", tmp_path)
    shown = told = 0
    for mutant in mutants(seeds(project_root), COUNT, SEED):
        result = reader.read(mutant)
        told += len(result.diagnostics)
        shown += reader.show(mutant, result)
    assert told > COUNT / 2, "the files were hardly spoilt at all"
    assert shown > COUNT / 20, "hardly any file got as far as a page"
