"""Catalogues: the column tree (公开目录), its entries, and the lists of disclosure matters."""

from gongkai.kinds.catalogues.room import CataloguesRoom

ROOM = CataloguesRoom()

__all__ = ["ROOM"]
