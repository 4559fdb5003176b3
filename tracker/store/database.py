"""The home of the connection to the database: how it is opened, and how its tables are brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, RootTransaction, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from tracker.errors import ToldWrongError, TrackerError

BUSY_SECONDS = 30
_WRITES = "equity_tracker_writes"
_LOCK_NOT_AVAILABLE = "55P03"
"""How PostgreSQL says that a lock was waited for too long."""


class AddressError(ToldWrongError):
    """A text is not the address of a database that can be used here."""

    def __init__(self, url: str) -> None:
        # What stands behind the scheme may hold a password.
        scheme = url.partition("://")[0] if "://" in url else ""
        told = f"'{scheme}://...'" if scheme else "what it holds"
        super().__init__(
            f"EQUITY_TRACKER_DATABASE: {told} is not the address of a store; write sqlite:///county.sqlite3 for a "
            "file, or postgresql+psycopg://name:password@host/database"
        )


class BusyError(TrackerError):
    """Somebody else's change did not end while this one waited for its turn."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"somebody else is saving something large, for longer than {seconds} seconds now; try again in a minute"
        )


class Form(StrEnum):
    """How the tables of a database stand beside those that this version of the product needs."""

    NONE = "none"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


class Database:
    """One database, SQLite or PostgreSQL, by its address as SQLAlchemy writes it (``sqlite:///county.sqlite3``).

    ``patience`` is how many seconds a change waits for its turn.
    """

    def __init__(self, url: str, patience: int = BUSY_SECONDS) -> None:
        self._patience = patience
        try:
            self.url = make_url(url)
            self.engine = create_engine(self.url)
        except (ArgumentError, ImportError) as error:
            raise AddressError(url) from error
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", partial(_prepare_sqlite, patience))
            event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database from the first question to the last."""
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin() as transaction:
                yield connection
                transaction.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that may write; nothing is kept unless it is committed by its user.

        Those who write take turns from the beginning, so that each sees what the one before it did. Raises
        ``BusyError``.
        """
        with (
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            self._turn(connection) as transaction,
        ):
            yield connection
            if transaction.is_active:
                transaction.rollback()

    def _turn(self, connection: Connection) -> RootTransaction:
        try:
            transaction = connection.begin()
            if self.engine.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{self._patience}s'"))
                connection.execute(text("SELECT data_version FROM store_state FOR UPDATE"))
        except OperationalError as error:
            if _is_busy(error.orig):
                raise BusyError(self._patience) from error
            raise
        return transaction

    def upgrade(self, revision: str = "head") -> None:
        """Bring the tables up to date, data and all; a new database gets all of them."""
        self._make_room()
        with self._migrating() as connection:
            command.upgrade(self._alembic(connection), revision)

    def downgrade(self, revision: str) -> None:
        """Take the tables back to an older revision (``base``: none)."""
        with self._migrating() as connection:
            command.downgrade(self._alembic(connection), revision)

    def revision(self) -> str | None:
        """The revision of the tables; None: there are none."""
        with self.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def newest_revision(self) -> str | None:
        """The revision that this version of the product needs."""
        return ScriptDirectory.from_config(self._alembic(None)).get_current_head()

    def form(self) -> Form:
        """Whether there are tables, and whether they are of this version, an older one, or one to come."""
        revision = self.revision()
        if revision is None:
            return Form.NONE
        if revision == self.newest_revision():
            return Form.CURRENT
        known = {script.revision for script in ScriptDirectory.from_config(self._alembic(None)).walk_revisions()}
        return Form.OLDER if revision in known else Form.NEWER

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def _migrating(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            driver = connection.connection.driver_connection
            # SQLite changes a table by making it anew, and would take what names its records with it. Before a
            # transaction has begun, it can be told not to.
            if isinstance(driver, sqlite3.Connection):
                driver.execute("PRAGMA foreign_keys = OFF")
            try:
                yield connection
                connection.commit()
            finally:
                connection.rollback()
                if isinstance(driver, sqlite3.Connection):
                    driver.execute("PRAGMA foreign_keys = ON")

    def _make_room(self) -> None:
        place = self.url.database
        if self.engine.dialect.name == "sqlite" and place and place != ":memory:":
            Path(place).absolute().parent.mkdir(parents=True, exist_ok=True)

    def _alembic(self, connection: Connection | None) -> Config:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
        config.attributes["connection"] = connection
        return config


def _is_busy(error: BaseException | None) -> bool:
    """Whether a database says that somebody else has what is waited for; a full disk is something else."""
    is_sqlite = getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    return is_sqlite or getattr(error, "sqlstate", None) == _LOCK_NOT_AVAILABLE


def _prepare_sqlite(patience: int, connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # The driver would begin transactions when it sees fit; here they begin when SQLAlchemy says so.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"busy_timeout = {patience * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its turn at once: one that starts as a reader cannot wait for another writer later.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
