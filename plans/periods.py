"""The home of reporting periods: the years, halves and quarters for which departments report, and by when."""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

_LABEL = re.compile(r"(?:(?P<length>[QH])(?P<number>[1-4])\s+)?(?:FY)?(?P<year>\d{4})", re.IGNORECASE)
_MONTHS_PER_YEAR = 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class PeriodLength(StrEnum):
    """How long a reporting period is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {PeriodLength.YEAR: 12, PeriodLength.HALF: 6, PeriodLength.QUARTER: 3}[self]


class ReportingPeriod(BaseModel):
    """One year, half or quarter. ``year`` is named by the calendar year in which it ends, ``number`` counts from 1.

    ``start_month`` is the month in which the county's year starts; in any but January labels say FY.

    >>> quarter = ReportingPeriod(length=PeriodLength.QUARTER, year=2026, number=3)
    >>> quarter.label, str(quarter.first_day), str(quarter.last_day)
    ('Q3 2026', '2026-07-01', '2026-09-30')
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    length: PeriodLength
    year: int = Field(ge=_FIRST_YEAR, le=_LAST_YEAR)
    number: int = Field(default=1, ge=1)
    start_month: int = Field(default=1, ge=1, le=12)

    @model_validator(mode="after")
    def _fits_into_a_year(self) -> Self:
        if self.number * self.length.months > _MONTHS_PER_YEAR:
            raise ValueError(f"a year has no {self.length.value} number {self.number}")
        return self

    @classmethod
    def holding(cls, day: date, length: PeriodLength, start_month: int = 1) -> Self:
        """The period in which a day lies."""
        months = day.year * _MONTHS_PER_YEAR + day.month - start_month
        year, month = divmod(months, _MONTHS_PER_YEAR)
        named = year if start_month == 1 else year + 1
        return cls(length=length, year=named, number=month // length.months + 1, start_month=start_month)

    @classmethod
    def read(cls, text: str, start_month: int = 1) -> Self | None:
        """The period of a label as ``label`` writes it, in any case; None for any other text."""
        found = _LABEL.fullmatch(text.strip())
        if found is None:
            return None
        kind = (found["length"] or "").upper()
        length = {"Q": PeriodLength.QUARTER, "H": PeriodLength.HALF, "": PeriodLength.YEAR}[kind]
        year, number = int(found["year"]), int(found["number"] or 1)
        if number * length.months > _MONTHS_PER_YEAR or not _FIRST_YEAR <= year <= _LAST_YEAR:
            return None
        return cls(length=length, year=year, number=number, start_month=start_month)

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return _first_of(self._months)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return _first_of(self._months + self.length.months) - timedelta(days=1)

    @property
    def label(self) -> str:
        """The period as people write it: ``2026``, ``H1 2026``, ``Q3 2026``, or ``Q3 FY2026``."""
        year = str(self.year) if self.start_month == 1 else f"FY{self.year}"
        return year if self.length is PeriodLength.YEAR else f"{self.length.value[0].upper()}{self.number} {year}"

    def due(self, days_after: int = 30) -> date:
        """The day by which the report is due: so many days after the period ends."""
        return self.last_day + timedelta(days=days_after)

    def following(self) -> Self:
        """The next period of this length."""
        return type(self).holding(self.last_day + timedelta(days=1), self.length, self.start_month)

    @property
    def _months(self) -> int:
        """Months from the start of year 0 to the first day."""
        before = 0 if self.start_month == 1 else 1
        into = (self.number - 1) * self.length.months
        return (self.year - before) * _MONTHS_PER_YEAR + self.start_month - 1 + into


def _first_of(months: int) -> date:
    year, month = divmod(months, _MONTHS_PER_YEAR)
    return date(year, month + 1, 1)
