"""The home of one check: an amount that its cell shows as a percentage is no amount."""

from collections.abc import Iterator
from decimal import Decimal

from importers.columns import Columns
from importers.issues import NOT_MONEY, Issue
from importers.number_formats import percent_cells

LARGEST = 10.0
"""A thousand percent: above it a number is not looked at, as looking at number formats takes as long as reading."""


def check_percents(columns: Columns, data: bytes) -> Iterator[Issue]:
    """An error for each small amount of a workbook, such as 0.45, that is shown as 45%; ``data`` is the file."""
    if "amount" not in columns.used:
        return
    small = {value for value in columns.distinct("amount") if isinstance(value, float) and 0 < abs(value) <= LARGEST}
    if not small:
        return
    table = columns.table
    shown = percent_cells(data, table.sheet.name)
    for row, value in enumerate(columns.cells("amount") if shown else (), start=table.first_row):
        if value in small and shown and isinstance(value, float):
            cell = table.sheet.at(row, columns.used["amount"])
            if cell.address in shown:
                percent = (Decimal(repr(value)) * 100).normalize()
                yield NOT_MONEY.at(cell, f"{percent:f}%", field=("amount",))
