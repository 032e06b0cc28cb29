"""Layout: one document as a row of positions, the same for the engine and for the eye.

In: a SearchDocument. Out: for each position the token that is indexed (a gram, or a mark) and the piece of text that is
shown; where its parts begin. The engine counts positions in the tokens; excerpts are cut from the pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from gongkai.model.search import SearchDocument
from gongkai.workshop.folding import grams, pieces

_BREAK = "¶"
"""A token that takes a position and is not indexed: phrases do not cross it."""
SEAM = "\u200b"
"""Between pieces in what is stored (a character that no page shows)."""
_BRAILLE = 0x2800


class Laid(msgspec.Struct, frozen=True):
    """A document laid out. `content` are the pieces, joined by SEAM; `length` counts positions; `body` is where its
    text begins, after title and card; `parts` are (position, label, address)."""

    document: SearchDocument
    title: str
    """The grams of the title, parted by blanks."""
    title_units: int
    tokens: str
    content: str
    length: int
    body: int
    parts: tuple[tuple[int, str, str], ...]


def lay_out(document: SearchDocument) -> Laid:
    """Title, parts, hidden words, and a mark that changes with whatever is shown, because the engine names a fragment
    after what it has read."""
    tokens: list[str] = []
    shown: list[str] = []
    parts: list[tuple[int, str, str]] = []

    def add(text: str) -> list[str]:
        found, cut = pieces(text)
        if found:
            tokens.extend((*grams(found), _BREAK))
            shown.extend((*cut, "\n"))
        return found

    title = add(document.title)
    for line in document.head:
        add(line)
    body = len(tokens)
    for part in document.parts:
        if part.label:
            parts.append((len(tokens), part.label, part.address))
        elif parts:
            parts.append((len(tokens), "", ""))
        for paragraph in part.paragraphs:
            add(paragraph)
    visible = len(shown)
    for text in document.hidden:
        add(text)
    shown[visible:] = [""] * (len(tokens) - visible)
    tokens.append(_mark(document, shown))
    shown.append("")
    joined = SEAM.join(shown)
    return Laid(document, " ".join(grams(title)), len(title), " ".join(tokens), joined, len(tokens), body, tuple(parts))


def feed_page(laid: Laid) -> str:
    """The page the engine reads. Tokens are letters, digits and Han characters: nothing to escape. `und`: a language
    whose words are left as they are."""
    return (
        '<!doctype html><html lang="und"><body>'
        f'<main data-pagefind-body data-pagefind-meta="title:{laid.title}"><p>{laid.tokens}</p></main></body></html>'
    )


def _mark(document: SearchDocument, shown: Sequence[str]) -> str:
    digest = sha256(msgspec.msgpack.encode((document, shown))).digest()
    return "".join(chr(_BRAILLE + byte) for byte in digest[:8])
