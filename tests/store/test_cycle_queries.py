from datetime import date, timedelta
from typing import Any

import pytest

from budgets.calendar import MilestoneState, ReadyWith
from budgets.period import BudgetPeriod
from budgets.phases import Phase
from plans.attainment import DAYS_PER_MONTH
from tests.builders import BIENNIUM, a_line, a_measure, a_part, a_plan, an_action
from tests.plans.test_questions import a_question, a_set
from tests.store.test_queries import publish
from tests.store.test_questions import NOW, given
from tracker.alignment import FundingLink
from tracker.county import County, Department
from tracker.errors import NotFoundError
from tracker.rows import View
from tracker.services.queries import Queries

TODAY = date(2026, 8, 1)
NEXT = BudgetPeriod(start=date(2028, 1, 1), end=date(2029, 12, 31))
DEPARTMENTS = ("Public Health", "Parks", "Elections", "Transit")
COUNTY = County(
    as_of=TODAY,
    periods=(BIENNIUM,),
    cycle="king_county",
    departments=tuple(Department(name=name) for name in DEPARTMENTS),
)
VIEW = View("2026-2027", Phase.ADOPTED)
FRESH, OLD = TODAY - timedelta(days=30), TODAY - timedelta(days=300)


def plan_of(department: str, *values: date | None):
    measures = tuple(
        a_measure(None, title=f"M{place}") if day is None else a_measure(4, as_of=day)
        for place, day in enumerate(values)
    )
    return a_plan(an_action("A-1", measures=measures), department=department)


@pytest.fixture
def ask(open_store):
    publish(open_store, plan=plan_of("Public Health", FRESH), key="public health")
    publish(open_store, plan=plan_of("Parks", FRESH, OLD), key="parks", content=b"y")
    publish(open_store, plan=plan_of("Transit", None), key="transit", content=b"z")
    return Queries(open_store, COUNTY)


def test_a_department_is_ready_with_a_plan_whose_measures_are_kept_up(ask):
    told = ask.calendar()

    assert (told.asks.key, told.asks.budget) == ("mid-biennium-review", "2026-2027")
    rows = {row.name: (row.has.plan, row.has.measures, row.has.waiting, row.is_ready) for row in told.readiness}
    assert rows == {
        "Public Health": (1, 1, 0, True),
        "Parks": (1, 2, 1, False),
        "Elections": (None, 0, 0, False),
        "Transit": (1, 1, 1, False),
    }
    assert told.ready == 1


def test_readiness_is_as_a_plain_count_over_all_plans_says(open_store, ask):
    rules = COUNTY.attainment
    limit = int(rules.stale_after * rules.reporting_months * DAYS_PER_MONTH)
    naive = {}
    with open_store() as uow:
        for kept in uow.plans.load([head.id for head in uow.plans.published()]):
            waiting = 0
            for action in kept.plan.actions:
                for measure in action.measures:
                    last = max((value.as_of for value in measure.values), default=kept.plan.start)
                    waiting += (TODAY - last).days > limit
            naive[kept.plan.department] = waiting

    told = {row.name: row.has.waiting for row in ask.calendar().readiness if row.has.plan}
    assert told == naive


def test_for_the_next_budget_a_plan_has_to_be_for_its_period(open_store, ask):
    later = County(**{**COUNTY.model_dump(), "as_of": date(2027, 7, 1)})
    before = Queries(open_store, later).calendar()
    publish(open_store, plan=plan_of("Parks", FRESH), key="parks", period=NEXT, content=b"n")
    after = Queries(open_store, later).calendar()

    assert before.asks
    assert before.asks.key == "departments-submit"
    assert [row.name for row in before.readiness if row.has.plan] == []
    assert [row.name for row in after.readiness if row.has.plan] == ["Parks"]


def test_a_page_tells_its_own_budget_and_the_next_one_until_that_starts(ask):
    page = ask.cycle(VIEW)

    assert [row.key for row in page.milestones] == [
        "funds-named",
        "departments-submit",
        "executive-proposes",
        "council-adopts",
        "period-starts",
        "mid-biennium-review",
        "funds-named",
        "departments-submit",
        "executive-proposes",
        "council-adopts",
        "period-starts",
    ]
    assert [row.budget for row in page.milestones] == ["2026-2027"] * 6 + [None] * 5
    assert [row.state for row in page.milestones if row.budget][-2:] == [MilestoneState.PAST, MilestoneState.COMING]
    assert len(page.actions) == 3


def test_a_period_of_plans_alone_has_no_budget_and_so_no_milestones(open_store):
    publish(open_store, plan=plan_of("Parks", FRESH), key="parks")

    asked = Queries(open_store, County(as_of=TODAY, cycle="king_county"))

    assert asked.cycle(asked.default_view()).milestones == ()
    assert asked.calendar().next is None


def test_books_name_periods_too_and_the_longer_of_two_is_the_budget(open_store):
    annual = BudgetPeriod(start=date(2026, 1, 1), end=date(2026, 12, 31))
    one = a_part(period=annual, fiscal_years=(2026,), phase=Phase.PROPOSED)
    publish(open_store, lines=[a_line("5", fiscal_years=(2026,), phase=Phase.PROPOSED)], parts=[one])
    publish(open_store, lines=[a_line("5")], parts=[a_part()], content=b"y")

    told = Queries(open_store, County(as_of=TODAY, cycle="king_county")).calendar()

    assert {row.budget for row in told.milestones} == {"2026-2027", None}


def test_a_budget_that_nobody_named_has_no_calendar(ask):
    assert {row.budget for row in ask.calendar("2026-2027").milestones} == {"2026-2027"}
    with pytest.raises(NotFoundError):
        ask.calendar("2031")


ASKING = a_plan(
    an_action("P-1", ask={"amount": "1000"}),
    an_action("P-2", ask={"fte": "0.5"}),
    an_action("P-3", ask={"amount": "5"}, status="completed"),
    an_action("P-4", ask={"amount": "0"}),
    an_action("P-5", ask={"amount": "7", "within_existing": True}),
    an_action(None, title="Hire  Interpreters", ask={"amount": "3"}),
    department="Parks",
)
BEFORE = County(**{**COUNTY.model_dump(), "as_of": date(2025, 7, 1)})


def link_of(action: str, **changes: Any) -> FundingLink:
    told = {
        "department": "parks",
        "action": action,
        "selector": {"fund": "F1"},
        "share": "0.1",
        "since": BIENNIUM.start,
    }
    return FundingLink.model_validate(told | changes)


def prepared(open_store, department: str = "Parks"):
    told = Queries(open_store, BEFORE).calendar()
    assert told.asks
    assert (told.asks.key, told.asks.budget) == ("departments-submit", "2026-2027")
    return next(row for row in told.readiness if row.name == department)


def test_the_period_of_the_budget_that_is_made_is_told_where_pages_have_it(open_store):
    assert Queries(open_store, BEFORE).calendar().asks_of is None

    publish(open_store, plan=ASKING, key="parks")
    ask = Queries(open_store, BEFORE)

    assert ask.calendar().asks_of == "2026-2027"
    assert "2026-2027" in [choice.key for choice in ask.periods()]


def test_asks_of_the_plan_for_that_budget_are_linked_or_not(open_store):
    publish(open_store, plan=ASKING, key="parks")
    with open_store() as uow:
        uow.links.add(link_of("p-1"), by="Ana", at=NOW)
        uow.links.add(link_of("P-1", share="0.2"), by="Ana", at=NOW)
        uow.links.add(link_of("hire interpreters"), by="Ana", at=NOW)
        uow.links.add(link_of("P-2", until=date(2026, 1, 1), since=date(2025, 1, 1)), by="Ana", at=NOW)
        ended = uow.links.add(link_of("P-2"), by="Ana", at=NOW)
        uow.links.add(link_of("P-2", since=date(2028, 1, 1)), by="Ana", at=NOW)
        uow.links.add(link_of("P-4", department="public health"), by="Ana", at=NOW)
        uow.links.end(ended, by="Ana", at=NOW, why="A mistake.")
        uow.raise_data_version()
        uow.commit()

    row = prepared(open_store)

    assert (row.has.asks, row.has.linked) == (3, 3)


def test_an_ask_whose_links_all_ended_or_count_in_no_year_of_the_budget_is_not_linked(open_store):
    publish(open_store, plan=ASKING, key="parks")
    with open_store() as uow:
        uow.links.add(link_of("P-1"), by="Ana", at=NOW)
        ended = uow.links.add(link_of("P-2"), by="Ana", at=NOW)
        uow.links.add(link_of("P-2", since=date(2028, 1, 1)), by="Ana", at=NOW)
        uow.links.end(ended, by="Ana", at=NOW, why="A mistake.")
        uow.raise_data_version()
        uow.commit()

    row = prepared(open_store)

    assert (row.has.asks, row.has.linked, row.is_ready) == (3, 1, False)


def test_a_department_without_a_plan_has_linked_nothing(open_store):
    row = prepared(open_store, "Elections")

    assert (row.has.asks, row.has.has(ReadyWith.LINKS), row.is_ready) == (0, False, False)


def test_questions_are_those_that_are_asked_for_that_budget(open_store):
    publish(open_store, lines=[a_line("5")], parts=[a_part()])
    before = prepared(open_store)
    with open_store() as uow:
        number = uow.questions.put(a_set(a_question(asked_of="department")), by="Ana", at=NOW)
        uow.questions.ask(number, BIENNIUM, by="Ana", at=NOW)
        uow.raise_data_version()
        uow.commit()
    asked = prepared(open_store)
    with open_store() as uow:
        uow.questions.give([given(number, "Renters")])
        uow.raise_data_version()
        uow.commit()
    answered = prepared(open_store)

    assert [row.has.questions.required for row in (before, asked, answered)] == [0, 1, 1]
    assert [row.has.has(ReadyWith.QUESTIONS) for row in (before, asked, answered)] == [True, False, True]
    assert not prepared(open_store, "Transit").has.has(ReadyWith.QUESTIONS)
