"""Running dashboards that the tests of this folder share."""

from collections.abc import Iterator

import pytest

from tests.servers import Server, running


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture(scope="package")
def below_a_path() -> Iterator[Server]:
    with running("--server.baseUrlPath=ita", health="/ita/_stcore/health") as started:
        yield started
