from datetime import date

import pytest
from pydantic import ValidationError

from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase
from budgets.structure import ChartEntry, CodeRule, CodeRules
from tests.builders import CALENDAR_COUNTY, a_line, a_part


def test_a_line_has_an_amount_or_fte():
    with pytest.raises(ValidationError, match="has an amount, FTE, or both"):
        a_line(amount=None)


def test_a_line_may_have_fte_alone():
    assert a_line(amount=None, fte="9.5").amount is None


@pytest.mark.parametrize("years", [(), (2027, 2026), (2026, 2026)])
def test_fiscal_years_stand_once_and_in_order(years):
    with pytest.raises(ValidationError, match="fiscal years are one or more, each once, in order"):
        a_line(fiscal_years=years)


def test_the_key_goes_as_deep_as_the_line_does():
    line = a_line(program=ChartEntry(name="Clinics"), department=None)

    assert line.key == (None, "a80000", "f1800", "clinics", None, None)


def test_lines_of_one_fund_written_in_two_ways_share_a_key_where_the_county_says_so():
    rules = CodeRules(fund=CodeRule(ignore_letter_prefix=True, ignore_leading_zeros=True))
    one, other = (a_line(fund=ChartEntry(code=code)) for code in ("F0010", "000000010"))

    assert one.key != other.key
    assert one.key_under(rules) == other.key_under(rules)


def test_without_rules_the_key_is_the_key():
    assert a_line().key_under(CodeRules()) == a_line().key


@pytest.mark.parametrize(
    ("scope", "label"),
    [
        ({}, "whole county"),
        ({"department": "Public Health"}, "Public Health"),
        ({"fund": "Water Fund"}, "Water Fund"),
        ({"department": "Public Health", "fund": "Water Fund"}, "Public Health, Water Fund"),
    ],
)
def test_a_scope_is_told_as_people_read_it(scope, label):
    assert a_part(**scope).scope.label == label


REVENUE = (Direction.REVENUE,)
BOTH = (Direction.EXPENDITURE, Direction.REVENUE)
OTHER_PERIOD = BudgetPeriod.of_years((2026,), CALENDAR_COUNTY)


@pytest.mark.parametrize(
    ("one", "other", "same", "overlaps"),
    [
        (a_part(), a_part(), True, True),
        (a_part(), a_part(as_of=date(2026, 5, 1)), True, True),
        (a_part(directions=BOTH), a_part(directions=BOTH[::-1]), True, True),
        (a_part(department="Public Health"), a_part(department="PUBLIC HEALTH "), True, True),
        (a_part((2026,)), a_part((2027,)), False, False),
        (a_part((2026,)), a_part((2026, 2027)), False, True),
        (a_part(), a_part(directions=REVENUE), False, False),
        (a_part(), a_part(directions=BOTH), False, True),
        (a_part(), a_part(phase=Phase.ADOPTED), False, False),
        (a_part(), a_part(department="Public Health"), False, True),
        (a_part(department="Public Health"), a_part(department="Parks"), False, False),
        (a_part(department="Public Health"), a_part(fund="Water Fund"), False, True),
        (a_part((2026,)), a_part((2026,), period=OTHER_PERIOD), False, True),
    ],
)
def test_a_file_supersedes_its_namesake_and_may_overlap_another(one, other, same, overlaps):
    assert (one.same_name(other), one.overlaps(other)) == (same, overlaps)
    assert (other.same_name(one), other.overlaps(one)) == (same, overlaps)


def an_amendment(basis: AmendmentBasis, day: int):
    return a_part(phase=Phase.AMENDED, basis=basis, as_of=date(2026, 5, day))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (an_amendment(AmendmentBasis.LEVELS, 1), an_amendment(AmendmentBasis.LEVELS, 2), True),
        (an_amendment(AmendmentBasis.LEVELS, 1), an_amendment(AmendmentBasis.CHANGES, 1), False),
        (an_amendment(AmendmentBasis.CHANGES, 1), an_amendment(AmendmentBasis.CHANGES, 1), True),
        (an_amendment(AmendmentBasis.CHANGES, 1), an_amendment(AmendmentBasis.CHANGES, 2), False),
    ],
)
def test_levels_take_the_place_of_levels_and_changes_never_of_other_changes(one, other, same):
    assert one.same_name(other) is same
    assert one.overlaps(other)
