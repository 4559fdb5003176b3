"""The home of two checks of a csv: commas that begin the decimals, and commas that may do so or part thousands."""

import re
from collections.abc import Iterator, Sequence

from importers.cells import CellRef
from importers.file_issues import COMMA_UNCLEAR, DECIMAL_COMMA
from importers.issues import Issue
from importers.values import text_of
from importers.workbook import CellValue, Sheet

OF_DECIMAL_COMMAS = ";"
"""What parts the cells where a comma begins the decimals, as a rule; elsewhere a comma parts thousands."""

_EITHER = re.compile(r"\D*\d{1,3},\d{3}\D*")
_SHOWS_POINT = re.compile(r"\d,\d{3},\d{3}|\d\.\d{1,2}\D*\Z|\d,\d{3}\.\d")


def check_commas(
    sheet: Sheet, heading: CellRef, text: str, cells: Sequence[CellValue], field: tuple[str, ...]
) -> Iterator[Issue]:
    """An info where a column of numbers was read with decimal commas, an error for each number that may be two.

    ``cells`` are those right beneath the heading. ``1,234`` is no question beside ``1,234,567`` or ``99.50``, which
    show what a comma means in that column.
    """
    if heading.column in sheet.decimal_commas:
        yield DECIMAL_COMMA.at(heading, text, field=field)
    elif sheet.separator == OF_DECIMAL_COMMAS:
        texts = {text_of(value) for value in set(cells)}
        if any(map(_SHOWS_POINT.search, texts)):
            return
        unclear = set(filter(_EITHER.fullmatch, texts))
        for row, value in enumerate(cells if unclear else (), start=heading.row + 1):
            if text_of(value) in unclear:
                yield COMMA_UNCLEAR.at(sheet.at(row, heading.column), text_of(value), field=field)
