from datetime import UTC, date, datetime

import pytest

from budgets.period import BudgetPeriod
from plans.framework import CodeChange
from tests.builders import BIENNIUM, a_framework, a_plan
from tracker.following import Followed, find_goal
from tracker.records import KeptPlan

NEWER = a_framework(
    "LOS",
    "CP",
    crosswalk=(
        CodeChange(from_version="2020", old="HOUSING", new=("CP",)),
        CodeChange(from_version="2020", old="LOS", new=("CP",)),
        CodeChange(from_version="2020", old="ALL", new=("LOS", "CP")),
        CodeChange(from_version="2020", old="GONE", new=()),
    ),
)


@pytest.mark.parametrize(
    ("text", "plan_of", "found"),
    [
        ("LOS", "cascara 2026", "LOS"),
        ("Community Partnerships", "cascara 2026", "CP"),
        ("HOUSING", "cascara 2020", "CP"),
        ("HOUSING", "cascara 2026", None),
        ("LOS", "cascara 2020", "CP"),
        ("CP", "cascara 2020", "CP"),
        ("ALL", "cascara 2020", None),
        ("GONE", "cascara 2020", None),
        ("Wellness", "cascara 2026", None),
        (None, "cascara 2026", None),
    ],
)
def test_finds_the_goal_that_a_plan_means_in_the_words_of_its_own_framework(text, plan_of, found):
    assert find_goal(NEWER, text, plan_of) == found


def kept(number: int, key: str, period: BudgetPeriod) -> KeptPlan:
    return KeptPlan(
        id=number,
        import_id=number,
        file="plan.xlsx",
        department_key=key,
        period=period,
        version=1,
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
        plan=a_plan(),
        ids={},
        sources={},
    )


EARLIER = kept(2, "health", BIENNIUM)
LATER = kept(1, "health", BudgetPeriod(start=date(2027, 1, 1), end=date(2028, 12, 31)))
OTHER = kept(3, "parks", BIENNIUM)


@pytest.mark.parametrize("plans", [(EARLIER, LATER, OTHER), (OTHER, LATER, EARLIER)])
def test_the_plan_of_a_department_is_the_one_for_the_later_period_in_whatever_order_they_come(plans):
    followed = Followed(plans, (), ())

    assert (followed.plan_of("health"), followed.plan_of("parks"), followed.plan_of("none")) == (LATER, OTHER, None)
