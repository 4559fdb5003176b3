from datetime import UTC, datetime, timedelta

import pytest

from budgets.phases import Phase
from plans.attention import concerns
from plans.progress import ProgressUpdate
from tests.builders import BIENNIUM, TODAY, a_framework, a_measure, a_plan, an_action
from tests.store.test_queries import publish
from tracker.county import County, Department
from tracker.errors import NotFoundError
from tracker.rows import View
from tracker.services.queries import Queries

COUNTY = County(
    as_of=TODAY,
    periods=(BIENNIUM,),
    cycle="king_county",
    departments=(Department(name="Public Health"), Department(name="Parks")),
)
VIEW = View("2026-2027", Phase.ADOPTED)
FRESH, OLD = TODAY - timedelta(days=20), TODAY - timedelta(days=400)
LATER = TODAY + timedelta(days=40)


def heard(code, status, day=FRESH, **more):
    return an_action(
        code, status=status, measures=(), updates=(ProgressUpdate(action=code, as_of=day, note="Said."),), **more
    )


PLAN = a_plan(
    heard("A-1", "in_progress", indicator="Housing"),
    heard("A-2", "blocked", indicator="housing "),
    heard("B-1", "in_progress", OLD, indicator="Jobs"),
    an_action("B-2", status="in_progress", indicator="Jobs", measures=()),
    heard("C-1", "completed", OLD, indicator="Schools"),
    heard("D-1", "cancelled", indicator="Parks"),
    an_action("E-1", status="not_started", start=LATER, indicator="Water", measures=()),
    an_action("F-1", status="not_started", start=None, indicator="Air", measures=()),
    an_action("G-1", status=None, start=FRESH, indicator="Food", measures=()),
    heard("H-1", "deferred", indicator="Roads"),
    heard("I-1", "in_progress", goal="CP"),
    heard("J-1", "blocked", goal="Something else", blocked_reason="The grant was refused."),
    measures=(
        a_measure(4, FRESH, title="fresh", action="A-1"),
        a_measure(4, OLD, title="old", action="A-1"),
        a_measure(6, OLD, title="met", action="A-1"),
        a_measure(None, title="never", action="A-1"),
        a_measure(4, OLD, title="of a closed action", action="C-1"),
        a_measure(4, OLD, title="of a population", kind="population"),
        a_measure(4, OLD - timedelta(days=9), title="older, of the plan"),
    ),
)


@pytest.fixture
def ask(open_store):
    with open_store() as uow:
        uow.frameworks.put_in_force(a_framework(), by="local user", at=datetime(2026, 1, 1, tzinfo=UTC))
        uow.commit()
    publish(open_store, plan=PLAN, key="public health")
    return Queries(open_store, COUNTY)


def test_what_is_blocked_is_told_with_its_reason(ask):
    found = ask.briefing("public health", VIEW).blocked

    assert [(row.code, row.blocked_reason) for row in found] == [("A-2", None), ("J-1", "The grant was refused.")]


def test_an_outcome_is_neglected_when_nothing_moves_toward_it(ask):
    page = ask.briefing("public health", VIEW)

    assert [(row.goal, row.indicator, [each.code for each in row.actions]) for row in page.neglected] == [
        ("LOS", "Jobs", ["B-1", "B-2"]),
        ("LOS", "Parks", ["D-1"]),
        ("LOS", "Air", ["F-1"]),
        ("LOS", "Food", ["G-1"]),
        ("LOS", "Roads", ["H-1"]),
        ("Something else", None, ["J-1"]),
    ]
    assert (page.row.neglected, page.row.outcomes) == (6, 10)


def test_neglect_is_what_a_plain_look_at_every_action_finds(ask):
    told = [concern for concern in concerns(PLAN, TODAY) if not concern.of_measure]
    old = {concern.action for concern in told if concern.kind in {"stale", "never_updated"}}
    moving, every = set(), set()
    for action in PLAN.actions:
        outcome = ((action.goal or "").casefold(), (action.indicator or "").strip().casefold())
        every.add(outcome)
        under_way = action.current_status == "in_progress" and action.code not in old
        to_come = action.current_status in {"not_started", None} and action.start and action.start > TODAY
        if action.current_status == "completed" or under_way or to_come:
            moving.add(outcome)

    row = ask.briefing("public health", VIEW).row
    assert (row.outcomes, row.neglected) == (len(every), len(every - moving))


def test_measures_that_wait_longest_come_first_and_what_is_no_longer_owed_is_left_out(ask):
    page = ask.briefing("public health", VIEW)

    assert [row.measure.title for row in page.waiting] == ["older, of the plan", "old", "never"]
    assert (page.row.waiting, page.row.measures) == (3, 5)


def test_goals_that_no_action_names_are_told_apart(open_store, ask):
    publish(open_store, plan=a_plan(an_action("P-1"), department="Parks"), key="parks", content=b"p")

    assert ask.briefing("public health", VIEW).unserved == ()
    assert ask.briefing("parks", VIEW).unserved == (("CP", "Community Partnerships"),)


def test_a_department_without_a_plan_has_nothing_to_be_asked(ask):
    page = ask.briefing("parks", VIEW)

    assert (page.row.plan_version, page.blocked, page.neglected, page.waiting) == (None, (), (), ())


def test_the_county_counts_what_its_sheets_list(ask):
    whole = ask.briefings(VIEW)

    for row in whole.rows:
        page = ask.briefing(row.key, VIEW)
        assert page.row == row
        assert (row.blocked, row.neglected, row.waiting) == (
            len(page.blocked),
            len(page.neglected),
            len(page.waiting),
        )
    assert whole.next.key == "mid-biennium-review"


def test_a_department_that_nobody_names_has_no_sheet(ask):
    with pytest.raises(NotFoundError):
        ask.briefing("moon", VIEW)


def test_it_counts_measures_as_the_readiness_of_the_cycle_does(ask):
    ready = {row.key: (row.has.measures, row.has.waiting) for row in ask.calendar().readiness}

    assert {row.key: (row.measures, row.waiting) for row in ask.briefings(VIEW).rows} == ready
