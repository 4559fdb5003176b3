from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plans.measures import MeasuredValue
from plans.suppression import SMALL, suppress
from tests.builders import a_group_value, a_value

COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 30), st.integers(0, 500)), min_size=1, max_size=8)


def a_table(counts: Sequence[int | None]) -> list[MeasuredValue]:
    """The counts of groups, and of everyone."""
    cells = [a_group_value(f"group {index}", count) for index, count in enumerate(counts)]
    return [*cells, a_value(sum(count or 0 for count in counts))]


@given(COUNTS)
def test_no_small_number_is_shown(counts):
    assert [cell for cell in suppress(a_table(counts)) if cell.value is not None and 0 < cell.value < SMALL] == []


@given(COUNTS)
def test_what_can_be_worked_out_from_the_total_is_not_small_and_not_one_group(counts):
    *cells, total = suppress(a_table(counts))
    hidden = [cell for cell in cells if cell.suppressed]

    if hidden and total.value is not None:
        missing = total.value - sum((cell.value for cell in cells if cell.value is not None), Decimal(0))
        assert missing >= SMALL
        assert len(hidden) > 1


@given(COUNTS)
def test_blank_stays_blank_and_zero_stays_zero(counts):
    before = a_table(counts)

    kept = [(old, new) for old, new in zip(before, suppress(before), strict=True) if not old.value]

    assert [(old, new) for old, new in kept if old != new] == []


@given(COUNTS)
def test_suppressing_twice_is_suppressing_once(counts):
    once = suppress(a_table(counts))

    assert suppress(once) == once
