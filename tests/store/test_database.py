import ast
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from tracker.store import tables
from tracker.store.bulk import UnknownDriverError, insert_many
from tracker.store.database import AddressError, BusyError, Database
from tracker.store.schema import metadata


def differences(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), metadata)
        return found


def test_migrations_make_the_tables_that_the_code_knows(database):
    assert differences(database) == []
    assert database.revision() == database.newest_revision()


def test_migrations_go_back_and_forth(database):
    database.downgrade("base")
    left = inspect(database.engine).get_table_names()
    database.upgrade()

    assert left == ["alembic_version"]
    assert differences(database) == []


def test_migrations_stop_at_every_step(database):
    database.downgrade("base")
    steps = [f"{number:04}" for number in range(1, int(database.newest_revision()) + 1)]
    for revision in (*steps, *reversed(steps[:-1])):
        before = database.revision() or ""
        (database.upgrade if revision > before else database.downgrade)(revision)

        assert database.revision() == revision


def test_a_migration_of_files_that_came_in_loses_nothing_of_them(database):
    database.downgrade("0003")
    with database.writing() as connection:
        connection.execute(text("INSERT INTO stored_files (id, sha256, size, content) VALUES (1, 'a', 1, 'x')"))
        connection.execute(
            text(
                "INSERT INTO imports (id, kind, file_id, file_name, state, created_by, created_at, layout,"
                " layout_version, outcome, answers, surroundings, mapping, report, what, records, errors, warnings)"
                " VALUES (1, 'plan', 1, 'p', 'published', 'me', '2026-01-01', 'l', '1', 'read', '{}', '{}', '[]',"
                " '{}', 'Plan', 0, 0, 0)"
            )
        )
        connection.execute(text("INSERT INTO sheets (import_id, name) VALUES (1, 'Lines')"))
        connection.commit()

    database.upgrade()
    database.downgrade("0003")
    database.upgrade()

    with database.writing() as connection:
        found = connection.execute(text("SELECT imports.state, sheets.name FROM imports, sheets")).all()
        assert [tuple(row) for row in found] == [("published", "Lines")]
        connection.execute(text("UPDATE imports SET state = 'discarded'"))
        with pytest.raises(IntegrityError):
            connection.execute(text("UPDATE imports SET state = 'unheard of'"))


def test_every_constraint_has_a_name(database):
    looked = inspect(database.engine)

    for table in metadata.tables:
        names = [key["name"] for key in looked.get_foreign_keys(table)]
        names += [key["name"] for key in looked.get_unique_constraints(table)]
        names += [key["name"] for key in looked.get_check_constraints(table)]
        assert None not in names


def test_a_record_cannot_name_what_is_not_there(database):
    with database.writing() as connection, pytest.raises(IntegrityError):
        connection.execute(text("INSERT INTO sheets (import_id, name) VALUES (99, 'Lines')"))


def test_a_driver_that_is_not_known_writes_nothing_and_says_so():
    connection: Any = SimpleNamespace(connection=SimpleNamespace(driver_connection=Decimal(1)))

    with pytest.raises(UnknownDriverError, match=r"not through decimal\.Decimal"):
        insert_many(connection, tables.sheets, ["import_id", "name"], [(1, "Lines")])


def test_a_new_database_says_that_it_has_no_tables(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'deep' / 'new.sqlite3'}")
    newest = database.newest_revision()

    database.upgrade()
    assert database.revision() == newest
    database.close()


def test_looking_never_writes(database):
    with database.reading() as connection:
        connection.execute(text("SELECT * FROM imports"))

    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT data_version FROM store_state")).scalar_one() == 0


def test_readers_see_one_state_while_somebody_writes(database):
    with database.reading() as looking:
        before = looking.execute(text("SELECT data_version FROM store_state")).scalar_one()
        with database.writing() as connection:
            connection.execute(text("UPDATE store_state SET data_version = 5"))
            connection.commit()

        assert looking.execute(text("SELECT data_version FROM store_state")).scalar_one() == before

    with database.reading() as looking:
        assert looking.execute(text("SELECT data_version FROM store_state")).scalar_one() == 5


def test_those_who_write_take_turns_and_who_waits_too_long_is_told_so(database):
    hasty = Database(database.engine.url.render_as_string(hide_password=False), patience=1)
    with database.writing(), pytest.raises(BusyError, match="somebody else is saving"), hasty.writing():
        pass

    with hasty.writing() as connection:
        connection.execute(text("UPDATE store_state SET data_version = 3"))
        connection.commit()
    with database.reading() as connection:
        assert connection.execute(text("SELECT data_version FROM store_state")).scalar_one() == 3
    hasty.close()


def test_only_the_store_imports_the_database():
    root = Path(__file__).resolve().parents[2]
    found = [
        str(path.relative_to(root))
        for path in (root / "tracker").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in {"sqlalchemy", "alembic"}
    ]

    assert {path for path in found if not path.startswith("tracker/store/")} == set()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("nonsense", "what it holds"),
        ("nope://user:secret@host/x", "'nope://...'"),
        ("postgresql+nodriver://user:secret@host/x", "'postgresql+nodriver://...'"),
    ],
)
def test_an_address_of_no_database_is_told_without_its_password(address, shown):
    with pytest.raises(AddressError) as told:
        Database(address)

    assert f"EQUITY_TRACKER_DATABASE: {shown} is not the address of a store; write sqlite:///" in str(told.value)
    assert "secret" not in str(told.value)
