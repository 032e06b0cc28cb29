"""The sample builds with ProperDocs in the place of MkDocs, to the same bytes.

MkDocs 1.x has no successor that takes plugins; ProperDocs carries it on, and answers to its module names itself.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from site_tools import AS_OF, contents, differing

# Fails unless every module of MkDocs that was loaded is one of ProperDocs.
RUN = """
import sys
from properdocs.__main__ import cli
cli(["build", "--strict"], standalone_mode=False)
loaded = {name: module.__name__ for name, module in sys.modules.items() if name.partition(".")[0] == "mkdocs"}
assert "mkdocs.plugins" in loaded
assert [name for name in loaded.values() if not name.startswith("properdocs")] == []
"""


@pytest.mark.soak
def test_properdocs_builds_the_same_site(tmp_path: Path, project_root: Path) -> None:
    if importlib.util.find_spec("properdocs") is None:
        pytest.skip("properdocs is not installed: make soak does it")
    sites = {"mkdocs": ("-m", "mkdocs", "build", "--strict"), "properdocs": ("-c", RUN)}
    for name, arguments in sites.items():
        root = tmp_path / name
        root.mkdir()
        configuration = (project_root / "mkdocs.yml").read_text("utf-8")
        dated = configuration.replace("  - gongkai:\n", f'  - gongkai:\n      as_of: "{AS_OF}"\n', 1)
        (root / "mkdocs.yml").write_text(dated, "utf-8")
        for folder in ("content", "catalogues"):
            shutil.copytree(project_root / folder, root / folder)
        subprocess.run(
            [sys.executable, *arguments], cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True
        )
    assert differing(tmp_path / "mkdocs/site", tmp_path / "properdocs/site") == []
    assert len(contents(tmp_path / "properdocs/site")) > 2000
