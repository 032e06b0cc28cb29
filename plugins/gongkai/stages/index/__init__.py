"""Index: what was published to a search index that runs in the browser.

In: a Publication (Atlas, records on the shelf, authored pages). Out: the site's folder `search/`. The engine is
Pagefind; what it is fed, and what is made of its files, is ours: docs/search.md. Nothing is imported here: a build that
has nothing to do needs `memory` alone.
"""
