"""What the corridor sees of a room: the shape that every folder of `kinds` has.

The stages know rooms only by these types; rooms know one another only through the Atlas. A room added later changes
nothing in the stages. `Room` is a base class, because most rooms have nothing to say to most of its questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Protocol

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.body import Bodies
from gongkai.model.diagnostic import Severity
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.record import Part
from gongkai.model.reference import Ref
from gongkai.model.search import SearchDocument
from gongkai.model.settings import Settings
from gongkai.model.summary import Summary
from gongkai.model.tombstone import Tombstone


class Place(msgspec.Struct, frozen=True):
    """Where a kind's files lie: a folder relative to the project's root, `*` standing for one name, and their suffix.

    The first `*` is the department, a second one the record that an earlier text belongs to. `root` is the setting that
    names the first folder (`content` or `catalogues`).
    """

    root: str
    folders: tuple[str, ...]
    suffix: str


class SourceAttachment(msgspec.Struct, frozen=True, array_like=True):
    """A file in a record's `<stem>.files/` folder: its name, its path relative to the project's root, size in bytes."""

    name: str
    path: str
    size: int


class Loaded(msgspec.Struct, frozen=True, array_like=True):
    """One valid record as the load stage puts it by: its body already HTML, its fields as `workshop.kept_records` keeps
    them.

    `files_folder` is the name of the attachments folder beside its page.
    """

    summary: Summary
    kept: msgspec.Raw
    html: str
    headings: tuple[tuple[int, str, str], ...]
    """(level, anchor, text) of each heading of the body."""
    attachments: tuple[SourceAttachment, ...]
    files_folder: str


class Problem(msgspec.Struct, frozen=True):
    """A mistake a rule found: the stage adds file and position.

    `field` is the path of keys and indexes in the record's YAML, () for the record as a whole. `body_line` counts lines
    of the Markdown body from 1, 0 for not in the body.
    """

    code: str
    message: str
    hint: str = ""
    field: tuple[str | int, ...] = ()
    body_line: int = 0


class SiteProblem(msgspec.Struct, frozen=True):
    """A mistake seen only from the whole site, at one record (or, without one, at a file)."""

    problem: Problem
    summary: Summary | None = None
    path: str = ""


class Code(msgspec.Struct, frozen=True):
    """A diagnostic code: its default level, a short Chinese title and the source of the rule."""

    severity: Severity
    title: str
    source: str


class Context(msgspec.Struct, frozen=True):
    """What loading and judging one record may know besides the record: no clock, no other record.

    What was withdrawn is for rules that judge a record beside others, and for units: what is read of a record, or shown
    on its page, must not depend on it."""

    settings: Settings
    bodies: Bodies
    registers: Mapping[str, Part]
    tombstones: tuple[Tombstone, ...] = ()


class Identity(msgspec.Struct, frozen=True):
    """Who a record is, from where its file lies. `item` is the index in a list file, -1 for a file of its own.

    `files` are the names of the files in its attachments folder.
    """

    ref: Ref
    path: str
    item: int
    files: frozenset[str] = frozenset()


class Kind(Protocol):
    """One kind of record."""

    @property
    def name(self) -> str:
        """English name, the prefix of a Ref: `policy`."""

    @property
    def label(self) -> str: ...

    @property
    def folder(self) -> str:
        """First folder of its addresses: `policies`."""

    @property
    def places(self) -> tuple[Place, ...]: ...

    @property
    def schema(self) -> type[Part]: ...

    def body_of(self, record: Any) -> str | None:
        """Markdown kept in a field of the record; None where the body is the text after the front matter."""

    def rules(self, record: Any, identity: Identity, body: str, context: Context) -> Iterable[Problem]: ...

    def summarise(self, record: Any, identity: Identity, context: Context) -> Summary:
        """The summary without listings and mentions, which the load stage adds."""

    def state(self, summary: Summary, as_of: str) -> str:
        """有效性 on a day (ISO text), "" for kinds that have none."""

    def pages(self, loaded: Loaded, record: Any, inquiry: Inquiry, site: Site) -> Iterable[Product]: ...

    def searched(self, loaded: Loaded, record: Any, inquiry: Inquiry, context: Context) -> Iterable[SearchDocument]:
        """What search finds of it: only what its pages show (`workshop.search_documents` has what all say alike)."""


class Unit(msgspec.Struct, frozen=True, order=True):
    """One piece of rendering that is no record's own: a year of a listing, an index. `arguments` go to its view."""

    room: str
    view: str
    arguments: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ":".join((self.room, self.view, *self.arguments))


class Entrance(msgspec.Struct, frozen=True):
    """An item of the header's navigation. `section` is what pages under it call themselves."""

    section: str
    title: str
    url: str


class Register(msgspec.Struct, frozen=True):
    """One whole-site file that everything may depend on: the column tree, the word lists."""

    name: str
    root: str
    file: str
    schema: type[Part]


class Room:
    """One folder of `kinds`: what the corridor asks of each, with the answers of a room that has nothing to say. A room
    overrides what concerns it."""

    name: str
    kinds: tuple[Kind, ...] = ()
    registers: tuple[Register, ...] = ()
    entrances: tuple[Entrance, ...] = ()
    codes: Mapping[str, Code] = {}

    def place(self, summary: Summary, context: Context) -> Iterable[str]:
        """The listings in which a record, of whatever room, appears thanks to this room."""
        return ()

    def check_registers(self, context: Context) -> Iterable[SiteProblem]:
        return ()

    def check_site(self, atlas: Atlas, context: Context, as_of: str, codes: AbstractSet[str]) -> Iterable[SiteProblem]:
        """What the index of the site shows: numbers used twice, columns without content. Done at each build, so it must
        not read all records but for a rule whose code is in `codes`, the codes that will be told."""
        return ()

    def check_record(self, summary: Summary, inquiry: Inquiry, context: Context, as_of: str) -> Iterable[SiteProblem]:
        """What one record, of whatever room, does wrong beside those it asks for. Judged again only when the record, an
        answer or the day is another one. `as_of` (ISO text) is the day for which validity and limits are judged."""
        return ()

    def units(self, atlas: Atlas, context: Context) -> Iterable[Unit]:
        return ()

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        """The pages of a unit that this room named."""
        raise AssertionError(unit)

    def other_names(self, atlas: Atlas, context: Context) -> Iterable[tuple[str, str]]:
        """Former and short names of what the room keeps, each with the present one: search takes them for the same."""
        return ()


class Templates(Protocol):
    """The theme's templates. Those that hold logic are filled; a layout has nothing but places for parts, and laying
    them out costs next to nothing, which matters for what is made once for each record."""

    def fill(self, template: str, page_path: str, **values: object) -> str:
        """Render a template for the page at that path. It also gets `root` (`../../`) and `href(url)`, which puts
        `root` before addresses of this site and leaves others alone."""

    def lay(self, layout: str, page_path: str, **parts: str) -> str:
        """Put finished HTML in the places that a layout marks with `slot.<name>`. It may use `root` and `href` too."""


class Site(msgspec.Struct, frozen=True):
    """What views have besides the Inquiry: the context and the templates."""

    context: Context
    templates: Templates

    @property
    def settings(self) -> Settings:
        return self.context.settings

    @property
    def fill(self) -> Callable[..., str]:
        return self.templates.fill

    @property
    def lay(self) -> Callable[..., str]:
        return self.templates.lay
