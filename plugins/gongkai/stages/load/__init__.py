"""Load: sources to valid records.

In: the tree of source files. Out: chunk states, sheets and summaries, and, on the shelf, records with their bodies.
"""

from gongkai.stages.load.codes import core_codes
from gongkai.stages.load.many import Fresh, Look, Reading, Remembered, load_groups
from gongkai.stages.load.record_file import Desk
from gongkai.stages.load.registers import load_register
from gongkai.stages.load.shelf import Shelf, open_shelf, tidy
from gongkai.stages.load.sources import Chunk, Group, Sorter, SourceFile, pages_of_bodies

__all__ = [
    "Chunk",
    "Desk",
    "Fresh",
    "Group",
    "Look",
    "Reading",
    "Remembered",
    "Shelf",
    "Sorter",
    "SourceFile",
    "core_codes",
    "load_groups",
    "load_register",
    "open_shelf",
    "pages_of_bodies",
    "tidy",
]
