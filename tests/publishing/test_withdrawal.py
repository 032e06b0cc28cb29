"""A withdrawal at real targets: after one run no byte of what was withdrawn is there, in whatever release it lay."""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from command_line import gongkai, overwrite
from publishers import KEYS
from searching_bytes import holding, holding_in
from site_tools import contents
from small_site import lay_out_with_search

POLICY = "content/sfb/policies/2026-9.md"
PAGE = "policies/sfb/2026-9.html"
NAMED = "云川市人民政府办公室关于处罚陶令仪的通知"
PLANTED = ("陶令仪", "三五七一九零二四六八")
_TARGETS = """targets:
  server: {{kind: directory, path: ../server}}
  store: {{kind: s3, bucket: {bucket}, endpoint: "{endpoint}", region: us-east-1}}
purge: [sh, -c, "cat >> ../purged"]
"""
_KEY = "{http://s3.amazonaws.com/doc/2006-03-01/}Key"


def ran(folder: Path, *arguments: str) -> str:
    done = gongkai(folder, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def stored(endpoint: str, bucket: str) -> dict[str, bytes]:
    """Every object of a bucket."""
    connection = http.client.HTTPConnection(endpoint.removeprefix("http://").strip("/"), timeout=30)

    def get(path: str) -> bytes:
        connection.request("GET", path)
        return connection.getresponse().read()

    listed = ElementTree.fromstring(get(f"/{bucket}?list-type=2"))
    assert listed.findtext("{*}IsTruncated") == "false"
    found = {str(key.text): get(f"/{bucket}/{quote(str(key.text))}") for key in listed.iter(_KEY)}
    connection.close()
    return found


def test_every_byte_of_every_target_is_clean(
    tmp_path: Path, s3_server: str, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = tmp_path / "city"
    lay_out_with_search(city)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    (city / "publish.yml").write_text(_TARGETS.format(bucket=bucket, endpoint=s3_server), "utf-8")
    targets = ("server", "store")
    # It lies in several releases: as the present text, as an earlier one, in an attachment that was replaced, and in
    # files that linger.
    overwrite(city / POLICY, "一、主动公开", f"一、对陶令仪的处罚\n\n{PLANTED[1]}号。")
    attached = city / POLICY.replace(".md", ".files/陶令仪 处罚决定.docx")
    overwrite(city / POLICY, "不解读理由:", f"附件:\n  - 文件: {attached.name}\n    名称: 处罚决定\n不解读理由:")
    attached.parent.mkdir()
    for number in range(3):
        attached.write_bytes(f"PK\x03\x04陶令仪{number}".encode())
        overwrite(
            city / POLICY, f"{PLANTED[1]}号。" if not number else f"第{number}次", f"{PLANTED[1]}号。第{number + 1}次"
        )
        if number == 1:
            overwrite(city / POLICY, "云川市人民政府办公室关于做好2026年政务公开工作的通知", NAMED)
        ran(city, "build")
        for target in targets:
            ran(city, "publish", target)
    assert holding_in(tmp_path / "server", PLANTED)
    assert holding(stored(s3_server, bucket), PLANTED)

    (tmp_path / "purged").unlink()
    said = ran(city, "withdraw", "policy:sfb/2026-9", "--reason", "处罚到期", "--by", "沈知行")
    assert "目标“store”" in said
    store = stored(s3_server, bucket)
    assert holding(store, PLANTED) == []
    assert holding_in(tmp_path / "server", PLANTED) == []
    site = contents(city / "site")
    assert contents(tmp_path / "server/current") == site
    assert {path: content for path, content in store.items() if not path.startswith("_gongkai/")} == site
    assert "信息已撤回" in store[PAGE].decode()
    for target in targets:
        assert len(json.loads(ran(city, "releases", "--target", target, "--json"))) == 1, "nothing can be restored"
    purged = (tmp_path / "purged").read_text("utf-8")
    for path in (PAGE, PAGE.replace(".html", f".files/{quote(attached.name)}"), "index.html"):
        assert f"https://www.yunchuan.example/{path}\n" in purged
    receipt = json.loads(next((city / "reports/receipts").glob("withdrawal-*")).read_text("utf-8"))
    assert [each["target"] for each in receipt["targets"]] == ["server", "store"]
    assert all(each["records"] and each["is_purged"] for each in receipt["targets"])

    # Publishing goes on as ever.
    overwrite(city / "catalogues/entries/sfb/2026.yml", "三十名", "四十名")
    ran(city, "build")
    for target in targets:
        ran(city, "publish", target)
        ran(
            city,
            "rollback",
            "--target",
            target,
            json.loads(ran(city, "releases", "--target", target, "--json"))[0]["release"],
        )
    assert site.items() <= contents(tmp_path / "server/current").items()


def test_a_target_that_cannot_be_reached_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city = tmp_path / "city"
    lay_out_with_search(city)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    text = _TARGETS.format(bucket="nobody", endpoint="http://127.0.0.1:1").partition("purge")[0]
    (city / "publish.yml").write_text(text, "utf-8")
    ran(city, "build")
    ran(city, "publish", "server")
    (city / "publish.yml").write_text(text.replace("../server}", "../missing}"), "utf-8")
    (tmp_path / "missing").write_text("不是文件夹")
    done = gongkai(city, "withdraw", "policy:sfb/2026-9", "--reason", "甲", "--by", "乙", "--target", "server")
    assert done.returncode == 1
    assert "“server”没有清除" in done.stderr
    assert "再运行一次" in done.stderr
    (tmp_path / "missing").unlink()
    (tmp_path / "server").rename(tmp_path / "missing")
    assert "清除文件" in ran(
        city, "withdraw", "policy:sfb/2026-9", "--reason", "甲", "--by", "乙", "--target", "server"
    )
    assert "信息已撤回" in (tmp_path / "missing/current" / PAGE).read_text("utf-8")
