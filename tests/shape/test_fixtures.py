import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text


@pytest.mark.postgres
@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_a_database_of_its_own_with_all_tables_and_nothing_in_them(postgres_url, turn):
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        tables = set(inspect(connection).get_table_names())
        files = connection.execute(text("SELECT count(*) FROM stored_files")).scalar_one()
        connection.execute(text(f"CREATE TABLE left_by_the_{turn} (id integer)"))
    engine.dispose()

    assert {"alembic_version", "stored_files", "funding_links"} <= tables
    assert not {name for name in tables if name.startswith("left_by")}
    assert files == 0


@pytest.mark.browser
def test_the_browser_can_be_started(chromium):
    assert shutil.which(chromium) is not None


def test_the_files_of_other_people_are_no_part_of_the_repository(shared_data):
    assert Path(__file__).resolve().parents[2] not in shared_data.parents
