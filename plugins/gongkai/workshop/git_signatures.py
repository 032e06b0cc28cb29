"""Which commits are signed by a key that is trusted.

In: a range of commits, and an allowed_signers file (the format of OpenSSH). Out: those without a good signature, and
why. Only SSH keys named in that file count: what a machine's own OpenPGP keys vouch for says nothing about this site.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from gongkai.workshop.git import Commit, ask, own_log

_GOOD = "G"
_FINGERPRINT = "SHA256:"
_WHY = {"N": "没有签名", "B": "签名与内容不符", "U": "签名的密钥不在 allowed_signers 中", "E": "签名无法核对"}
_NOT_TRUSTED = "签名的密钥不可信，或者已经过期"


class Unsigned(msgspec.Struct, frozen=True):
    """A commit without a good signature: why, and what it changed."""

    commit: Commit
    why: str
    paths: tuple[str, ...]


def unsigned_commits(
    folder: Path, newest: str, after: str, signers: Path, concerns: Callable[[str], bool]
) -> Iterator[Unsigned]:
    """The commits of a range that change a path which concerns us and are not signed by one of `signers`.

    Of a merge only what the person who merged changed by hand has to be signed: what git itself joins is its parents'.
    """
    found: list[tuple[Commit, tuple[str, ...]]] = []
    for commit in own_log(folder, newest, after):
        touched = [each.path for each in commit.changes] if len(commit.parents) < 2 else _by_hand(folder, commit.id)
        if concerning := tuple(path for path in touched if concerns(path)):
            found.append((commit, concerning))
    verdicts = _verdicts(folder, [commit.id for commit, _ in found], signers)
    for commit, paths in found:
        verdict, fingerprint = verdicts[commit.id]
        if verdict != _GOOD or not fingerprint.startswith(_FINGERPRINT):
            yield Unsigned(commit, _WHY.get(verdict, _NOT_TRUSTED), paths)


def _by_hand(folder: Path, merge: str) -> list[str]:
    """The paths in which a merge differs from what git makes of its parents."""
    answer = ask(folder, "show", "--remerge-diff", "--name-only", "--relative", "-z", "--format=", merge)
    return [os.fsdecode(name) for name in answer.split(b"\0") if name.strip(b"\n")]


def _verdicts(folder: Path, commits: Sequence[str], signers: Path) -> dict[str, tuple[str, str]]:
    """Of each commit git's verdict and the fingerprint of the key."""
    if not commits:
        return {}
    trust = ("-c", f"gpg.ssh.allowedSignersFile={signers}", "-c", "gpg.ssh.revocationFile=")
    answer = ask(folder, *trust, "log", "--no-walk=unsorted", "--no-color", "--format=%H %G? %GF", *commits)
    rows = (line.split(" ") for line in os.fsdecode(answer).splitlines())
    return {commit: (verdict, fingerprint) for commit, verdict, fingerprint in rows}
