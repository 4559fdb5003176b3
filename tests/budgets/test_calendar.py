from datetime import date

import pytest
from pydantic import ValidationError

from budgets.calendar import CycleRules, MilestoneState, ReadyWith, coming, cycle, distinct, milestones
from budgets.period import BudgetPeriod
from tests.builders import a_cycle
from tracker.cycle_rules import read_cycle_rules, shipped_cycle

BIENNIUM = BudgetPeriod(start=date(2027, 1, 1), end=date(2028, 12, 31))
YEAR = BudgetPeriod(start=date(2025, 1, 1), end=date(2025, 12, 31))
KING = read_cycle_rules(shipped_cycle("king_county"))
NORTH_CAROLINA = read_cycle_rules(shipped_cycle("north_carolina"))


def days(rules: CycleRules, period: BudgetPeriod) -> dict[str, tuple[str, str]]:
    found = milestones(rules, period.start, period.end)
    return {one.rule.key: (str(one.first), str(one.last)) for one in found}


def test_king_countys_days_are_those_of_its_charter():
    assert days(KING, BIENNIUM) == {
        "funds-named": ("2026-04-30", "2026-04-30"),
        "departments-submit": ("2026-07-29", "2026-07-29"),
        "executive-proposes": ("2026-09-27", "2026-09-27"),
        "council-adopts": ("2026-11-15", "2026-11-30"),
        "period-starts": ("2027-01-01", "2027-01-01"),
        "mid-biennium-review": ("2027-09-01", "2027-11-30"),
    }


@pytest.mark.parametrize(
    ("first", "last", "has_some"), [(1900, 1900, True), (2200, 2200, True), (1899, 1900, False), (2200, 2201, False)]
)
def test_no_budget_is_made_centuries_away(first, last, has_some):
    found = milestones(a_cycle(), date(first, 1, 1), date(last, 12, 31))

    assert bool(found) is has_some


def test_a_budget_of_one_year_has_no_review_in_its_middle():
    assert "mid-biennium-review" not in days(KING, YEAR)


def test_a_year_that_starts_in_july_has_its_own_days():
    assert days(NORTH_CAROLINA, BudgetPeriod(start=date(2026, 7, 1), end=date(2027, 6, 30))) == {
        "departments-submit": ("2026-04-29", "2026-04-29"),
        "manager-proposes": ("2026-06-01", "2026-06-01"),
        "board-adopts": ("2026-07-01", "2026-07-01"),
        "period-starts": ("2026-07-01", "2026-07-01"),
    }


def test_of_the_budget_after_the_last_one_only_what_hangs_on_its_start_is_known():
    later = [one for one in cycle(KING, [BIENNIUM]) if one.period_start == date(2029, 1, 1)]

    assert [(one.rule.key, str(one.first), one.period_end) for one in later] == [
        ("funds-named", "2028-04-30", None),
        ("departments-submit", "2028-07-29", None),
        ("executive-proposes", "2028-09-27", None),
        ("council-adopts", "2028-11-15", None),
        ("period-starts", "2029-01-01", None),
    ]


def test_a_rule_that_counts_from_the_end_waits_until_the_end_is_known():
    rules = a_cycle(due={"days": 10, "before": "end"})

    assert [str(one.first) for one in milestones(rules, BIENNIUM.start, BIENNIUM.end)] == ["2028-12-21"]
    assert milestones(rules, BIENNIUM.start, None) == ()


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ({"days": 0, "after": "start"}, "2027-01-01"),
        ({"days": 30, "after": "previous_end"}, "2027-01-30"),
        ({"month_day": "12-31", "before": "previous_end"}, "2026-12-31"),
        ({"month_day": "01-01", "after": "start"}, "2027-01-01"),
        ({"month_day": "04-30", "after": "start", "years": 1}, "2028-04-30"),
        ({"month_day": "04-30", "before": "start", "years": 1}, "2025-04-30"),
        ({"weekday": "tuesday", "nth": 2, "month": 7, "before": "start"}, "2026-07-14"),
        ({"weekday": "friday", "nth": -1, "month": 2, "after": "start"}, "2027-02-26"),
        ({"weekday": "monday", "nth": 1, "month": 11, "plus_days": 1, "before": "start"}, "2026-11-03"),
        ({"month_day": "12-30", "plus_days": 5, "after": "start"}, "2027-01-04"),
        ({"month_day": "12-30", "plus_days": 5, "after": "start", "years": 1}, "2028-01-04"),
    ],
)
def test_a_rule_names_a_day_in_three_ways(due, day):
    (found,) = milestones(a_cycle(due=due), BIENNIUM.start, BIENNIUM.end)

    assert str(found.first) == day


@pytest.mark.parametrize(
    ("closed", "day"),
    [("stays", "2026-07-04"), ("next_working_day", "2026-07-06"), ("previous_working_day", "2026-07-02")],
)
def test_a_day_on_which_offices_are_closed_moves_only_where_the_rule_says_so(closed, day):
    rules = a_cycle(due={"month_day": "07-04", "before": "start", "closed": closed}, us_federal_holidays=True)

    (found,) = milestones(rules, BIENNIUM.start, BIENNIUM.end)

    assert str(found.first) == day
    assert found.by_rule == (None if closed == "stays" else date(2026, 7, 4))


def test_a_countys_own_holidays_are_free_too():
    own = [{"name": "Founders Day", "month_day": "07-06"}, {"name": "Storm", "day": date(2026, 7, 7)}]
    rules = a_cycle(due={"month_day": "07-06", "before": "start", "closed": "next_working_day"}, holidays=own)

    (found,) = milestones(rules, BIENNIUM.start, BIENNIUM.end)

    assert str(found.first) == "2026-07-08"


def test_a_day_that_was_decided_for_one_budget_takes_the_place_of_the_rules_there_alone():
    told = {"key": "submit", "period_start": BIENNIUM.start, "day": "2026-08-03", "why": "Motion 1"}
    rules = a_cycle(decisions=[told])

    own, later = (one for one in cycle(rules, [BIENNIUM]))

    assert (str(own.first), str(own.last), str(own.by_rule)) == ("2026-08-03", "2026-08-03", "2026-07-29")
    assert own.decided
    assert own.decided.why == "Motion 1"
    assert (str(later.first), later.by_rule, later.decided) == ("2028-07-29", None, None)


def test_a_decision_for_the_rules_own_day_moves_nothing():
    told = {"key": "submit", "period_start": BIENNIUM.start, "day": "2026-07-29"}

    (found,) = milestones(a_cycle(decisions=[told]), BIENNIUM.start, BIENNIUM.end)

    assert (str(found.first), found.by_rule) == ("2026-07-29", None)


def test_a_window_that_was_decided_has_its_own_last_day():
    told = {"key": "submit", "period_start": BIENNIUM.start, "day": "2026-08-03", "until": "2026-08-07"}

    (found,) = milestones(a_cycle(decisions=[told]), BIENNIUM.start, BIENNIUM.end)

    assert (str(found.first), str(found.last)) == ("2026-08-03", "2026-08-07")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([{"key": "moon", "period_start": date(2027, 1, 1), "day": date(2026, 8, 3)}], "there is no milestone moon"),
        (
            [{"key": "submit", "period_start": date(2027, 1, 1), "day": date(2026, 8, 3)}] * 2,
            "repeated: submit of 2027",
        ),
        (
            [{"key": "submit", "period_start": date(2027, 1, 1), "day": date(2026, 8, 3), "until": date(2026, 8, 1)}],
            "is before day",
        ),
        ([{"key": "submit", "period_start": date(2027, 1, 1), "day": date(9999, 12, 31)}], "is of no budget"),
        (
            [{"key": "submit", "period_start": date(2027, 1, 1), "day": date(2026, 8, 3), "until": date(9999, 12, 31)}],
            "is of no budget",
        ),
        ([{"key": "submit", "period_start": date(2027, 1, 1), "day": date(1, 1, 1)}], "is of no budget"),
    ],
)
def test_a_decision_that_contradicts_is_refused(told, said):
    with pytest.raises(ValidationError, match=said):
        a_cycle(decisions=told)


def test_a_window_never_ends_before_it_begins():
    rules = a_cycle(due={"month_day": "11-29", "before": "start"}, until={"days": 0, "closed": "previous_working_day"})

    (found,) = milestones(rules, BIENNIUM.start, BIENNIUM.end)

    assert str(found.first) == str(found.last) == "2026-11-29"


@pytest.mark.parametrize(
    ("today", "state", "next_day"),
    [
        (date(2026, 11, 14), MilestoneState.COMING, "2026-11-15"),
        (date(2026, 11, 15), MilestoneState.NOW, "2026-11-15"),
        (date(2026, 11, 16), MilestoneState.NOW, "2026-11-30"),
        (date(2026, 11, 30), MilestoneState.NOW, "2026-11-30"),
        (date(2026, 12, 1), MilestoneState.PAST, "2026-11-30"),
    ],
)
def test_a_window_comes_then_runs_then_has_passed(today, state, next_day):
    adopts = next(one for one in cycle(KING, [BIENNIUM]) if one.rule.key == "council-adopts")

    assert (adopts.state(today), str(adopts.next_day(today))) == (state, next_day)


def test_what_comes_next_is_the_day_that_matters_next():
    found = coming(cycle(KING, [BIENNIUM]), date(2026, 7, 17))

    assert (found[0].rule.key, (found[0].first - date(2026, 7, 17)).days) == ("departments-submit", 12)
    assert found[0].rule.ready == tuple(ReadyWith)


def test_a_long_window_does_not_hide_a_day_that_comes_sooner_than_its_end():
    review, start = KING.milestones[-1], KING.milestones[-2]
    later = start.model_copy(update={"key": "later", "due": start.due.model_copy(update={"days": 260})})
    rules = KING.model_copy(update={"milestones": (review, later)})

    found = coming(milestones(rules, BIENNIUM.start, BIENNIUM.end), date(2027, 9, 10))

    assert [one.rule.key for one in found] == ["later", "mid-biennium-review"]


def test_nothing_comes_after_periods_that_ended_long_ago():
    assert coming(cycle(KING, [YEAR]), date(2030, 1, 1)) == ()


def test_of_periods_that_overlap_the_first_named_stands():
    annual = BudgetPeriod(start=date(2027, 1, 1), end=date(2027, 12, 31))

    assert list(distinct([BIENNIUM, annual, YEAR])) == [BIENNIUM, YEAR]


def test_a_period_before_all_budgets_has_no_milestones():
    assert milestones(KING, date(1, 1, 1), date(2, 12, 31)) == ()


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ({"before": "start"}, "in one way"),
        ({"days": 3, "month_day": "11-15", "before": "start"}, "in one way"),
        ({"days": 3}, "from where to count"),
        ({"days": 3, "before": "start", "after": "end"}, "from where to count"),
        ({"days": 3, "years": 1, "before": "start"}, "years goes with"),
        ({"days": 3, "plus_days": 1, "before": "start"}, "plus_days goes with"),
        ({"month_day": "02-29", "before": "start"}, "does not stand in every year"),
        ({"month_day": "13-01", "before": "start"}, "is no day of the year"),
        ({"weekday": "monday", "nth": 1, "before": "start"}, "all three"),
        ({"weekday": "monday", "nth": 1, "month": 1, "month_day": "01-01", "before": "start"}, "two ways"),
        ({"days": True, "before": "start"}, "valid integer"),
    ],
)
def test_a_rule_that_can_be_read_in_two_ways_is_none(due, said):
    with pytest.raises(ValidationError, match=said):
        a_cycle(due=due)
