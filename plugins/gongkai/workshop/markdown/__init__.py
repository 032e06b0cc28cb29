"""The craft of turning official Markdown into safe HTML, fast.

In: the Markdown of a record's body. Out: `Rendered`: HTML, contents list, article anchors, links.
`convert_by_reference` defines the output; `convert_fast` gives the same bytes for plain official prose, some thirty
times as fast, and declines the rest; `convert` uses what fits.

Hrefs and srcs stand in the HTML as the clerk wrote them, escaped in one way: `&` is `&amp;`, `"` `&quot;`, `<`
`&lt;`, `>` `&gt;`, no-break space `&nbsp;`; `html.unescape` gives back what `Rendered.links` lists. They always
stand as `href="…"` and `src="…"`.
"""

from __future__ import annotations

from .official_prose import convert_fast
from .plain_text import plain_text
from .rendered import Heading, Rendered

__all__ = ["Heading", "Rendered", "convert", "convert_by_reference", "convert_fast", "plain_text"]


def convert(source: str) -> Rendered:
    """Any text as safe HTML; never raises."""
    return convert_fast(source) or convert_by_reference(source)


def convert_by_reference(source: str) -> Rendered:
    """Any text as safe HTML, by the definition; loads python-markdown and nh3 on first use."""
    from .reference import (
        convert_by_reference as convert_any,
    )  # the price of these imports is paid only by texts that need them

    return convert_any(source)
