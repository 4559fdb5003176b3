"""The home of budget periods: their dates, their fiscal years, and the labels that people write for them."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from budgets.year_labels import Mark, SpanWord, YearLabel, find_labels, fold

_DAYS_PER_YEAR = Fraction(1461, 4)


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
        # A start on 29 February has no anniversary; a period shorter than a year has the year in which it ends.
        first_end = self.start.replace(year=self.start.year + 1, day=min(self.start.day, 28)) - timedelta(days=1)
        return tuple(range(min(first_end.year, self.end.year), self.end.year + 1))

    @property
    def years(self) -> Fraction:
        """How long the period is, in years: whole months where it has them, days of an average year elsewhere.

        >>> BudgetPeriod.of_years((2026, 2027), FiscalCalendar()).years
        Fraction(2, 1)
        """
        after = self.end + timedelta(days=1)
        if after.day == self.start.day:
            return Fraction((after.year - self.start.year) * 12 + after.month - self.start.month, 12)
        return (after - self.start).days / _DAYS_PER_YEAR

    @property
    def label(self) -> str:
        """The period as people write it: ``2025``, ``2026-2027``, or for July years ``FY2027``, ``FY2026-FY2027``."""
        years = self.fiscal_years
        prefix = "" if (self.start.month, self.start.day) == (1, 1) else "FY"
        ends = [years[0]] if len(years) == 1 else [years[0], years[-1]]
        return "-".join(f"{prefix}{year}" for year in ends)


class FoundYears(NamedTuple):
    """A label inside a longer text: what it can mean, how it is written, and the text around it."""

    readings: tuple[tuple[int, ...], ...]
    label: str
    rest: str


def possible_years(text: str, calendar: FiscalCalendar) -> tuple[tuple[int, ...], ...]:
    """The fiscal years that a label can mean; empty when it is no label, more than one when a person must decide.

    A pair of years is read in one of two ways: *straddling*, from inside the first year to inside the last, so that
    2023-24 is the one July-to-June year 2024 and 2025-27 the two years 2026 and 2027; or *each*, so that every year
    named is a fiscal year. Which one:

    - ``FY23-24`` and ``FY2015/16`` straddle: that is how such years are written, whatever the county.
    - ``FY2026-FY2027``, ``FY26 & FY27``: each.
    - Beside "biennium" or "annual": the reading that is as long.
    - Otherwise the county's year start decides: calendar years are each, July years straddle. Not so a July county's
      pair three years or more apart, such as ``FY26-29``, nor "fiscal years 2025-2026": those are written both ways.
    - Where the county's year start is not known: ``2026-2027`` is each (without a county file years are calendar
      years, and periods are as labels say), ``FY2023-2024`` straddles, and ``2023-24``, ``2013/2014``, ``FY25-27``
      could be either, so both come back.

    A year is a number from 1990 to 2100; two digits alone are one only after FY. Never raises.

    >>> possible_years("2026-2027", FiscalCalendar()), possible_years("FY23-24", FiscalCalendar())
    (((2026, 2027),), ((2024,),))
    >>> possible_years("2023-24", FiscalCalendar())
    ((2023, 2024), (2024,))
    >>> possible_years("FY 2025-27", FiscalCalendar(start_month=7, known=True))
    ((2026, 2027),)
    >>> possible_years("FY 2025-27", FiscalCalendar())
    ((2026, 2027), (2025, 2026, 2027))
    """
    folded = fold(text).strip(" .:;,()[]*")
    groups = find_labels(folded)
    if len(groups) != 1 or (groups[0].start, groups[0].end) != (0, len(folded)):
        return ()
    return _meanings(groups[0].labels, calendar)


def find_all_years(text: str, calendar: FiscalCalendar) -> tuple[FoundYears, ...]:
    """Every label in a longer text, from left to right; ``rest`` is the text without that one label.

    >>> [found.label for found in find_all_years("FY17 adopted vs FY16 estimate", FiscalCalendar())]
    ['FY17', 'FY16']
    """
    folded = fold(text)
    found = []
    for group in find_labels(folded):
        if readings := _meanings(group.labels, calendar):
            rest = f"{folded[: group.start]} {folded[group.end :]}"
            found.append(FoundYears(readings, folded[group.start : group.end], _tidy(rest)))
    return tuple(found)


def find_years(text: str, calendar: FiscalCalendar) -> FoundYears | None:
    """The label inside a longer text, or None where there is none, or several that differ.

    Any number from 1990 to 2100 that stands alone counts, so ask this of headings, titles and sheet names, not of
    names of funds ("2017 Revenue Bonds").

    >>> find_years("FY 2012-13 Adjusted Budget", FiscalCalendar())
    FoundYears(readings=((2013,),), label='FY 2012-13', rest='Adjusted Budget')
    """
    found = find_all_years(text, calendar)
    if not found or any(other.readings != found[0].readings for other in found):
        return None
    return found[0]


def years_of_labels(texts: Iterable[str], calendar: FiscalCalendar) -> dict[str, tuple[tuple[int, ...], ...]]:
    """``possible_years`` of labels that stand beside each other in one file, which can settle what one alone cannot.

    Columns 2022-23 and 2023-24 share a year if each is two calendar years, and budgets do not: without a county
    file both are then July-to-June years.

    >>> years_of_labels(["2022-2023", "2023-2024"], FiscalCalendar())
    {'2022-2023': ((2023,),), '2023-2024': ((2024,),)}
    """
    alone = {text: possible_years(text, calendar) for text in texts}
    if calendar.known:
        return alone
    pairs = {text: pair for text, readings in alone.items() if (pair := _consecutive(readings))}
    firsts, lasts = {pair[0] for pair in pairs.values()}, {pair[-1] for pair in pairs.values()}
    if firsts & lasts:
        return {text: ((pairs[text][-1],),) if text in pairs else readings for text, readings in alone.items()}
    return alone


def _consecutive(readings: tuple[tuple[int, ...], ...]) -> tuple[int, ...] | None:
    return next((years for years in readings if len(years) == _BIENNIUM), None)


def _meanings(labels: tuple[YearLabel, ...], calendar: FiscalCalendar) -> tuple[tuple[int, ...], ...]:
    """What labels mean together: all are read in the same way, and their years follow each other without overlap."""
    found = []
    for way in sorted(_Way, reverse=any(label.mark is Mark.FISCAL for label in labels)):
        if all(label.first == label.last or way in _ways(label, calendar) for label in labels):
            years = [year for label in labels for year in _years(label, way)]
            if years == list(range(years[0], years[0] + len(years))):
                found.append(tuple(years))
    if any(label.mark is Mark.CALENDAR for label in labels) and calendar.known and not calendar.is_calendar_year:
        return ()
    return tuple(dict.fromkeys(found))


class _Way(StrEnum):
    EACH = "each"
    STRADDLING = "straddling"


_EITHER = frozenset(_Way)
_EACH = frozenset({_Way.EACH})
_STRADDLING = frozenset({_Way.STRADDLING})
_BIENNIUM = 2


def _years(label: YearLabel, way: _Way) -> range:
    straddles = way is _Way.STRADDLING and label.first != label.last
    return range(label.first + straddles, label.last + 1)


def _ways(label: YearLabel, calendar: FiscalCalendar) -> frozenset[_Way]:
    """How a pair of years may be read; the reasons are in ``possible_years``."""
    apart = label.last - label.first
    if label.both_marked or label.mark is Mark.CALENDAR:
        return _EACH
    if label.span is not None:
        wanted = 1 if label.span is SpanWord.ANNUAL else _BIENNIUM
        return frozenset(way for way in _Way if len(_years(label, way)) == wanted)
    if label.mark is Mark.FISCAL and apart == 1 and not label.full:
        return _STRADDLING
    if calendar.known and calendar.is_calendar_year:
        return _EACH
    if label.mark is Mark.FISCAL_YEARS and label.full:
        return _EITHER
    if calendar.known:
        return _STRADDLING if apart <= _BIENNIUM else _EITHER
    if apart == 1 and label.full:
        return _STRADDLING if label.mark is Mark.FISCAL else _EACH
    return _EITHER


def _tidy(rest: str) -> str:
    return " ".join(rest.split()).strip(" -_/:;,.|").replace("( )", "").replace("()", "").strip()
