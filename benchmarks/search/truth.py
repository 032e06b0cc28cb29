"""What stands on the pages of a built site, whatever any index says.

In: a built site. Out: for a row of units, the pages that hold it. It is the measure of every search engine here, so it
reads the pages themselves, and neither our index nor our records.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.workshop.folding import units

RECORDS = re.compile(r"(?:policies|entries|interpretations)/[a-z0-9-]+/[a-z0-9./-]+\.html|departments/[a-z0-9-]+\.html")
LISTINGS = re.compile(r"[a-z]+/(?:all|category|level|state|theme|tag|object|person|company|department|form|by|series)/")
BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, caption"


class Pages:
    """The pages of a site as a reader sees them: blocks of units by address."""

    def __init__(self, site: Path) -> None:
        self.blocks: dict[str, list[tuple[str, ...]]] = {}
        self._site = site
        self._joined: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        for path in sorted(site.rglob("*.html")):
            address = path.relative_to(site).as_posix()
            if RECORDS.fullmatch(address) and not LISTINGS.match(address) and not address.endswith("index.html"):
                texts = _blocks(path.read_text("utf-8"))
                if texts:
                    self.blocks[address] = [tuple(units(text)) for text in texts]
                    self._joined[address] = "\n".join(map(_row, self.blocks[address]))

    def holding(self, wanted: Sequence[str]) -> frozenset[str]:
        """Pages with a block in which these units follow one another."""
        needle = _row(wanted)
        return frozenset(address for address, text in self._joined.items() if needle in text)

    def shows(self, address: str, wanted: Sequence[str]) -> bool:
        """Whether a page of whatever kind shows these units anywhere, its card and its lists included."""
        if address not in self._whole:
            main = LexborHTMLParser((self._site / address).read_text("utf-8")).css_first("main")
            self._whole[address] = _row(units(main.text(separator=" ") if main else ""))
        return _row(wanted) in self._whole[address]

    def card_values(self, label: str) -> dict[str, set[str]]:
        """What stands on the cards beside a label, with the pages of each value."""
        line = re.compile(rf"<dt>{label}</dt>\s*<dd>([^<]+)</dd>")
        found: dict[str, set[str]] = {}
        for address in self.blocks:
            shown = line.search((self._site / address).read_text("utf-8"))
            if shown and re.search(r"\d", shown[1]):
                found.setdefault(shown[1].strip(), set()).add(address)
        return found


def _row(of: Sequence[str]) -> str:
    return "\0" + "\0".join(of) + "\0"


def _blocks(html: str) -> list[str]:
    """The title and the text of a page that is a record's; [] for one that only sends on."""
    tree = LexborHTMLParser(html)
    main = tree.css_first("main")
    title = main.css_first("h1") if main else None
    if main is None or title is None:
        return []
    region = main.css_first("[data-read]")
    found = [title.text()]
    if region is not None:
        found += [_text(node) for node in region.css(BLOCKS) if not _holds_blocks(node)]
    return [text for text in found if text.strip()]


def _holds_blocks(node: LexborNode) -> bool:
    """Whether the text of a node is that of blocks within it. A node is among those it finds itself."""
    return any(each.mem_id != node.mem_id for each in node.css("p, li, td"))


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split("\n"))
