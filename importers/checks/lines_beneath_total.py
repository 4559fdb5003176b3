"""The home of one check: lines beneath the total of all lines, which no total holds."""

from collections.abc import Mapping, Sequence

from importers.budget_issues import LINE_BENEATH_TOTAL
from importers.columns import Columns, Words
from importers.issues import Issue
from importers.labels import names_an_amount
from importers.layouts.long_budget import dollars_of
from importers.lexicon import fold

Cents = Sequence[int | None]

FEWEST = 2


def check_lines_beneath_total(
    columns: Columns, cents: Sequence[Cents], lines: Sequence[Cents], totals: Mapping[int, str], words: Words
) -> list[Issue]:
    """An error at the first line beneath the last total, where that is the sum of all lines above it and names no part.

    ``cents`` are the amounts of each column, ``lines`` those of its lines alone, ``totals`` the labels of the totals.
    """
    last = max(totals, default=-1)
    if last < 0 or not _names_no_part(totals[last], words):
        return []
    above = [[own[row] for row in range(last) if own[row] is not None] for own in lines]
    is_sum = all(sum(each or 0 for each in own) == (total[last] or 0) for own, total in zip(above, cents, strict=True))
    if not is_sum or max(map(len, above)) < FEWEST:
        return []
    for own, each in zip(lines, columns.each(), strict=True):
        beneath = next((row for row in range(last + 1, len(own)) if own[row] is not None), None)
        if beneath is not None:
            cell = columns.table.sheet.at(columns.table.first_row + beneath, each.used["amount"])
            (amount,) = dollars_of([own[beneath]])
            return [LINE_BENEATH_TOTAL.at(cell, f"{amount:,}", field=("amount",), label=totals[last])]
    return []


def _names_no_part(label: str, words: Words) -> bool:
    """Whether a label says nothing but that it is a total, of amounts: no fund, no department, no section."""
    known = ("totals", "whole")
    rest = [word for word in fold(label).split() if not any(words.lexicon.member(each, word) for each in known)]
    return not rest or names_an_amount(" ".join(rest), words.lexicon, words.calendar)
