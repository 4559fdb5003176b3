"""The stores that the contract is held against: in memory, on SQLite, on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.memory import MemoryUnitOfWork
from tracker.services.unit_of_work import UnitOfWork
from tracker.store.database import Database
from tracker.store.unit_of_work import writing

Open = Callable[[], UnitOfWork]

DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with all tables, on each engine."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    made = Database(request.getfixturevalue("postgres_url") if request.param == "postgres" else url)
    made.upgrade()
    yield made
    made.close()


@pytest.fixture(params=["memory", *DATABASES])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A store of each kind; what it gives begins a change."""
    if request.param == "memory":
        memory = MemoryUnitOfWork()
        yield lambda: memory
        return
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    made = Database(request.getfixturevalue("postgres_url") if request.param == "postgres" else url)
    made.upgrade()
    yield lambda: writing(made)
    made.close()
