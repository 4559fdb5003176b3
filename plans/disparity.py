"""The home of disparities: how far a group is from the reference group, and whether the gap is closing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plans.attainment import wanted_direction
from plans.matching import fold
from plans.measures import Group, Measure, MeasureDirection, MeasuredValue


@dataclass(frozen=True, slots=True)
class Disparity:
    """A group beside the reference group on one day.

    ``gap`` is group less reference, in the unit of the measure, and ``ratio`` group by reference. Both are None, never
    0, where either value is missing or suppressed; the ratio also where the reference is 0.
    """

    group: MeasuredValue
    reference: MeasuredValue
    gap: Decimal | None
    ratio: Decimal | None


class GapChange(StrEnum):
    """What became of a gap between two days."""

    CLOSING = "closing"
    WIDENING = "widening"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class GapTrend:
    """The same group on two days.

    ``by_gap`` compares the sizes of the gaps, ``by_ratio`` how far the ratios are from 1; they can disagree, so show
    both. ``reference_worsened`` warns that a gap may have closed from the wrong end; None where nobody knows which way
    is better. Each is None where a value is missing.
    """

    before: Disparity
    after: Disparity
    by_gap: GapChange | None
    by_ratio: GapChange | None
    reference_worsened: bool | None


def days_with_groups(measure: Measure) -> tuple[date, ...]:
    """The days for which there is a value of any group, in order."""
    return tuple(sorted({value.as_of for value in measure.values if value.group is not None}))


def disparities(measure: Measure, day: date) -> tuple[Disparity, ...]:
    """Every group beside the reference group of its own scheme, in the order of the file.

    Empty where the measure names no reference group, or has no value of it on that day. Suppress small numbers first
    (plans/suppression.py): what is suppressed has no gap.
    """
    groups = [value for value in measure.values if value.as_of == day and value.group is not None]
    references = {
        value.group.scheme: value
        for value in groups
        if value.group and measure.reference_group and fold(value.group.name) == fold(measure.reference_group)
    }
    pairs = ((value, references.get(value.group.scheme)) for value in groups if value.group)
    return tuple(_disparity(value, reference) for value, reference in pairs if reference and value is not reference)


def trend(measure: Measure, group: Group, before: date, after: date) -> GapTrend | None:
    """Whether the gap of a group closes from one day to another; None where a day lacks the group or its reference."""
    then, now = (
        next((found for found in disparities(measure, day) if found.group.group == group), None)
        for day in (before, after)
    )
    if then is None or now is None or then.reference.group != now.reference.group:
        return None
    return GapTrend(
        before=then,
        after=now,
        by_gap=_change(_size(then.gap), _size(now.gap)),
        by_ratio=_change(_distance(then.ratio), _distance(now.ratio)),
        reference_worsened=_worsened(measure, then.reference.value, now.reference.value),
    )


def _disparity(value: MeasuredValue, reference: MeasuredValue) -> Disparity:
    if value.value is None or reference.value is None:
        return Disparity(value, reference, None, None)
    ratio = value.value / reference.value if reference.value else None
    return Disparity(value, reference, value.value - reference.value, ratio)


def _size(gap: Decimal | None) -> Decimal | None:
    return None if gap is None else abs(gap)


def _distance(ratio: Decimal | None) -> Decimal | None:
    """How far a ratio is from 1: twice as many and half as many are equally far; None where no ratio says that."""
    return None if ratio is None or ratio <= 0 else max(ratio, 1 / ratio)


def _change(before: Decimal | None, after: Decimal | None) -> GapChange | None:
    if before is None or after is None:
        return None
    if before == after:
        return GapChange.UNCHANGED
    return GapChange.CLOSING if after < before else GapChange.WIDENING


def _worsened(measure: Measure, before: Decimal | None, after: Decimal | None) -> bool | None:
    direction = wanted_direction(measure)
    if before is None or after is None or direction in (None, MeasureDirection.MAINTAIN):
        return None
    return after < before if direction is MeasureDirection.INCREASE else after > before
