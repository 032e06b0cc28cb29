"""The theme's own templates for records: Jinja, autoescaped, strict about undefined names.

In: the theme's folder. Out: a `fill` function for views. Compiled templates are kept in the cache, because compiling
them takes longer than rendering a hundred pages.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template

from gongkai.workshop.item_rows import address, item_rows, related_rows


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
    environment.globals.update(item_rows=item_rows, related_rows=related_rows)
    return environment


def open_templates(theme: Path, compiled: Path) -> Callable[..., str]:
    """Make `fill(template, page_path, **values)`. Templates get `root` (`../../`) and `href(url)`, which puts `root`
    before addresses of this site and leaves others alone."""
    compiled.mkdir(parents=True, exist_ok=True)
    environment = make_environment(theme)
    environment.bytecode_cache = FileSystemBytecodeCache(str(compiled))

    @cache
    def opened(name: str) -> Template:
        return environment.get_template(name)

    def fill(template: str, page_path: str, **values: object) -> str:
        root = "../" * page_path.count("/")

        def href(url: str) -> str:
            return address(root, url)

        return opened(template).render(root=root, href=href, page_path=page_path, **values)

    return fill
