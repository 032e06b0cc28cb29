"""Departments: the register of bodies (机构), their pages in official order, and the guides of 条例 art. 12."""

from gongkai.kinds.departments.room import DepartmentsRoom

ROOM = DepartmentsRoom()

__all__ = ["ROOM"]
