"""The repository of the history benchmark: the records it names are just those that came too late."""

from __future__ import annotations

from pathlib import Path

from benchmarks.history_repository import named_by_history, write_repository

COUNT = 500


def test_just_the_late_records_are_named(tmp_path: Path) -> None:
    late = write_repository(tmp_path / "city", 11, COUNT)
    assert len(late) == 1
    assert named_by_history(tmp_path / "city") == late
