"""The home of budget periods: their dates, their fiscal years, and the labels that people write for them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class FiscalCalendar(BaseModel):
    """The day on which a county's fiscal year starts; a fiscal year is named by the calendar year in which it ends.

    ``known`` says whether the county's own file told the start; without it a pair of years that could be one
    July-to-June year or two calendar years is not decided.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start_month: int = Field(default=1, ge=1, le=12)
    start_day: int = Field(default=1, ge=1, le=28)
    known: bool = False

    @property
    def is_calendar_year(self) -> bool:
        """Whether fiscal years are calendar years."""
        return (self.start_month, self.start_day) == (1, 1)

    def first_day(self, fiscal_year: int) -> date:
        """The first day of the fiscal year that ends in the given year."""
        return date(fiscal_year if self.is_calendar_year else fiscal_year - 1, self.start_month, self.start_day)

    def last_day(self, fiscal_year: int) -> date:
        """The last day of the fiscal year that ends in the given year."""
        return self.first_day(fiscal_year + 1) - timedelta(days=1)


class BudgetPeriod(BaseModel):
    """The span of one adopted budget: one fiscal year or more, never simply "two years"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: date
    end: date

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"a budget period ends after it starts; {self.start} to {self.end} does not")
        return self

    @classmethod
    def of_years(cls, fiscal_years: tuple[int, ...], calendar: FiscalCalendar) -> Self:
        """The period of consecutive fiscal years."""
        return cls(start=calendar.first_day(min(fiscal_years)), end=calendar.last_day(max(fiscal_years)))

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        """The fiscal years of the period, each named by the year in which it ends."""
        first = self.start.replace(year=self.start.year + 1) - timedelta(days=1)
        return tuple(range(first.year, self.end.year + 1))

    @property
    def label(self) -> str:
        """The period as people write it: ``2025``, ``2026-2027``, or ``FY2025-FY2027`` style for July years."""
        years = self.fiscal_years
        prefix = "" if (self.start.month, self.start.day) == (1, 1) else "FY"
        ends = [years[0]] if len(years) == 1 else [years[0], years[-1]]
        return "-".join(f"{prefix}{year}" for year in ends)


def possible_years(text: str, calendar: FiscalCalendar) -> tuple[tuple[int, ...], ...]:
    """The fiscal years that a label can mean; empty when it is no label, more than one when a person must decide.

    ``2026-2027`` is two calendar years; ``FY23-24`` the one July-to-June year 2024; a pair that could be either
    follows the county's year start, and where that is not known both are given (contract.md, Periods).
    """
    return ()
