"""Load: sources to valid records.

In: the tree of source files. Out: chunk states (summaries, diagnostics) and, on the shelf, records with their bodies.
"""

from gongkai.stages.load.chunk import ChunkState, KnownFile, Shelf, is_current, load_chunk
from gongkai.stages.load.record_file import Desk
from gongkai.stages.load.registers import load_register
from gongkai.stages.load.sources import Chunk, SourceFile, Sources, sort_sources

__all__ = [
    "Chunk",
    "ChunkState",
    "Desk",
    "KnownFile",
    "Shelf",
    "SourceFile",
    "Sources",
    "is_current",
    "load_chunk",
    "load_register",
    "sort_sources",
]
