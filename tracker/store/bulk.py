"""The home of writing many rows at once: many to a statement on SQLite, COPY on PostgreSQL."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, islice

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Table
from sqlalchemy.sql.compiler import IdentifierPreparer

ROWS_AT_ONCE = 50
"""Few enough for every SQLite: the widest table takes 20 values a row, and it may be told of 999 only."""

Value = int | str | None
"""What a bulk row holds: the value as it stands in the database, past the types of the tables."""


class UnknownDriverError(TypeError):
    """The database is spoken to by a driver for which there is no quick way to write."""

    def __init__(self, driver: object) -> None:
        kind = type(driver)
        super().__init__(f"rows are written through psycopg or sqlite3, not through {kind.__module__}.{kind.__name__}")


def insert_many(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Value, ...]]
) -> None:
    """Write rows of raw values, in the transaction of the connection. Raises ``UnknownDriverError``."""
    driver = connection.connection.driver_connection
    if isinstance(driver, psycopg.Connection):
        _copy(driver, table, columns, rows)
    elif isinstance(driver, sqlite3.Connection):
        _insert(driver, _Statement(connection.dialect.identifier_preparer, table, columns), rows)
    else:
        raise UnknownDriverError(driver)


class _Statement:
    """Inserts any number of rows at once."""

    def __init__(self, preparer: IdentifierPreparer, table: Table, columns: Sequence[str]) -> None:
        names = ", ".join(preparer.quote(table.c[column].name) for column in columns)
        # Names come from the tables of this package; values are bound.
        self._head = f"INSERT INTO {preparer.quote(table.name)} ({names}) VALUES "  # noqa: S608 - as told above
        self._row = f"({', '.join('?' * len(columns))})"

    def of(self, rows: int) -> str:
        return self._head + ", ".join([self._row] * rows)


def _insert(driver: sqlite3.Connection, statement: _Statement, rows: Iterable[tuple[Value, ...]]) -> None:
    left = iter(rows)
    # Many rows a statement take two thirds of the time of one (measured at 100,000 lines).
    full = statement.of(ROWS_AT_ONCE)
    while chunk := list(islice(left, ROWS_AT_ONCE)):
        text = full if len(chunk) == ROWS_AT_ONCE else statement.of(len(chunk))
        driver.execute(text, list(chain.from_iterable(chunk)))


def _copy(driver: psycopg.Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Value, ...]]) -> None:
    names = sql.SQL(", ").join(sql.Identifier(table.c[column].name) for column in columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
