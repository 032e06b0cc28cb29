"""Signatures of snapshots: made and verified here, and by the minisign that everybody has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import gongkai
from committed_site import git, lay_out_committed, snapshot

minisign = pytest.importorskip("minisign")
PASSWORD = "口令九三七"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay_out_committed(tmp_path_factory.mktemp("project"), 0)
    pair = minisign.KeyPair.generate()
    pair.secret_key.encrypt(PASSWORD)
    keys = folder.parent / "keys"
    keys.mkdir(exist_ok=True)
    (keys / "secret.key").write_bytes(bytes(pair.secret_key))
    (keys / "public.key").write_bytes(bytes(pair.public_key))
    return folder


@pytest.fixture(autouse=True)
def key(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAI_SIGNING_KEY", str(project.parent / "keys/secret.key"))
    monkeypatch.setenv("GONGKAI_SIGNING_PASSWORD", PASSWORD)
    return project.parent / "keys/public.key"


def verify(project: Path, key: Path) -> tuple[int, str]:
    done = gongkai(project, "verify", "snapshot.zip", "--public-key", str(key))
    return done.returncode, done.stdout


def test_a_signature_names_commit_and_digest_and_no_time(project: Path, key: Path) -> None:
    path = snapshot(project)
    first = (project / "snapshot.zip.minisig").read_bytes()
    code, said = verify(project, key)
    assert (code, f"签名有效：commit:{git(project, 'rev-parse', 'HEAD').strip()} sha256:" in said) == (0, True)
    assert snapshot(project) == path
    assert (project / "snapshot.zip.minisig").read_bytes() == first
    if program := shutil.which("minisign"):
        command = [program, "-V", "-p", str(key), "-m", str(path)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        path.write_bytes(path.read_bytes() + b"\0")
        assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_a_signature_that_does_not_fit(project: Path, key: Path) -> None:
    path = snapshot(project)
    path.write_bytes(path.read_bytes()[:-22] + path.read_bytes()[-22:-2] + b"\0\0")
    (project / "snapshot.zip.minisig").write_bytes((project / "snapshot.zip.minisig").read_bytes()[:-9] + b"AAAAAAA=\n")
    code, said = verify(project, key)
    assert code == 1
    assert "签名" in said
    (project / "snapshot.zip.minisig").unlink()
    assert "没有签名文件" in verify(project, key)[1]


def test_a_wrong_password_is_said_and_not_shown(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SIGNING_PASSWORD", "错口令五五一")
    done = gongkai(project, "snapshot", "-o", "other.zip")
    assert (done.returncode, done.stderr) == (2, "私钥的口令不对\n")
    assert not (project / "other.zip").exists()


def test_nothing_that_is_said_or_written_has_the_password(project: Path) -> None:
    done = gongkai(project, "snapshot", "-o", "snapshot.zip")
    assert PASSWORD not in done.stdout + done.stderr
    assert PASSWORD.encode() not in (project / "snapshot.zip").read_bytes()


def test_without_the_extra_it_says_what_to_install(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "minisign", None)
    done = gongkai(project, "snapshot", "-o", "other.zip")
    assert (done.returncode, "gongkai[archive]" in done.stderr) == (2, True)
