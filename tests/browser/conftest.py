"""The served samples: what tests in a browser stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_city import CITY, COUNTY, Sample, built
from web_server import served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built sample."""
    return built(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the city's site is served."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def addresses(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Sample, str]]:
    """Where each of the sample's sites is served."""
    with served(built(tmp_path_factory.getbasetemp(), COUNTY)) as found:
        yield {CITY: address, COUNTY: found}
