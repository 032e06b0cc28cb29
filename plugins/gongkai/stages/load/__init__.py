"""Load: sources to valid records.

In: the tree of source files. Out: chunk states (summaries, diagnostics) and, on the shelf, records with their bodies.
"""

from gongkai.stages.load.chunk import Shelf
from gongkai.stages.load.codes import core_codes
from gongkai.stages.load.many import load_chunks
from gongkai.stages.load.record_file import Desk
from gongkai.stages.load.registers import load_register
from gongkai.stages.load.sources import Chunk, SourceFile, Sources, pages_of_bodies, sort_sources

__all__ = [
    "Chunk",
    "Desk",
    "Shelf",
    "SourceFile",
    "Sources",
    "core_codes",
    "load_chunks",
    "load_register",
    "pages_of_bodies",
    "sort_sources",
]
