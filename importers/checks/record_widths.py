"""The home of one check: records of a csv that have more or fewer cells than there are headings."""

from collections.abc import Iterator

from importers.columns import Columns
from importers.issues import RECORD_OF_OTHER_WIDTH, Issue
from importers.values import find_number, is_blank


def check_record_widths(columns: Columns) -> Iterator[Issue]:
    """An error where a comma too many or too few may have moved an amount under another heading.

    Programs leave blank cells off the end of a record: that moves nothing, as long as its amount is there and no
    column of numbers follows. The rows of a workbook are all as wide as its sheet.
    """
    table, amount = columns.table, columns.used.get("amount", 0)
    width = len(table.sheet.rows[table.header_row - 1])
    is_unfolded = any(heading.stands_in for heading in table.headings)
    if is_unfolded or set(map(len, table.rows)) <= {width}:
        return
    numbers_follow = amount > 0 and any(
        columns.profiles[heading.column].is_numeric for heading in table.headings[amount:width] if heading.text
    )
    for number, row in enumerate(table.rows, start=table.first_row):
        moved = None
        if len(row) > width:
            moved = next((column for column in range(width, len(row)) if not is_blank(row[column])), None)
        elif len(row) < width and (len(row) < amount or numbers_follow):
            moved = next((column for column in range(1, len(row)) if find_number(row[column]) is not None), None)
        if moved is not None:
            cell = table.sheet.at(number, moved + 1)
            yield RECORD_OF_OTHER_WIDTH.at(cell, row[moved], field=("amount",), cells=len(row), headings=width)
