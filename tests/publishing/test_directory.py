"""A directory behind a web server holds whole releases, one of which is served."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from command_line import gongkai
from site_tools import contents
from small_release import add_policy, build, built_site, publish, puts, restore, retitle, site_of

from gongkai.model.release import PublishedFile
from gongkai.release import Terms, make_release, site_wish
from gongkai.stages.publish import folder as folder_module
from gongkai.stages.publish.folder import FolderTarget
from gongkai.stages.publish.plan import Rules


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that is built once; each test gives it back as it was."""
    return built_site(tmp_path_factory.mktemp("site") / "网站 一")


@pytest.fixture
def site(built: Path) -> Iterator[Path]:
    """The site, published once."""
    publish(built)
    yield built
    restore(built)


def served(site: Path) -> dict[str, bytes]:
    return contents(site / "served" / "current")


def test_what_was_built_is_served(site: Path) -> None:
    assert served(site) == site_of(site)


def test_nothing_is_done_when_nothing_changed(site: Path) -> None:
    before = os.readlink(site / "served/current")
    answer = publish(site)
    assert (answer["published"], answer["actions"]) == (False, [])
    assert os.readlink(site / "served/current") == before


def test_a_change_writes_what_changed_and_links_the_rest(site: Path) -> None:
    before = (site / "served/current").resolve()
    retitle(site, "关于改名的通知")
    answer = publish(site)
    assert "policies/sfb/2026-9.html" in puts(answer)
    assert puts(answer)[-1] == "index.html"
    assert served(site) == site_of(site)
    now = (site / "served/current").resolve()
    assert now != before
    untouched = "assets/stylesheets/gongkai.css"
    assert (now / untouched).stat().st_ino == (before / untouched).stat().st_ino
    assert "关于改名的通知".encode() not in (before / "policies/sfb/2026-9.html").read_bytes()


def test_a_page_that_went_stays_for_the_grace_period(site: Path) -> None:
    add_policy(site, "2026-10", 10, "关于新事的通知")
    publish(site)
    (site / "content/sfb/policies/2026-10.md").unlink()
    build(site)
    answer = publish(site)
    assert {
        "kind": "linger",
        "path": "policies/sfb/2026-10.html",
        "reason": "网站上已没有，宽限期内保留",
        "size": 0,
    } in (answer["actions"])
    assert "policies/sfb/2026-10.html" in served(site)
    (site / "publish.yml").write_text((site / "publish.yml").read_text("utf-8") + "grace_days: 0\n", "utf-8")
    assert "policies/sfb/2026-10.html" in publish(site)["receipt"]["deleted"]
    assert served(site) == site_of(site)


def test_an_earlier_release_comes_back_without_the_site(site: Path) -> None:
    first = served(site)
    retitle(site, "关于改名的通知")
    publish(site)
    shutil.rmtree(site / "site")
    listed = json.loads(gongkai(site, "releases", "--json").stdout)
    assert len(listed) == 2
    answer = publish(site, listed[0]["release"], command="rollback")
    assert answer["receipt"]["restored_from"] == listed[0]["release"]
    assert served(site) == first


def test_a_full_disk_leaves_the_old_release(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = served(site)
    retitle(site, "关于改名的通知")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder_module.os, "fsync", full)
    done = gongkai(site, "publish", "web")
    assert done.returncode == 1
    assert "磁盘已满，网站仍是原来的版本" in done.stderr
    assert served(site) == before
    assert not list((site / "served/releases").glob("*.part"))
    monkeypatch.undo()
    publish(site)
    assert served(site) == site_of(site)


def test_many_pages_do_not_vanish_by_mistake(site: Path) -> None:
    settings = (site / "publish.yml").read_text("utf-8")
    (site / "publish.yml").write_text(settings + "deletions: {share: 0.01, number: 0}\n", "utf-8")
    before = served(site)
    shutil.rmtree(site / "site/policies")
    done = gongkai(site, "publish", "web")
    assert done.returncode == 1
    assert "没有发布" in done.stderr
    assert "--allow-deletions" in done.stderr
    assert served(site) == before
    assert gongkai(site, "publish", "web", "--allow-deletions", "500").returncode == 0


def test_a_plan_changes_nothing(site: Path) -> None:
    retitle(site, "关于改名的通知")
    before = served(site)
    done = gongkai(site, "publish", "web", "--dry-run")
    assert "上传  policies/sfb/2026-9.html  （内容变化）" in done.stdout
    assert "什么也没有做" in done.stdout
    assert served(site) == before


def test_a_folder_can_be_named_without_settings(site: Path, tmp_path: Path) -> None:
    done = gongkai(site, "publish", str(tmp_path / "别处 文件夹"))
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "别处 文件夹/current") == site_of(site)


def test_an_unfinished_build_is_not_published(site: Path) -> None:
    (site / ".gongkai/mkdocs/building").touch()
    done = gongkai(site, "publish", "web")
    assert done.returncode == 1
    assert "上次生成网站没有完成，不能发布" in done.stderr


def test_a_site_that_was_never_built_is_not_published(site: Path) -> None:
    shutil.rmtree(site / ".gongkai")
    done = gongkai(site, "publish", "web")
    assert done.returncode == 1
    assert "还没有生成网站" in done.stderr


def test_the_receipt_names_what_changed(site: Path) -> None:
    retitle(site, "关于改名的通知")
    answer = publish(site)
    receipt = answer["receipt"]
    kept = json.loads((site / f"reports/receipts/{receipt['release']}.json").read_text("utf-8"))
    assert kept == receipt
    assert "https://www.yunchuan.example/policies/sfb/2026-9.html" in receipt["changed_urls"]
    assert "https://www.yunchuan.example/" in receipt["changed_urls"]
    assert receipt["uploaded"]["pages"]["files"] == len(puts(answer))


class Killed(BaseException):
    """The publisher is gone. No handler for errors may catch it."""


class Text:
    """A site of three files, all of which say the same."""

    def __init__(self, text: str) -> None:
        self.content = text.encode()
        digest = sha256(self.content).hexdigest()
        paths = ("index.html", "同样.html", f"{text}.html")
        self.files = tuple(PublishedFile(path, digest, len(self.content)) for path in sorted(paths))

    def read(self, file: PublishedFile) -> bytes:
        assert file in self.files
        return self.content


def put(root: Path, text: str) -> None:
    rules = Rules(lambda path: path == "index.html", timedelta(days=1), 1, timedelta(0), tells_cdn=False)
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    terms = Terms(rules, lambda _: 10, "test", lambda: noon, lambda _: True, lambda *_: None)
    make_release(FolderTarget("web", root), site_wish(Text(text).files, "", Text(text)), terms)


@pytest.mark.parametrize("step", range(16))
def test_a_kill_at_any_step_leaves_a_whole_release(step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "old")
    left = [step]

    def dying(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*arguments: Any, **more: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*arguments, **more)

        return call

    for name in ("link", "fsync", "rename", "replace", "symlink"):
        monkeypatch.setattr(os, name, dying(name))
    with contextlib.suppress(Killed):
        put(tmp_path, "new")
    monkeypatch.undo()
    served = contents(tmp_path / "current")
    assert {served["index.html"], served["同样.html"]} in ({b"old"}, {b"new"})
    assert "old.html" in served, "a page of the old release may link to it"
    put(tmp_path, "new")
    assert contents(tmp_path / "current").keys() == {"index.html", "同样.html", "new.html", "old.html"}
    assert not list((tmp_path / "releases").glob("*.part"))
