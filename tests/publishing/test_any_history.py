"""After any history of builds, publishes and kills, no link of a page that was fetched leads nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_store import Killed, MemoryStore

from gongkai.model.release import Headers, PublishedFile
from gongkai.release import Terms, earlier_wish, make_release, site_wish
from gongkai.stages.publish.lock import LASTS
from gongkai.stages.publish.plan import Rules
from gongkai.stages.publish.records import Target, read_manifest, read_pending, read_release
from gongkai.workshop.stores.below import Below

GRACE = timedelta(days=2)
HOME = "index.html"
NAMES = ("a.html", "b.html", "目录 c/页.html", "d.html", "样式.css")

pages = st.dictionaries(
    st.sampled_from(NAMES), st.tuples(st.integers(0, 2), st.frozensets(st.integers(0, 5))), max_size=5
)


class Build:
    """A small site without dead links: the home page and pages that link to each other, as text `n|link|link`."""

    def __init__(self, choice: Mapping[str, tuple[int, frozenset[int]]], cache: str) -> None:
        names = sorted(choice)
        self.contents = {HOME: "|".join(["home", *names]).encode()}
        for name, (number, links) in choice.items():
            there = [names[link % len(names)] for link in sorted(links)] if name.endswith(".html") else []
            self.contents[name] = "|".join([str(number), *there]).encode()
        self.files = tuple(
            PublishedFile(name, sha256(content).hexdigest(), len(content), Headers("text/html", cache))
            for name, content in sorted(self.contents.items())
        )

    def read(self, file: PublishedFile) -> bytes:
        return self.contents[file.path]


class City:
    """A target, its clock, and a citizen who fetches every page he can reach, after every single change."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.store.after = self.walk
        self.target = Target("web", self.store, Below(self.store, "_gongkai/"))
        self.now = datetime(2026, 11, 20, tzinfo=UTC)
        self.promised: dict[str, datetime] = {}

    def walk(self) -> None:
        """Every link of a page that was reached is good now, and for as long as the grace period. Changes take time."""
        self.now += timedelta(minutes=1)
        reached, to_do = set(), [HOME] if HOME in self.store.contents else []
        while to_do:
            path = to_do.pop()
            assert path in self.store.contents, f"a link leads to {path}, where nothing is"
            if path not in reached:
                reached.add(path)
                to_do += self.store.contents[path][0].decode().split("|")[1:]
        self.promised |= dict.fromkeys(reached, self.now + GRACE)
        for path, until in self.promised.items():
            assert path in self.store.contents or until <= self.now, f"{path} is gone too early"

    def terms(self) -> Terms:
        rules = Rules(lambda path: path == HOME, GRACE, 2, timedelta(days=3), tells_cdn=False)
        return Terms(rules, lambda _: 1000, "test", lambda: self.now, lambda _: True, lambda *_: None, at_once=1)

    def publish(self, build: Build, kill_after: int | None) -> bool:
        """Whether it was finished."""
        self.store.left = kill_after
        try:
            make_release(self.target, site_wish(build.files, "", build), self.terms())
        except Killed:
            return False
        finally:
            self.store.left = None
            self.now += LASTS + timedelta(seconds=1)
        return True

    def holds(self, build: Build) -> None:
        """The target holds what the manifest says, and nothing else that is not accounted for."""
        manifest, _ = read_manifest(self.target)
        assert manifest is not None
        assert read_pending(self.target) is None
        assert manifest.files == build.files
        accounted = {each.file.path for each in manifest.lingering} | {file.path for file in manifest.files}
        contents = self.store.contents
        assert {path for path in contents if not path.startswith("_gongkai/")} == accounted
        for file in manifest.files:
            content, headers = contents[file.path]
            assert (sha256(content).hexdigest(), headers) == (file.digest, file.headers)
        for each in manifest.lingering:
            assert sha256(contents[each.file.path][0]).hexdigest() == each.file.digest
        kept = {path.rpartition("/")[2] for path in contents if path.startswith("_gongkai/kept/")}
        assert kept == manifest.kept.keys()
        restorable = kept | {file.digest for file in manifest.files} | {e.file.digest for e in manifest.lingering}
        for earlier in manifest.earlier:
            release = read_release(self.target, earlier.release)
            assert release is not None
            assert {file.digest for file in release.files} <= restorable


kills = st.one_of(st.none(), st.integers(0, 40))
steps = st.lists(st.tuples(pages, st.sampled_from(["fast", "slow"]), kills, st.integers(0, 60)), max_size=7)


def live_through(history: list[tuple[dict, str, int | None, int]]) -> None:
    """Build, publish, be killed and wait as the history says; in the end publish once more, and look."""
    city = City()
    for choice, cache, kill_after, hours in history:
        build = Build(choice, cache)
        if city.publish(build, kill_after):
            city.holds(build)
        city.now += timedelta(hours=hours)
    build = Build({"a.html": (9, frozenset())}, "fast")
    assert city.publish(build, None)
    city.holds(build)


@settings(max_examples=150)
@given(steps)
def test_no_link_of_a_fetched_page_is_dead_at_any_step(history: list[tuple[dict, str, int | None, int]]) -> None:
    live_through(history)


@pytest.mark.soak
@settings(max_examples=10_000, derandomize=False)
@given(steps)
def test_no_link_is_dead_in_many_histories(history: list[tuple[dict, str, int | None, int]]) -> None:
    live_through(history)


@settings(max_examples=50)
@given(steps, kills)
def test_every_kept_release_comes_back_as_it_was(
    history: list[tuple[dict, str, int | None, int]], kill_after: int | None
) -> None:
    city = City()
    builds: dict[str, Build] = {}
    for choice, cache, kill, hours in history:
        build = Build(choice, cache)
        city.publish(build, kill)
        manifest, _ = read_manifest(city.target)
        if manifest is not None and manifest.files == build.files:
            builds[manifest.release] = build
        city.now += timedelta(hours=hours)
    manifest, _ = read_manifest(city.target)
    for earlier in manifest.earlier if manifest else ():
        city.store.left = kill_after
        try:
            make_release(city.target, earlier_wish(city.target, earlier.release), city.terms())
        except Killed:
            city.store.left = None
            city.now += LASTS + timedelta(seconds=1)
            present, _ = read_manifest(city.target)
            if present is None or earlier.release not in {each.release for each in present.earlier}:
                break
            make_release(city.target, earlier_wish(city.target, earlier.release), city.terms())
        city.store.left = None
        city.holds(builds[earlier.release])
        break


def test_the_grace_period_begins_when_the_last_linking_page_was_replaced() -> None:
    city = City()
    city.publish(Build({"a.html": (0, frozenset()), "b.html": (0, frozenset())}, "fast"), None)
    began = city.now
    city.publish(Build({"b.html": (1, frozenset())}, "fast"), None)
    city.now = began + GRACE
    city.publish(Build({"b.html": (2, frozenset())}, "fast"), None)
    assert "a.html" in city.store.contents
