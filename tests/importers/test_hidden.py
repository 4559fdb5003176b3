import pytest

from importers.checks.hidden import check_hidden
from importers.workbook import Sheet


def told(rows=(), columns=(), *, table=range(2, 100), taken=(1, 2, 3, 4, 5)) -> list[tuple[str, str]]:
    sheet = Sheet("Lines", [], hidden_rows=frozenset(rows), hidden_columns=frozenset(columns))
    return [(str(issue.cell), issue.problem) for issue in check_hidden(sheet, table, taken)]


@pytest.mark.parametrize(
    ("rows", "columns", "cell", "which"),
    [
        ([5], [], "Lines!A5", "row 5"),
        ([5, 6, 7, 12], [], "Lines!A5", "rows 5-7, 12"),
        ([], [3], "Lines!C2", "column C"),
        ([], [2, 3, 5], "Lines!B2", "columns B-C, E"),
        ([9, 8], [4], "Lines!D8", "rows 8-9 and column D"),
        (range(2, 60, 2), [], "Lines!A2", "rows 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 and 17 more"),
    ],
)
def test_names_hidden_rows_and_columns_that_were_read(rows, columns, cell, which):
    assert told(rows, columns) == [(cell, f"Hidden on the sheet 'Lines': {which}. They were read like all others.")]


def test_says_nothing_of_what_is_hidden_outside_of_the_table():
    assert told([1, 100, 2000], [6, 7]) == []
