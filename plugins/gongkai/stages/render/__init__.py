"""Render: the Atlas and the records' bodies to files.

In: frames, templates, the Atlas. Out: pages on disk, and a UnitState for each piece, by which the next build knows what
to leave alone.
"""

from gongkai.stages.render.frame import SLOTS, Frame, FrameKey, Frames, cut, sentinel
from gongkai.stages.render.many import Rendered, render_all
from gongkai.stages.render.templates import keep_compiled, open_templates
from gongkai.stages.render.work import Workbench, copy_authored

__all__ = [
    "SLOTS",
    "Frame",
    "FrameKey",
    "Frames",
    "Rendered",
    "Workbench",
    "copy_authored",
    "cut",
    "keep_compiled",
    "open_templates",
    "render_all",
    "sentinel",
]
