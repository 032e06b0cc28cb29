"""Figures as they are said: ratios, medians, the machine, the versions.

In: timings of runs that alternated. Out: lines for the terminal, a JSON file, a Markdown block for RESULTS.md.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from benchmarks.measure import Timing

Runs = Mapping[str, Sequence[Timing]]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Median of the ratios of runs made one after the other: what slows the machine down slows both."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


def walls(timings: Sequence[Timing]) -> list[float]:
    return [timing.wall for timing in timings]


def cpus(timings: Sequence[Timing]) -> list[float]:
    return [timing.cpu for timing in timings]


def machine() -> str:
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next(
        (int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0
    )
    return f"{os.cpu_count()} cores ({model}), {memory} GiB, {platform.system()} {platform.release()}"


def versions() -> str:
    names = (
        "gongkai",
        "mkdocs",
        "mkdocs-material",
        "hugo",
        "zensical",
        "pagefind-bin",
        "pagefind-bin-extended",
        "jieba",
    )
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {_version(name)}" for name in names)])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def markdown(title: str, facts: Mapping[str, str], ratios: Mapping[str, float], runs: Runs, answers: str) -> str:
    """The block that goes into RESULTS.md."""
    lines = [f"## {title}", "", f"- date: {date.today().isoformat()}"]  # noqa: DTZ011 - when it was measured
    lines += [f"- machine: {machine()}", f"- versions: {versions()}"]
    lines += [f"- command: `python -m benchmarks {' '.join(sys.argv[1:])}`"]
    lines += [f"- {name}: {value}" for name, value in facts.items()]
    tables = [answers] if answers else []
    if ratios:
        tables.append(table(("ratio", "value"), [(name, f"{value:.3f}") for name, value in ratios.items()]))
    if runs:
        tables.append(
            table(("run", "n", "wall s, median (all)", "CPU s, median"), [_row(*each) for each in runs.items()])
        )
    return "\n\n".join(["\n".join(lines), *tables])


def _row(name: str, timings: Sequence[Timing]) -> tuple[str, ...]:
    every = " ".join(f"{wall:.2f}" for wall in walls(timings))
    return name, str(len(timings)), f"{median(walls(timings)):.2f} ({every})", f"{median(cpus(timings)):.2f}"


def tell(
    title: str, facts: Mapping[str, str], ratios: Mapping[str, float], runs: Runs, file: Path, answers: str = ""
) -> None:
    """Print everything, the ratios last and one a line, and keep it as JSON. `answers` is a finished table."""
    block = markdown(title, facts, ratios, runs, answers)
    print(f"\n{block}\n")
    for name, value in ratios.items():
        print(f"ratio {name} {value:.3f}")
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = {"title": title, "facts": facts, "ratios": ratios, "runs": {name: list(each) for name, each in runs.items()}}
    file.write_text(json.dumps(kept | {"markdown": block}, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"kept in {file}")


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
