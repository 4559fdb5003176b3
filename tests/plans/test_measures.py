from datetime import date

import pytest
from pydantic import ValidationError

from tests.builders import a_group_value, a_measure, a_value


def test_the_latest_value_is_the_last_number_of_everyone():
    measure = a_measure(
        values=(
            a_value(7, date(2026, 6, 30)),
            a_value(5, date(2026, 3, 31)),
            a_value(None, date(2026, 9, 30)),
            a_group_value("Black", 9, as_of=date(2026, 9, 30)),
        )
    )

    assert measure.latest == a_value(7, date(2026, 6, 30))
    assert [value.as_of.month for value in measure.overall] == [3, 6, 9]


@pytest.mark.parametrize("told", [{"value": 5}, {"value": None, "n": 5}])
def test_what_is_suppressed_is_not_given(told):
    with pytest.raises(ValidationError, match="a suppressed value is not given"):
        a_value(**{"value": None} | told, suppressed=True)


def test_zero_is_a_value():
    assert a_measure(actual=0).latest == a_value(0)


@pytest.mark.parametrize("wrong", [{"weight": -1}, {"tolerance": -1}, {"reporting_months": 0}])
def test_weights_tolerances_and_intervals_are_not_negative(wrong):
    with pytest.raises(ValidationError):
        a_measure(**wrong)
