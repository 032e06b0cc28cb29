"""Portal: the home page, the 站点地图 and the sitemap files. No record kinds of its own."""

from gongkai.kinds.portal.room import PortalRoom

ROOM = PortalRoom()

__all__ = ["ROOM"]
