from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.calendar import CycleRules, coming, cycle, milestones
from budgets.day_rules import Anchor, Closed, DayRule, UntilRule, Weekday, YearlyDay, is_open, moved, nth_weekday
from budgets.holidays import US_FEDERAL, free_days
from budgets.period import BudgetPeriod, FiscalCalendar
from tracker.cycle_rules import read_cycle_rules, shipped_cycle

KING = read_cycle_rules(shipped_cycle("king_county"))
SHIPPED = [("king_county", 1), ("north_carolina", 7), ("periods_alone", 1), ("periods_alone", 7)]
YEARS = st.integers(1950, 2150)
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
MONTH_DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(lambda day: f"{day:%m-%d}")
YEARLY = st.one_of(
    st.fixed_dictionaries({"month_day": MONTH_DAYS}, optional={"plus_days": st.integers(-31, 31)}),
    st.fixed_dictionaries(
        {"weekday": st.sampled_from(Weekday), "nth": st.sampled_from([1, 2, 3, 4, -1]), "month": st.integers(1, 12)},
        optional={"plus_days": st.integers(-31, 31)},
    ),
)
COUNTED = st.fixed_dictionaries({"days": st.integers(0, 3660)})
SIDE = st.tuples(st.sampled_from(["before", "after"]), st.sampled_from(Anchor)).map(lambda pair: dict([pair]))
CLOSED = st.fixed_dictionaries({"closed": st.sampled_from(Closed)})


def _due(parts: tuple[dict[str, object], ...]) -> DayRule:
    return DayRule.model_validate({name: value for part in parts for name, value in part.items()})


DUE = st.tuples(YEARLY | COUNTED, SIDE, CLOSED).map(_due)
UNTIL = st.tuples(YEARLY | COUNTED, CLOSED).map(lambda parts: UntilRule.model_validate({**parts[0], **parts[1]}))
STEPS = st.lists(st.tuples(DUE, st.none() | UNTIL), min_size=1, max_size=6)


def _cycle(steps: list[tuple[DayRule, UntilRule | None]]) -> CycleRules:
    told = [
        {"key": f"step-{place}", "name": "Step", "due": due, "until": until} for place, (due, until) in enumerate(steps)
    ]
    return CycleRules.model_validate({"code": "c", "title": "C", "us_federal_holidays": True, "milestones": told})


@pytest.mark.parametrize(("name", "month"), SHIPPED)
@given(year=YEARS, many=st.integers(1, 4))
def test_the_shipped_milestones_of_a_period_come_in_the_order_of_the_rules(name, month, year, many):
    rules = read_cycle_rules(shipped_cycle(name))
    period = BudgetPeriod.of_years(tuple(range(year, year + many)), FiscalCalendar(start_month=month))

    found = milestones(rules, period.start, period.end)

    told = [rule.key for rule in rules.milestones if rule.least_years <= many]
    assert [one.rule.key for one in found] == told
    assert [one.last for one in found] == sorted(one.last for one in found)


@given(YEARS)
def test_the_day_counts_of_king_county_hold_in_every_year(year):
    found = {one.rule.key: one.first for one in milestones(KING, date(year + 1, 1, 1), None)}
    end = date(year, 12, 31)

    counts = {"funds-named": 245, "departments-submit": 155, "executive-proposes": 95}
    assert {key: (end - found[key]).days for key in counts} == counts
    assert [f"{found[key]:%d %B}" for key in counts] == ["30 April", "29 July", "27 September"]


@given(STEPS, DAYS, st.none() | st.integers(1, 1500))
def test_no_rules_are_too_odd_for_any_period(steps, start, length):
    end = start + timedelta(days=length) if length else None

    found = milestones(_cycle(steps), start, end)

    assert [one.first for one in found] == sorted(one.first for one in found)
    assert all(one.first <= one.last for one in found)


@given(STEPS, st.lists(YEARS, min_size=1, max_size=5, unique=True), DAYS)
def test_what_comes_next_is_never_past_and_what_passed_is_never_next(steps, years, today):
    periods = [BudgetPeriod.of_years((year,), FiscalCalendar()) for year in years]
    found = cycle(_cycle(steps), periods)

    left = coming(found, today)

    assert [one.next_day(today) for one in left] == sorted(one.next_day(today) for one in left)
    assert all(one.next_day(today) >= today for one in left)
    assert {id(one) for one in found if one.last >= today} == {id(one) for one in left}


@given(YEARS, st.integers(1, 12), st.sampled_from(Weekday), st.sampled_from([1, 2, 3, 4, -1]))
def test_an_nth_weekday_is_that_day_of_that_month(year, month, weekday, nth):
    day = nth_weekday(year, month, weekday, nth)

    same = [each for each in range(1, 32) if _is(year, month, each, weekday)]
    assert (day.year, day.month, day.day) == (year, month, same[nth - 1 if nth > 0 else -1])


def _is(year: int, month: int, day: int, weekday: Weekday) -> bool:
    try:
        return date(year, month, day).weekday() == list(Weekday).index(weekday)
    except ValueError:
        return False


@given(YEARLY, DAYS)
def test_a_day_of_the_year_is_found_on_both_sides_and_no_other_lies_between(rule, day):
    yearly = YearlyDay.model_validate(rule)

    before, after = yearly.on_or_before(day), yearly.on_or_after(day)

    assert before <= day <= after
    everyone = {yearly.in_year(year) for year in range(day.year - 2, day.year + 3)}
    assert not [other for other in everyone if before < other < after]


@given(DAYS, st.sampled_from(Closed))
def test_a_moved_day_is_open_and_no_open_day_was_passed_over(day, closed):
    free = free_days(US_FEDERAL, day.year - 1, day.year + 1)

    there = moved(day, closed, free)

    low, high = min(day, there), max(day, there)
    passed = [low + timedelta(days=step) for step in range((high - low).days + 1)]
    assert closed is Closed.STAYS or is_open(there, free)
    assert [each for each in passed if is_open(each, free) and each != there] == []
    assert (there >= day) if closed is Closed.NEXT else (there <= day)
