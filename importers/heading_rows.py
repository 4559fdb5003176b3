"""The home of headings that stand in several rows: a parent over the headings beneath it, words stacked in a column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from importers.cells import CellRef
from importers.values import find_number, is_blank, text_of
from importers.workbook import CellValue, Sheet

MOST_ABOVE = 3
MOST_BENEATH = 2
"""Headings stand in up to four rows (docs/reference/layouts.md): at most so many above or beneath the known one."""
ROWS_BENEATH = 12
LONGEST_STACKED = 30
MOSTLY = 0.6

MayHead = Callable[[CellValue], bool]
"""Whether a cell can be part of a heading: a text, or a number that can be a year."""


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """Rows of headings from ``first`` to ``last``; ``levels`` gives the texts of a column, from top to bottom.

    ``unsure`` is a cell above the headings of which nobody can tell over which columns it stands.
    """

    first: int
    last: int
    levels: tuple[tuple[str, ...], ...]
    unsure: CellRef | None = None


def find_heading_rows(sheet: Sheet, row: int, may_head: MayHead) -> HeadingRows:
    """The rows of headings around one that is known, counted from 1."""
    last = row
    while last - row < MOST_BENEATH and _continues(sheet, last + 1, may_head):
        last += 1
    width = max([len(cells) for cells in sheet.rows[row - 1 : last + ROWS_BENEATH]], default=0)
    span, across = range(row, last + 1), range(1, width + 1)
    levels = [[_text(sheet, number, column) for column in across] for number in span]
    first, unsure = row, None
    while row - first < MOST_ABOVE and first > 1:
        beneath = [" ".join(filter(None, texts)) for texts in zip(*levels, strict=True)]
        above = _level(sheet, first - 1, beneath, may_head)
        if above is None:
            break
        if isinstance(above, CellRef):
            unsure = above
            break
        levels.insert(0, above)
        first -= 1
    return HeadingRows(first, last, tuple(zip(*levels, strict=True)), unsure)


def _continues(sheet: Sheet, row: int, may_head: MayHead) -> bool:
    """Whether a row beneath the headings goes on with them: texts alone, over columns of numbers."""
    if row > len(sheet.rows):
        return False
    filled = [(column, value) for column, value in enumerate(sheet.rows[row - 1], start=1) if not is_blank(value)]
    if len(filled) < 2 or not all(may_head(value) for _, value in filled):  # noqa: PLR2004 - one alone is a note
        return False
    over = [column for column, _ in filled if _is_numeric(sheet, row, column)]
    return len(over) >= 2 and len(over) >= len(filled) * MOSTLY  # noqa: PLR2004 - as above


def _is_numeric(sheet: Sheet, row: int, column: int) -> bool:
    beneath = [cells[column - 1] for cells in sheet.rows[row : row + ROWS_BENEATH] if column <= len(cells)]
    filled = [value for value in beneath if not is_blank(value)]
    return bool(filled) and sum(find_number(value) is not None for value in filled) >= len(filled) * MOSTLY


def _level(sheet: Sheet, row: int, beneath: Sequence[str], may_head: MayHead) -> list[str] | CellRef | None:
    """The texts of a row above headings, each given to every column that it heads.

    None where the row is none of the headings: blank, a title, or with numbers in it; a cell where it is not sure
    which columns it heads.
    """
    cells = sheet.rows[row - 1]
    filled = [column for column, value in enumerate(cells, start=1) if not is_blank(value)]
    if not filled or not all(may_head(cells[column - 1]) for column in filled):
        return None
    merged = {
        span.first_column: span.last_column
        for span in sheet.merges
        if span.first_row == row and span.last_column > span.first_column
    }
    headed = [column for column, text in enumerate(beneath, start=1) if text]
    if not headed or _is_title(sheet, row, filled, merged, headed):
        return None
    if any(column in merged for column in filled):
        ends = {column: merged.get(column, column) for column in filled}
    else:
        found = _ends(filled, headed, beneath)
        if found is None:
            return sheet.at(row, filled[0])
        ends = found
    texts = [""] * len(beneath)
    for column, end in ends.items():
        for each in range(column, min(end, len(beneath)) + 1):
            texts[each - 1] = _text(sheet, row, column)
    return texts


def _is_title(sheet: Sheet, row: int, filled: Sequence[int], merged: dict[int, int], headed: Sequence[int]) -> bool:
    """Whether the only text of a row heads the table and not some of its columns."""
    if len(filled) > 1:
        return False
    (column,) = filled
    if column in merged:
        return column <= headed[0] and merged[column] >= headed[-1]
    return column <= headed[0] or len(_text(sheet, row, column)) > LONGEST_STACKED or column not in headed


def _ends(filled: Sequence[int], headed: Sequence[int], beneath: Sequence[str]) -> dict[int, int] | None:
    """How far each text of a row without merged cells reaches to the right; None where nobody can tell.

    Where hardly a heading beneath lacks a text above it, each stands over its own column alone. Where each is followed
    by the same headings, such as Amount and FTE under every year, it stands over all of these.
    """
    nexts = [*filled[1:], len(beneath) + 1]
    groups = [
        tuple(beneath[each - 1] for each in headed if column <= each < after)
        for column, after in zip(filled, nexts, strict=True)
    ]
    alone = sum(len(group) <= 1 for group in groups)
    if alone == len(groups) or alone * 3 > len(groups) * 2:
        return {column: column for column in filled}
    pattern = groups[0]
    same = all(group == pattern for group in groups[:-1]) and groups[-1][: len(pattern)] == pattern
    if len(groups) < 2 or not same:  # noqa: PLR2004 - one alone repeats nothing
        return None
    return {column: [each for each in headed if each >= column][len(pattern) - 1] for column in filled}


def _text(sheet: Sheet, row: int, column: int) -> str:
    return text_of(sheet.value(row, column))
