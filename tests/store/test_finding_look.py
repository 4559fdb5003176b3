from decimal import Decimal

import pytest

from budgets.phases import Phase
from budgets.structure import ChartEntry
from plans.implementation import FundingAsk
from tests.builders import a_line, a_plan, an_action
from tests.store.test_queries import publish
from tests.store.test_what_changed import ADOPTED, COUNTY, PROPOSED, VIEW, fill, linked
from tracker.services.queries import Queries

PACKAGE = ChartEntry(code="DS_1")


def found(open_store, kind: str) -> list[Decimal | None]:
    rows = Queries(open_store, COUNTY).findings(VIEW).rows
    return [row.finding.dollars for row in rows if row.finding.kind.code == kind]


def halves(phase: Phase, **said):
    """A package in both years of the period, so that its book is whole."""
    return [a_line("400.00", phase=phase, fiscal_years=(year,), package=PACKAGE, **said) for year in (2026, 2027)]


@pytest.mark.parametrize(("proposed", "adopted", "told"), [(False, True, [Decimal(400)]), (True, False, [])])
def test_whether_money_is_one_time_is_what_the_judged_book_says(open_store, proposed, adopted, told):
    fill(open_store, {PROPOSED: halves(PROPOSED, one_time=proposed), ADOPTED: halves(ADOPTED, one_time=adopted)})
    linked(open_store, package="DS_1")
    lasting = an_action("PH-1", due=None, goal="LOS")

    publish(open_store, plan=a_plan(lasting), key="public health", content=b"lasting")

    assert found(open_store, "one-time-money") == told


def test_a_cancelled_action_asks_for_nothing(open_store):
    ask = FundingAsk(amount=500, decision_package="DS_1")
    actions = [an_action("PH-1", ask=ask), an_action("PH-2", ask=ask, status="cancelled")]
    fill(open_store, {ADOPTED: halves(ADOPTED)})
    publish(open_store, plan=a_plan(*actions), key="public health")

    assert found(open_store, "amounts-differ") == [Decimal(300)]
