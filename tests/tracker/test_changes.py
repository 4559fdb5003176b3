from decimal import Decimal

import pytest

from budgets.phases import Direction
from tracker.changes import Adds, Count, SumOf, sum_changes
from tracker.waiting import Change, Differences, Moved

PARKS = SumOf("Parks", "adopted", (2026,), Direction.EXPENDITURE)
ROADS = SumOf("Roads", "adopted", (2026,), Direction.EXPENDITURE)
NEXT = SumOf("Parks", "proposed", (2027,), Direction.EXPENDITURE)


def fields(before: dict[str, Count], after: dict[str, Count]) -> Differences:
    return sum_changes({}, {}, before, after)


def test_dollars_and_fte_of_one_name_are_two_changes():
    before = {PARKS: Adds(Decimal("1.00"), Decimal("2.500000"))}

    found = sum_changes(before, {PARKS: Adds(Decimal("2.00"), None)}, {}, {})

    assert found.changes == (Change(PARKS.name, "amount", "1.00", "2.00"), Change(PARKS.name, "fte", "2.5", None))


def test_names_that_are_new_and_gone_are_named():
    found = sum_changes({PARKS: Adds(None, None)}, {ROADS: Adds(None, None)}, {}, {})

    assert (found.new, found.gone) == ((ROADS.name,), (PARKS.name,))


def test_the_total_of_each_book_is_told_as_it_was_and_becomes():
    before = {PARKS: Adds(Decimal("10.00"), None), ROADS: Adds(Decimal("5.00"), None)}
    after = {PARKS: Adds(Decimal("4.50"), None), NEXT: Adds(Decimal("6.00"), None)}

    found = sum_changes(before, after, {}, {})

    assert found.totals == (
        Moved("adopted expenditure 2026", "15.00", "4.50", "-10.50"),
        Moved("proposed expenditure 2027", None, "6.00", None),
    )


def test_a_total_of_lines_without_amounts_is_no_data():
    found = sum_changes({PARKS: Adds(None, Decimal(1))}, {PARKS: Adds(Decimal("2.00"), None)}, {}, {})

    assert found.totals == (Moved("adopted expenditure 2026", None, "2.00", None),)


@pytest.mark.parametrize(
    ("before", "after", "is_told", "is_lost"),
    [
        (Count(4012, 4012), Count(0, 4100), True, True),
        (Count(1, 4012), Count(0, 4100), True, True),
        (Count(0, 4012), Count(4100, 4100), True, False),
        (Count(0, 10), Count(0, 20), False, False),
        (Count(100, 100), Count(50, 100), True, True),
        (Count(50, 100), Count(100, 100), True, False),
        (Count(100, 100), Count(99, 100), False, False),
        (Count(4012, 4012), Count(4100, 4100), False, False),
        (Count(17, 28), Count(17, 32), False, False),
        (Count(17, 32), Count(17, 28), False, False),
        (Count(90, 100), Count(9, 9), False, False),
    ],
)
def test_a_field_is_told_when_fewer_or_more_records_fill_it_and_not_when_there_are_more_records(
    before, after, is_told, is_lost
):
    found = fields({"fund": before}, {"fund": after})

    assert (bool(found.filled), bool(found.lost)) == (is_told, is_lost)


def test_a_field_that_only_one_version_knows_is_told():
    assert [each.field for each in fields({"fund": Count(2, 2)}, {}).lost] == ["fund"]
