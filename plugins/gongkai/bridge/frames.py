"""Frames rendered by MkDocs: its environment, its theme, a page that does not exist.

In: MkDocs' Jinja environment at the moment it would render pages. Out: for each entrance and depth of address, the
theme's `frame.html` cut at its slots.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from gongkai.bridge.shell import DEPTHS
from gongkai.rooms import ROOMS
from gongkai.stages.render import SLOTS, Frame, FrameKey, cut, sentinel

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from gongkai.model.settings import Settings


def render_frames(
    env: Environment, config: MkDocsConfig, files: Files, nav: Navigation, settings: Settings
) -> list[tuple[FrameKey, Frame]]:
    """Render every frame, and give the theme the site's settings as `gongkai` for the authored pages too."""
    env.globals["gongkai"] = furniture(settings)
    template = env.get_template("frame.html")
    slot = SimpleNamespace(**{name: Markup(sentinel(name)) for name in SLOTS})
    frames: list[tuple[FrameKey, Frame]] = []
    for section in dict.fromkeys(["", "home", *(entrance.section for room in ROOMS for entrance in room.entrances)]):
        for depth in DEPTHS:
            page = Page("", File.generated(config, f"{'x/' * depth}x.md", content=""), config)
            context = get_context(nav, files, config, page)
            html = template.render({**context, "slot": slot, "section": section})
            frames.append((FrameKey(section, depth), cut(html)))
    return frames


def furniture(settings: Settings) -> dict[str, Any]:
    """What templates know of the site: `gongkai` in docs/theme.md."""
    carried = settings.furniture
    return {
        "site_name": settings.site_name,
        "site_domain": settings.site_domain,
        "site_code": carried.site_code,
        "sponsor": carried.sponsor,
        "contact": carried.contact,
        "address": carried.address,
        "icp": carried.icp,
        "police": carried.police,
        "party_mark_url": carried.party_mark_url,
        "find_error_url": carried.find_error_url,
        "sitemap_url": "site-map.html",
        "search_url": "search.html" if settings.search is not None else "",
        "entrances": [{"title": entrance.title, "url": entrance.url} for room in ROOMS for entrance in room.entrances],
        "pages": [{"title": each.title, "url": each.url} for each in carried.pages],
        "other_sites": [{"title": each.title, "url": each.url} for each in carried.other_sites],
    }
