"""The home of the connection to the database: how it is opened, and how its tables are brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from tracker.errors import ToldWrongError

BUSY_SECONDS = 30
_WRITES = "equity_tracker_writes"


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


class Form(StrEnum):
    """How the tables of a database stand beside those that this version of the product needs."""

    NONE = "none"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


class Database:
    """One database, SQLite or PostgreSQL, by its address as SQLAlchemy writes it (``sqlite:///county.sqlite3``)."""

    def __init__(self, url: str) -> None:
        try:
            self.url = make_url(url)
            self.engine = create_engine(self.url)
        except (ArgumentError, ImportError) as error:
            raise AddressError(url) from error
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _prepare_sqlite)
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
        """A connection in a transaction that may write; nothing is kept unless it is committed by its user."""
        with (
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin() as transaction,
        ):
            yield connection
            if transaction.is_active:
                transaction.rollback()

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


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # The driver would begin transactions when it sees fit; here they begin when SQLAlchemy says so.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"busy_timeout = {BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its turn at once: one that starts as a reader cannot wait for another writer later.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
