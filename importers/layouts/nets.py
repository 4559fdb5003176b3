"""The home of rows that are income less spending: in a table with sections of both they are no money of their own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from budgets.phases import Direction
from importers.headers import Table
from importers.layouts.sections import Outline
from importers.lexicon import Lexicon, fold
from importers.values import find_number, text_of
from importers.workbook import CellValue

Sums = dict[Direction, list[Decimal]]
"""What the lines of each direction add up to, by column of amounts, as the file writes them."""


def find_nets(table: Table, outline: Outline, money: Sequence[int], lexicon: Lexicon) -> dict[int, bool]:
    """The rows, by their place, that are named as a net or a balance, and whether they are income less spending.

    That is so in every column of ``money``, either of all lines above or of those since the net before. A row that the
    total of its section holds is a line, such as fund balance that is used. None where no heading says a direction.
    """
    if not any(each.named.direction for each in outline.sections):
        return {}
    found: dict[int, bool] = {}
    of_all, since = _nothing(money), _nothing(money)
    for row, path in outline.paths.items():
        amounts = [find_number(value) for value in _cells(table, row, money)]
        way = next((each for each in reversed(path) if each.named.direction), None)
        is_held = way is not None and way.ends is not None
        if not is_held and _is_named(table.rows[row], money, lexicon):
            found[row] = any(_is_net(amounts, sums) for sums in (since, of_all))
            since = _nothing(money) if found[row] else since
            continue
        direction = way.named.direction if way else None
        if direction:
            for sums in (of_all, since):
                sums[direction] = [one + (two or 0) for one, two in zip(sums[direction], amounts, strict=True)]
    return found


def _nothing(money: Sequence[int]) -> Sums:
    return {direction: [Decimal(0)] * len(money) for direction in Direction}


def _cells(table: Table, row: int, money: Sequence[int]) -> list[CellValue]:
    return [table.column(column)[row] for column in money]


def _is_named(row: Sequence[CellValue], money: Sequence[int], lexicon: Lexicon) -> bool:
    texts = [fold(text_of(value)) for at, value in enumerate(row, start=1) if at not in money]
    starts = lexicon.values["net_starts"]
    return any(
        lexicon.names("nets", text) or any(f"{text} ".startswith(f"{word} ") for word in starts)
        for text in texts
        if text
    )


def _is_net(amounts: Sequence[Decimal | None], sums: Mapping[Direction, Sequence[Decimal]]) -> bool:
    """Whether amounts are the difference of both directions; where the file writes one as negative, their sum."""
    income, spending = sums[Direction.REVENUE], sums[Direction.EXPENDITURE]
    if not any(income) or not any(spending):
        return False
    apart = -1 if sum(income) * sum(spending) > 0 else 1
    nets = [one + apart * two for one, two in zip(income, spending, strict=True)]
    own = [each or Decimal(0) for each in amounts]
    return own in (nets, [-each for each in nets])
