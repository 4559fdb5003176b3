"""The home of one check: a name that stands once above several lines, which leaves the lines beneath it without one."""

from collections.abc import Iterator, Sequence
from itertools import compress, pairwise

from importers.budget_issues import NAMED_ONCE_ABOVE_LINES
from importers.columns import Columns
from importers.issues import Issue
from importers.values import is_blank, text_of
from importers.workbook import CellValue

CARRIED = ("department", "division", "unit", "fund", "program")
"""What people write on the first line of a group alone; the names of goals and accounts are blank for other reasons."""
FEW = 2
OFTEN = 0.25
MOST_ROWS = 100_000


def check_named_once(columns: Columns, kept: Sequence[bool]) -> Iterator[Issue]:
    """One warning for each column whose names stand on the first line of a group and are blank on those beneath."""
    if len(kept) > MOST_ROWS:
        return
    lines = list(compress(range(len(kept)), kept))
    for name in columns.used:
        field = name.partition(".")[0]
        if field not in CARRIED or not lines:
            continue
        column = columns.used[name]
        if columns.table.headings[column - 1].stands_in:
            continue
        said = [columns.cells(name)[index] for index in lines]
        first = _first_of_a_group(said)
        if first is not None:
            yield NAMED_ONCE_ABOVE_LINES.at(
                columns.table.sheet.at(columns.table.first_row + lines[first], column),
                text_of(said[first]),
                field=(field,),
                heading=columns.heading(name).text,
                count=sum(map(is_blank, said)),
                lines=len(said),
            )


def _first_of_a_group(said: Sequence[CellValue]) -> int | None:
    """The first name with blanks beneath it, where no name is written twice running, as it is in a filled column."""
    blanks = sum(map(is_blank, said))
    if is_blank(said[0]) or blanks < max(FEW, len(said) * OFTEN):
        return None
    if any(one == other and not is_blank(one) for one, other in pairwise(said)):
        return None
    return next(place for place, (one, other) in enumerate(pairwise(said)) if not is_blank(one) and is_blank(other))
