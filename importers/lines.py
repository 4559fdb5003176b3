"""The home of the lines of a budget file: kept field by field, and made into ``BudgetLine`` where one is asked for.

A book may have a million lines. A million records, each with its twenty fields, would need gigabytes and more time
than reading the file; the store, the sums and the report take fields, and whoever wants records gets them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import accumulate, islice, repeat
from typing import Any, Literal, overload

from pydantic import TypeAdapter

from budgets.lines import BudgetLine
from budgets.money import from_cents, to_cents
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.cells import CellRef, Read

BATCH = 1000

_LINES = TypeAdapter(list[BudgetLine])
_FIELDS = tuple(name for name in BudgetLine.model_fields if name != "amount")


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Lines that stand in one column of one sheet.

    ``rows`` are their rows, ``cents`` their amounts in whole cents. ``fields`` holds every other field of
    ``BudgetLine`` that at least one line says, by name; all are as long as ``rows``.
    """

    sheet: str
    column: int
    rows: Sequence[int]
    cents: Sequence[int | None]
    fields: Mapping[str, Sequence[object]]

    @overload
    def field(self, name: Literal["fiscal_years"]) -> Iterable[tuple[int, ...]]: ...
    @overload
    def field(self, name: Literal["phase"]) -> Iterable[Phase]: ...
    @overload
    def field(self, name: Literal["direction"]) -> Iterable[Direction]: ...
    @overload
    def field(self, name: Literal["fte"]) -> Iterable[Decimal | None]: ...
    @overload
    def field(self, name: Literal["department"]) -> Iterable[ChartEntry | None]: ...
    @overload
    def field(self, name: Literal["goal", "description", "reason"]) -> Iterable[str | None]: ...
    @overload
    def field(self, name: str) -> Iterable[object]: ...
    # The overloads say what the type of BudgetLine's own field is; the values themselves are held by name alone.
    def field(self, name: str) -> Iterable[Any]:
        """A field of every line; its default where no line says it."""
        return (
            self.fields[name] if name in self.fields else repeat(BudgetLine.model_fields[name].default, len(self.rows))
        )

    def lines(self, first: int = 0, after: int | None = None) -> Iterator[Read[BudgetLine]]:
        """The lines from one place on, up to another, as records with the cells of their amounts."""
        names = ("amount", *self.fields)
        amounts = (None if cents is None else from_cents(cents) for cents in self.cents[first:after])
        rows = zip(amounts, *(values[first:after] for values in self.fields.values()), strict=True)
        cells = map(partial(_cell, self.sheet, self.column), self.rows[first:after])
        while batch := [dict(zip(names, row, strict=True)) for row in islice(rows, BATCH)]:
            yield from map(_read, _LINES.validate_python(batch), cells)


def _cell(sheet: str, column: int, row: int) -> CellRef:
    return CellRef(sheet, row, column)


def _read(line: BudgetLine, cell: CellRef) -> Read[BudgetLine]:
    return Read(line, cell)


class BookLines(Sequence[Read[BudgetLine]]):
    """The lines of a file, in blocks; each is made when it is asked for."""

    def __init__(self, blocks: Iterable[LineBlock] = ()) -> None:
        self.blocks = tuple(block for block in blocks if block.rows)
        self._starts = [0, *accumulate(len(block.rows) for block in self.blocks)]

    @classmethod
    def of(cls, reads: Iterable[Read[BudgetLine]]) -> "BookLines":
        """Lines from records, such as those of a test: one block for each."""
        return cls(
            LineBlock(
                at.sheet,
                at.column,
                [at.row],
                [None if line.amount is None else to_cents(line.amount)],
                {name: [getattr(line, name)] for name in _FIELDS},
            )
            for line, at in reads
        )

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Read[BudgetLine]]:
        for block in self.blocks:
            yield from block.lines()

    @overload
    def __getitem__(self, index: int) -> Read[BudgetLine]: ...
    @overload
    def __getitem__(self, index: slice) -> "BookLines": ...
    def __getitem__(self, index: int | slice) -> "Read[BudgetLine] | BookLines":
        if isinstance(index, slice):
            return BookLines.of(self[each] for each in range(*index.indices(len(self))))
        place = index + len(self) if index < 0 else index
        for start, block in zip(self._starts, self.blocks, strict=False):
            if 0 <= place - start < len(block.rows):
                return next(block.lines(place - start, place - start + 1))
        raise IndexError(index)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_equal, self, other))

    __hash__ = None  # type: ignore[assignment] # what compares by what it holds has no number of its own


def _equal(one: object, other: object) -> bool:
    return one == other
