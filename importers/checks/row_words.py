"""The home of two checks: rows of numbers that are no lines by their names, and lines named like other money."""

import re
from collections.abc import Iterator, Sequence
from itertools import compress

from budgets.phases import Direction
from importers.budget_issues import NAMED_LIKE_OTHER_MONEY, ROW_IS_NO_LINE
from importers.columns import Columns
from importers.issues import Issue
from importers.layouts.long_budget import Facts
from importers.lexicon import Lexicon, fold
from importers.values import is_blank

_NOTE = re.compile(r"\s*(?:(?:notes?|memo)\s*:|\*)", re.IGNORECASE)
MOST_ROWS = 20_000


def check_row_words(columns: Columns, kept: Sequence[bool], lexicon: Lexicon) -> Iterator[Issue]:
    """An error for each line whose only text names a count, a comparison or a note: population, increase, of which."""
    if len(kept) > MOST_ROWS:
        return
    for index, column, text in _names(columns, kept):
        if _NOTE.match(text) or _is_no_line(text, lexicon):
            cell = columns.table.sheet.at(columns.table.first_row + index, column)
            yield ROW_IS_NO_LINE.at(cell, text.strip(), field=("description",))


def check_names_of_other_money(
    columns: Columns, facts: Sequence[Facts], kept: Sequence[bool], lexicon: Lexicon
) -> Iterator[Issue]:
    """One warning for all lines read as spending that are named like income or like a balance."""
    if len(kept) > MOST_ROWS or any(each.direction.constant is not Direction.EXPENDITURE for each in facts):
        return
    odd = [(index, column, text) for index, column, text in _names(columns, kept) if _is_other_money(text, lexicon)]
    if odd:
        index, column, text = odd[0]
        cell = columns.table.sheet.at(columns.table.first_row + index, column)
        yield NAMED_LIKE_OTHER_MONEY.at(
            cell, text.strip(), field=("direction",), count=len(odd), direction=Direction.EXPENDITURE
        )


def _names(columns: Columns, kept: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
    """The lines with one text alone beside their amounts, and that text; with a code it names an account."""
    for index in compress(range(len(kept)), kept):
        row = columns.table.rows[index]
        said = [
            (column, value)
            for column, value in enumerate(row, start=1)
            if not is_blank(value) and column not in columns.of_numbers
        ]
        texts = [(column, value) for column, value in said if isinstance(value, str)]
        coded = any(not isinstance(value, str) and columns.field_of(column) for column, value in said)
        if len(texts) == 1 and not coded:
            yield index, texts[0][0], str(texts[0][1])


def _is_no_line(text: str, lexicon: Lexicon) -> bool:
    folded = f"{fold(text)} "
    starts = lexicon.values["no_line_starts"]
    return lexicon.member("no_lines", text) is not None or any(folded.startswith(f"{word} ") for word in starts)


def _is_other_money(text: str, lexicon: Lexicon) -> bool:
    last = fold(text).rpartition(" ")[2]
    is_income = lexicon.member("direction_words", last) == Direction.REVENUE
    return is_income or lexicon.member("balances", text) is not None
