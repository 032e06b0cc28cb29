"""The doors of the library: its two homes, the pages of its facets, and all lists.

In: the Atlas, only for which listings exist; the Inquiry for what they hold. Out: units and pages. A facet page knows
which sibling terms have documents because its unit is named by them: a term that appears or vanishes makes another
unit, while a new document in a sibling changes nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from gongkai.kinds.policies.facets import (
    FACETS,
    INTERPRETATION_FACETS,
    INTERPRETATIONS,
    LIBRARY,
    POLICY_FACETS,
    Facet,
)
from gongkai.kinds.policies.parts import HOME, INTERPRETATIONS_HOME, SECTION
from gongkai.kinds.policies.terms import ordered_terms, term_title
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.room import Context, Site, Unit
from gongkai.workshop.listing_pages import (
    Heading,
    ListingHead,
    index_page,
    listing_head,
    page_title,
    pages_of_years,
    year_page,
)
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

_ROOM = "policies"
_FOLDERS = {"policies": POLICY_FACETS, "interpretations": INTERPRETATION_FACETS}


class TermLink(msgspec.Struct, frozen=True):
    """A term of a facet, with how many records it has (0: not said)."""

    title: str
    url: str
    count: int = 0
    current: bool = False
    text: str = ""


class TermGroup(msgspec.Struct, frozen=True):
    """A facet's terms."""

    title: str
    anchor: str
    links: tuple[TermLink, ...]


class FacetPage(msgspec.Struct, frozen=True):
    """Context of `policies/facet.html`."""

    trail: tuple[Crumb, ...]
    heading: Heading
    groups: tuple[TermGroup, ...]
    head: ListingHead


class HomePage(msgspec.Struct, frozen=True):
    """Context of `policies/home.html`: `beside` are the short facets, `doors` the long ones."""

    trail: tuple[Crumb, ...]
    heading: Heading
    beside: tuple[TermGroup, ...]
    newest: ListingHead
    newest_title: str
    other: ListingHead
    other_title: str
    other_url: str
    doors: tuple[TermGroup, ...]


def library_units(atlas: Atlas, context: Context) -> Iterator[Unit]:
    """The homes; of each listing its index and its years."""
    present: dict[Facet, list[str]] = {facet: [] for facet in FACETS.values()}
    for listing in atlas.listings:
        folder, _, rest = listing.partition("/")
        if folder not in _FOLDERS:
            continue
        yield from (Unit(_ROOM, "year", (listing, *page)) for page in pages_of_years(atlas, listing, context.settings))
        key, _, term = rest.partition("/")
        if facet := FACETS.get((folder, key)):
            present[facet].append(term)
    for folder, facets in _FOLDERS.items():
        terms = {facet: ordered_terms(facet, present[facet], context) for facet in facets}
        yield Unit(_ROOM, "home", (folder, *(f"{facet.key}={','.join(terms[facet])}" for facet in facets)))
        yield Unit(_ROOM, "all", (folder,))
        for facet, names in terms.items():
            for term in names:
                yield Unit(_ROOM, "facet", (folder, facet.key, term, ",".join(_siblings(facet, term, names))))


def _siblings(facet: Facet, term: str, terms: Iterable[str]) -> list[str]:
    """The terms a page offers beside its own: all, but of a two-level facet only the first level and its own branch."""
    if facet.key != "theme":
        return list(terms)
    branch = term.partition("-")[0]
    return [each for each in terms if "-" not in each or each.partition("-")[0] == branch]


def render_library(unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
    """Pages of one unit."""
    match unit.view, unit.arguments:
        case "home", (folder, *facets):
            return (_home(folder, facets, inquiry, site),)
        case "all", (folder,):
            listing = f"{folder}/all"
            return (index_page(listing, _heading(listing, inquiry, site.context), inquiry, site),)
        case "facet", (folder, key, term, siblings):
            return (_facet_page(FACETS[folder, key], term, siblings.split(","), inquiry, site),)
        case _, (listing, year, number):
            return (year_page(listing, year, int(number), _heading(listing, inquiry, site.context), inquiry, site),)
    raise ValueError(f"no such unit: {unit}")


def _heading(listing: str, inquiry: Inquiry, context: Context) -> Heading:
    if listing == LIBRARY:
        return Heading("全部政策文件", SECTION, (HOME,), "本市各级机关主动公开的全部政策文件。", column_type="政策文件")
    if listing == INTERPRETATIONS:
        return Heading(
            "全部政策解读",
            SECTION,
            (HOME, INTERPRETATIONS_HOME),
            "对政策文件的文字、图解、视频和问答解读。",
            column_type="政策解读",
        )
    folder, key, term = listing.split("/", 2)
    facet = FACETS[folder, key]
    title = term_title(facet, term, inquiry, context)
    above = (HOME,) if folder == "policies" else (HOME, INTERPRETATIONS_HOME)
    within: tuple[str, ...] = (facet.title, above[-1].title)
    if facet.key == "theme" and "-" in term:
        branch = term.partition("-")[0]
        above = (*above, Crumb(term_title(facet, branch, inquiry, context), f"{facet.listing(branch)}.html"))
        within = (above[-1].title, *within)
    kind = "政策文件" if folder == "policies" else "政策解读"
    description = f"{facet.title}为“{title}”的{kind}。"
    return Heading(title, SECTION, above, description, (facet.title, title), column_type=kind, within=within)


def _facet_page(facet: Facet, term: str, siblings: list[str], inquiry: Inquiry, site: Site) -> Page:
    listing = facet.listing(term)
    path = f"{listing}.html"
    heading = _heading(listing, inquiry, site.context)
    view = FacetPage(
        trail=(*heading.trail, Crumb(heading.title)),
        heading=heading,
        groups=tuple(_sibling_groups(facet, term, siblings, inquiry, site.context)),
        head=listing_head(listing, inquiry, site.settings, site.settings.newest),
    )
    return _page(path, heading, site.fill("policies/facet.html", path, view=view))


def _sibling_groups(
    facet: Facet, term: str, siblings: list[str], inquiry: Inquiry, context: Context
) -> Iterator[TermGroup]:
    branch = term.partition("-")[0] if facet.key == "theme" else term
    below = [each for each in siblings if facet.key == "theme" and "-" in each]
    if below:
        title = term_title(facet, branch, inquiry, context)
        yield TermGroup(title, "", tuple(_term_link(facet, each, term, inquiry, context) for each in below))
    first = [each for each in siblings if each not in below]
    yield TermGroup(facet.title, "", tuple(_term_link(facet, each, branch, inquiry, context) for each in first))


def _term_link(facet: Facet, term: str, current: str, inquiry: Inquiry, context: Context) -> TermLink:
    title = term_title(facet, term, inquiry, context)
    return TermLink(title, f"{facet.listing(term)}.html", current=term == current)


def _home(folder: str, present: list[str], inquiry: Inquiry, site: Site) -> Page:
    groups = {}
    for facet, text in zip(_FOLDERS[folder], present, strict=True):
        terms = [
            term for term in text.partition("=")[2].split(",") if term and not (facet.key == "theme" and "-" in term)
        ]
        groups[facet.key] = TermGroup(
            facet.title, facet.key, tuple(_counted(facet, term, inquiry, site.context) for term in terms)
        )
    documents = listing_head(LIBRARY, inquiry, site.settings, site.settings.block_items)
    interpretations = listing_head(INTERPRETATIONS, inquiry, site.settings, site.settings.block_items)
    if folder == "policies":
        heading = Heading(
            "政策文件库",
            SECTION,
            (),
            "规章、行政规范性文件、其他政策文件及其解读。",
            ("政策", "规章", "规范性文件"),
            "政策文件",
        )
        shown, other = documents, interpretations
        short, titles = {"category", "level", "state"}, ("最新文件", "最新解读")
    else:
        heading = Heading("政策解读", SECTION, (HOME,), "谁来解读、怎样解读、解读什么。", ("政策解读",), "政策解读")
        shown, other = interpretations, documents
        short, titles = {"form", "by"}, ("最新解读", "最新文件")
    view = HomePage(
        trail=(*heading.trail, Crumb(heading.title)),
        heading=heading,
        beside=tuple(group for key, group in groups.items() if key in short and group.links),
        newest=shown,
        newest_title=titles[0],
        other=other,
        other_title=titles[1],
        other_url="interpretations/index.html" if folder == "policies" else "policies/index.html",
        doors=tuple(group for key, group in groups.items() if key not in short and group.links),
    )
    path = f"{folder}/index.html"
    return _page(path, heading, site.fill("policies/home.html", path, view=view))


def _counted(facet: Facet, term: str, inquiry: Inquiry, context: Context) -> TermLink:
    count = inquiry.count(facet.listing(term))
    return TermLink(term_title(facet, term, inquiry, context), f"{facet.listing(term)}.html", count, text=f"{count} 件")


def _page(path: str, heading: Heading, body: str) -> Page:
    head = head_html(column_tags(heading.title, heading.description, heading.keywords, heading.column_type))
    return Page(path, SECTION, page_title(heading.title, heading.within), heading.description, head, body)
