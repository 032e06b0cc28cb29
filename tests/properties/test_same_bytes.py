"""The same sources give the same bytes: on another day, elsewhere, in another language, through either door."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from site_edits import add_entry, add_interpretation, add_policy
from site_tools import AS_OF, differing, lay_out

LATER = (
    "import time, runpy, sys; t = time.time; n = time.time_ns; "
    "time.time = lambda: t() + 4e7; time.time_ns = lambda: n() + 4 * 10**16"
)
RUN = "sys.argv = ['gongkai', *sys.argv[1:]]; runpy.run_module('gongkai', run_name='__main__')"


def fill(folder: Path, seed: int = 3, records: int = 30) -> None:
    source = random.Random(seed)
    for _ in range(records):
        source.choice([add_policy, add_entry, add_interpretation])(source, folder)


def gongkai(
    folder: Path, *arguments: str, code: str = "import runpy, sys", **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"{code}; {RUN}", *arguments]
    return subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_two_clocks_places_and_locales(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "另一处 地方"
    for folder in (one, other):
        lay_out(folder)
        fill(folder)
    done = gongkai(one, "build", "--as-of", AS_OF, TZ="Asia/Shanghai", LC_ALL="C.UTF-8")
    assert done.returncode == 0, done.stderr
    done = gongkai(other, "build", "--as-of", AS_OF, code=LATER, TZ="America/New_York", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert differing(one / "site", other / "site") == []


def test_both_doors_give_the_same_bytes(tmp_path: Path) -> None:
    lay_out(tmp_path)
    fill(tmp_path)
    config_file = tmp_path / "mkdocs.yml"
    text = config_file.read_text("utf-8")
    config_file.write_text(text.replace("  - gongkai:\n", f"  - gongkai:\n      as_of: '{AS_OF}'\n"), "utf-8")
    assert gongkai(tmp_path, "build").returncode == 0
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "by-mkdocs")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert differing(tmp_path / "site", tmp_path / "by-mkdocs") == []


def kill_and_build(tmp_path: Path, kills: int, seed: int) -> None:
    """Kill builds at random moments, with edits in between; then one build must equal a clean one."""
    folder = tmp_path / "project"
    lay_out(folder)
    fill(folder, seed, 60)
    source = random.Random(seed)
    for number in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-m", "gongkai", "build", "--as-of", AS_OF],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(source.uniform(0.1, 2.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        source.choice([add_policy, add_entry, add_interpretation])(source, folder)
        if number % 10 == 9 or number == kills - 1:
            done = gongkai(folder, "build", "--as-of", AS_OF)
            assert done.returncode == 0, done.stderr
            clean = tmp_path / f"clean{number}"
            shutil.copytree(folder, clean, ignore=shutil.ignore_patterns("site", ".gongkai"))
            assert gongkai(clean, "build", "--as-of", AS_OF).returncode == 0
            assert differing(folder / "site", clean / "site") == []
            shutil.rmtree(clean)


def test_a_kill_at_any_moment(tmp_path: Path) -> None:
    kill_and_build(tmp_path, kills=5, seed=11)


@pytest.mark.soak
def test_a_hundred_kills(tmp_path: Path) -> None:
    kill_and_build(tmp_path, kills=100, seed=12)
