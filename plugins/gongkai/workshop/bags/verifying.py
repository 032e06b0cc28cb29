"""Which files of a bag are not what they were: damaged, missing, added, renamed.

In: an OpenedBag. Out: Findings, in order of path; none where the bag is whole. Every file is read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from gongkai.workshop.bags.manifests import (
    ALGORITHMS,
    DECLARATION,
    DECLARATION_FILE,
    INFORMATION_FILE,
    read_information,
    read_manifest,
)
from gongkai.workshop.bags.opening import OpenedBag, UnreadableError

_TAG_MANIFEST = "tagmanifest-"


class Trouble(StrEnum):
    """What became of a file."""

    DAMAGED = "损坏"
    MISSING = "缺少"
    ADDED = "多出"
    RENAMED = "改名"
    UNUSABLE = "不合规范"


class Finding(msgspec.Struct, frozen=True, order=True):
    """One file, and what is wrong with it. `detail` says more in Chinese; of a renamed file it is its present path."""

    path: str
    trouble: Trouble
    detail: str = ""


class _Expected(msgspec.Struct, frozen=True):
    """Digests by path for each algorithm, from the manifests of the payload and of the tag files."""

    digests: Mapping[str, Mapping[str, str]]
    problems: tuple[Finding, ...]


def verify_bag(bag: OpenedBag) -> tuple[Finding, ...]:
    """Everything that is wrong with a bag."""
    expected = _expected(bag)
    problems = [*expected.problems, *_declaration(bag), *_oxum(bag)]
    problems += (Finding(path, Trouble.UNUSABLE, "这是符号链接") for path in bag.links)
    wanted = {path for digests in expected.digests.values() for path in digests}
    present = {path for path in bag.sizes if not path.startswith(_TAG_MANIFEST)}
    actual: dict[str, Mapping[str, str]] = {}
    for path in sorted(present):
        try:
            actual[path] = _digests(bag, path, expected.digests)
        except UnreadableError as error:
            problems.append(Finding(path, Trouble.DAMAGED, str(error)))
    for path in sorted(wanted & actual.keys()):
        differing = [name for name, found in actual[path].items() if expected.digests[name].get(path) != found]
        if differing:
            problems.append(Finding(path, Trouble.DAMAGED, f"与 {'、'.join(differing)} 清单不符"))
    problems += _moved(wanted - present, present - wanted, expected.digests, actual)
    return tuple(sorted(problems))


def _expected(bag: OpenedBag) -> _Expected:
    digests: dict[str, dict[str, str]] = {}
    problems: list[Finding] = []
    for algorithm in ALGORITHMS:
        for name in (f"manifest-{algorithm}.txt", f"{_TAG_MANIFEST}{algorithm}.txt"):
            if name not in bag.sizes:
                continue
            try:
                lines = read_manifest(bag.read(name))
            except UnreadableError:
                lines = None
            if lines is None:
                problems.append(Finding(name, Trouble.DAMAGED, "清单不能读取"))
            digests.setdefault(algorithm, {}).update(lines or {})
    problems += (
        Finding(f"{start}sha256.txt", Trouble.MISSING, "没有清单，无从核对")
        for start in ("manifest-", _TAG_MANIFEST)
        if not any(f"{start}{algorithm}.txt" in bag.sizes for algorithm in ALGORITHMS)
    )
    return _Expected(digests, tuple(problems))


def _declaration(bag: OpenedBag) -> Iterator[Finding]:
    try:
        if bag.read(DECLARATION_FILE) != DECLARATION:
            yield Finding(DECLARATION_FILE, Trouble.UNUSABLE, "不是 BagIt 1.0 的声明")
    except UnreadableError:
        return  # told with the digests


def _oxum(bag: OpenedBag) -> Iterator[Finding]:
    """Whether bytes and number of the payload are what `bag-info.txt` says."""
    try:
        said = read_information(bag.read(INFORMATION_FILE)).get("Payload-Oxum", "")
    except UnreadableError:
        return
    payload = [size for path, size in bag.sizes.items() if path.startswith("data/")]
    have = f"{sum(payload)}.{len(payload)}"
    if said and said != have:
        yield Finding(INFORMATION_FILE, Trouble.UNUSABLE, f"所记内容为 {said}（字节数.文件数），实际为 {have}")


def _digests(bag: OpenedBag, path: str, algorithms: Iterable[str]) -> Mapping[str, str]:
    """Digests of a file by every algorithm of the bag, of one reading."""
    running = {algorithm: hashlib.new(algorithm) for algorithm in algorithms}
    for piece in bag.pieces(path):
        for each in running.values():
            each.update(piece)
    return {algorithm: each.hexdigest() for algorithm, each in running.items()}


def _moved(
    gone: set[str],
    new: set[str],
    expected: Mapping[str, Mapping[str, str]],
    actual: Mapping[str, Mapping[str, str]],
) -> Iterator[Finding]:
    """Files that went and files that came: renamed where their bytes are the same."""
    algorithm = next((each for each in ALGORITHMS if each in expected), "")
    arrived: dict[str, list[str]] = {}
    for path in sorted(new & actual.keys(), reverse=True):
        arrived.setdefault(actual[path].get(algorithm, ""), []).append(path)
    taken: set[str] = set()
    for path in sorted(gone):
        same = arrived.get(expected.get(algorithm, {}).get(path, "-"))
        if same:
            taken.add(same[-1])
            yield Finding(path, Trouble.RENAMED, same.pop())
        else:
            yield Finding(path, Trouble.MISSING)
    for path in sorted(new - taken):
        if path in actual:
            yield Finding(path, Trouble.ADDED)
