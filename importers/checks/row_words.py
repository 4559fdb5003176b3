"""The home of two checks: rows of numbers that are no lines by their names, and lines named like other money."""

import re
from collections.abc import Iterator, Sequence
from itertools import compress

from budgets.phases import Direction
from importers.budget_issues import NAMED_LIKE_OTHER_MONEY, ROW_IS_NO_LINE, SECTION_SAYS_OTHERWISE
from importers.columns import Columns
from importers.issues import Issue
from importers.layouts.long_budget import Facts
from importers.lexicon import Lexicon, fold
from importers.values import find_number, is_blank

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
    columns: Columns, facts: Sequence[Facts], lines: Sequence[Sequence[int | None]], lexicon: Lexicon
) -> Iterator[Issue]:
    """One warning for all lines read as spending that are named like income or like a balance.

    Where one that is named like income is negative, so that it would lessen the spending, it is an error. ``lines`` are
    the amounts of each column, in cents, None where a row is no line.
    """
    if len(lines[0]) > MOST_ROWS or any(each.direction.constant is not Direction.EXPENDITURE for each in facts):
        return
    kept = [any(each is not None for each in row) for row in zip(*lines, strict=True)]
    odd = [each for each in _names(columns, kept) if _is_income(each[2], lexicon) or _is_balance(each[2], lexicon)]
    sheet, first = columns.table.sheet, columns.table.first_row
    negative = [each for each in odd if _is_income(each[2], lexicon) and any((own[each[0]] or 0) < 0 for own in lines)]
    for index, column, text in negative[:1]:
        said = {"said": Direction.REVENUE, "taken": Direction.EXPENDITURE}
        yield SECTION_SAYS_OTHERWISE.at(sheet.at(first + index, column), text.strip(), field=("direction",), **said)
    for index, column, text in [] if negative else odd[:1]:
        told = {"count": len(odd), "direction": Direction.EXPENDITURE}
        yield NAMED_LIKE_OTHER_MONEY.at(sheet.at(first + index, column), text.strip(), field=("direction",), **told)


def _names(columns: Columns, kept: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
    """The lines with one text alone beside their amounts, and that text; with a code it names an account."""
    for index in compress(range(len(kept)), kept):
        row = columns.table.rows[index]
        said = [
            (column, value)
            for column, value in enumerate(row, start=1)
            if not is_blank(value) and column not in columns.of_numbers and not columns.stands_in(column)
        ]
        texts = [(column, value) for column, value in said if find_number(value) is None]
        coded = any(find_number(value) is not None and columns.field_of(column) for column, value in said)
        if len(texts) == 1 and not coded:
            yield index, texts[0][0], str(texts[0][1])


def _is_no_line(text: str, lexicon: Lexicon) -> bool:
    folded = f"{fold(text)} "
    starts = lexicon.values["no_line_starts"]
    return lexicon.member("no_lines", text) is not None or any(folded.startswith(f"{word} ") for word in starts)


def _is_income(text: str, lexicon: Lexicon) -> bool:
    return lexicon.member("direction_words", fold(text).rpartition(" ")[2]) == Direction.REVENUE


def _is_balance(text: str, lexicon: Lexicon) -> bool:
    return lexicon.names("balances", text)
