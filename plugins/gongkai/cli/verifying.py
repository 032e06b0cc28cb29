"""`gongkai verify`: whether a snapshot is what it was, whoever kept it and wherever it lay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from gongkai.workshop.bags import (
    BagError,
    Finding,
    OpenedBag,
    Trouble,
    UnreadableError,
    digest_of,
    open_bag,
    read_information,
    verify_bag,
)
from gongkai.workshop.signatures import SUFFIX, MissingSignerError, SigningError, verified_words

_SHOWN = (("Source-Organization", "网站"), ("Scope", "范围"), ("Bagging-Date", "日期"), ("Commit", "版本"))


def run_verify_snapshot(path: Path, public_key: str | None, previous: Path | None) -> int:
    """Name each file that is not what it was. Returns 0 for a whole snapshot, 1 for another, 2 where there is none."""
    try:
        with open_bag(path) as bag:
            findings = verify_bag(bag)
            said = _said(bag)
        wrong = [*map(_sentence, findings), *_chain(said, previous)]
        wrong += _signature(path, public_key)
    except BagError as error:
        click.echo(f"{path}：{error}", err=True)
        return 2
    except MissingSignerError:
        click.echo("核对签名要用附加组件，请先安装：pip install 'gongkai[archive]'；或者用 minisign -V 核对", err=True)
        return 2
    for label, shown in _SHOWN:
        if label in said:
            click.echo(f"{shown}：{said[label]}")
    for sentence in wrong:
        click.echo(sentence)
    click.echo(f"快照不完好，共 {len(wrong)} 处问题。" if wrong else "快照完好。")
    _tell_unsigned(path, public_key)
    return 1 if wrong else 0


def _said(bag: OpenedBag) -> dict[str, str]:
    try:
        return read_information(bag.read("bag-info.txt"))
    except UnreadableError:
        return {}


def _sentence(finding: Finding) -> str:
    detail = finding.detail
    if finding.trouble is Trouble.RENAMED:
        return f"改名：{finding.path} → {detail}（内容没有变）"
    return f"{finding.trouble}：{finding.path}{f'（{detail}）' if detail else ''}"


def _chain(said: dict[str, str], previous: Path | None) -> Sequence[str]:
    """Whether the snapshot before is the one that this one names."""
    if previous is None:
        return ()
    named = said.get("Previous-Snapshot-SHA256")
    if named is None:
        return ("前一快照：本快照没有记载前一快照",)
    found = digest_of(previous)
    return () if named == found else (f"前一快照：应为 {named}，{previous.name} 是 {found}",)


def _signature(path: Path, public_key: str | None) -> Sequence[str]:
    if public_key is None:
        return ()
    if path.is_dir():
        return ("签名：签名是给 ZIP 文件的，解压后的文件夹不能核对签名",)
    try:
        words = verified_words(path, path.with_name(path.name + SUFFIX), public_key)
    except SigningError as error:
        return (f"签名：{error}",)
    click.echo(f"签名有效：{words}")
    return ()


def _tell_unsigned(path: Path, public_key: str | None) -> None:
    if public_key is None and path.with_name(path.name + SUFFIX).exists():
        click.echo("有签名文件，没有核对：用 --public-key 指明公钥。")
