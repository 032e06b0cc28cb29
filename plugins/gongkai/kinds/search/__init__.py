"""Search: the page on which readers search. Its index is made by a stage, its script by the theme."""

from gongkai.kinds.search.room import SearchRoom

ROOM = SearchRoom()

__all__ = ["ROOM"]
