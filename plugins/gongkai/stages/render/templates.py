"""The theme's own templates for records: Jinja, autoescaped, strict about undefined names.

In: the theme's folder. Out: Templates for views. Compiled templates are kept in the cache, because compiling them takes
longer than rendering a hundred pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, MutableMapping
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


def open_templates(theme: Path, compiled: Path) -> ThemeTemplates:
    """The templates of a theme; what Jinja makes of them is kept in the folder `compiled`."""
    compiled.mkdir(parents=True, exist_ok=True)
    environment = make_environment(theme)
    environment.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    return ThemeTemplates(environment)
