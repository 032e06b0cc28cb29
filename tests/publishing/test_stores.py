"""A site is published to each kind of store, by a real server on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import gongkai
from fault_proxy import FaultPlan, failing
from rclone_server import LOCKED, PASSWORD, USER, rclone_server
from site_tools import contents
from small_release import add_policy, publish, puts, retitle, site_of

from gongkai.model.release import Headers
from gongkai.workshop.stores import ConditionError, Store, TemporaryError
from gongkai.workshop.stores.opendal_store import OpendalStore
from gongkai.workshop.stores.rclone_store import RcloneStore

NAME = "目录 一/页 二.html"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: tmp_path_factory.mktemp(name) for name in ("sftp", "webdav")}


@pytest.fixture(scope="module")
def ports(folders: dict[str, Path]) -> Iterator[dict[str, int]]:
    sftp = rclone_server("sftp", folders["sftp"], *LOCKED)
    webdav = rclone_server("webdav", folders["webdav"], *LOCKED)
    with sftp as sftp_port, webdav as webdav_port:
        yield {"sftp": sftp_port, "webdav": webdav_port}


@pytest.fixture(params=["s3", "webdav", "sftp"])
def store(request: pytest.FixtureRequest) -> Store:
    kind = request.param
    if kind == "s3":
        return s3_store(request.getfixturevalue("s3_server"), request.getfixturevalue("bucket"))
    port = request.getfixturevalue("ports")[kind]
    if kind == "webdav":
        return webdav_store(port)
    return RcloneStore("sftp", {"host": "127.0.0.1", "port": str(port), "user": USER}, PASSWORD, "stores/")


def webdav_store(port: int) -> OpendalStore:
    options = {"endpoint": f"http://127.0.0.1:{port}", "root": "/stores/"}
    return OpendalStore("webdav", options | {"username": USER, "password": PASSWORD})


def s3_store(server: str, bucket: str) -> OpendalStore:
    options = {"endpoint": server.rstrip("/"), "bucket": bucket, "region": "auto", "root": "/"}
    return OpendalStore("s3", options | {"access_key_id": "a", "secret_access_key": "b", "disable_config_load": "true"})


def test_a_store_keeps_files(store: Store) -> None:
    assert store.read(NAME) is None
    assert store.look(NAME) is None
    store.write(NAME, b"one", Headers("text/html; charset=utf-8", "no-cache"))
    store.write(NAME, b"other")
    store.write("empty", b"")
    assert store.read(NAME) == b"other"
    assert store.read("empty") == b""
    store.copy(NAME, "kept/one")
    store.copy(NAME, "kept/one")
    assert sorted((seen.path, seen.size) for seen in store.files("")) == [("empty", 0), ("kept/one", 5), (NAME, 5)]
    assert [seen.path for seen in store.files("kept/")] == ["kept/one"]
    assert list(store.files("nowhere/")) == []
    for path in (NAME, NAME, "empty", "kept/one"):
        store.delete(path)
    assert list(store.files("")) == []


def test_s3_excludes_a_second_writer(s3_server: str, bucket: str) -> None:
    store = s3_store(s3_server, bucket)
    store.create("lock", b"1")
    with pytest.raises(ConditionError):
        store.create("lock", b"2")
    seen = store.look("lock")
    assert seen is not None
    store.replace("lock", b"3", seen.tag)
    with pytest.raises(ConditionError):
        store.replace("lock", b"4", seen.tag)
    assert store.read("lock") == b"3"


def test_a_store_of_many_folders_is_listed_through_a_failing_network(ports: dict[str, int]) -> None:
    paths = [f"listed/{number}/page.html" for number in range(60)]
    for path in paths:
        webdav_store(ports["webdav"]).write(path, b"1")
    plan = FaultPlan(2026, 0.1)
    with failing(f"http://127.0.0.1:{ports['webdav']}/", plan) as endpoint:
        store = webdav_store(int(endpoint.rstrip("/").rpartition(":")[2]))
        assert sorted(seen.path for seen in store.files("listed/")) == sorted(paths)
    assert plan.happened.total() > plan.happened[""]


def test_a_store_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        options = {"endpoint": endpoint, "bucket": "b", "region": "auto", "disable_config_load": "true"}
        store = OpendalStore("s3", options | {"access_key_id": "a", "secret_access_key": "b"}, longest=0.2)
        with pytest.raises(TemporaryError):
            store.write("index.html", b"1")
        with pytest.raises(TemporaryError):
            store.look("index.html")


def s3_settings(server: str, bucket: str) -> str:
    return f"targets:\n  web:\n    kind: s3\n    bucket: {bucket}\n    endpoint: {server.rstrip('/')}\n"


@pytest.fixture
def s3_site(site: Path, s3_server: str, bucket: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    (site / "publish.yml").write_text(s3_settings(s3_server, bucket), "utf-8")
    monkeypatch.setenv("GONGKAI_KEY_ID", "an-identifier")
    monkeypatch.setenv("GONGKAI_WEB_KEY_SECRET", "kept-from-everybody")
    return site


def held(store: Store) -> dict[str, bytes]:
    """The site as it lies in a store."""
    paths = [seen.path for seen in store.files("") if not seen.path.startswith("_gongkai/")]
    return {path: store.read(path) or b"" for path in paths}


def test_a_site_lives_in_s3(s3_site: Path, s3_server: str, bucket: str) -> None:
    store = s3_store(s3_server, bucket)
    first = publish(s3_site)
    assert held(store) == site_of(s3_site)
    assert puts(first)[-1] == "sitemap.xml" or "index.html" in puts(first)[-4:]
    assert publish(s3_site)["actions"] == []

    before = site_of(s3_site)
    add_policy(s3_site, "2026-10", 10, "关于新事的通知")
    second = publish(s3_site)
    assert held(store) == site_of(s3_site)
    order = puts(second)
    assert order.index("policies/sfb/2026-10.html") < order.index("policies/all.html") < order.index("index.html")
    assert second["receipt"]["verified"].startswith("按大小和 MD5核对")

    release = first["receipt"]["release"]
    assert release in gongkai(s3_site, "releases").stdout
    publish(s3_site, release, command="rollback")
    assert {path: content for path, content in held(store).items() if path in before} == before
    assert "policies/sfb/2026-10.html" in held(store), "the page lingers, because it may be linked to"


def test_headers_alone_are_a_change(s3_site: Path) -> None:
    publish(s3_site)
    settings = (s3_site / "publish.yml").read_text("utf-8")
    headers = 'headers:\n  - {match: "**/*.css", cache_control: no-store}\n'
    (s3_site / "publish.yml").write_text(settings + headers, "utf-8")
    actions = publish(s3_site)["actions"]
    assert {each["reason"] for each in actions} == {"头信息变化"}
    assert all(each["path"].endswith(".css") for each in actions)


def test_no_secret_is_told(s3_site: Path, s3_server: str, bucket: str) -> None:
    """Neither when it works, nor when the store is not there, nor in what is put or kept here."""
    said = gongkai(s3_site, "publish", "web")
    (s3_site / "publish.yml").write_text(s3_settings(s3_server, "no-such-bucket"), "utf-8")
    failed = gongkai(s3_site, "publish", "web")
    assert (said.returncode, failed.returncode) == (0, 1)
    store = s3_store(s3_server, bucket)
    told = [said.stdout, said.stderr, failed.stdout, failed.stderr]
    written = [*contents(s3_site).values(), *(store.read(seen.path) or b"" for seen in store.files(""))]
    for secret in ("an-identifier", "kept-from-everybody"):
        assert not [text for text in told if secret in text]
        assert not [content for content in written if secret.encode() in content]


def test_missing_keys_are_named(s3_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGKAI_WEB_KEY_SECRET")
    done = gongkai(s3_site, "publish", "web")
    assert done.returncode == 2
    assert "请设置环境变量 GONGKAI_WEB_KEY_SECRET" in done.stderr


@pytest.mark.parametrize("kind", ["webdav", "sftp"])
def test_a_site_lives_on_other_servers(
    kind: str, site: Path, ports: dict[str, int], folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_PASSWORD", PASSWORD)
    settings = {
        "webdav": f'kind: webdav, endpoint: "http://127.0.0.1:{ports[kind]}", user: {USER}',
        "sftp": f'kind: rclone, remote: sftp, options: {{host: 127.0.0.1, port: "{ports[kind]}", user: {USER}}}',
    }
    text = f"targets:\n  web: {{{settings[kind]}, prefix: 网站/}}\n"
    (site / "publish.yml").write_text(text, "utf-8")
    release = publish(site)["receipt"]["release"]
    retitle(site, "关于改名的通知")
    done = gongkai(site, "publish", "web")
    assert done.returncode == 0, done.stderr
    assert "这个目标不能排斥同时进行的发布" in done.stdout
    assert PASSWORD not in done.stdout + done.stderr
    lying = contents(folders[kind] / "网站")
    assert {path: content for path, content in lying.items() if not path.startswith("_gongkai/")} == site_of(site)
    restore_sources = site_of(site)
    publish(site, release, command="rollback")
    lying = contents(folders[kind] / "网站")
    assert lying["policies/sfb/2026-9.html"] != restore_sources["policies/sfb/2026-9.html"]
