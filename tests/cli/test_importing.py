"""`gongkai import policies` as a command; what it understands is proved in tests/kinds/policies/importing."""

from __future__ import annotations

from pathlib import Path

from command_line import DATED, gongkai
from site_tools import contents, lay_out

REGULATIONS = Path(__file__).parents[1] / "data/regulations"


def test_importing_twice_changes_nothing_and_the_result_is_right(tmp_path: Path) -> None:
    lay_out(tmp_path)
    done = gongkai(tmp_path, "import", "policies", str(REGULATIONS), "--department", "sfb")
    assert done.returncode == 0, done.stderr
    first = contents(tmp_path / "content")
    assert len(first) > 5
    assert gongkai(tmp_path, "import", "policies", str(REGULATIONS), "--department", "sfb").returncode == 0
    assert contents(tmp_path / "content") == first
    checked = gongkai(tmp_path, "check", *DATED)
    assert checked.returncode == 0, checked.stdout


def test_an_unknown_department_is_refused(tmp_path: Path) -> None:
    lay_out(tmp_path)
    before = contents(tmp_path / "content")
    for name in ("sfj", "../sfb", "SFB"):
        done = gongkai(tmp_path, "import", "policies", str(REGULATIONS), "--department", name)
        assert done.returncode == 2
        assert name in done.stderr
    assert contents(tmp_path / "content") == before


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert gongkai(tmp_path, "import", "policies", "none", "--department", "sfb").returncode == 2


def test_documents_go_where_the_site_keeps_them(tmp_path: Path) -> None:
    config_file = lay_out(tmp_path)
    config_file.write_text(config_file.read_text("utf-8").replace("docs_dir: content", "docs_dir: docs"), "utf-8")
    (tmp_path / "content").rename(tmp_path / "docs")
    done = gongkai(tmp_path, "import", "policies", str(REGULATIONS), "--department", "sfb")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "content").exists()
    assert gongkai(tmp_path, "check", *DATED).stdout.count("SRC-01") == 0
    assert len(list((tmp_path / "docs/sfb/policies").glob("law-*.md"))) > 2
