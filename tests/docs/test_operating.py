"""The operator's handbook: every command in it exists with the options it is given, in both languages alike."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from sample_city import ROOT

from gongkai.cli import main

PAGES = ("operating.md", "operating.zh.md")
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)\)")
_QUOTED = re.compile(r"`(gongkai [^`]*)`")


def commands(page: str) -> list[list[str]]:
    """Words of each call of gongkai, in blocks and between backticks."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    lines = [line for block in _BLOCK.findall(text) for line in block.splitlines()]
    pieces = [piece.strip() for line in lines for piece in line.partition(" #")[0].split("&&")]
    found = [piece for piece in (*pieces, *_QUOTED.findall(text)) if piece.startswith("gongkai ")]
    return [shlex.split(each.replace("…", "X"))[1:] for each in found]


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("-")}


@pytest.mark.parametrize("page", PAGES)
def test_every_command_exists_with_its_options(page: str) -> None:
    assert len(commands(page)) > 15
    for name, *rest in commands(page):
        assert name in main.commands, name
        given = {word.partition("=")[0] for word in rest if word.startswith("-")}
        assert given <= options(main.commands[name]), (name, rest)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    assert [link for link in _LINK.findall(text) if not (ROOT / "docs" / link).exists()] == []


def test_both_languages_say_the_same() -> None:
    """The same chapters, the same commands, and the same files named."""
    english, chinese = ((ROOT / "docs" / page).read_text("utf-8") for page in PAGES)
    assert re.findall(r"^## \d+", english, re.MULTILINE) == re.findall(r"^## \d+", chinese, re.MULTILINE)
    assert {words[0] for words in commands(PAGES[0])} == {words[0] for words in commands(PAGES[1])}
    drills = [Path(name) for name in re.findall(r"tests/\S+\.py", english)]
    assert drills
    assert all((ROOT / drill).exists() and str(drill) in chinese for drill in drills)
