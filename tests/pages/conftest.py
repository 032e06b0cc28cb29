"""The sample's sites, each built and read once for the tests of its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_city import SAMPLES, Facts, Sample, built, read_pages


@pytest.fixture(scope="session", params=SAMPLES, ids=lambda sample: sample.folder)
def sample(request: pytest.FixtureRequest) -> Sample:
    """The city's site, then the county's own."""
    found: Sample = request.param
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, sample: Sample) -> Path:
    """The folder of the built site."""
    return built(tmp_path_factory.getbasetemp(), sample)


@pytest.fixture(scope="session")
def addresses(site: Path) -> dict[str, Facts]:
    """Everything that answers at an address of the site, former addresses included."""
    return read_pages(site)


@pytest.fixture(scope="session")
def pages(addresses: dict[str, Facts]) -> dict[str, Facts]:
    """Every page of the site by its address, without those that only lead on."""
    return {address: page for address, page in addresses.items() if not page.moved_to}
