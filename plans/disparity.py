"""The home of disparities: how far a group stands from a named reference group, and whether the gap closes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.attainment import wanted_direction
from plans.matching import fold
from plans.measures import Group, Measure, MeasureDirection, MeasuredValue


@dataclass(frozen=True, slots=True)
class Disparity:
    """One group against the reference group on one day.

    ``gap`` is value minus reference in the measure's unit, ``ratio`` value over reference; both None when either is
    missing or suppressed (``ratio`` also when the reference is zero). ``closing`` compares with the first day on which
    both stood: True when the gap is smaller now, None when there is nothing to compare. ``closing_by_ratio`` asks the
    same of how far the ratio is from 1; the two can disagree. ``reference_worsened`` warns that a gap may close from
    the wrong end; it is None where nobody knows which way is better.
    """

    group: Group
    as_of: date
    value: Decimal | None
    n: int | None
    suppressed: bool
    reference: Group
    reference_value: Decimal | None
    reference_n: int | None
    gap: Decimal | None
    ratio: Decimal | None
    first_gap: Decimal | None
    first_as_of: date | None
    closing: bool | None
    first_ratio: Decimal | None = None
    closing_by_ratio: bool | None = None
    reference_worsened: bool | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A group and the reference group of its scheme, on one day."""

    group: Group
    value: MeasuredValue
    reference_group: Group
    reference: MeasuredValue

    @property
    def gap(self) -> Decimal | None:
        if self.value.value is None or self.reference.value is None:
            return None
        return self.value.value - self.reference.value

    @property
    def ratio(self) -> Decimal | None:
        if self.value.value is None or not self.reference.value:
            return None
        return self.value.value / self.reference.value


def days_with_groups(measure: Measure) -> tuple[date, ...]:
    """The days for which there is a value of any group, in order."""
    return tuple(sorted({value.as_of for value in measure.values if value.group is not None}))


def disparities(measure: Measure, day: date | None = None, since: date | None = None) -> tuple[Disparity, ...]:
    """Every group beside the reference group of its own scheme, in the order of the file.

    ``day`` None is the last day for which there are groups; ``since`` is the day to compare with, None the first on
    which both stood. Empty where the measure names no reference group, or has no value of it on that day. Suppress
    small numbers first (plans/suppression.py): what is suppressed has no gap.
    """
    asked = day or max(days_with_groups(measure), default=None)
    if asked is None:
        return ()
    return tuple(_disparity(measure, pair, _earlier(measure, pair, since)) for pair in _pairs(measure, asked))


def _pairs(measure: Measure, day: date) -> list[_Pair]:
    if measure.reference_group is None:
        return []
    named = fold(measure.reference_group)
    groups = [(value.group, value) for value in measure.values if value.as_of == day and value.group is not None]
    references = {group.scheme: (group, value) for group, value in groups if fold(group.name) == named}
    return [
        _Pair(group, value, *references[group.scheme])
        for group, value in groups
        if group.scheme in references and fold(group.name) != named
    ]


def _earlier(measure: Measure, now: _Pair, since: date | None) -> _Pair | None:
    """The same group and reference on the day to compare with."""
    days = [since] if since else days_with_groups(measure)
    pairs = (pair for day in days if day < now.value.as_of for pair in _pairs(measure, day))
    same = (pair for pair in pairs if pair.group == now.group)
    return next((pair for pair in same if pair.gap is not None), None)


def _disparity(measure: Measure, now: _Pair, first: _Pair | None) -> Disparity:
    return Disparity(
        group=now.group,
        as_of=now.value.as_of,
        value=now.value.value,
        n=now.value.n,
        suppressed=now.value.suppressed,
        reference=now.reference_group,
        reference_value=now.reference.value,
        reference_n=now.reference.n,
        gap=now.gap,
        ratio=now.ratio,
        first_gap=first.gap if first else None,
        first_as_of=first.value.as_of if first else None,
        closing=_is_smaller(_size(now.gap), _size(first.gap)) if first else None,
        first_ratio=first.ratio if first else None,
        closing_by_ratio=_is_smaller(_distance(now.ratio), _distance(first.ratio)) if first else None,
        reference_worsened=_is_worse(measure, now.reference.value, first.reference.value) if first else None,
    )


def _size(gap: Decimal | None) -> Decimal | None:
    return None if gap is None else abs(gap)


def _distance(ratio: Decimal | None) -> Decimal | None:
    """How far a ratio is from 1: twice as many and half as many are equally far; None where no ratio says that."""
    return None if ratio is None or ratio <= 0 else max(ratio, 1 / ratio)


def _is_smaller(now: Decimal | None, first: Decimal | None) -> bool | None:
    return None if now is None or first is None else now < first


def _is_worse(measure: Measure, now: Decimal | None, first: Decimal | None) -> bool | None:
    direction = wanted_direction(measure)
    if now is None or first is None or direction in (None, MeasureDirection.MAINTAIN):
        return None
    return now < first if direction is MeasureDirection.INCREASE else now > first
