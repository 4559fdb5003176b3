"""The home of one check: amounts above the row of headings, where no line is sought."""

from collections.abc import Iterator, Sequence

from budgets.year_labels import FIRST_YEAR, LAST_YEAR
from importers.budget_issues import LINE_ABOVE_HEADINGS
from importers.columns import Columns, Words
from importers.issues import Issue
from importers.labels import names_an_amount
from importers.page_texts import is_page_word
from importers.values import find_number, is_blank
from importers.workbook import CellValue

SEVERAL = 2


def check_lines_above_headings(columns: Columns, words: Words) -> Iterator[Issue]:
    """An error at the first row above the headings that has texts, and numbers as dollars are under the amounts.

    Those of another table above, with a heading of its own over its amounts, count wherever they stand.
    """
    table = columns.table
    amounts = sorted(each.used["amount"] for each in columns.each() if "amount" in each.used)
    headed: set[int] = set()
    for number, row in enumerate(table.sheet.rows[: table.first_header_row - 1], start=1):
        others = [column for column in sorted(headed) if column <= len(row) and _is_money(row, column - 1)]
        if others and _texts(row, others):
            cell = table.sheet.at(number, others[0])
            yield LINE_ABOVE_HEADINGS.at(cell, row[others[0] - 1], field=("amount",), row=table.first_header_row)
            return
        headed |= _headed(row, words)
        numbers = [column for column in amounts if column <= len(row) and _is_money(row, column - 1)]
        texts = _texts(row, amounts)
        if numbers and texts and (len(numbers) * 2 >= len(amounts) or texts >= SEVERAL):
            cell = table.sheet.at(number, numbers[0])
            value = row[numbers[0] - 1]
            yield LINE_ABOVE_HEADINGS.at(cell, value, field=("amount",), row=table.first_header_row)
            return


def _headed(row: Sequence[CellValue], words: Words) -> set[int]:
    """The columns over which a row with several texts has a heading of amounts."""
    texts = [(column, value) for column, value in enumerate(row, start=1) if isinstance(value, str) and value.strip()]
    if len(texts) < SEVERAL:
        return set()
    return {column for column, text in texts if _names_amounts(text, words)}


def _names_amounts(text: str, words: Words) -> bool:
    match = words.lexicon.match(text)
    return match.field == "amount" if match else names_an_amount(text, words.lexicon, words.calendar)


def _is_money(row: Sequence[CellValue], place: int) -> bool:
    number = find_number(row[place])
    # The number of a page may stand in a cell of its own, behind the word.
    if place and is_page_word(row[place - 1]):
        return False
    return number is not None and not (number == int(number) and FIRST_YEAR <= number <= LAST_YEAR)


def _texts(row: Sequence[CellValue], amounts: Sequence[int]) -> int:
    return sum(
        isinstance(value, str) and not is_blank(value) and find_number(value) is None
        for column, value in enumerate(row, start=1)
        if column not in amounts
    )
