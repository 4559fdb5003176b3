"""The home of writing many rows at once: the driver's own loop on SQLite, COPY on PostgreSQL."""

import sqlite3
from collections.abc import Iterable, Sequence

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Table

Value = int | str | None
"""What a bulk row holds: the value as it stands in the database, past the types of the tables."""


def insert_many(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Value, ...]]
) -> None:
    """Write rows of raw values, in the transaction of the connection."""
    driver = connection.connection.driver_connection
    if isinstance(driver, psycopg.Connection):
        _copy(driver, table, columns, rows)
    elif isinstance(driver, sqlite3.Connection):
        _run(driver, connection, table, columns, rows)


def _run(
    driver: sqlite3.Connection,
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Iterable[tuple[Value, ...]],
) -> None:
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(table.c[column].name) for column in columns)
    marks = ", ".join("?" for _ in columns)
    # Names come from the tables of this package, values are bound.
    statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"  # noqa: S608 - as told above
    driver.executemany(statement, rows)


def _copy(driver: psycopg.Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Value, ...]]) -> None:
    names = sql.SQL(", ").join(sql.Identifier(table.c[column].name) for column in columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
