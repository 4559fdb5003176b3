"""The home of rules for days: so many days before a period ends, a day of the year, the n-th weekday of a month."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, Strict, model_validator

Whole = Annotated[int, Strict()]
"""A whole number that was written as one: not true, not "3"."""

_LEAP, _PLAIN = 2024, 2023
_WEEKEND = (5, 6)
_MOST_DAYS, _MOST_YEARS = 3660, 10


class Anchor(StrEnum):
    """The day of a budget period from which a rule counts.

    ``previous_end`` is the last day of the period before, which is the one that runs while a budget is made.
    """

    PREVIOUS_END = "previous_end"
    START = "start"
    END = "end"


class Weekday(StrEnum):
    """The days of the week, in their order."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Closed(StrEnum):
    """Where a day goes on which offices are closed: nowhere, unless the rule says so."""

    STAYS = "stays"
    NEXT = "next_working_day"
    PREVIOUS = "previous_working_day"


class YearlyDay(BaseModel):
    """A day that every year has: ``month_day`` as ``11-15``, or the ``nth`` ``weekday`` of a ``month`` (-1: the last).

    ``plus_days`` is added to it: the day after the fourth Thursday of November.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    month_day: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")
    weekday: Weekday | None = None
    nth: Literal[1, 2, 3, 4, -1] | None = None
    month: Annotated[Whole, Field(ge=1, le=12)] | None = None
    plus_days: Annotated[Whole, Field(ge=-31, le=31)] = 0

    @property
    def is_yearly(self) -> bool:
        """Whether it names a day of the year at all."""
        return self.month_day is not None or self.weekday is not None

    @model_validator(mode="after")
    def _names_one_day(self) -> Self:
        parts = (self.weekday, self.nth, self.month)
        if any(part is not None for part in parts) and None in parts:
            raise ValueError("a weekday of a month takes all three of weekday, nth and month")
        if self.month_day is not None and self.weekday is not None:
            raise ValueError("month_day and weekday are two ways to say it; keep one")
        if self.month_day is not None and not _stands_in(self.month_day, _PLAIN):
            wrong = "does not stand in every year" if _stands_in(self.month_day, _LEAP) else "is no day of the year"
            raise ValueError(f"month_day {self.month_day} {wrong}; write month and day, such as 11-15")
        if self.plus_days and not self.is_yearly:
            raise ValueError("plus_days goes with month_day or weekday")
        return self

    def in_year(self, year: int) -> date:
        """The day of one calendar year, with ``plus_days`` added, which may lead out of it.

        >>> str(YearlyDay(weekday=Weekday.THURSDAY, nth=4, month=11).in_year(2026))
        '2026-11-26'
        """
        if self.month_day is not None:
            day = date.fromisoformat(f"{year:04}-{self.month_day}")
        elif self.weekday is not None and self.nth is not None and self.month is not None:
            day = nth_weekday(year, self.month, self.weekday, self.nth)
        else:
            raise ValueError("a rule without month_day or weekday has no day of the year")
        return day + timedelta(days=self.plus_days)

    def on_or_before(self, day: date) -> date:
        """The last such day that is not after a day."""
        return max(found for found in self._around(day) if found <= day)

    def on_or_after(self, day: date) -> date:
        """The first such day that is not before a day."""
        return min(found for found in self._around(day) if found >= day)

    def _around(self, day: date) -> list[date]:
        # plus_days may lead into the next year or the one before, so two years each way are looked at.
        return [self.in_year(year) for year in range(day.year - 2, day.year + 3)]


class HolidayRule(YearlyDay):
    """A day on which offices are closed: of every year, or one certain ``day``.

    ``observed``: where it falls on a Saturday the Friday before is free, on a Sunday the Monday after.
    """

    name: str = Field(min_length=1)
    day: date | None = None
    from_year: Whole = 1
    observed: bool = True

    @model_validator(mode="after")
    def _is_one_day(self) -> Self:
        if self.is_yearly == (self.day is not None):
            raise ValueError("a holiday is one of these: month_day, weekday with nth and month, or day")
        return self

    def days(self, year: int) -> tuple[date, ...]:
        """The free days that it gives for one calendar year: its own, and the one on which it is observed."""
        if self.day is not None:
            own = [self.day] if self.day.year == year else []
        else:
            own = [self.in_year(year)] if year >= self.from_year else []
        return tuple(day for each in own for day in ((each, _observed(each)) if self.observed else (each,)))


class UntilRule(YearlyDay):
    """The last day of a window: so many ``days`` after the first, or the first such day of the year from then on."""

    days: Annotated[Whole, Field(ge=0, le=_MOST_DAYS)] | None = None
    closed: Closed = Closed.STAYS

    @model_validator(mode="after")
    def _says_it_in_one_way(self) -> Self:
        _check_one_way(self, days=self.days)
        return self

    def day(self, first: date, free: Collection[date]) -> date:
        """The last day of the window that begins on a day; never before it."""
        found = self.on_or_after(first) if self.days is None else first + timedelta(days=self.days)
        return max(first, moved(found, self.closed, free))


class DayRule(YearlyDay):
    """A day counted from a period: ``days`` before or after an anchor, or the nearest such day of the year there.

    ``before`` takes the last day of the year that is not after the anchor, ``after`` the first that is not before it;
    ``years`` is so many years further away.
    """

    days: Annotated[Whole, Field(ge=0, le=_MOST_DAYS)] | None = None
    before: Anchor | None = None
    after: Anchor | None = None
    years: Annotated[Whole, Field(ge=0, le=_MOST_YEARS)] = 0
    closed: Closed = Closed.STAYS

    @model_validator(mode="after")
    def _says_it_in_one_way(self) -> Self:
        _check_one_way(self, days=self.days)
        if (self.before is None) == (self.after is None):
            raise ValueError("say from where to count in one way: before or after, previous_end, start or end")
        if self.years and self.days is not None:
            raise ValueError("years goes with month_day or weekday, not with days")
        return self

    @property
    def anchor(self) -> Anchor:
        """The day from which it counts."""
        found = self.before or self.after
        if found is None:
            raise ValueError("a rule counts from some day")
        return found

    def day(self, anchor: date) -> date:
        """The day by the rule alone, whether offices are open on it or not."""
        sign = -1 if self.before else 1
        if self.days is not None:
            return anchor + timedelta(days=sign * self.days)
        found = self.on_or_before(anchor) if self.before else self.on_or_after(anchor)
        if not self.years:
            return found
        there = found - timedelta(days=self.plus_days)
        return self.in_year(there.year + sign * self.years)


def nth_weekday(year: int, month: int, weekday: Weekday, nth: int) -> date:
    """The n-th weekday of a month, counted from 1; -1 is the last one.

    >>> str(nth_weekday(2026, 5, Weekday.MONDAY, -1))
    '2026-05-25'
    """
    wanted = list(Weekday).index(weekday)
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - wanted) % 7)


def is_open(day: date, free: Collection[date]) -> bool:
    """Whether offices are open: neither a weekend nor a holiday."""
    return day.weekday() not in _WEEKEND and day not in free


def moved(day: date, closed: Closed, free: Collection[date]) -> date:
    """The day itself, or the nearest open day in the direction of ``closed``."""
    if closed is Closed.STAYS:
        return day
    step = timedelta(days=1 if closed is Closed.NEXT else -1)
    while not is_open(day, free):
        day += step
    return day


def _observed(day: date) -> date:
    saturday, sunday = _WEEKEND
    shift = {saturday: -1, sunday: 1}.get(day.weekday(), 0)
    return day + timedelta(days=shift)


def _check_one_way(rule: YearlyDay, *, days: int | None) -> None:
    if (days is not None) == rule.is_yearly:
        raise ValueError("say the day in one way: days, or month_day, or weekday with nth and month")


def _stands_in(month_day: str, year: int) -> bool:
    try:
        date.fromisoformat(f"{year}-{month_day}")
    except ValueError:
        return False
    return True
