"""Bags: what is written is what standard tools read, and nothing that happens to a bag goes unnamed."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from zlib import crc32

import pytest

from gongkai.workshop.bags import BagError, Content, Finding, Trouble, UnfitNameError, open_bag, verify_bag, write_bag
from gongkai.workshop.bags.stored_zip import StoredZip

MOMENT = datetime.fromisoformat("2026-11-20T10:11:12+08:00")
FILES = {
    "site/首页.html": b"<h1>home</h1>",
    "site/a b.html": b"a" * 70_000,
    "site/empty.txt": b"",
    "records/x.csv": b"x",
}
NAME = "site-2026"


def contents(files: dict[str, bytes]) -> list[Content]:
    return [Content(path, len(content), partial(bytes, content)) for path, content in sorted(files.items())]


def written(path: Path, files: dict[str, bytes] | None = None, workers: int = 2) -> Path:
    with path.open("wb") as file:
        write_bag(file, NAME, MOMENT, contents(files or FILES), {"OPEN-ME.html": b"hello"}, [("Commit", "1")], workers)
    return path


def unpacked(folder: Path) -> Path:
    with zipfile.ZipFile(written(folder / "bag.zip")) as archive:
        archive.extractall(folder)
    return folder / NAME


def found(path: Path) -> list[tuple[str, str]]:
    with open_bag(path) as bag:
        return [(each.trouble, each.path) for each in verify_bag(bag)]


def run(folder: Path, *command: str) -> int:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def standard_tools(bag: Path) -> tuple[bool, bool]:
    """Whether `bagit.py` and `sha256sum` say that a bag is whole."""
    by_bagit = run(bag.parent, sys.executable, "-m", "bagit", "--quiet", "--validate", bag.name) == 0
    sums = [run(bag, f"{number}sum", "-c", "--quiet", f"{kind}manifest-{number}.txt")
            for number in ("sha256", "sha512") for kind in ("", "tag")]  # fmt: skip
    return by_bagit, not any(sums)


def test_a_bag_is_whole_for_us_and_for_standard_tools(tmp_path: Path) -> None:
    bag = unpacked(tmp_path)
    assert found(tmp_path / "bag.zip") == found(bag) == []
    assert standard_tools(bag) == (True, True)
    assert {path: (bag / "data" / path).read_bytes() for path in FILES} == FILES


def test_the_bytes_depend_on_nothing_else(tmp_path: Path) -> None:
    many = {f"site/{number}.html": bytes([number % 251]) * number for number in range(300)}
    one = written(tmp_path / "one.zip", many, workers=1).read_bytes()
    assert written(tmp_path / "other.zip", many, workers=5).read_bytes() == one


def test_other_programs_read_the_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path / "bag.zip")) as archive:
        assert archive.testzip() is None
        assert {(each.date_time, each.compress_type, each.external_attr >> 16) for each in archive.infolist()} == {
            ((2026, 11, 20, 10, 11, 12), zipfile.ZIP_STORED, 0o100644)
        }
        assert all(each.flag_bits & 0x800 for each in archive.infolist())
    if shutil.which("unzip"):
        assert run(tmp_path, "unzip", "-tq", "bag.zip") == 0


def test_more_files_than_a_small_zip_holds() -> None:
    file = io.BytesIO()
    archive = StoredZip(file, MOMENT)
    for number in range(70_000):
        archive.add(str(number), b"", 0)
    archive.close()
    with zipfile.ZipFile(file) as read:
        assert len(read.infolist()) == 70_000
        assert read.read("69999") == b""


def test_more_bytes_than_a_small_zip_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.workshop.bags.stored_zip._LIMIT", 1000)  # for 4 GB
    file = io.BytesIO()
    archive = StoredZip(file, MOMENT)
    kept = {"small": b"s", "large": b"l" * 1000, "behind": b"b"}
    for name, content in kept.items():
        archive.add(name, content, crc32(content))
    archive.close()
    with zipfile.ZipFile(file) as read:
        assert {name: read.read(name) for name in kept} == kept


DAMAGES: dict[str, tuple[Callable[[Path], object], list[tuple[str, str]]]] = {
    "a changed byte": (
        lambda bag: (bag / "data/site/a b.html").write_bytes(b"b" * 70_000),
        [("损坏", "data/site/a b.html")],
    ),
    "a file gone": (
        lambda bag: (bag / "data/site/首页.html").unlink(),
        [("不合规范", "bag-info.txt"), ("缺少", "data/site/首页.html")],
    ),
    "a file more": (
        lambda bag: (bag / "data/new.html").write_bytes(b"new"),
        [("不合规范", "bag-info.txt"), ("多出", "data/new.html")],
    ),
    "a file with another name": (
        lambda bag: (bag / "data/site/首页.html").rename(bag / "data/home.html"),
        [("改名", "data/site/首页.html")],
    ),
    "another explanation": (
        lambda bag: (bag / "OPEN-ME.html").write_bytes(b"good bye"),
        [("损坏", "OPEN-ME.html")],
    ),
    "a manifest that was mended to fit": (
        lambda bag: (bag / "manifest-sha256.txt").write_text(f"{'0' * 64}  data/records/x.csv\n", "utf-8"),
        [("损坏", "data/records/x.csv"), ("损坏", "data/site/a b.html"), ("损坏", "data/site/empty.txt"),
         ("损坏", "data/site/首页.html"), ("损坏", "manifest-sha256.txt")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_named_and_standard_tools_agree(tmp_path: Path, damage: str) -> None:
    harm, expected = DAMAGES[damage]
    bag = unpacked(tmp_path)
    harm(bag)
    assert found(bag) == expected
    by_bagit, by_sums = standard_tools(bag)
    assert not by_bagit
    assert by_sums == (damage == "a file more")  # sums look at what they know


def test_a_renamed_file_is_told_with_its_new_name(tmp_path: Path) -> None:
    bag = unpacked(tmp_path)
    (bag / "data/records/x.csv").rename(bag / "data/y.csv")
    with open_bag(bag) as opened:
        assert verify_bag(opened) == (Finding("data/records/x.csv", Trouble.RENAMED, "data/y.csv"),)


def test_a_changed_byte_in_the_zip(tmp_path: Path) -> None:
    path = written(tmp_path / "bag.zip")
    path.write_bytes(path.read_bytes().replace(b"<h1>home", b"<h1>hole"))
    assert found(path) == [("损坏", "data/site/首页.html")]


@pytest.mark.parametrize("part", [0, 100, -30])
def test_a_zip_that_was_cut_off(tmp_path: Path, part: int) -> None:
    path = written(tmp_path / "bag.zip")
    path.write_bytes(path.read_bytes()[:part])
    with pytest.raises(BagError, match="不是完整的 ZIP 文件"), open_bag(path):
        pass


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{NAME}/data/link")
    entry.external_attr = 0o120777 << 16
    return entry


HOSTILE: dict[str, tuple[str | zipfile.ZipInfo, bytes, str]] = {
    "upwards": (f"{NAME}/../../etc/passwd", b"", "写到别处"),
    "absolute": ("/etc/passwd", b"", "写到别处"),
    "a drive": ("C:/windows/system.ini", b"", "写到别处"),
    "backslashes": (f"{NAME}\\..\\x", b"", "写到别处"),
    "a link": (link(), b"/etc/passwd", "符号链接"),
    "twice": (f"{NAME}/bagit.txt", b"", "出现两次"),
    "a bomb": (f"{NAME}/data/bomb", bytes(120 << 20), "恶意"),
    "a stranger": ("readme.txt", b"", "还有别的文件"),
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_zip_is_refused(tmp_path: Path, kind: str) -> None:
    entry, content, words = HOSTILE[kind]
    path = written(tmp_path / "bag.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    with pytest.raises(BagError, match=words), open_bag(path):
        pass


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    bag = unpacked(tmp_path)
    (bag / "data/records/x.csv").unlink()
    (bag / "data/records/x.csv").symlink_to("/etc/passwd")
    assert ("不合规范", "data/records/x.csv") in found(bag)


def test_a_zip_that_was_packed_again_is_still_whole(tmp_path: Path) -> None:
    bag = unpacked(tmp_path)
    again = tmp_path / "again.zip"
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(bag.rglob("*")):
            archive.write(path, path.relative_to(tmp_path))
    assert found(again) == []


@pytest.mark.parametrize("path", ["site/100%.html", "site/a\nb.html", "site/a\\b.html"])
def test_names_that_tools_read_otherwise_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnfitNameError):
        written(tmp_path / "bag.zip", {path: b""})
