"""The home of disparities: how far a group stands from a named reference group, and whether the gap closes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.measures import Group


@dataclass(frozen=True, slots=True)
class Disparity:
    """One group against the reference group on one day.

    ``gap`` is value minus reference in the measure's unit, ``ratio`` value over reference; both None when either is
    missing or suppressed (``ratio`` also when the reference is zero). ``closing`` compares with the first day on which
    both stood: True when the gap is smaller now, None when there is nothing to compare.
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
