"""The home of one check: rows and columns that nobody sees, and that were read all the same."""

from collections.abc import Callable, Collection, Iterator

from importers.cells import column_letters
from importers.file_issues import HIDDEN_CELLS
from importers.issues import Issue
from importers.workbook import Sheet

MOST_NAMED = 12


def check_hidden(sheet: Sheet, rows: range, columns: Collection[int]) -> Iterator[Issue]:
    """One info for what is hidden among the rows and columns that were read, at the first cell of it.

    ``rows`` are those of the table, ``columns`` those that were taken for something; both count from 1. Where no row of
    them is hidden, the first cell is that of the column in the row that they start at.
    """
    hidden_rows = sorted(row for row in sheet.hidden_rows if row in rows)
    hidden_columns = sorted(column for column in sheet.hidden_columns if column in columns)
    if not hidden_rows and not hidden_columns:
        return
    which = [
        *([f"{_word('row', hidden_rows)} {_spans(hidden_rows, str)}"] if hidden_rows else []),
        *([f"{_word('column', hidden_columns)} {_spans(hidden_columns, column_letters)}"] if hidden_columns else []),
    ]
    first = sheet.at(hidden_rows[0] if hidden_rows else rows.start, hidden_columns[0] if hidden_columns else 1)
    yield HIDDEN_CELLS.at(first, sheet.name, which=" and ".join(which))


def _word(word: str, numbers: Collection[int]) -> str:
    return word if len(numbers) == 1 else f"{word}s"


def _spans(numbers: list[int], name: Callable[[int], str]) -> str:
    """Numbers in order as people write them, such as 5-9, 12; the last ones are only counted where they are many."""
    ends: list[list[int]] = []
    for number in numbers:
        if ends and number == ends[-1][1] + 1:
            ends[-1][1] = number
        else:
            ends.append([number, number])
    shown = [name(first) if first == last else f"{name(first)}-{name(last)}" for first, last in ends[:MOST_NAMED]]
    more = len(ends) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
