"""The home of budgets in blocks: a heading for each department, and beneath it a row for each year and phase."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from importers.columns import Words, profile_of
from importers.headers import Heading, Table
from importers.labels import read_year_cell
from importers.values import find_number, is_blank, text_of
from importers.workbook import CellValue

FEWEST = 2
NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table by their place: headings, rows of a year, rows that compare the years."""

    headings: list[int]
    years: list[int]
    comparisons: list[int]
    others: int


def unfold_blocks(table: Table, words: Words) -> Table:
    """The table with what stands in the headings of its blocks in a column of its own, beside every row.

    The column stands to the right of all others and gives the letters of the one it comes from. Rows that compare the
    years of a block, such as an increase, are blank. A table that is not in blocks comes back as it is.
    """
    label = _label_column(table)
    if label is None:
        return table
    rows = _sort(table, label, words)
    if len(rows.headings) < FEWEST or len(rows.years) < FEWEST or rows.others > len(rows.years) * (1 - NEARLY_ALL):
        return table
    return _unfolded(table, label, rows)


def _label_column(table: Table) -> int | None:
    """The leftmost column with cells, if they are texts."""
    for heading in table.headings:
        profile = profile_of(table.rows, heading.column - 1)
        if profile.values:
            return None if profile.is_numeric else heading.column
    return None


def _sort(table: Table, label: int, words: Words) -> _Rows:
    headings, years, comparisons, others = [], [], [], 0
    most = len(table.rows) * (1 - NEARLY_ALL)
    for index, row in enumerate(table.rows):
        if others > most:
            break
        filled = [column for column, value in enumerate(row, start=1) if not is_blank(value)]
        if label not in filled:
            continue
        text = text_of(row[label - 1])
        if filled == [label]:
            headings.append(index)
        elif read_year_cell(text, words.lexicon, words.calendar):
            years.append(index)
        elif words.lexicon.members_in("comparisons", text) and _has_numbers(row, label):
            comparisons.append(index)
        else:
            others += 1
    return _Rows(headings, years, comparisons, others)


def _has_numbers(row: Sequence[CellValue], label: int) -> bool:
    return any(find_number(value) is not None for value in row[label:])


def _unfolded(table: Table, label: int, rows: _Rows) -> Table:
    width = len(table.headings)
    headings, years, comparisons = set(rows.headings), set(rows.years), set(rows.comparisons)
    unfolded: list[list[CellValue]] = []
    section: CellValue = ""
    for index, row in enumerate(table.rows):
        if index in headings:
            section = row[label - 1]
        blank: list[CellValue] = [""] * width
        own = blank if index in comparisons else [*row, *blank[len(row) :]]
        unfolded.append([*own, section if index in years else ""])
    old = table.headings[label - 1]
    moved = Heading(width + 1, old.text, old.own, stands_in=label)
    year = replace(old, text="Fiscal year", own="Fiscal year")
    kept = [*table.headings[: label - 1], year, *table.headings[label:], moved]
    return replace(table, headings=tuple(kept), rows=unfolded, _columns={}, _distinct={})
