"""Render: the Atlas and the records' bodies to files.

In: frames, templates, the Atlas. Out: pages on disk, and a UnitState for each piece, by which the next build knows what
to leave alone.
"""

from gongkai.stages.render.frame import SLOTS, Frame, FrameKey, Frames, cut, sentinel
from gongkai.stages.render.plan import is_stale, left_over, touched_topics
from gongkai.stages.render.templates import open_templates
from gongkai.stages.render.work import Workbench, copy_authored, render_records, render_unit

__all__ = [
    "SLOTS",
    "Frame",
    "FrameKey",
    "Frames",
    "Workbench",
    "copy_authored",
    "cut",
    "is_stale",
    "left_over",
    "open_templates",
    "render_records",
    "render_unit",
    "sentinel",
    "touched_topics",
]
