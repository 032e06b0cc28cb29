"""Every link of every page leads somewhere, and nothing is loaded from another host."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from sample_city import CITY, Facts, Sample

# The sample's other sites are reserved names; what its texts name outside is listed here one by one.
OTHER_HOSTS = frozenset({"www.gov.cn"})
# It answers at any address, so that its links begin at the root of the site.
AT_ANY_ADDRESS = "404.html"


def is_external(address: str) -> bool:
    return bool(urlsplit(address).scheme or urlsplit(address).netloc)


def target(page: str, address: str) -> tuple[str, str]:
    """Where an internal link leads: a path of the site, and the fragment."""
    path, fragment = urldefrag(address)
    path = unquote(path.partition("?")[0])
    base = "" if path.startswith("/") else posixpath.dirname(page)
    found = posixpath.normpath(posixpath.join(base, path.lstrip("/"))) if path else page
    return found, unquote(fragment)


@pytest.fixture(scope="module")
def files(site: Path) -> frozenset[str]:
    return frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def test_every_internal_link_leads_to_a_file(addresses: dict[str, Facts], files: frozenset[str]) -> None:
    dead = [
        f"{page.address} -> {address}"
        for page in addresses.values()
        for address in page.links + page.resources
        if not is_external(address) and target(page.address, address)[0] not in files
    ]
    assert not dead, f"{len(dead)} dead links: {dead[:40]}"


def test_every_fragment_is_on_its_page(addresses: dict[str, Facts]) -> None:
    anchors = {address: frozenset(page.anchors) for address, page in addresses.items()}
    dead = []
    for page in addresses.values():
        for address in filter(lambda address: "#" in address and not is_external(address), page.links):
            path, fragment = target(page.address, address)
            if fragment and fragment not in anchors.get(path, frozenset()):
                dead.append(f"{page.address} -> {address}")
    assert not dead, f"{len(dead)} dead fragments: {dead[:40]}"


def test_anchors_are_unique(addresses: dict[str, Facts]) -> None:
    doubled = [page.address for page in addresses.values() if len(set(page.anchors)) < len(page.anchors)]
    assert not doubled


def test_internal_links_are_relative(addresses: dict[str, Facts], sample: Sample) -> None:
    absolute = [
        f"{page.address} -> {address}"
        for page in addresses.values()
        for address in page.links + page.resources
        if (address.startswith("/") and page.address != AT_ANY_ADDRESS) or urlsplit(address).netloc == sample.host
    ]
    # The footer's 党政机关网站标识 and 我为政府网站找错 stand at full addresses in every site.
    assert not [link for link in absolute if not link.endswith(("/party-mark.html", "/find-error.html"))]


def test_links_to_other_hosts_are_those_we_know(addresses: dict[str, Facts]) -> None:
    schemes = {urlsplit(address).scheme for page in addresses.values() for address in page.links}
    assert schemes <= {"", "https", "tel", "mailto"}
    hosts = {urlsplit(address).hostname for page in addresses.values() for address in page.links} - {None}
    assert {host for host in hosts if host and not host.endswith(".example")} <= OTHER_HOSTS


def test_nothing_is_loaded_from_another_host(addresses: dict[str, Facts]) -> None:
    loaded = [
        f"{page.address}: {address}"
        for page in addresses.values()
        for address in page.resources
        if is_external(address)
    ]
    assert not loaded


def test_every_page_can_be_reached_from_the_home_page(pages: dict[str, Facts]) -> None:
    withdrawn = {address for address, page in pages.items() if page.title.startswith("信息已撤回")}
    seen = {"index.html", AT_ANY_ADDRESS, *withdrawn}
    queue = ["index.html"]
    while queue:
        page = pages[queue.pop()]
        for address in page.links:
            path = target(page.address, address)[0]
            if not is_external(address) and path in pages and path not in seen:
                seen.add(path)
                queue.append(path)
    assert not sorted(pages.keys() - seen)


def test_a_former_address_leads_to_the_record(
    addresses: dict[str, Facts], pages: dict[str, Facts], sample: Sample
) -> None:
    moved = [page for page in addresses.values() if page.moved_to]
    assert moved or sample is not CITY
    assert not [page.address for page in moved if target(page.address, page.moved_to)[0] not in pages]
    assert not [page.address for page in moved if page.meta.get("robots") != "noindex"]
