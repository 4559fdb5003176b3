"""The home of what a careful reader would doubt about a table whose rows have been sorted: each check in its turn."""

from collections.abc import Iterator, Sequence

from importers.answers import Asked
from importers.budget_issues import ROWS_REPEAT_AMOUNTS
from importers.checks.gaps import check_gaps, check_numbers_among_names
from importers.checks.hidden import check_hidden
from importers.checks.likely_sums import likely_sums
from importers.checks.lines_above_headings import check_lines_above_headings
from importers.checks.lines_beneath_total import check_lines_beneath_total
from importers.checks.named_once import check_named_once
from importers.checks.names_of_places import check_names_of_places
from importers.checks.order_of_years import check_order_of_years
from importers.checks.repeated_money import find_repeats
from importers.checks.row_words import check_names_of_other_money, check_row_words
from importers.checks.says_otherwise import check_says_otherwise
from importers.checks.sizes import ask_of_small_amounts, check_sizes
from importers.checks.versions import check_versions
from importers.columns import Columns
from importers.facts import Scene
from importers.issues import LOOKS_LIKE_TOTAL, Issue
from importers.layouts.long_budget import Facts, dollars_of
from importers.rows import Sorted

Cents = Sequence[int | None]

MOST_LINES = 5000
"""Of more lines, some are the sum of others by chance."""


def find_doubts(scene: Scene, amounts: Sequence[Cents], rows: Sorted, facts: Sequence[Facts]) -> Iterator[Issue]:
    """Issues that no row shows by itself; ``amounts`` are cents by row, ``facts`` those of each column of amounts."""
    columns, table, words = scene.columns, scene.table, scene.words
    yield from check_names_of_places(scene, facts)
    yield from check_hidden(
        table.sheet,
        range(table.first_row, table.last_row + 1),
        {table.headings[column - 1].stands_in or column for column in (*columns.used.values(), *columns.of_numbers)},
    )
    if not columns.holds_amounts:
        return
    lines = lines_of_each(amounts, rows)
    yield from check_lines_above_headings(columns, words)
    yield from check_says_otherwise(columns, facts, rows.kept_at_all, words)
    yield from check_versions(columns, rows.kept_at_all, words.lexicon)
    yield from check_row_words(columns, rows.kept_at_all, words.lexicon)
    yield from check_names_of_other_money(columns, facts, lines, words.lexicon)
    yield from check_lines_beneath_total(columns, amounts, lines, rows.totals, words)
    sums = list(_sums(columns, lines, rows))
    yield from sums
    yield from check_sizes(columns, lines)
    yield from check_gaps(columns, lines, rows.kept_at_all)
    yield from check_numbers_among_names(columns, rows.kept_at_all, rows.totals)
    # The line that alone has a name may be the sum of those beneath it: that comes first.
    if all(issue.kind is not LOOKS_LIKE_TOTAL for issue in (*rows.issues, *sums)):
        yield from check_named_once(columns, rows.kept_at_all)
    yield from check_order_of_years(columns)


def ask_of_doubts(scene: Scene, amounts: Sequence[Cents], rows: Sorted, asked: Asked) -> None:
    """Questions that the amounts themselves raise."""
    if "units" not in scene.answers:
        titles = [text for _, text in scene.table.titles()]
        counts = any(scene.words.lexicon.members_in("counts", text) for text in titles)
        ask_of_small_amounts(lines_of_each(amounts, rows), asked, counts=counts)


def lines_of_each(amounts: Sequence[Cents], rows: Sorted) -> list[list[int | None]]:
    """The amounts of each column in the rows that are lines, None in all others."""
    return [
        [each if keep else None for each, keep in zip(cents, kept, strict=True)]
        for cents, kept in zip(amounts, rows.kept, strict=True)
    ]


def _sums(columns: Columns, lines: Sequence[Cents], rows: Sorted) -> Iterator[Issue]:
    """Rows that are the sum of others, and rows that repeat the money of others."""
    table = columns.table
    if sum(rows.kept_at_all) > MOST_LINES:
        return
    groups = columns.groups()
    told = {issue.cell.row for issue in rows.issues if issue.kind is LOOKS_LIKE_TOTAL and issue.cell}
    for total in likely_sums(lines, groups, others=rows.found_sums or bool(told)):
        row = table.first_row + total.index
        if row not in told:
            yield _looks_like_total(columns, lines, total.index, total.first)
    repeat = find_repeats(lines, groups)
    if repeat:
        (amount,) = dollars_of([repeat.cents])
        cell = table.sheet.at(table.first_row + repeat.first, _first_amount(columns, lines, repeat.first)[0])
        facts = {name: table.first_row + getattr(repeat, name) for name in ("first", "last", "other")}
        yield ROWS_REPEAT_AMOUNTS.at(cell, f"{amount:,}", field=("amount",), **facts)


def _looks_like_total(columns: Columns, lines: Sequence[Cents], index: int, first: int) -> Issue:
    table = columns.table
    column, cents = _first_amount(columns, lines, index)
    (amount,) = dollars_of([cents])
    cell = table.sheet.at(table.first_row + index, column)
    return LOOKS_LIKE_TOTAL.at(cell, f"{amount:,}", field=("amount",), first=table.first_row + first)


def _first_amount(columns: Columns, lines: Sequence[Cents], index: int) -> tuple[int, int | None]:
    """The first column with money in a row, and the amount in cents."""
    places = [each.used["amount"] for each in columns.each()]
    filled = [(place, own[index]) for place, own in zip(places, lines, strict=True) if own[index]]
    return filled[0] if filled else (places[0], None)
