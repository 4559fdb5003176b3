"""The home of small numbers: which values of few people are not shown, so that nobody is told apart.

Source: Washington State Department of Health, "Department of Health Agency Standards for Reporting Data with Small
Numbers": counts of 1 to 9 are suppressed, rates made from them too, and other cells where a total gives them away.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plans.measures import MeasuredValue

SMALL = 10
_TOGETHER = 2


class ValueKind(StrEnum):
    """What a value is: a number of people or events, or a rate made from ``n`` of them."""

    COUNT = "count"
    RATE = "rate"


def suppress(values: Sequence[MeasuredValue], kind: ValueKind = ValueKind.COUNT) -> tuple[MeasuredValue, ...]:
    """The values as they may be shown, in the same order: blank stays blank, zero stays zero, few are suppressed.

    Suppressed is every count above 0 and under 10, and every rate whose n is. Where the value of everyone is shown,
    it would give a single suppressed group away, or several that are fewer than 10 together: so the next smallest
    group of that day and scheme is suppressed with them. A suppressed value keeps neither value nor n.

    A rate without n cannot be judged and is shown as it came.
    """
    hidden = {index for index, value in enumerate(values) if value.suppressed or _is_small(value, kind)}
    tables: dict[tuple[date, str], list[int]] = defaultdict(list)
    for index, value in enumerate(values):
        if value.group is not None:
            tables[value.as_of, value.group.scheme].append(index)
    shown_totals = {
        value.as_of
        for index, value in enumerate(values)
        if value.group is None and index not in hidden and _known(value)
    }
    for (day, _), cells in tables.items():
        if day in shown_totals:
            hidden |= _also_hidden({index: values[index] for index in cells}, hidden, kind)
    return tuple(_hide(value) if index in hidden else value for index, value in enumerate(values))


def _is_small(value: MeasuredValue, kind: ValueKind) -> bool:
    counts = [None if value.n is None else Decimal(value.n)]
    if kind is ValueKind.COUNT:
        counts.append(value.value)
    return any(count is not None and 0 < abs(count) < SMALL for count in counts)


def _known(value: MeasuredValue) -> bool:
    return value.value is not None


def _also_hidden(cells: dict[int, MeasuredValue], hidden: set[int], kind: ValueKind) -> set[int]:
    """The cells of one table to hide beside the small ones, so that the total does not give these away."""
    small = [index for index in cells if index in hidden]
    told = {index: count for index, value in cells.items() if (count := _count(value, kind)) is not None}
    # What the file itself suppressed has no count: two of a kind are taken to hide each other.
    together = sum((told[index] for index in small), Decimal(0)) if set(small) <= set(told) else Decimal(SMALL)
    more: set[int] = set()
    for index in sorted(set(told) - set(small), key=lambda index: (told[index], index)):
        if not small or (len(small) + len(more) >= _TOGETHER and together >= SMALL):
            break
        if told[index]:
            more.add(index)
            together += told[index]
    return more


def _count(value: MeasuredValue, kind: ValueKind) -> Decimal | None:
    if value.value is None:
        return None
    if kind is ValueKind.COUNT:
        return value.value
    return None if value.n is None else Decimal(value.n)


def _hide(value: MeasuredValue) -> MeasuredValue:
    return value.model_copy(update={"value": None, "n": None, "suppressed": True})
