"""Two hundred thousand spoilt files through the loader; one in twenty of the accepted records also through the views.

A failure prints the number of the mutant; `mutants(..., SEED)` makes it again.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import pytest
from mutations import Reader, Seed, mutants, seeds

COUNT = 200_000
SEED = 712
PROCESSES = 2


def _run(root: Path, memory: Path, all_seeds: list[Seed], part: int) -> tuple[int, int, int]:
    reader = Reader(root / "mkdocs.yml", memory)
    told = accepted = shown = 0
    for number, mutant in enumerate(mutants(all_seeds, COUNT // PROCESSES, SEED + part)):
        try:
            result = reader.read(mutant)
            if number % 20 == 0:
                shown += reader.show(mutant, result)
        except Exception as error:
            raise AssertionError(f"part {part}, mutant {number}: {error!r}: {mutant!r}") from error
        told += len(result.diagnostics)
        accepted += len(result.records)
    return told, accepted, shown


@pytest.mark.soak
def test_two_hundred_thousand_spoilt_files(
    tmp_path: Path, project_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = os.environ.get("GONGKAI_CORPUS")
    all_seeds = seeds(project_root, Path(corpus) if corpus else project_root / "tests/data")
    began = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        parts = pool.starmap(_run, [(project_root, tmp_path / str(part), all_seeds, part) for part in range(PROCESSES)])
    told, accepted, shown = (sum(each) for each in zip(*parts, strict=True))
    with capsys.disabled():
        print(  # noqa: T201 - the figures are the result
            f"\nfuzz: {COUNT} inputs from {len(all_seeds)} files, seeds {SEED} to {SEED + PROCESSES - 1},"
            f" {told} mistakes told, {accepted} records accepted, {shown} pages made,"
            f" {time.perf_counter() - began:.0f} s"
        )
    assert accepted > COUNT / 20
