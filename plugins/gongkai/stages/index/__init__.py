"""Index: what was published to a search index that runs in the browser.

In: a Publication (Atlas, records on the shelf, authored pages). Out: the site's folder `search/`. The engine is
Pagefind; what it is fed, and what is made of its files, is ours: docs/search.md.
"""

from gongkai.stages.index.gather import Publication, nothing_more, read_documents
from gongkai.stages.index.memory import FOLDER, is_absent, is_current, make_room, remember
from gongkai.stages.index.write import Indexed, make_index

__all__ = [
    "FOLDER",
    "Indexed",
    "Publication",
    "is_absent",
    "is_current",
    "make_index",
    "make_room",
    "nothing_more",
    "read_documents",
    "remember",
]
