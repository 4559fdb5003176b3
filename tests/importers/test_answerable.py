import doctest

import pytest

from importers import answerable
from importers.answerable import column_keys
from importers.budget_workbook import ANSWER_KEYS
from importers.layouts.tidy_plan import plan_fields


def test_the_examples_hold():
    assert doctest.testmod(answerable).failed == 0


def test_every_key_of_a_budget_is_one_that_its_reader_takes():
    assert set(column_keys("long_budget")) <= ANSWER_KEYS


def test_every_field_of_a_plan_may_be_a_column():
    assert set(column_keys("tidy_plan")) == plan_fields()


@pytest.mark.parametrize("layout", ["standard_plan", "standard_budget", ""])
def test_our_own_layouts_ask_for_no_column(layout):
    assert column_keys(layout) == ()
