"""The theme's own templates for records: Jinja, autoescaped, strict about undefined names.

In: the theme's folder. Out: Templates for views. Compiled templates are kept, because compiling them takes longer than
rendering a hundred pages.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gongkai.stages.render.frame import sentinel
from gongkai.workshop.item_rows import address, item_rows, related_rows

_SLOT = re.compile(sentinel("(\\w+)"))


class _PlainGlobals(Environment):
    """Jinja with one dict of globals for all templates. It copies and compares them for every page and every import,
    and its own layers of mappings made that a tenth of a whole build."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def make_environment(theme: Path) -> Environment:
    """The environment of our templates, without a cache."""
    environment = _PlainGlobals(
        loader=FileSystemLoader(theme),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(item_rows=_finished(item_rows), related_rows=_finished(related_rows))
    return environment


def _finished(rows: Callable[[Iterable[Any], str], str]) -> Callable[[Iterable[Any], str], Markup]:
    """What a template need not escape."""
    return lambda items, root: Markup(rows(items, root))


class _Slots:
    """`slot` in a layout: whatever is asked of it marks the place of a part of that name."""

    def __getattr__(self, name: str) -> Markup:
        return Markup(sentinel(name))


class ThemeTemplates:
    """`model.room.Templates` by Jinja."""

    def __init__(self, environment: Environment) -> None:
        self._opened = cache(environment.get_template)
        self._pattern = cache(self._cut)

    def fill(self, template: str, page_path: str, **values: object) -> str:
        return self._opened(template).render(_ways("../" * page_path.count("/")), **values)

    def lay(self, layout: str, page_path: str, **parts: str) -> str:
        return self._pattern(layout, "../" * page_path.count("/")) % parts

    def _cut(self, layout: str, root: str) -> str:
        """The layout as a pattern for `%`: what stays is there once for all pages of a depth."""
        html = self._opened(layout).render(_ways(root), slot=_Slots())
        return _SLOT.sub(r"%(\1)s", html.replace("%", "%%"))


def _ways(root: str) -> dict[str, object]:
    return {"root": root, "href": lambda url: address(root, url)}


def open_templates(theme: Path, memory: Path) -> ThemeTemplates:
    """The templates of a theme. `memory` is the folder for what Jinja makes of them, if the theme's own cannot be."""
    environment = make_environment(theme)
    keep_compiled(environment, theme, memory, "rooms")
    return ThemeTemplates(environment)


def keep_compiled(environment: Environment, theme: Path, memory: Path, owner: str) -> None:
    """Have compiled templates kept beside their sources, as Python keeps its modules, or else under `memory`.

    Each environment compiles in its own way, so each `owner` has files of its own. Their names begin with a dot: MkDocs
    carries no such file into the site.
    """
    folder = theme / "__pycache__"
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    if sys.dont_write_bytecode or not os.access(folder, os.W_OK):
        folder = memory
        folder.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(folder), f".{owner}-%s.cache")
