"""The home of measures: what is counted, from which baseline to which target, and what was found when."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MeasureDirection(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"


class MeasureKind(StrEnum):
    """What is measured: what was done, how well, for whom (performance), or the state of a population."""

    PERFORMANCE = "performance"
    POPULATION = "population"


class Group(_Frozen):
    """A group of people by which a value is broken down, in a named scheme (such as ``OMB SPD 15 (2024)``)."""

    scheme: str
    name: str


class DatedTarget(_Frozen):
    """A value to be reached by a day."""

    date: date | None
    value: Decimal


class MeasuredValue(_Frozen):
    """What was found on a day; ``value`` is None where there is no data, and where it is suppressed: two things.

    ``n`` is the number of people behind the value, where told; ``group`` None is everyone.
    """

    as_of: date
    value: Decimal | None
    group: Group | None = None
    n: int | None = None
    suppressed: bool = False
    note: str | None = None

    @model_validator(mode="after")
    def _keeps_what_is_suppressed(self) -> Self:
        if self.suppressed and not (self.value is None and self.n is None):
            raise ValueError("a suppressed value is not given, and neither is its n")
        return self


class Measure(_Frozen):
    """One measure of an action (or of the plan as a whole, with ``action`` None).

    Percentages are in points: 45 with the unit ``%`` is 45 %. ``targets`` are all yearly targets in order of date and
    ``target`` is the last one. ``reporting_months`` is the interval in which a value is due. ``tolerance`` is how far a
    value that is to be maintained may lie from its target, in the measure's own unit.
    """

    code: str | None = None
    title: str
    action: str | None = None
    goal: str | None = None
    kind: MeasureKind = MeasureKind.PERFORMANCE
    unit: str | None = None
    direction: MeasureDirection | None = None
    owner: str | None = None
    basis: str | None = None
    baseline: Decimal | None = None
    baseline_date: date | None = None
    target: Decimal | None = None
    target_date: date | None = None
    targets: tuple[DatedTarget, ...] = ()
    values: tuple[MeasuredValue, ...] = ()
    reference_group: str | None = None
    reporting_months: int | None = Field(default=None, ge=1)
    weight: Decimal | None = Field(default=None, ge=0)
    tolerance: Decimal | None = Field(default=None, ge=0)

    @property
    def overall(self) -> tuple[MeasuredValue, ...]:
        """The values of everyone, in order of date."""
        return tuple(sorted((value for value in self.values if value.group is None), key=lambda value: value.as_of))

    @property
    def latest(self) -> MeasuredValue | None:
        """The last value of everyone that is a number."""
        return next((value for value in reversed(self.overall) if value.value is not None), None)
