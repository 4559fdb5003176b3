"""The home of tables that stand beside another on the same sheet, such as a summary to the right of the lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from importers.headers import Table
from importers.repeated_sheets import Sums
from importers.values import is_blank
from importers.workbook import CellValue, Sheet, Span

Find = Callable[[Sheet], Table | None]


@dataclass(frozen=True, slots=True)
class Beside:
    """Columns, counted from 1, with cells that belong to no heading of the table: they are of another table."""

    first: int
    last: int
    sheet: Sheet
    """The sheet with these columns alone, all others blank."""


def find_beside(table: Table) -> list[Beside]:
    """What stands beside a table: columns without headings, apart from it by a blank column."""
    headed = {heading.column for heading in table.headings if heading.text}
    filled = {
        heading.column
        for heading in table.headings
        if heading.column in headed or any(not is_blank(value) for value in table.column(heading.column))
    }
    return [
        Beside(run[0], run[-1], _only(table.sheet, run))
        for run in _runs(sorted(filled))
        if not headed.intersection(run) and len(run) > 1
    ]


def without_beside(table: Table, beside: Sequence[Beside]) -> Table:
    """The table with the cells of others blank."""
    dropped = {column - 1 for each in beside for column in range(each.first, each.last + 1)}
    rows = [["" if at in dropped else value for at, value in enumerate(row)] for row in table.rows]
    return replace(table, rows=rows, _columns={}, _distinct={})


def repeats(beside: Beside, find: Find, sums_of: Callable[[Table], Sums], own: Sums) -> bool:
    """Whether all columns of amounts of a table beside another add up to what columns of that one do."""
    table = find(beside.sheet)
    sums = [cents for cents in sums_of(table).values() if cents] if table else []
    return bool(sums) and set(sums) <= set(own.values())


def _runs(columns: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for column in columns:
        if run and column != run[-1] + 1:
            yield run
            run = []
        run.append(column)
    if run:
        yield run


def _only(sheet: Sheet, run: Sequence[int]) -> Sheet:
    first, last = run[0], run[-1]
    indent: list[CellValue] = [""] * (first - 1)
    rows = [indent + list(cells[first - 1 : last]) if len(cells) >= first else [] for cells in sheet.rows]
    merges: tuple[Span, ...] = tuple(span for span in sheet.merges if first <= span.first_column <= last)
    return replace(sheet, rows=rows, merges=merges)
