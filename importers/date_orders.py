"""The home of what the dates of a file say of their order: which texts, and which date cells, could be another day."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from budgets.period import FiscalCalendar
from importers import plan_issues as kinds
from importers.cells import CellRef
from importers.dates import DateDoubt, DateOrder, NumericDate, TimeSaid, numeric_dates, read_time
from importers.issues import Issue
from importers.workbook import CellValue, Sheet

LONGEST_TEXT = 1_000
"""Of a longer text only the beginning is searched for dates: what a file shows, it shows in its short cells as well."""
_MONTHS = 12
_FULL_YEAR = 4

Column = tuple[str, int]
"""A column by its sheet and its number."""


class Cell(NamedTuple):
    """A cell that may show the order of dates; ``field`` is what a date in it is read into, nothing where none is."""

    at: CellRef
    value: CellValue
    field: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """How the dates of one file are read: by the county's fiscal years, and in the order that its texts leave open.

    ``turned`` are columns with texts that have the day first: a spreadsheet that expects the month first makes another
    day of a date typed there wherever it can, and keeps as text what it cannot. ``why`` says which text shows it.
    """

    calendar: FiscalCalendar = field(default_factory=FiscalCalendar)
    order: DateOrder = DateOrder.MONTH_FIRST
    turned: frozenset[Column] = frozenset()
    why: str = ""

    @property
    def is_month_first(self) -> bool:
        """Whether every date in digits has the month first, as far as the file shows."""
        return self.order is DateOrder.MONTH_FIRST

    def read(self, value: object, at: CellRef | None = None) -> TimeSaid:
        """What a cell says about time."""
        if (
            at is not None
            and isinstance(value, date)
            and (at.sheet, at.column) in self.turned
            and _may_be_turned(value)
        ):
            return TimeSaid(doubt=DateDoubt.TURNED)
        return read_time(value, self.calendar, order=self.order)

    def leaves_open(self, text: str) -> bool:
        """Whether a text holds a date that is two days in this file."""
        return not self.is_month_first and any(each.is_either for each in numeric_dates(text))


def dates_of(cells: Iterable[Cell], calendar: FiscalCalendar, *, expected: DateOrder) -> tuple[Dates, list[Issue]]:
    """How the dates of a file are read by what its cells show, and what is to be told of it.

    One date with the day first is enough to leave the order of all others open; ``expected`` is the order where there
    is none. A day that no calendar has shows nothing.
    """
    held = [cell for cell in cells if isinstance(cell.value, date) or _shows(cell)]
    day_first = [cell for cell in held if any(each.is_day_first for each in _dates_in(cell))]
    if not day_first:
        return Dates(calendar, expected), []
    month_first = [cell for cell in held if any(each.is_month_first for each in _dates_in(cell))]
    turned = {(cell.at.sheet, cell.at.column): cell for cell in reversed(day_first) if cell.field}
    first = day_first[0]
    why = f", as '{first.value}' in {first.at} has the day first"
    issues = list(_about_mixed(day_first, month_first))
    issues.extend(_about_turned(held, turned))
    return Dates(calendar, DateOrder.EITHER, frozenset(turned), why), issues


def cells_of(sheet: Sheet, field_at: Callable[[int, int], str]) -> Iterator[Cell]:
    """The texts and dates of a sheet; ``field_at`` says by row and column where a date is expected, and for what."""
    for row, values in enumerate(sheet.rows, start=1):
        for column, value in enumerate(values, start=1):
            if value != "" and isinstance(value, str | date):
                yield Cell(sheet.at(row, column), value, field_at(row, column))


def _shows(cell: Cell) -> bool:
    return any(each.is_day_first or each.is_month_first for each in _dates_in(cell))


def _dates_in(cell: Cell) -> Sequence[NumericDate]:
    """The dates in digits of a cell; where no date is expected, with a full year alone: 13-5-20 may be anything."""
    if not isinstance(cell.value, str):
        return ()
    found = numeric_dates(cell.value[:LONGEST_TEXT])
    return [each for each in found if cell.field or len(each.year) == _FULL_YEAR]


def _may_be_turned(day: date) -> bool:
    return day.day <= _MONTHS and day.day != day.month


def _about_mixed(day_first: Sequence[Cell], month_first: Sequence[Cell]) -> Iterable[Issue]:
    if month_first:
        first, other = day_first[0], month_first[0]
        facts = {"other": other.value, "place": other.at}
        yield kinds.DATE_ORDERS_MIXED.at(first.at, first.value, field=(first.field or other.field or "due",), **facts)


def _about_turned(held: Sequence[Cell], turned: dict[Column, Cell]) -> Iterable[Issue]:
    """One issue a column for its date cells that may have day and month exchanged, at the first of them."""
    doubted = [
        cell
        for cell in held
        if cell.field
        and isinstance(cell.value, date)
        and (cell.at.sheet, cell.at.column) in turned
        and _may_be_turned(cell.value)
    ]
    doubted.sort(key=lambda cell: (cell.at.sheet, cell.at.column))
    for column, group in groupby(doubted, key=lambda cell: (cell.at.sheet, cell.at.column)):
        cells, shown = list(group), turned[column]
        fields = tuple(dict.fromkeys(cell.field for cell in cells))
        facts = {"count": len(cells), "other": shown.value, "place": shown.at}
        yield kinds.DATES_PERHAPS_TURNED.at(cells[0].at, _typed(cells[0].value), field=fields, **facts)


def _typed(value: CellValue) -> str:
    return f"{value.month}/{value.day}/{value.year}" if isinstance(value, date) else str(value)
