"""The page of one interpretation.

In: the loaded record, the Inquiry. Out: its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gongkai.kinds.policies.model import Interpretation
from gongkai.model.atlas import Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.room import Loaded, Site


def interpretation_pages(loaded: Loaded, record: Interpretation, inquiry: Inquiry, site: Site) -> Iterator[Product]:  # noqa: ARG001
    """The page at the record's address."""
    summary = loaded.summary
    yield Page(summary.url, "policies", summary.title, summary.description, "", f"<h1>{escape(summary.title)}</h1>{loaded.html}")
