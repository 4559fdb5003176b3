"""The home of two checks: a blank where nearly every line has an amount, and a number where nearly all have a name."""

from collections.abc import Container, Iterator, Sequence
from itertools import compress

from budgets.year_labels import FIRST_YEAR, LAST_YEAR
from importers.budget_issues import GAP_AMONG_AMOUNTS, NUMBER_AMONG_NAMES
from importers.cells import addresses
from importers.columns import Columns
from importers.issues import Issue
from importers.values import LIKE_DOLLARS, find_number, is_blank
from importers.workbook import CellValue

SELDOM = 0.02
FEW = 3
MOST_ROWS = 100_000


def check_gaps(columns: Columns, lines: Sequence[Sequence[int | None]], kept: Sequence[bool]) -> Iterator[Issue]:
    """One warning for each of several columns of amounts in which hardly a line has none, with those that have none."""
    if len(lines) < FEW - 1 or len(kept) > MOST_ROWS:
        return
    number = sum(kept)
    for each, cents in zip(columns.each(), lines, strict=True):
        gaps = [row for row in compress(range(len(kept)), kept) if cents[row] is None]
        if 0 < len(gaps) <= max(number * SELDOM, 1) and number >= len(gaps) * FEW:
            column = each.used["amount"]
            cells = [columns.table.sheet.at(columns.table.first_row + row, column) for row in gaps]
            heading = each.heading("amount").text
            yield GAP_AMONG_AMOUNTS.at(
                cells[0], field=("amount",), count=len(gaps), cells=addresses(cells), heading=heading
            )


def check_numbers_among_names(columns: Columns, kept: Sequence[bool], totals: Container[int]) -> Iterator[Issue]:
    """One warning for each column of texts with a few numbers in it that are as large as dollars are.

    Rows without an amount are looked at, too: theirs may be the number.
    """
    if len(kept) > MOST_ROWS:
        return
    table = columns.table
    for column in columns.of_texts():
        values = table.column(column)
        odd = {value for value in table.distinct(column) if _is_like_dollars(value)}
        rows = [row for row, value in enumerate(values) if value in odd and row not in totals] if odd else []
        if 0 < len(rows) <= max(sum(kept) * SELDOM, 1) and sum(kept) >= len(rows) * FEW:
            place = table.headings[column - 1].stands_in or column
            cells = [table.sheet.at(table.first_row + row, place) for row in rows]
            heading = table.headings[column - 1].text
            yield NUMBER_AMONG_NAMES.at(
                cells[0], values[rows[0]], field=("amount",), count=len(rows), cells=addresses(cells), heading=heading
            )


def _is_like_dollars(value: CellValue) -> bool:
    if is_blank(value) or (isinstance(value, str) and not any(each.isdigit() for each in value[:3])):
        return False
    number = find_number(value)
    return number is not None and abs(number) >= LIKE_DOLLARS and not FIRST_YEAR <= number <= LAST_YEAR
