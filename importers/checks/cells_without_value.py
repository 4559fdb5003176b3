"""The home of one check: cells that read as blank and are not, a formula never calculated or an error value."""

from collections.abc import Iterator

from importers.columns import Columns
from importers.issues import ERROR_VALUE, ERROR_VALUE_UNREAD, FORMULA_WITHOUT_VALUE, Issue

MUST_BE_THERE = ("amount", "fiscal_year", "phase", "direction")


def check_cells_without_value(columns: Columns) -> Iterator[Issue]:
    """An error for each cell that money depends on; one warning for each other column that was read."""
    table = columns.table
    first, last = table.first_row, table.last_row
    names = {column: name for name, column in columns.used.items()}
    errors = [each for each in table.sheet.errors if first <= each[0] <= last and each[1] in names]
    for row, column in sorted(table.sheet.without_value):
        if first <= row <= last and names.get(column) in MUST_BE_THERE:
            yield FORMULA_WITHOUT_VALUE.at(table.sheet.at(row, column), field=(names[column],))
    for row, column, shown in errors:
        if names[column] in MUST_BE_THERE:
            yield ERROR_VALUE.at(table.sheet.at(row, column), shown, field=(names[column],))
    for name, column in columns.used.items():
        of_column = [each for each in errors if each[1] == column]
        if of_column and name not in MUST_BE_THERE:
            row, _, shown = of_column[0]
            heading = table.headings[column - 1].text
            yield ERROR_VALUE_UNREAD.at(
                table.sheet.at(row, column), shown, field=(name,), count=len(of_column), heading=heading
            )
