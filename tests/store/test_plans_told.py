"""What pages are told of plans: what is added up with what, which plan counts, and who has missed something."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.period import BudgetPeriod
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from tests.builders import BIENNIUM, a_line, a_measure, a_part, a_plan, an_action
from tests.store.test_queries import COUNTY, HEALTH, VIEW, fill, publish
from tracker.rows import Covered, Cut, View
from tracker.services.queries import Queries
from tracker.services.searching import MOST

YEAR = BudgetPeriod(start=date(2026, 1, 1), end=date(2026, 12, 31))
PAST = BudgetPeriod(start=date(2024, 1, 1), end=date(2024, 12, 31))
OF_PEOPLE = a_measure(2, kind="population", title="Life expectancy", direction="increase")


@pytest.fixture
def ask(open_store):
    return fill(open_store)


def test_indicators_of_a_population_are_never_added_to_measures(open_store):
    behind = a_measure(1, direction="increase")
    publish(open_store, plan=a_plan(an_action(measures=(behind, OF_PEOPLE))), key="public health")

    told = Queries(open_store, COUNTY).overview(VIEW)

    assert (told.counts.measures, told.counts.indicators, told.progress.of) == (1, 1, 1)
    off_track = next(item for item in told.attention if item.kind == "off_track")
    assert (off_track.count, off_track.measures, off_track.indicators) == (2, 1, 1)
    for goal in (*told.goals, told.no_goal):
        assert sum(goal.measure_status.values()) == goal.counts.measures == goal.progress.of


def test_goals_and_what_names_none_are_together_the_county(ask):
    told = ask.overview(VIEW)

    rows = [*told.goals, told.no_goal]
    assert sum(row.counts.actions for row in rows) == told.counts.actions
    assert sum(row.counts.open_actions for row in rows) == told.counts.open_actions
    assert sum(row.progress.of for row in rows) == told.progress.of
    assert sum(row.asked.amount or 0 for row in rows) == told.asked.amount
    assert (told.no_goal.asked.amount, told.no_goal.counts.measures) == (Decimal(3), 2)


def test_open_actions_of_no_goal_are_as_many_as_the_list_that_tells_them(ask):
    told = ask.overview(VIEW)

    (listed,) = (item for item in told.attention if item.kind == "unknown_goal")
    assert listed.count == listed.actions == told.no_goal.counts.open_actions


def test_of_two_plans_that_overlap_one_counts_and_the_other_is_told(open_store):
    older = publish(open_store, plan=a_plan(an_action("PH-9")), key="public health", period=YEAR)
    counted = publish(open_store, plan=HEALTH, key="public health", content=b"y")
    ask = Queries(open_store, COUNTY)

    page, told = ask.department("public health", VIEW), ask.overview(VIEW)

    assert page.plan
    assert (page.plan.id, [plan.id for plan in page.set_aside]) == (counted, [older])
    assert told.counts.actions == len(HEALTH.actions)
    assert [item.where for item in told.attention if item.kind == "plan_set_aside"] == [(("Public Health", 1),)]


def test_a_department_with_one_plan_has_nothing_set_aside(ask):
    assert ask.department("public health", VIEW).set_aside == ()
    assert "plan_set_aside" not in {item.kind for item in ask.overview(VIEW).attention}


def budget_of(open_store, period):
    part = a_part((period.start.year,), phase=Phase.ADOPTED, period=period)
    line = a_line(1, phase=Phase.ADOPTED, fiscal_years=(period.start.year,))
    publish(open_store, lines=[line], parts=[part], content=b"past")


def test_nobody_has_missed_the_plan_of_a_period_that_is_over_and_has_none(open_store):
    budget_of(open_store, PAST)
    ask = Queries(open_store, COUNTY)

    told = ask.overview(View("2024", Phase.ADOPTED))

    assert not told.plans_expected
    assert told.attention == ()
    assert not any(row.plan_expected for row in ask.departments(View("2024", Phase.ADOPTED)))


def test_the_silent_are_named_where_others_sent_a_plan_and_while_a_period_runs(open_store):
    budget_of(open_store, PAST)
    publish(open_store, plan=HEALTH, key="public health", period=PAST)
    ask = Queries(open_store, COUNTY)

    assert ask.overview(View("2024", Phase.ADOPTED)).plans_expected
    assert ask.overview(VIEW).plans_expected


@pytest.mark.parametrize(
    ("days", "covered"),
    [
        ((date(2026, 12, 31),), Covered(date(2026, 12, 31), Decimal("0.5000"))),
        ((date(2026, 12, 31), date(2026, 6, 30)), Covered(date(2026, 6, 30), Decimal("0.2479"))),
        ((date(2026, 12, 31), None), Covered(None, None)),
        ((), None),
    ],
)
def test_actuals_reach_as_far_as_the_part_that_reaches_least(open_store, days, covered):
    for place, day in enumerate(days):
        part = a_part(phase=Phase.ACTUAL, as_of=day, department=f"Department {place}")
        publish(open_store, lines=[a_line(1, phase=Phase.ACTUAL)], parts=[part], content=bytes([place]))
    ask = Queries(open_store, COUNTY)

    assert {choice.key: choice.actuals for choice in ask.periods()}[BIENNIUM.label] == covered
    assert ask.budget(VIEW, Direction.EXPENDITURE, Cut.GOAL).actuals == covered


def found(ask, text):
    return {group.kind: group for group in ask.search(text)}


def test_people_are_found_with_their_department_and_lead_to_their_actions(ask):
    (health, parks) = found(ask, "chief")["lead"].hits

    assert (health.label, health.about) == ("Chief of Staff", "Parks, 1 action")
    assert parks.about == "Public Health, 3 actions"
    assert health.href == "/department?key=parks&lead=Chief+of+Staff"


def test_funds_and_programs_are_found_once_and_lead_to_their_lines(open_store):
    spelt = [ChartEntry(code="F10", name="General Fund"), ChartEntry(code="F10", name="GENERAL FUND")]
    lines = [a_line(1, fund=fund, program=ChartEntry(code="P7", name="Fund raising")) for fund in spelt]
    publish(open_store, lines=lines, parts=[a_part()])

    groups = found(Queries(open_store, COUNTY), "fund")

    assert [hit.href for hit in groups["fund"].hits] == ["/budget?cut=fund&slice=f10"]
    assert [hit.href for hit in groups["program"].hits] == ["/budget?cut=program&slice=p7"]


def test_many_of_one_kind_do_not_crowd_out_the_others(open_store):
    actions = [an_action(f"PH-{place}", title="Health for all") for place in range(MOST + 5)]
    publish(open_store, plan=a_plan(*actions), key="public health")

    groups = found(Queries(open_store, COUNTY), "health")

    assert (len(groups["action"].hits), groups["action"].of) == (MOST, MOST + 5)
    assert groups["department"].of == 1
