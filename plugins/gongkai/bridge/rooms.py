"""`gongkai/departments`, `gongkai/catalogues`, `gongkai/policies`, `gongkai/search`: typed options, no hooks. All hooks
are `gongkai`'s.
"""

from __future__ import annotations

from mkdocs.plugins import BasePlugin

from gongkai.bridge.options import CataloguesOptions, DepartmentsOptions, PoliciesOptions, SearchOptions


class DepartmentsPlugin(BasePlugin[DepartmentsOptions]):
    """The register of bodies."""


class CataloguesPlugin(BasePlugin[CataloguesOptions]):
    """The column tree and its entries."""


class PoliciesPlugin(BasePlugin[PoliciesOptions]):
    """The policy library."""


class SearchPlugin(BasePlugin[SearchOptions]):
    """Site search."""
