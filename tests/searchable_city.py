"""The sample city with its search index, cut into many shards so that every test of search crosses their borders."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from sample_city import ROOT
from site_tools import AS_OF, open_site, shell_of

from gongkai.build import build, source_tree
from gongkai.model.project import say_nothing
from gongkai.search import with_search
from gongkai.stages.index import shards

HEAVIEST = 120_000
"""Characters of a shard: the sample's 500,000 fall into several."""


def built_with_search(base: Path) -> Path:
    """The folder of the built city. Test processes that run side by side share it: `base` is the same for all."""
    folder = base / "searchable"
    ready = folder / "ready"
    with (base / "searchable.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            folder.mkdir()
            shutil.copy(ROOT / "mkdocs.yml", folder)
            for name in ("content", "catalogues"):
                shutil.copytree(ROOT / name, folder / name)
            _build(folder / "mkdocs.yml")
            ready.touch()
    return folder / "site"


def _build(config_file: Path) -> None:
    project = open_site(config_file)
    shell = shell_of(config_file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "HEAVIEST", HEAVIEST)
        report = build(project, source_tree(project), AS_OF, lambda: shell, say_nothing, with_search)
    assert report.published


def shared_base(given: Path) -> Path:
    """The temporary folder of the whole run, whichever process asks."""
    return given.parent if "PYTEST_XDIST_WORKER" in os.environ else given
