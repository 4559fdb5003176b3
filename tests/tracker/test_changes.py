from decimal import Decimal

import pytest

from tracker.changes import Adds, Count, sum_changes
from tracker.waiting import Change, Differences

PARKS = "Parks, adopted expenditure 2026"


def fields(before: dict[str, Count], after: dict[str, Count]) -> Differences:
    return sum_changes({}, {}, before, after)


def test_dollars_and_fte_of_one_name_are_two_changes():
    before = {PARKS: Adds(Decimal("1.00"), Decimal("2.500000"))}

    found = sum_changes(before, {PARKS: Adds(Decimal("2.00"), None)}, {}, {})

    assert found.changes == (Change(PARKS, "amount", "1.00", "2.00"), Change(PARKS, "fte", "2.5", None))


def test_names_that_are_new_and_gone_are_named():
    found = sum_changes({"A": Adds(None, None)}, {"B": Adds(None, None)}, {}, {})

    assert (found.new, found.gone) == (("B",), ("A",))


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
