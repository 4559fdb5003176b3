import doctest

import pytest

from budgets.phases import Phase
from dashboards import address as module
from dashboards.address import address, chosen_view, nearest_phase, read_arguments, read_number, with_view
from tests.dashboards.fakes import ADOPTED, PERIODS
from tracker.errors import NotFoundError
from tracker.rows import View


def test_the_examples_hold():
    assert doctest.testmod(module).failed == 0


def test_an_address_carries_period_and_phase():
    assert address("/goal", ADOPTED, code="LOS") == "/goal?period=2026-2027&phase=adopted&code=LOS"


@pytest.mark.parametrize("text", ["", "x", "1.5", "-1", "9" * 19, "9" * 5000])
def test_what_can_be_the_number_of_no_record_is_none(text):
    assert read_number(text) is None


def test_an_address_keeps_other_peoples_letters_apart_from_its_own():
    href = address("/search", q="a&b=c#d e")

    assert read_arguments(href.partition("?")[2]) == {"q": "a&b=c#d e"}


def test_an_address_of_the_store_gets_the_view_in_force():
    assert with_view("/department?key=x", ADOPTED) == "/department?period=2026-2027&phase=adopted&key=x"


def test_an_address_without_a_choice_shows_the_default():
    assert chosen_view({}, PERIODS, ADOPTED) == ADOPTED


def test_an_address_names_period_and_phase():
    chosen = chosen_view({"period": "2025", "phase": "proposed"}, PERIODS, ADOPTED)

    assert chosen == View("2025", Phase.PROPOSED)


@pytest.mark.parametrize("arguments", [{"period": "1999"}, {"phase": "dreamt"}])
def test_a_choice_that_does_not_exist_is_said(arguments):
    with pytest.raises(NotFoundError):
        chosen_view(arguments, PERIODS, ADOPTED)


def test_a_store_without_periods_still_has_a_view():
    assert chosen_view({}, (), View("", Phase.ADOPTED)) == View("", Phase.ADOPTED)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [(Phase.ADOPTED, Phase.ADOPTED), (Phase.ACTUAL, Phase.ADOPTED), (Phase.REQUESTED, Phase.PROPOSED)],
)
def test_a_period_without_the_phase_shows_the_nearest(wanted, shown):
    assert nearest_phase(PERIODS[0], wanted) is shown
