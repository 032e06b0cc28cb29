"""The policy library (政策文件库): documents, their earlier texts, and interpretations."""

from gongkai.kinds.policies.room import PoliciesRoom

__all__ = ["ROOM"]

ROOM = PoliciesRoom()
