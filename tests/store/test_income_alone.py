"""A phase of which the income has come in and the spending has not: nothing is told of it, least of all $0."""

from decimal import Decimal

import pytest

from budgets.phases import Phase
from dashboards.pages.overview.callbacks import show_overview
from importers.reading import Kind
from tests.builders import TODAY
from tests.dashboards.trees import words
from tests.store.test_findings import CUT
from tests.store.test_links import ROWS, a_link, book, bring, make
from tests.store.test_uploads import COUNTY, plan
from tracker.permissions import LOCAL_USER
from tracker.rows import View
from tracker.services import uploads
from tracker.services.queries import Queries

ADOPTED, PROPOSED = (View("2026-2027", phase) for phase in (Phase.ADOPTED, Phase.PROPOSED))


@pytest.fixture
def county(open_store):
    bring(open_store(), plan("A-1", "A-2"), Kind.PLAN)
    bring(open_store(), book(*ROWS), phase="proposed")
    make(open_store(), a_link(), a_link("A-2", None, "1000", package="DS_1"))
    bring(open_store(), book(*ROWS[:2]), phase="adopted", direction="revenue")
    return open_store


@pytest.fixture
def ask(county):
    return Queries(county, COUNTY, lambda: TODAY)


def test_no_link_loses_anything_by_it(ask):
    found = ask.findings(ADOPTED)

    assert found.judged is Phase.PROPOSED
    assert not {"funding-gone", "funding-cut"} & {row.finding.kind.code for row in found.rows}


def test_no_goal_is_told_to_get_nothing(ask):
    overview, funding = ask.overview(ADOPTED), ask.goal_funding("LOS", ADOPTED)

    assert {goal.aligned for goal in overview.goals} == {None}
    assert {goal.before for goal in overview.goals} == {None}
    assert [phase for phase, _ in funding.by_phase] == [Phase.PROPOSED]
    assert "$0" not in words(show_overview({"period": "2026-2027", "phase": "adopted"}, ask=ask))


def test_the_book_that_is_shown_first_is_one_with_spending(ask):
    assert ask.default_view() == PROPOSED


def test_spending_that_comes_after_it_is_held_against_the_decision_before(county):
    answers = {"phase": ("adopted",), "direction": ("expenditure",)}
    draft = uploads.check(
        county(), LOCAL_USER, county=COUNTY, file="b.csv", data=book(*CUT), kind=Kind.BUDGET, answers=answers
    )

    (told,) = uploads.rehearsal(county(), LOCAL_USER, draft.row.id, TODAY).budgets

    assert told.against == PROPOSED
    assert told.total
    assert told.total.before == Decimal(sum(cents for *_, cents in ROWS)) / 100
