"""The sample city, built and read once for the tests of its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_city import Facts, built, read_pages


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built sample."""
    return built(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def addresses(site: Path) -> dict[str, Facts]:
    """Everything that answers at an address of the sample, former addresses included."""
    return read_pages(site)


@pytest.fixture(scope="session")
def pages(addresses: dict[str, Facts]) -> dict[str, Facts]:
    """Every page of the sample by its address, without those that only lead on."""
    return {address: page for address, page in addresses.items() if not page.moved_to}
