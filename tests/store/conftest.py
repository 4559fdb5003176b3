"""The stores that the contract is held against: in memory, on SQLite, on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.memory import MemoryUnitOfWork
from tracker.services.unit_of_work import UnitOfWork
from tracker.store.database import Database
from tracker.store.unit_of_work import writing

Open = Callable[[], UnitOfWork]

DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def sqlite_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and nothing in them, to be copied: migrations take longer than most tests."""
    file = tmp_path_factory.mktemp("form") / "store.sqlite3"
    made = Database(f"sqlite:///{file}")
    made.upgrade()
    made.close()
    return file


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with all tables, on each engine."""
    with _made(request, tmp_path) as made:
        yield made


@pytest.fixture(params=["memory", *DATABASES])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A store of each kind; what it gives begins a change."""
    if request.param == "memory":
        memory = MemoryUnitOfWork()
        yield lambda: memory
        return
    with _made(request, tmp_path) as made:
        yield lambda: writing(made)


@contextmanager
def _made(request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    else:
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_form'), folder / 'store.sqlite3')}"
    made = Database(url)
    yield made
    made.close()
