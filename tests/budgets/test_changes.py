from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.changes import MOST_PAIRS, ChangeKind, Held, compare
from budgets.lines import LineKey
from budgets.structure import ChartEntry, CodeRule, CodeRules
from tests.builders import a_line
from tests.plain_changes import sums_by_key

AS_WRITTEN = CodeRules()


def key(unit="a80000", department="public health", **below):
    told = {"fund": "f1800", "program": None, "account": None, "package": None}
    return LineKey(department, unit, **(told | below))


def held(dollars, fte=None):
    return Held(None if dollars is None else Decimal(dollars), None if fte is None else Fraction(fte))


def told(before, after):
    return [(change.kind.value, change.dollars) for change in compare(before, after)]


def test_lines_of_one_key_are_added_up_before_books_are_compared():
    before = sums_by_key([a_line("100"), a_line("50.25"), a_line(None, fte=2)], AS_WRITTEN)
    after = sums_by_key([a_line("150.25"), a_line(None, fte=1), a_line(None, fte=1)], AS_WRITTEN)

    assert list(before.values()) == [held("150.25", 2)]
    assert compare(before, after) == ()


def test_a_unit_that_is_touched_twice_changes_once():
    adopted = [a_line("1000")]
    changes = [a_line("250"), a_line("-100")]

    found = compare(sums_by_key(adopted, AS_WRITTEN), sums_by_key([*adopted, *changes], AS_WRITTEN))

    assert [(change.kind, change.dollars) for change in found] == [(ChangeKind.CHANGED, Decimal(150))]


def test_codes_compare_by_the_countys_own_rule():
    rules = CodeRules(fund=CodeRule(ignore_letter_prefix=True, ignore_leading_zeros=True))
    written = [sums_by_key([a_line(fund=ChartEntry(code=code))], rules) for code in ("F0010", "10", "000000010")]

    assert compare(written[0], written[1]) == compare(written[1], written[2]) == ()
    as_written = [sums_by_key([a_line(fund=ChartEntry(code=code))], AS_WRITTEN) for code in ("F0010", "10")]
    assert {change.kind for change in compare(*as_written)} == {ChangeKind.GONE, ChangeKind.ADDED}


def test_fte_are_an_average_over_the_years_that_say_some():
    by_year = [a_line("10", fte=4), a_line("10", fte=6, fiscal_years=(2027,))]
    both_years = [a_line("20", fte=5, fiscal_years=(2026, 2027))]

    assert compare(sums_by_key(by_year, AS_WRITTEN), sums_by_key(both_years, AS_WRITTEN)) == ()


def test_what_nobody_said_is_no_change_beside_zero():
    assert compare({key(): held(None, 1)}, {key(): held("0", 1)}) == ()


def test_the_largest_change_comes_first():
    before = {key("a"): held("10"), key("b"): held("500"), key("d", program="p"): held("90")}
    after = {key("b"): held("400"), key("c"): held("40"), key("e", program="p"): held("91")}

    assert told(before, after) == [("changed", -100), ("moved", 1), ("added", 40), ("gone", -10)]


@pytest.mark.parametrize(
    ("below", "before", "after", "kinds"),
    [
        ({"program": "p1"}, held("100"), held("100"), ["moved"]),
        ({"program": "p1"}, held("100"), held("95"), ["moved"]),
        ({"package": "ds_201"}, held("95"), held("100"), ["moved"]),
        ({"program": "p1"}, held("100"), held("94.99"), ["added", "gone"]),
        ({"program": "p1"}, held("100"), held("-100"), ["added", "gone"]),
        ({"program": "p1"}, held(None, 3), held(None, 3), ["moved"]),
        ({"program": "p1"}, held(None, 100), held("100"), ["added", "gone"]),
        ({"account": "51100"}, held("100"), held("100"), ["moved"]),
        ({"account": "51100"}, held("100"), held("99"), ["added", "gone"]),
        ({}, held("100"), held("100"), ["added", "gone"]),
    ],
)
def test_moved_is_the_same_lower_key_with_as_much_under_another_unit(below, before, after, kinds):
    found = compare({key("one", **below): before}, {key("other", **below): after})

    assert sorted(change.kind.value for change in found) == kinds


def test_a_unit_that_stands_under_another_department_moved_with_all_beneath_it():
    before = {key("u1", "works"): held("100"), key("u1", "works", account="51100"): held("40")}
    after = {key("u1", "engineering"): held("98"), key("u1", "engineering", account="51100"): held("41")}

    assert told(before, after) == [("moved", -2), ("moved", 1)]


def test_the_same_unit_goes_before_another_one():
    before = {key("u1", "works", program="p"): held("100")}
    after = {key("u1", "engineering", program="p"): held("97"), key("u2", "works", program="p"): held("100")}

    found = compare(before, after)

    assert [change.kind for change in found] == [ChangeKind.MOVED, ChangeKind.ADDED]
    assert found[0].after_key == key("u1", "engineering", program="p")


def test_where_a_unit_went_nothing_else_went():
    before = {key("u1", "works", program="p"): held("100"), key("u2", "works", program="p"): held("100")}
    after = {key("u1", "engineering", program="p"): held("100")}

    assert told(before, after) == [("moved", 0), ("gone", -100)]


def test_an_amendment_that_moves_leaves_a_key_that_holds_nothing():
    adopted = [a_line("100", unit=ChartEntry(code="A1"), program=ChartEntry(code="P"))]
    moves = [
        a_line("-100", unit=ChartEntry(code="A1"), program=ChartEntry(code="P")),
        a_line("100", unit=ChartEntry(code="A2"), program=ChartEntry(code="P")),
    ]

    assert told(sums_by_key(adopted, AS_WRITTEN), sums_by_key([*adopted, *moves], AS_WRITTEN)) == [("moved", 0)]


@pytest.mark.parametrize("nothing", [held("0"), held(None), held("0", 0)])
def test_lines_that_come_to_nothing_are_there_and_not_gone(nothing):
    cut = compare({key(): held("100")}, {key(): nothing})
    back = compare({key(): nothing}, {key(): held("100")})

    assert [(change.kind.value, change.before_key, change.after, change.dollars) for change in cut] == [
        ("changed", key(), nothing, Decimal(-100))
    ]
    assert [(change.kind.value, change.after_key, change.before) for change in back] == [("changed", key(), nothing)]


def test_another_fund_is_no_move():
    before, after = {key(program="p"): held("5")}, {key("other", fund="f10", program="p"): held("5")}

    assert {change.kind for change in compare(before, after)} == {ChangeKind.GONE, ChangeKind.ADDED}


def test_what_moved_is_told_once_and_the_closest_is_taken():
    before = {key("a", program="p"): held("100"), key("b", program="p"): held("102")}
    after = {key("c", program="p"): held("102"), key("d", program="p"): held("98")}

    found = compare(before, after)

    pairs = {
        (change.before_key.unit, change.after_key.unit) for change in found if change.before_key and change.after_key
    }
    assert pairs == {("a", "d"), ("b", "c")}
    assert {change.kind for change in found} == {ChangeKind.MOVED}


def test_one_key_moves_to_one_place_alone():
    before = {key("a", program="p"): held("100")}
    after = {key("b", program="p"): held("100"), key("c", program="p"): held("100")}

    assert told(before, after) == [("moved", 0), ("added", 100)]


def test_of_several_places_that_are_near_the_nearest_is_taken_alone():
    one = {key("a", program="p"): held("100")}
    two = {key("b", program="p"): held("101"), key("c", program="p"): held("98")}

    assert told(one, two) == [("moved", 1), ("added", 98)]
    assert told(two, one) == [("moved", -1), ("gone", -98)]


def test_a_change_says_by_how_many_fte_the_book_is_larger():
    (change,) = compare({key(): held("5", 3)}, {key(): held("5", 1)})

    assert change.dollars == 0
    assert change.fte == -2


def test_among_very_many_only_equal_amounts_are_taken_for_moves():
    many = int(MOST_PAIRS**0.5) + 1
    before = {key(f"a{number}", program="p"): held(1000 + number) for number in range(many)}
    after = {key(f"b{number}", program="p"): held(1000 + number) for number in range(many - 1)}
    after[key("near", program="p")] = held("5000")

    found = compare(before, after)

    assert sum(change.kind is ChangeKind.MOVED for change in found) == many - 1
    assert sum(change.dollars for change in found) == 5000 - 1000 - (many - 1)
