from datetime import date
from decimal import Decimal

import pytest

from plans.carrying import carry_over, find_successor
from plans.framework import CodeChange
from plans.implementation import FundingAsk, ImplementationPlan
from plans.measures import DatedTarget
from tests.builders import a_framework, a_measure, a_plan, an_action, an_agreement

START, END = date(2028, 1, 1), date(2029, 12, 31)
NOW = a_framework(
    version="2028",
    crosswalk=(
        CodeChange(from_version="2026", old="LOS", new=("CP",)),
        CodeChange(from_version="2026", old="TWO", new=("LOS", "CP")),
    ),
)


def carried(plan: ImplementationPlan) -> ImplementationPlan:
    return carry_over(plan, START, END, NOW)


@pytest.mark.parametrize(
    ("status", "goes_on"),
    [
        (None, True),
        ("not_started", True),
        ("in_progress", True),
        ("blocked", True),
        ("deferred", True),
        ("completed", False),
        ("cancelled", False),
    ],
)
def test_what_is_neither_done_nor_given_up_goes_on(status, goes_on):
    assert bool(carried(a_plan(an_action(status=status))).actions) is goes_on


def test_how_it_stands_and_what_it_asks_is_to_be_said_anew():
    ask = FundingAsk(amount=Decimal(5), fte=Decimal(1), fund="0010", appropriation_unit="A1", text="GF")

    (action,) = carried(a_plan(an_action(ask=ask, progress_note="half", blocked_reason="money"))).actions

    assert (action.status, action.progress_note, action.blocked_reason, action.updates) == (None, None, None, ())
    assert action.ask == FundingAsk(fund="0010", appropriation_unit="A1")
    assert (action.lead, action.title) == ("Chief of Staff", "Publish a quarterly equity scorecard")


@pytest.mark.parametrize(
    ("changes", "start", "due", "due_text"),
    [
        ({"due": date(2028, 6, 30), "due_text": "Q2 2028"}, date(2026, 1, 12), date(2028, 6, 30), "Q2 2028"),
        ({"due": date(2026, 6, 30), "due_text": "Q2 2026"}, date(2026, 1, 12), None, None),
        ({"due": None, "due_text": "ongoing"}, date(2026, 1, 12), None, "ongoing"),
        ({"due": None, "due_text": "summer 2026"}, date(2026, 1, 12), None, None),
        ({"status": "not_started"}, None, None, None),
        ({"status": "deferred", "start": date(2028, 2, 1)}, date(2028, 2, 1), None, None),
        ({"start": date(2031, 1, 1)}, None, None, None),
    ],
)
def test_days_go_on_where_they_still_say_something(changes, start, due, due_text):
    (action,) = carried(a_plan(an_action(**changes))).actions

    assert (action.start, action.due, action.due_text) == (start, due, due_text)


def test_a_measure_keeps_where_it_began_and_a_target_that_is_to_come():
    over = a_measure(title="over", targets=(DatedTarget(date=date(2026, 12, 31), value=Decimal(6)),))
    yearly = tuple(DatedTarget(date=date(year, 12, 31), value=Decimal(year)) for year in (2027, 2028))
    coming = a_measure(target=2028, target_date=date(2028, 12, 31), targets=yearly)

    first, second = carried(a_plan(an_action(measures=(over, coming)))).actions[0].measures

    assert (first.baseline, first.target, first.target_date, first.targets, first.values) == (
        Decimal(1),
        None,
        None,
        (),
        (),
    )
    assert (second.target, second.targets) == (Decimal(2028), yearly[1:])


def test_an_agreement_goes_on_that_still_runs_with_the_actions_that_do():
    running = an_agreement("PH-1", "PH-2", end=date(2029, 1, 1))
    plan = a_plan(an_action("PH-1"), an_action("PH-2", status="completed"), agreements=(running, an_agreement("PH-1")))

    assert [(each.title, each.actions) for each in carried(plan).agreements] == [(running.title, ("PH-1",))]


@pytest.mark.parametrize(
    ("goal", "version", "found"),
    [
        ("LOS", "cascara 2026", "CP"),
        ("TWO", "cascara 2026", None),
        ("CP", "cascara 2026", None),
        ("LOS", "cascara 2028", "LOS"),
        ("LOS", "another 2026", None),
        (None, "cascara 2026", None),
    ],
)
def test_a_goal_goes_on_where_the_crosswalk_says_so(goal, version, found):
    assert find_successor(goal, version, NOW) == found
