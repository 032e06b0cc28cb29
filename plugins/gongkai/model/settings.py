"""The site's settings: one frozen value, made by the bridge from mkdocs.yml and the plugins' typed options."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class OnError(StrEnum):
    """What the build does when a record has errors."""

    STOP = "stop"
    PUBLISH_REST = "publish-rest"


class WebLink(msgspec.Struct, frozen=True):
    title: str
    url: str


class Furniture(msgspec.Struct, frozen=True):
    """What header and footer of every page must carry (国办发〔2017〕47号 附件; standards/page_furniture.yaml)."""

    site_code: str = ""
    sponsor: str = ""
    contact: str = ""
    address: str = ""
    icp: str = ""
    police: str = ""
    party_mark_url: str = ""
    find_error_url: str = ""
    other_sites: tuple[WebLink, ...] = ()
    pages: tuple[WebLink, ...] = ()


MATTER_COLUMNS = (
    "事项名称", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "对象和方式", "咨询电话", "落实情况",
)  # fmt: skip
"""Columns of a list of disclosure matters where a site does not choose its own."""


class SearchSettings(msgspec.Struct, frozen=True):
    """How the site is searched. `synonyms` are the site's own, beside the committed list: word → others to look for."""

    synonyms: dict[str, tuple[str, ...]]


class Settings(msgspec.Struct, frozen=True):
    """Everything a build depends on besides its sources, the theme and `as_of`.

    `scope` is the body whose site this is (itself and all bodies below it); "" is the whole repository.
    `severities` overrides the level of single diagnostic codes (`error`, `warning`, `info`, `off`).
    `page_size` is the number of records on a numbered listing page, `newest` that of a listing's head.
    """

    name: str
    site_name: str
    site_url: str
    site_description: str
    scope: str
    content: str
    catalogues: str
    on_error: OnError
    severities: dict[str, str]
    index_number_scheme: str
    page_size: int
    newest: int
    block_items: int
    expiry_notice_days: int
    furniture: Furniture
    search: SearchSettings | None = None
    """None: the site has no search."""
    whole_site_url: str = ""
    """Address of the site that has every record, for links out of a county's own site."""
    matter_columns: tuple[str, ...] = MATTER_COLUMNS
    publication_tolerance: int = 20
    """Working days by which a 发布日期 may differ from the merge that published it."""

    @property
    def site_domain(self) -> str:
        """The host of `site_url`, "" without one."""
        return self.site_url.partition("://")[2].partition("/")[0]
