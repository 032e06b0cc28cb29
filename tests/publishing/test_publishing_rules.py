"""What the operator decides, and what happens around a release: settings, exclusion, the CDN, waiting."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from command_line import gongkai
from memory_store import Killed, MemoryStore
from small_release import DIRECTORY, publish, retitle
from web_server import served

from gongkai.model.release import Headers, PublishedFile
from gongkai.release import Terms, make_release, site_wish
from gongkai.stages.publish.lock import LASTS, BusyError, locked
from gongkai.stages.publish.origin import wait_for
from gongkai.stages.publish.patterns import ENTRIES, RULES, headers_for, matcher
from gongkai.stages.publish.plan import Rules
from gongkai.stages.publish.receipt import changed_urls
from gongkai.stages.publish.records import Target, read_pending
from gongkai.stages.publish.site_files import SiteChangedError, SiteFiles, read_site
from gongkai.workshop.stores import Seen, StoreError, TemporaryError
from gongkai.workshop.stores.below import Below
from gongkai.workshop.stores.patient import PAUSES, Patient

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML, JSON, CSS = "text/html; charset=utf-8", "application/json; charset=utf-8", "text/css; charset=utf-8"
EVER = "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("policies/sfb/2026-9.html", HTML, "public, max-age=300"),
        ("index.html", HTML, "no-cache"),
        ("search/shards.json", JSON, "no-cache"),
        ("search/2024/fragment/und_1a2b3c4.pf_fragment", "application/octet-stream", EVER),
        ("search/2024/docs.json", JSON, "public, max-age=3600"),
        ("assets/stylesheets/main.57a0d79d.min.css", CSS, EVER),
        ("assets/stylesheets/gongkai.css", CSS, "public, max-age=300"),
        ("entries/sfb/2026.files/申请 表.DOCX", DOCX, "public, max-age=3600"),
    ],
)
def test_files_are_sent_with_their_type_and_kept_as_long_as_they_may_be(path: str, kind: str, cache: str) -> None:
    assert headers_for(RULES)(path) == Headers(kind, cache)


def test_what_everything_is_found_from_comes_last() -> None:
    is_entry = matcher(ENTRIES)
    assert all(map(is_entry, ("index.html", "search/shards.json", "sitemap.xml", "sitemaps/2026.xml")))
    assert not any(map(is_entry, ("policies/index.html", "search/numbers/1.json", "404.html")))


def test_addresses_are_encoded() -> None:
    assert changed_urls(["附 件/表.pdf", "a/index.html"], "https://x.example") == (
        "https://x.example/%E9%99%84%20%E4%BB%B6/%E8%A1%A8.pdf",
        "https://x.example/a/",
        "https://x.example/a/index.html",
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("targets:\n  web: {kind: s3, bucket: b}\n", "publish.yml:2:8  PUB-01"),
        ("targets:\n  web: {kind: s3, bucket: b}\n", "s3 目标还要写：endpoint"),
        ("targets:\n  web: {kind: directory, path: x, bucket: b}\n", "publish.yml:2:43  PUB-02"),
        ("targets:\n  web: {kind: directory, path: x, bucket: b}\n", "directory 目标没有“bucket”这个设置"),
        ("targets:\n  web: {kind: ftp}\n", "“kind”的值“ftp”不在规定范围内"),
        ("target: {}\n", "没有“target”这一项"),
        ("grace_days: -1\n", "“grace_days”不能小于0"),
        (
            "targets:\n  web: {kind: oss, bucket: b, endpoint: e, options: {access_key_secret: s3cr3t}}\n",
            "PUB-03  错误：密钥和密码不能写在文件里：access_key_secret",
        ),
    ],
)
def test_mistakes_in_the_settings_are_told(settings: str, said: str, site: Path) -> None:
    (site / "publish.yml").write_text(settings, "utf-8")
    done = gongkai(site, "publish", "web")
    assert done.returncode == 2
    assert said in done.stderr
    assert "s3cr3t" not in done.stderr


def test_an_unknown_target_is_told(site: Path) -> None:
    done = gongkai(site, "publish", "wbe")
    assert done.returncode == 2
    assert "publish.yml 中没有目标“wbe”（有：web）" in done.stderr


@pytest.mark.parametrize(
    "command", [("publish", "--dry-run"), ("releases",), ("rollback", "20261122T013000Z-3f9a1c2b")]
)
def test_a_target_must_be_named_where_there_is_not_just_one(command: tuple[str, ...], site: Path) -> None:
    """With one alone, all other tests leave it out."""
    (site / "publish.yml").write_text(f"{DIRECTORY}  other: {{kind: directory, path: other}}\n", "utf-8")
    done = gongkai(site, *command)
    assert (done.returncode, "请写明是哪一个：web、other" in done.stderr) == (2, True)
    (site / "publish.yml").unlink()
    done = gongkai(site, *command)
    assert (done.returncode, "还没有写目标" in done.stderr) == (2, True)
    assert not (site / "served").exists()


def test_a_missing_package_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "publish.yml").write_text("targets:\n  web: {kind: s3, bucket: b, endpoint: 'http://x'}\n", "utf-8")
    monkeypatch.setitem(sys.modules, "opendal", None)
    monkeypatch.delitem(sys.modules, "gongkai.workshop.stores.opendal_store", raising=False)
    done = gongkai(site, "publish", "web")
    assert done.returncode == 2
    assert "pip install 'gongkai[publish]'" in done.stderr


def test_the_cdn_is_told_what_changed_and_told_again_until_it_listened(site: Path) -> None:
    publish(site)
    hook = site / "purge.py"
    hook.write_text("import sys\nopen('purged', 'w').write(sys.stdin.read())\nsys.exit(3)\n")
    settings = f"{DIRECTORY}purge: ['{sys.executable}', purge.py]\n"
    (site / "publish.yml").write_text(settings, "utf-8")
    retitle(site, "关于改名的通知")
    failed = gongkai(site, "publish", "web")
    assert failed.returncode == 1
    assert "网站已经发布，缓存没有刷新" in failed.stderr
    urls = (site / "purged").read_text("utf-8").splitlines()
    assert "https://www.yunchuan.example/policies/sfb/2026-9.html" in urls
    assert "https://www.yunchuan.example/assets/stylesheets/gongkai.css" not in urls

    (site / "purged").unlink()
    hook.write_text("import sys\nopen('purged', 'w').write(sys.stdin.read())\n")
    assert gongkai(site, "publish", "web").returncode == 0
    assert (site / "purged").read_text("utf-8").splitlines() == urls
    (site / "purged").unlink()
    assert gongkai(site, "publish", "web").returncode == 0
    assert not (site / "purged").exists()
    hook.unlink()


def test_waiting_ends_when_the_origin_serves_what_was_published(site: Path) -> None:
    publish(site)
    retitle(site, "关于改名的通知")
    with served(site / "served/current") as origin:
        done = gongkai(site, "publish", "web", "--wait", origin)
    assert done.returncode == 0, done.stderr
    assert f"{origin} 已给出新的内容，等了" in done.stdout


def test_waiting_ends_when_patience_does(site: Path) -> None:
    with served(site / "site/assets") as origin:
        done = gongkai(site, "publish", "web", "--wait", origin, "--timeout", "0")
    assert done.returncode == 1
    assert "还不是新的内容" in done.stderr


def test_waiting_says_how_long_it_took() -> None:
    answers = iter([None, b"old", b"new"])
    times = iter([0.0, 1.0, 2.0, 2.5])
    wanted = {"https://x.example/": sha256(b"new").hexdigest()}
    assert wait_for(wanted, lambda _: next(answers), lambda: next(times), lambda _: None, 10) == (2.5, ())


class Pages:
    """A site of so many pages, and their source."""

    def __init__(self, **texts: str) -> None:
        self.contents = {f"{name}.html": text.encode() for name, text in texts.items()}
        self.files = tuple(
            PublishedFile(path, sha256(content).hexdigest(), len(content))
            for path, content in sorted(self.contents.items())
        )

    def read(self, file: PublishedFile) -> bytes:
        assert file in self.files
        return self.contents[file.path]


class Page(Pages):
    """A site of one page."""

    def __init__(self, text: str) -> None:
        super().__init__(index=text)


MANY = {f"page{number}": str(number) for number in range(20)}


def target_of(store: MemoryStore) -> Target:
    return Target("web", store, Below(store, "_gongkai/"))


def terms(now: datetime) -> Terms:
    rules = Rules(lambda path: path == "index.html", timedelta(days=1), 2, timedelta(0), tells_cdn=False)
    return Terms(rules, lambda _: 10, "test", lambda: now, lambda _: True, lambda *_: None)


def test_a_second_publisher_is_refused_until_the_first_is_done() -> None:
    store = MemoryStore()
    with locked(target_of(store), "first", lambda: NOON), pytest.raises(BusyError, match="first"):
        make_release(target_of(store), site_wish(Page("b").files, "", Page("b")), terms(NOON))
    make_release(target_of(store), site_wish(Page("b").files, "", Page("b")), terms(NOON))
    assert store.read("index.html") == b"b"


def test_a_publisher_who_slept_too_long_stops() -> None:
    """Its lease ended, and somebody else published: it must not go on writing."""
    store = MemoryStore()
    clock = [NOON]
    with locked(target_of(store), "sleeper", lambda: clock[0]) as sleeper:
        clock[0] += LASTS + timedelta(seconds=1)
        make_release(target_of(store), site_wish(Page("b").files, "", Page("b")), terms(clock[0]))
        with pytest.raises(BusyError):
            sleeper.hold()
    with locked(target_of(store), "next", lambda: clock[0]):
        pass


def test_a_long_upload_keeps_its_right() -> None:
    store = MemoryStore()
    clock = [NOON]
    with locked(target_of(store), "long", lambda: clock[0]) as holding:
        for _ in range(10):
            clock[0] += LASTS * 0.6
            holding.hold()
            with pytest.raises(BusyError), locked(target_of(store), "other", lambda: clock[0]):
                pass


def test_a_killed_publisher_is_waited_for_as_long_as_the_operator_says() -> None:
    store = MemoryStore()
    short = msgspec.structs.replace(terms(NOON), lease=timedelta(seconds=5))
    store.left = 3
    with pytest.raises(Killed):
        make_release(target_of(store), site_wish(Page("a").files, "", Page("a")), short)
    store.left = None
    wish = site_wish(Page("b").files, "", Page("b"))
    with pytest.raises(BusyError):
        make_release(target_of(store), wish, terms(NOON + timedelta(seconds=4)))
    make_release(target_of(store), wish, terms(NOON + timedelta(seconds=6)))
    assert store.read("index.html") == b"b"


class Flaky(MemoryStore):
    """A network that loses the answer of every request the first two times, though the request was carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, int] = {}

    def _count(self) -> None:
        super()._count()
        self.after = self._lose

    def _lose(self) -> None:
        path = self.writes[-1] if self.writes else ""
        self.asked[path] = self.asked.get(path, 0) + 1
        if self.asked[path] <= 2:
            raise TemporaryError("the network")


def test_a_network_that_loses_answers_is_borne() -> None:
    flaky = Flaky()
    slept: list[float] = []
    store = Patient(flaky, slept.append)
    target = Target("web", store, Below(store, "_gongkai/"))
    make_release(target, site_wish(Page("a").files, "", Page("a")), terms(NOON))
    assert flaky.read("index.html") == b"a"
    assert read_pending(target) is None
    assert PAUSES[0] in slept


def test_a_network_that_stays_away_is_told() -> None:
    class Gone(MemoryStore):
        def look(self, path: str) -> None:
            raise TemporaryError(path)

    slept: list[float] = []
    with pytest.raises(StoreError):
        Patient(Gone(), slept.append).look("x")
    assert slept == list(PAUSES)


@pytest.mark.parametrize("others", [{}, MANY], ids=["the whole site", "one page of many"])
def test_an_upload_that_is_not_what_was_sent_is_noticed(others: dict[str, str]) -> None:
    class Lossy(MemoryStore):
        def write(self, path: str, content: bytes, headers: Headers = Headers()) -> None:  # noqa: B008
            super().write(path, content.removesuffix(b"!"), headers)

    store = Lossy()
    before, after = Pages(index="first", **others), Pages(index="second!", **others)
    make_release(target_of(store), site_wish(before.files, "", before), terms(NOON))
    with pytest.raises(StoreError, match="上传后核对不符"):
        make_release(target_of(store), site_wish(after.files, "", after), terms(NOON + LASTS))


def test_a_list_that_lags_or_tells_no_marks_hides_nothing() -> None:
    """A store need not know at once, in its list, what was just put; nor how to mark it."""

    class Lagging(MemoryStore):
        def files(self, folder: str) -> Iterator[Seen]:
            yield from (seen for seen in super().files(folder) if "/" in seen.path)

    class Unmarked(MemoryStore):
        def look(self, path: str) -> Seen | None:
            seen = super().look(path)
            return seen and Seen(path, seen.size, "")

    site = Pages(**MANY)
    told = [make_release(target_of(store), site_wish(site.files, "", site), terms(NOON)).verified
            for store in (MemoryStore(), Lagging(), Unmarked())]  # fmt: skip
    assert told == ["按大小和 MD5核对 20 个文件", "按大小和 MD5核对 20 个文件", "读回核对 20 个文件"]


def test_a_build_that_goes_on_while_we_publish_is_noticed(tmp_path: Path) -> None:
    """A file that changed or went after the plan was made: what was put of the new text would not be of one release."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("a.html", "b.html", "index.html"):
        (folder / name).write_text("old")
    files = read_site(folder, tmp_path / "memo", lambda _: Headers(), 0)
    (folder / "b.html").write_text("new")
    store = MemoryStore()
    with pytest.raises(SiteChangedError, match=r"“b\.html”被改动"):
        make_release(target_of(store), site_wish(files, "", SiteFiles(folder)), terms(NOON))
    assert store.read("index.html") is None
    (folder / "b.html").unlink()
    with pytest.raises(SiteChangedError, match=r"“b\.html”不见了"):
        make_release(target_of(store), site_wish(files, "", SiteFiles(folder)), terms(NOON + LASTS))
    (folder / "b.html").symlink_to("a.html")
    with pytest.raises(SiteChangedError, match="符号链接"):
        read_site(folder, tmp_path / "memo", lambda _: Headers(), 0)


def test_other_peoples_files_are_left_alone() -> None:
    """A store that held a site before: what is in the way is replaced, everything else is not ours."""
    store = MemoryStore()
    store.write("index.html", b"theirs")
    store.write("their.html", b"theirs")
    make_release(target_of(store), site_wish(Page("a").files, "", Page("a")), terms(NOON))
    make_release(target_of(store), site_wish(Page("b").files, "", Page("b")), terms(NOON + timedelta(days=9)))
    assert (store.read("index.html"), store.read("their.html")) == (b"b", b"theirs")


def test_a_run_that_was_killed_is_gone_on_with() -> None:
    """What an interrupted run put is not put again, and the CDN hears of it all the same."""

    site = Pages(**MANY)
    store = MemoryStore()
    store.left = 12
    with pytest.raises(Killed):
        make_release(target_of(store), site_wish(site.files, "", site), terms(NOON))
    before = [path for path in store.writes if path.endswith(".html")]
    assert 5 < len(before) < 20
    store.left = None
    outcome = make_release(target_of(store), site_wish(site.files, "", site), terms(NOON + LASTS))
    written = [path for path in store.writes if path.endswith(".html")]
    assert sorted(written) == sorted(site.contents)
    assert sorted(outcome.changed) == sorted(site.contents)
