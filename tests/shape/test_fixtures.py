import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect


@pytest.mark.postgres
def test_each_test_gets_an_empty_database_of_its_own(postgres_url):
    engine = create_engine(postgres_url)

    tables = inspect(engine).get_table_names()
    engine.dispose()

    assert tables == []


@pytest.mark.browser
def test_the_browser_can_be_started(chromium):
    assert shutil.which(chromium) is not None


def test_the_files_of_other_people_are_no_part_of_the_repository(shared_data):
    assert Path(__file__).resolve().parents[2] not in shared_data.parents
