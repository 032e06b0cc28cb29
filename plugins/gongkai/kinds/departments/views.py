"""Pages of bodies.

In: a Department, the Inquiry. Out: Pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from gongkai.kinds.departments.model import Department
from gongkai.model.atlas import Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.room import Site
from gongkai.model.summary import Summary


def department_pages(
    summary: Summary, record: Department, inquiry: Inquiry, site: Site  # noqa: ARG001
) -> Iterator[Product]:
    """`departments/<id>.html`, and `guides/<id>.html` for a body with a guide."""
    yield Page(summary.url, "departments", summary.title, "", "", f"<h1>{escape(summary.title)}</h1>")


def indexes(inquiry: Inquiry) -> Iterable[Product]:
    """`departments/index.html` and `guides/index.html`."""
    for path, section, title in (
        ("departments/index.html", "departments", "机构职能"),
        ("guides/index.html", "guides", "公开指南"),
    ):
        names = "".join(f"<li>{escape(each.title)}" for each in inquiry.members("departments/all"))
        yield Page(path, section, title, "", "", f"<h1>{title}</h1><ul>{names}</ul>")
