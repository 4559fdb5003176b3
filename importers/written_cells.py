"""The home of text in cells that we write: it stays text, whatever it looks like, in workbooks and in csv files."""

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell

LONGEST = 32_767
"""Characters that a cell of a workbook can hold (Excel's specifications and limits)."""

_CUT = " ..."
# A workbook reads _x0041_ as the letter A.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# Programs that open a csv take a text that starts so for a formula, some also behind spaces, or in full width.
_FORMULA = re.compile("[\\s\ufeff\u200b]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|[\\s\ufeff\u200b]*[\t\r\n]")


def cell_text(text: str) -> str:
    """A text as a cell can hold it: without control characters, and with three dots where it is too long for one."""
    written = _ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", text))
    return written if len(written) <= LONGEST else written[: LONGEST - len(_CUT)] + _CUT


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text into a cell, as text: one that starts with ``=`` is no formula, and ``#N/A`` no error."""
    cell.value = ""
    cell.value = cell_text(text) or None
    if cell.value is not None:
        cell.data_type = "s"


def csv_text(text: str) -> str:
    """A text as a field of a csv that no program takes for a formula.

    >>> csv_text("=1+1"), csv_text(" @SUM(A1)"), csv_text("Parks + trails")
    ("'=1+1", "' @SUM(A1)", 'Parks + trails')
    """
    written = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{written}" if _FORMULA.match(written) else written
