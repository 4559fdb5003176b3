"""The home of tables that were printed in pages: the heads of later pages, and records over two rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from importers.budget_issues import RECORDS_OVER_TWO_ROWS
from importers.headers import FEWEST_HEADINGS, Table
from importers.issues import Issue
from importers.page_texts import is_alike_on_pages, is_page_text, is_page_word
from importers.reading import LeftOut
from importers.totals import is_total_label
from importers.values import find_number, is_blank, text_of
from importers.workbook import CellValue

FEWEST_PAIRS = 2
"""One amount beneath one name may be the total of a section; a second pair makes it the way of the file."""

Row = Sequence[CellValue]


def without_page_heads(table: Table) -> tuple[Table, list[LeftOut]]:
    """The table with the heads and feet of its pages blank, and a word on each: rows keep their numbers.

    The head of a page is the rows of headings once more, word by word, with the rows above that stand above the table,
    too, but for the number of the page, the day and the hour. The foot is a row with the number of a page and no other.
    """
    heads = _heads(table)
    is_paged = bool(heads) or any(is_page_text(text) for _, text in table.titles())
    feet = {index for index, row in enumerate(table.rows) if _is_foot(row)} if is_paged else set()
    if not (heads or feet):
        return table, []
    rows = [() if index in heads or index in feet else row for index, row in enumerate(table.rows)]
    why = {**dict.fromkeys(feet, "number of a page"), **dict.fromkeys(heads, "headings repeated")}
    left_out = [LeftOut(table.sheet.name, why[index], row=table.first_row + index) for index in sorted(why)]
    return replace(table, rows=rows, _columns={}, _distinct={}), left_out


def _heads(table: Table) -> set[int]:
    """The rows, by their place, that repeat the headings and what stands above them."""
    rows = table.sheet.rows
    filled = [column for column, value in enumerate(rows[table.header_row - 1], start=1) if not is_blank(value)]
    if len(filled) < FEWEST_HEADINGS:
        return set()
    first = rows[table.header_row - 1][filled[0] - 1]
    if first not in table.distinct(filled[0]):
        return set()
    above = [row for row in reversed(rows[: table.header_row]) if _filled(row)]
    found: set[int] = set()
    for index, value in enumerate(table.column(filled[0])):
        if value == first:
            found.update(_head(table, index, above))
    return found


def _head(table: Table, index: int, above: Sequence[Row]) -> list[int]:
    """The head of a page from its lowest row upwards, as far as it is that of the first page; all headings or none."""
    levels = len(table.header_rows)
    # Only as far up as the first page reaches: where every line has a head, all rows above would be many each time.
    upwards = (each for each in range(index, -1, -1) if _filled(table.rows[each]))
    found: list[int] = []
    for place, (first, each) in enumerate(zip(above, upwards, strict=False)):
        is_same = _same_texts if place < levels else _alike
        if not is_same(table.rows[each], first):
            return found if place >= levels else []
        found.append(each)
    return found if len(found) >= levels else []


def _same_texts(one: Row, other: Row) -> bool:
    return _filled(one).keys() == _filled(other).keys() and all(
        text_of(value) == text_of(other[column]) for column, value in _filled(one).items()
    )


def _alike(one: Row, other: Row) -> bool:
    mine, theirs = _filled(one), _filled(other)
    return mine.keys() == theirs.keys() and all(
        is_alike_on_pages(mine[column], theirs[column]) or _is_numbered(mine, theirs, column) for column in mine
    )


def _is_numbered(mine: dict[int, CellValue], theirs: dict[int, CellValue], column: int) -> bool:
    """Whether a cell is the number behind the word page, which stands in the cell before it."""
    before = [value for place, value in mine.items() if place < column][-1:]
    are_numbers = find_number(mine[column]) is not None and find_number(theirs[column]) is not None
    return are_numbers and bool(before) and is_page_word(before[0])


def _is_foot(row: Row) -> bool:
    filled = _filled(row).values()
    others = [value for value in filled if not is_page_text(value)]
    return len(others) < len(filled) and all(find_number(value) is None for value in others)


def _filled(row: Row) -> dict[int, CellValue]:
    return {column: value for column, value in enumerate(row) if not is_blank(value)}


def join_records(table: Table) -> tuple[Table, list[Issue]]:
    """The table with each record in one row, where its names stand in one and its amounts in the next.

    Only where all of the table is so: every row that says nothing in the first column holds numbers alone, right
    beneath a row of names that has nothing in these columns, and every amount beside a name is that of a total. The
    record then stands in the row of its amounts. A table that is not so comes back as it is.
    """
    pairs = _pairs(table)
    if len(pairs) < FEWEST_PAIRS:
        return table, []
    rows = list(table.rows)
    for names, amounts in pairs.items():
        width = max(len(rows[names]), len(rows[amounts]))
        both = (_wide(rows[names], width), _wide(rows[amounts], width))
        rows[amounts] = [name if is_blank(amount) else amount for name, amount in zip(*both, strict=True)]
        rows[names] = ()
    first = next(iter(pairs.values()))
    column = min(_filled(table.rows[first])) + 1
    issue = RECORDS_OVER_TWO_ROWS.at(
        table.sheet.at(table.first_row + first, column), text_of(table.rows[first][column - 1]), count=len(pairs)
    )
    return replace(table, rows=rows, _columns={}, _distinct={}), [issue]


def _pairs(table: Table) -> dict[int, int]:
    """The rows of names, each with the row of amounts beneath it; none where a row is of neither kind."""
    label = next((each.column for each in table.headings if table.distinct(each.column) - {""}), None)
    if label is None or "" not in table.distinct(label):
        return {}
    unnamed = _rows_of_numbers(table, label)
    amounts = {column for index in unnamed for column in _filled(table.rows[index])}
    if not amounts or any(map(_is_line, _beside(table, amounts))):
        return {}
    filled = [index for index, row in enumerate(table.rows) if _filled(row)]
    above = dict(zip(filled[1:], filled, strict=False))
    pairs = {above[index]: index for index in unnamed if index in above}
    are_named = all(_filled(table.rows[index]).keys().isdisjoint(amounts) for index in pairs)
    return pairs if are_named and len(pairs) == len(unnamed) else {}


def _rows_of_numbers(table: Table, label: int) -> list[int]:
    """The rows that say nothing in the first column; none at all where one of them holds a text."""
    found = []
    for index, value in enumerate(table.column(label)):
        if is_blank(value) and (filled := _filled(table.rows[index])):
            if any(find_number(each) is None for each in filled.values()):
                return []
            found.append(index)
    return found


def _beside(table: Table, amounts: set[int]) -> Iterator[Row]:
    """The rows that have names and amounts, too."""
    for row in table.rows:
        filled = _filled(row).keys()
        if filled & amounts and filled - amounts:
            yield row


def _is_line(row: Row) -> bool:
    return not any(isinstance(value, str) and is_total_label(value) for value in row)


def _wide(row: Row, width: int) -> list[CellValue]:
    return [*row, *[""] * (width - len(row))]
