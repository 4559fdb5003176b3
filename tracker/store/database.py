"""The home of the connection to the database: how it is opened, and how its tables are brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 30
_WRITES = "equity_tracker_writes"


class Database:
    """One database, SQLite or PostgreSQL, by its address as SQLAlchemy writes it (``sqlite:///county.sqlite3``)."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = create_engine(self.url)
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
        with self.engine.connect() as connection:
            config = self._alembic(connection)
            command.upgrade(config, revision)
            connection.commit()

    def downgrade(self, revision: str) -> None:
        """Take the tables back to an older revision (``base``: none)."""
        with self.engine.connect() as connection:
            command.downgrade(self._alembic(connection), revision)
            connection.commit()

    def revision(self) -> str | None:
        """The revision of the tables; None: there are none."""
        with self.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def newest_revision(self) -> str | None:
        """The revision that this version of the product needs."""
        return ScriptDirectory.from_config(self._alembic(None)).get_current_head()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

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
