from pathlib import Path

import pytest

from tests.mutations.__main__ import share_noticed
from tests.mutations.books import load_books
from tests.mutations.notice import Notice, try_changes, try_plan_changes
from tests.mutations.plans import load_plans

LARGEST = 120_000


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "budgets"


def test_changes_that_a_careful_reader_could_see_are_noticed(folder):
    tried = list(try_changes(load_books(folder, largest=LARGEST), times=1))

    missed = [each.seed for each in tried if each.notice is Notice.MISSED]
    assert len(tried) > 60
    assert share_noticed(tried) >= 0.95, missed


def test_a_change_is_the_same_each_time(folder):
    book = next(load_books(folder, largest=LARGEST))

    assert list(try_changes([book], times=1)) == list(try_changes([book], times=1))


def test_changes_of_plans_that_a_careful_reader_could_see_are_noticed(shared_data):
    tried = list(try_plan_changes(load_plans(shared_data / "plans", most=28), times=1))

    missed = [each.seed for each in tried if each.notice is Notice.MISSED]
    assert len(tried) > 40
    assert share_noticed(tried) >= 0.9, missed
