"""The home of checks of single cells: what must say yes or no, codes that became dates, names that are none."""

from collections.abc import Iterator
from datetime import date, time

from importers.budget_issues import NAME_OF_GREAT_LENGTH
from importers.cells import CellRef
from importers.columns import ENTITIES, Columns
from importers.issues import NOT_A_CODE, NOT_YES_OR_NO, Issue
from importers.lexicon import load_lexicon
from importers.values import is_blank, text_of
from importers.workbook import CellValue

FLAGS = ("transfer", "one_time")
GREAT_LENGTH = 250
SHOWN = 60


def read_flag(value: CellValue) -> bool | None:
    """Yes or no, in the words of the lexicon; None where a cell says neither."""
    member = load_lexicon("budget").member("one_time", text_of(value))
    return None if member is None else member == "yes"


def check_flags(columns: Columns) -> Iterator[Issue]:
    """A warning for each cell of a yes-or-no column that says neither."""
    for name in FLAGS:
        if name not in columns.used:
            continue
        odd = {value for value in columns.distinct(name) if not is_blank(value) and read_flag(value) is None}
        for cell, value in _cells(columns, name, odd):
            yield NOT_YES_OR_NO.at(cell, text_of(value), field=(name,))


def check_codes(columns: Columns) -> Iterator[Issue]:
    """A warning for each code that is a date: 1-2 typed into a cell without a text format becomes one."""
    for name in columns.used:
        if not name.endswith(".code"):
            continue
        odd: set[CellValue] = {value for value in columns.distinct(name) if isinstance(value, date | time)}
        for cell, value in _cells(columns, name, odd):
            yield NOT_A_CODE.at(cell, value, field=(name,))


def check_lengths(columns: Columns) -> Iterator[Issue]:
    """A warning for the first cell of a column of names that no name is as long as, and how many there are."""
    for name in columns.used:
        if name.split(".")[0] not in ENTITIES:
            continue
        odd = {value for value in columns.distinct(name) if len(text_of(value)) > GREAT_LENGTH}
        cells = list(_cells(columns, name, odd))
        for cell, value in cells[:1]:
            text = text_of(value)
            facts = {"letters": f"{len(text):,}", "count": len(cells)}
            yield NAME_OF_GREAT_LENGTH.at(cell, text[:SHOWN], field=(name,), **facts)


def _cells(columns: Columns, name: str, odd: set[CellValue]) -> Iterator[tuple[CellRef, CellValue]]:
    if not odd:
        return
    for number, value in enumerate(columns.cells(name), start=columns.table.first_row):
        if value in odd:
            yield columns.table.sheet.at(number, columns.used[name]), value
