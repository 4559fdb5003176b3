"""The home of one change: everything in it is kept, or nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select, update

from tracker.store.database import Database
from tracker.store.repositories.alignment import Alignment
from tracker.store.repositories.books import Books
from tracker.store.repositories.chart import Chart
from tracker.store.repositories.comparing import Comparing
from tracker.store.repositories.findings import Findings
from tracker.store.repositories.frameworks import Frameworks
from tracker.store.repositories.imports import Imports
from tracker.store.repositories.lines import Lines
from tracker.store.repositories.links import Links
from tracker.store.repositories.plans import Plans
from tracker.store.repositories.profiles import Profiles
from tracker.store.repositories.questions import Questions
from tracker.store.tables import store_state


class StoreUnitOfWork:
    """A transaction on the database, with what is kept by subject. Leaving it without ``commit`` keeps nothing."""

    def __init__(self, begin: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._begin = begin

    def __enter__(self) -> Self:
        self._transaction = self._begin()
        self._connection = self._transaction.__enter__()
        self.alignment = Alignment(self._connection)
        self.books = Books(self._connection)
        self.chart = Chart(self._connection)
        self.comparing = Comparing(self._connection)
        self.findings = Findings(self._connection)
        self.frameworks = Frameworks(self._connection)
        self.imports = Imports(self._connection)
        self.lines = Lines(self._connection)
        self.links = Links(self._connection)
        self.plans = Plans(self._connection)
        self.profiles = Profiles(self._connection)
        self.questions = Questions(self._connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transaction.__exit__(kind, error, trace)

    def commit(self) -> None:
        """Keep everything."""
        self._connection.commit()

    def data_version(self) -> int:
        """The number that every publication raises."""
        return int(self._connection.execute(select(store_state.c.data_version)).scalar_one())

    def raise_data_version(self) -> None:
        """Say that pages may show something else from now on; whoever publishes at the same time waits here."""
        self._connection.execute(update(store_state).values(data_version=store_state.c.data_version + 1))


def writing(database: Database) -> StoreUnitOfWork:
    """Changes, one after another."""
    return StoreUnitOfWork(database.writing)


def reading(database: Database) -> StoreUnitOfWork:
    """Looks, each at one state of the database."""
    return StoreUnitOfWork(database.reading)
