"""The home of two checks of a csv: commas that begin the decimals, and commas that may do so or part thousands."""

import re
from collections.abc import Iterator

from importers.columns import Columns
from importers.file_issues import COMMA_UNCLEAR, DECIMAL_COMMA
from importers.issues import Issue
from importers.values import text_of

NUMBERS = ("amount", "fte")
OF_DECIMAL_COMMAS = ";"
"""What parts the cells where a comma begins the decimals, as a rule; elsewhere a comma parts thousands."""

_EITHER = re.compile(r"\D*\d{1,3},\d{3}\D*")
_SHOWS_POINT = re.compile(r"\d,\d{3},\d{3}|\d\.\d{1,2}\D*\Z|\d,\d{3}\.\d")


def check_commas(columns: Columns) -> Iterator[Issue]:
    """An info for each column that was read with decimal commas, an error for each number that may be two.

    ``1,234`` is no question beside ``1,234,567`` or ``99.50``, which show what a comma means in that column.
    """
    sheet, table = columns.table.sheet, columns.table
    for name in NUMBERS:
        column = columns.used.get(name, 0)
        if column in sheet.decimal_commas:
            heading = table.headings[column - 1].text
            yield DECIMAL_COMMA.at(sheet.at(table.header_row, column), heading, field=(name,))
        elif column and sheet.separator == OF_DECIMAL_COMMAS:
            texts = {text_of(value) for value in columns.distinct(name)}
            if any(map(_SHOWS_POINT.search, texts)):
                continue
            for number, value in enumerate(columns.cells(name), start=table.first_row):
                if _EITHER.fullmatch(text := text_of(value)):
                    yield COMMA_UNCLEAR.at(sheet.at(number, column), text, field=(name,))
