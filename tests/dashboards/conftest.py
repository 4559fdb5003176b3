import pytest

from dashboards.app import put_together
from dashboards.wiring import Wiring
from tests.dashboards.fakes import FakeDesk, FakeQueries


@pytest.fixture
def ask() -> FakeQueries:
    return FakeQueries()


@pytest.fixture
def empty() -> FakeQueries:
    return FakeQueries(is_empty=True)


@pytest.fixture
def desk(ask: FakeQueries) -> FakeDesk:
    return FakeDesk(ask)


@pytest.fixture
def wiring(ask: FakeQueries, desk: FakeDesk) -> Wiring:
    return put_together(ask, desk)
