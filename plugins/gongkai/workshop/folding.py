"""Folding of text for search: what counts as the same word however it was written or typed.

In: text. Out: its folded form (NFKC, lower case, simplified characters), its units (a Han character, a Latin word, a
number), and overlapping pairs of these (grams), of which the search index is made. The browser does the same with the
same table (`theme/assets/javascripts/search-tables.js`, written by `python -m gongkai.workshop.folding`), and tests
hold both against each other: a difference would hide pages from searchers.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_HAN = "[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WORD = r"[a-z]+|[0-9]+(?:\.[0-9]+)*"
_UNIT = re.compile(f"{_WORD}|{_HAN}")
_RUN = re.compile(f"({_WORD}|{_HAN}+)")
_TABLE = Path(__file__).parent / "data" / "traditional.txt"
_NOT_IN_KEYS = frozenset("年号第")


@cache
def simplified() -> Mapping[str, str]:
    """Traditional character → simplified. Source and licence stand in the table itself."""
    lines = _TABLE.read_text("utf-8").split("\n")
    return {line[0]: line[1] for line in lines if line and not line.startswith("#")}


def fold(text: str) -> str:
    """NFKC, lower case, simplified characters. 獻血 and 献血, ＰＭ２.５ and pm2.5 are one."""
    return unicodedata.normalize("NFKC", text).lower().translate(_one_to_one())


def units(text: str) -> list[str]:
    """The units of a text, folded; punctuation disappears. The point within a number is written `p`, because the
    engine splits words at points."""
    return [unit.replace(".", "p") for unit in _UNIT.findall(fold(text))]


def grams(of: Sequence[str]) -> list[str]:
    """Overlapping pairs of units, and the last unit alone: the i-th gram begins at the i-th unit."""
    return [joined(left, right) for left, right in itertools.pairwise(of)] + list(of[-1:])


def joined(left: str, right: str) -> str:
    """One gram. Between Latin and digits a `q` keeps 1|23 and 12|3 apart."""
    return f"{left}q{right}" if left.isascii() and right.isascii() else left + right


def number_key(text: str) -> str:
    """What is left of a document or index number when brackets, spaces, 年, 号, 第 and leading zeros do not count:
    云川政办发〔2026〕02号 and `云川政办发2026 2` are both `云川政办发2026-2`."""
    key = ""
    for unit in units(text):
        if unit in _NOT_IN_KEYS:
            continue
        short = unit.lstrip("0") or "0" if unit.isdigit() else unit
        key += f"-{short}" if key and key[-1].isascii() and short.isascii() else short
    return key


def pieces(text: str) -> tuple[list[str], list[str]]:
    """The units of a text, and the text cut into as many pieces, each beginning with its unit as it is written.

    Joined, the pieces are the text. What stands before the first unit belongs to the first piece.
    """
    text = unicodedata.normalize("NFC", text)
    if _uneven().search(text) is not None:
        return _pieces_one_by_one(text)
    found: list[str] = []
    cut: list[str] = []
    parts = _RUN.split(text.translate(_one_to_one()))  # between, run, between, run, … between
    at = len(parts[0])
    for run, between in zip(parts[1::2], parts[2::2], strict=True):
        end = at + len(run)
        if run[0].isascii():
            found.append(run.replace(".", "p"))
            cut.append(text[at:end])
        else:
            found.extend(run)
            cut.extend(text[at:end])
        at = end + len(between)
        cut[-1] += text[end:at]
    if cut:
        cut[0] = text[: len(parts[0])] + cut[0]
    return found, cut


def _pieces_one_by_one(text: str) -> tuple[list[str], list[str]]:
    """`pieces` for a text with characters that fold to several or to none (㈠, ℃, a mark over a letter)."""
    sources: list[int] = []
    folded: list[str] = []
    for index, character in enumerate(text):
        form = fold(character)
        folded.append(form)
        sources += [index] * len(form)
    found = [unit.replace(".", "p") for unit in _UNIT.findall("".join(folded))]
    if found != units(text):  # letter and mark fold to something else together: shown as they fold
        text = fold(text)
        found, sources = units(text), list(range(len(text)))
        folded = [text]
    starts = [sources[match.start()] for match in _UNIT.finditer("".join(folded))]
    if starts:
        starts[0] = 0
    return found, [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]


@cache
def _one_to_one() -> Mapping[int, str]:
    """Every character of the basic plane that folds to one other character."""
    table = {ord(traditional): simple for traditional, simple in simplified().items()}
    for number in range(0x10000):
        form = unicodedata.normalize("NFKC", chr(number)).lower()
        if len(form) == 1 and form != chr(number):
            table[number] = simplified().get(form, form)
    return table


@cache
def _uneven() -> re.Pattern[str]:
    """Characters that fold to several, to none, or together with their neighbour. Those beyond the basic plane are rare
    enough to be taken one by one."""
    uneven = (
        chr(number)
        for number in range(0x10000)
        if len(unicodedata.normalize("NFKC", chr(number)).lower()) != 1
        or unicodedata.combining(chr(number))
        or 0x1100 <= number < 0x1200  # parts of Korean syllables
    )
    return re.compile(f"[{re.escape(''.join(uneven))}\U00010000-\U0010ffff]")


def browser_table() -> str:
    """The table as a script, in the shortest form that a line of code can read: for each traditional character in
    order its distance from the one before, and that of its simplified form from itself, to the base of 36."""
    pairs = sorted((ord(traditional), ord(simple)) for traditional, simple in simplified().items())
    before = [0, *(traditional for traditional, _ in pairs)]
    gaps = (_base36(traditional - last) for (traditional, _), last in zip(pairs, before, strict=False))
    offsets = (_base36(simple - traditional) for traditional, simple in pairs)
    return f'globalThis.gongkaiTables={{gaps:"{" ".join(gaps)}",offsets:"{" ".join(offsets)}"}};\n'


def _base36(number: int) -> str:
    digits = ""
    rest = abs(number)
    while rest or not digits:
        rest, digit = divmod(rest, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return f"-{digits}" if number < 0 else digits


if __name__ == "__main__":
    script = Path(__file__).parents[3] / "theme/assets/javascripts/search-tables.js"
    script.write_text(browser_table(), "utf-8")
