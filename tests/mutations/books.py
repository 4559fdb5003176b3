"""The home of the budgets that are changed: those that are read exactly, and what may be changed in them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from importers.budget_workbook import read_opened
from importers.reading import Answers, BudgetReading, Outcome, Surroundings
from importers.values import find_number
from importers.workbook import CellValue, Sheet, Workbook, open_workbook
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
MOST_ADDED = 3000

Rows = list[Sequence[CellValue]]
Totals = dict[tuple[tuple[int, ...], str, str], Decimal]


@dataclass(frozen=True)
class Book:
    """A budget, the answers with which it is read exactly, and how it is read."""

    name: str
    data: bytes
    workbook: Workbook
    answers: Answers
    reading: BudgetReading

    def read(self, rows: Rows | None = None) -> BudgetReading:
        """Read it again, with other rows on the sheet that is read."""
        sheets = tuple(
            replace(sheet, rows=rows) if rows is not None and sheet is self.sheet else sheet
            for sheet in self.workbook.sheets
        )
        book = replace(self.workbook, sheets=sheets)
        return read_opened(book, self.data, surroundings=SURROUNDINGS, answers=self.answers)

    @cached_property
    def sheet(self) -> Sheet:
        """The sheet that is read."""
        found = self.workbook.sheet(self.reading.tables[0].sheet)
        assert found is not None
        return found

    def rows(self) -> Rows:
        """The rows of that sheet, to be changed."""
        return list(self.sheet.rows)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return self.sheet.width

    @cached_property
    def amounts(self) -> list[tuple[int, int]]:
        """The cells of all lines that hold money, other than zero: row and column, counted from 1."""
        places = dict.fromkeys((line.at.row, line.at.column) for line in self.reading.lines)
        return [place for place in places if find_number(self.sheet.value(*place))]

    @cached_property
    def totals(self) -> list[tuple[int, int]]:
        """The cells of the rows that were left out as totals, in columns of amounts."""
        columns = sorted({column for _, column in self.amounts})
        rows = [each.row for each in self.reading.left_out if each.row and each.why.startswith(("subtotal", "sum of"))]
        return [(row, column) for row in rows for column in columns if find_number(self.sheet.value(row, column))]

    @cached_property
    def checked(self) -> list[tuple[int, int]]:
        """The amounts that a printed total adds up: those above it or beneath it that come to what it says."""
        lines = set(self.amounts)
        found: dict[tuple[int, int], None] = {}
        for row, column in self.totals:
            total = find_number(self.sheet.value(row, column))
            for step in (-1, 1):
                found.update(dict.fromkeys(self._added(lines, row, column, step, total)))
        return list(found)

    def _added(
        self, lines: set[tuple[int, int]], row: int, column: int, step: int, total: Decimal | None
    ) -> Iterator[tuple[int, int]]:
        running, cells = Decimal(0), []
        for number in range(row + step, row + step * MOST_ADDED, step):
            if not 0 < number <= len(self.sheet.rows):
                return
            if (number, column) in lines:
                running += find_number(self.sheet.value(number, column)) or 0
                cells.append((number, column))
                if running == total and len(cells) > 1:
                    yield from cells
                    return


def amounts_of(reading: BudgetReading) -> Totals:
    """The totals of a reading, without those that are nothing."""
    return {(each.fiscal_years, each.phase, each.direction): each.amount for each in reading.totals if each.amount}


def load_books(folder: Path, part: str = "", largest: int = 10**9) -> Iterator[Book]:
    """The budgets of a folder that are read exactly, with the context alone or with the answers beside it.

    ``part`` stands in their names; files of more than ``largest`` bytes are left out.
    """
    for entry in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        path = folder / entry["file"]
        if (
            part not in entry["file"]
            or entry.get("scoring")
            or not entry.get("certain", True)
            or path.stat().st_size > largest
        ):
            continue
        data = path.read_bytes()
        opened = open_workbook(data, path.name)
        if isinstance(opened, Workbook):
            book = _read_exactly(entry, data, opened)
            if book:
                yield book


def _read_exactly(entry: dict[str, Any], data: bytes, opened: Workbook) -> Book | None:
    context = dict(entry["context"])
    answers = {**context, **entry["answers"]}
    context |= {"sheet": answers["sheet"]} if "sheet" in answers else {}
    for given in (context, answers):
        said = {key: tuple(map(str, each if isinstance(each, list) else [each])) for key, each in given.items()}
        reading = read_opened(opened, data, surroundings=SURROUNDINGS, answers=said)
        if reading.outcome is Outcome.READ and _is_exact(reading, entry):
            return Book(entry["file"], data, opened, said, reading)
    return None


def _is_exact(reading: BudgetReading, entry: dict[str, Any]) -> bool:
    left = amounts_of(reading)
    for each in (*entry["totals"], *entry.get("optional_totals", [])):
        years, way = tuple(sorted(each["fiscal_years"])), each["direction"]
        for phase in (each["phase"], *each.get("phase_also", [])):
            if left.get((years, phase, way)) == Decimal(str(each["amount"])):
                del left[years, phase, way]
                break
    return not left
