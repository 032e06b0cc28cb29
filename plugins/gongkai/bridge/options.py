"""The plugins' typed options, as written in mkdocs.yml.

In: mkdocs.yml. Out: `Settings`. Each option is documented here; an unknown one is refused by MkDocs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import click
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, ListOfItems, Optional, SubConfig, Type
from mkdocs.config.defaults import MkDocsConfig

from gongkai.kinds.catalogues.matter_columns import LABELS, NAME
from gongkai.model.settings import MATTER_COLUMNS, Furniture, OnError, SearchSettings, Settings, WebLink
from gongkai.rooms import CODES
from gongkai.workshop.core_rules import DISCLOSURE_LIMIT

_Options = TypeVar("_Options", bound=Config)

LEVELS = ("error", "warning", "info", "off")
FIXED = ("YML-", "FLD-", "APR-", "PUB-", "SRC-02", "SRC-07", "SRC-08", "SRC-09")
"""Codes that are errors on every site: a record that could not be read, a secret, a path that leads out of the site,
what nobody approved."""


class WebLinkOptions(Config):
    """A link to another site, or to an authored page."""

    title = Type(str)
    url = Type(str)


class FurnitureOptions(Config):
    """What header and footer must carry (国办发〔2017〕47号 附件)."""

    site_code = Type(str, default="")
    """网站标识码."""
    sponsor = Type(str, default="")
    """网站主办单位."""
    contact = Type(str, default="")
    """联系方式."""
    address = Type(str, default="")
    icp = Type(str, default="")
    """ICP备案编号."""
    police = Type(str, default="")
    """公安机关备案号."""
    party_mark_url = Type(str, default="")
    """党政机关网站标识 links here."""
    find_error_url = Type(str, default="")
    """“我为政府网站找错”."""
    pages = ListOfItems(SubConfig(WebLinkOptions), default=[])
    """Authored pages named in the footer, by their addresses in this site: about, help, accessibility."""
    other_sites = ListOfItems(SubConfig(WebLinkOptions), default=[])
    """Sites of counties, or the city's, named in the footer."""


class GongkaiOptions(Config):
    """Options of `gongkai`, which has all hooks."""

    scope = Type(str, default="")
    """The body whose site this is, with all bodies below it; "" is the whole repository."""
    whole_site_url = Type(str, default="")
    """With `scope`: address of the site that has every record."""
    on_error = Choice(("stop", "publish-rest"), default="stop")
    """What a build does when records have errors: nothing is published, or the rest is."""
    severities = Type(dict, default={})
    """Level of single diagnostic codes: `error`, `warning`, `info` or `off`."""
    as_of = Optional(Type(str))
    """The day (YYYY-MM-DD) for which 有效性 is computed; default: that of the commit."""
    publication_tolerance = Type(int, default=DISCLOSURE_LIMIT)
    """Working days by which a 发布日期 may differ from the merge that published it (HIS-01)."""
    furniture = SubConfig(FurnitureOptions)


class DepartmentsOptions(Config):
    """Options of `gongkai/departments`: none yet; the entry says that the site has the room."""


class CataloguesOptions(Config):
    """Options of `gongkai/catalogues`."""

    folder = Type(str, default="catalogues")
    """Folder of the registers, beside mkdocs.yml."""
    index_number_scheme = Type(str, default="{组织机构代码}/{年}-{序号:5}")
    """How a 索引号 is made; see the handbook."""
    page_size = Type(int, default=50)
    """Records on a numbered listing page."""
    newest = Type(int, default=20)
    """Records at the head of a listing."""
    block_items = Type(int, default=5)
    """Newest items of a column in the flat directory."""
    matter_columns = ListOfItems(Choice(LABELS), default=list(MATTER_COLUMNS))
    """Columns of the lists of disclosure matters, in this order."""


class PoliciesOptions(Config):
    """Options of `gongkai/policies`."""

    expiry_notice_days = Type(int, default=180)
    """A validity period that ends within so many days of `as_of` is named by `gongkai check`."""


class SearchOptions(Config):
    """Options of `gongkai/search`. A site that does not name the plugin has no search."""

    synonyms = Type(dict, default={})
    """The site's own synonyms, word: [others to look for], beside the list that comes with gongkai."""


def settings_from(config: MkDocsConfig, site_url: str) -> Settings:
    """The frozen settings of a site. `site_url` is the public address, even while MkDocs serves a preview."""
    own = _options(config, "gongkai", GongkaiOptions)
    catalogues = _options(config, "gongkai/catalogues", CataloguesOptions)
    policies = _options(config, "gongkai/policies", PoliciesOptions)
    furniture = own.furniture
    return Settings(
        name=Path(config.config_file_path).stem,
        site_name=config.site_name,
        site_url=site_url,
        site_description=config.site_description or "",
        scope=own.scope,
        content=_inside(config),
        catalogues=catalogues.folder,
        on_error=OnError(own.on_error),
        severities=_severities(own.severities),
        index_number_scheme=catalogues.index_number_scheme,
        page_size=catalogues.page_size,
        newest=catalogues.newest,
        block_items=catalogues.block_items,
        expiry_notice_days=policies.expiry_notice_days,
        furniture=Furniture(
            furniture.site_code,
            furniture.sponsor,
            furniture.contact,
            furniture.address,
            furniture.icp,
            furniture.police,
            furniture.party_mark_url,
            furniture.find_error_url,
            tuple(WebLink(each.title, each.url) for each in furniture.other_sites),
            tuple(WebLink(each.title, each.url) for each in furniture.pages),
        ),
        search=_search(config),
        whole_site_url=own.whole_site_url,
        matter_columns=_matter_columns(catalogues.matter_columns),
        publication_tolerance=own.publication_tolerance,
    )


def _matter_columns(written: list[str]) -> tuple[str, ...]:
    if NAME not in written:
        raise click.UsageError(f"matter_columns 中要有“{NAME}”")
    if repeated := sorted({label for label in written if written.count(label) > 1}):
        raise click.UsageError(f"matter_columns 中“{repeated[0]}”写了两次")
    return tuple(written)


def _inside(config: MkDocsConfig) -> str:
    """`docs_dir` relative to mkdocs.yml, as paths of sources are written everywhere."""
    folder = Path(config.docs_dir).resolve()
    root = Path(config.config_file_path).resolve().parent
    if root not in folder.parents:
        raise click.UsageError(f"docs_dir“{config.docs_dir}”应是 mkdocs.yml 旁边的文件夹")
    return folder.relative_to(root).as_posix()


def _search(config: MkDocsConfig) -> SearchSettings | None:
    if "gongkai/search" not in config.plugins:
        return None
    written = _options(config, "gongkai/search", SearchOptions).synonyms
    return SearchSettings(
        {
            str(word): tuple(map(str, others if isinstance(others, list) else [others]))
            for word, others in written.items()
        }
    )


def _severities(written: dict[str, str | bool]) -> dict[str, str]:
    """The levels as written, if each names a code and a level, and none of what a site must never let pass."""
    levels = {
        code: "off" if level is False else str(level) for code, level in written.items()
    }  # YAML reads off as false
    for code, level in levels.items():
        if code not in CODES:
            raise click.UsageError(f"severities 中没有“{code}”这个代码，见 docs/diagnostics.md")
        if level not in LEVELS:
            raise click.UsageError(f"severities 中 {code} 的级别“{level}”不对，可以写：{'、'.join(LEVELS)}")
        if code.startswith(FIXED):
            raise click.UsageError(f"severities 不能改变 {code} 的级别：这样的信息不能悄悄放过")
    return levels


def _options(config: MkDocsConfig, name: str, kind: type[_Options]) -> _Options:
    """The options given to a plugin of ours; the defaults where mkdocs.yml does not name it."""
    plugin = config.plugins.get(name)
    if plugin is not None:
        return cast(_Options, plugin.config)
    options = kind()
    options.load_dict({})
    options.validate()
    return options
