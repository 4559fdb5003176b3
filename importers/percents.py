"""The home of percentages: whether a number under the unit % is a share of one or percentage points."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from importers.cells import CellRef
from importers.lexicon import load_lexicon
from importers.values import read_text

ENOUGH_SHARES = 3
LARGEST_SHARE = 10
SMALLEST_SHARE = Decimal("0.05")
"""Where it is not known how a number is shown, a smaller one may be a share, or a part of one percent."""


_PERCENT = load_lexicon("plan").values["percent"]


def is_percent(unit: str | None) -> bool:
    """Whether a unit counts in percent, as ``%`` and "percent of staff" do; "percentage points" too, in points."""
    return unit is not None and any(word in unit.casefold() for word in _PERCENT)


def read_unit(value: object) -> str | None:
    """The unit of a measure as written; every word for percent is ``%``."""
    unit = read_text(value)
    return "%" if unit and load_lexicon("plan").member("percent", unit) else unit


class Scale(StrEnum):
    """What a number under the unit % is."""

    POINTS = "points"
    SHARE = "share"
    UNCLEAR = "unclear"


class PercentCell(NamedTuple):
    """A number under the unit %; ``formatted`` when the sheet shows it with a sign, None where that is not known."""

    at: CellRef
    number: Decimal
    formatted: bool | None


def scales(cells: Collection[PercentCell]) -> Mapping[CellRef, Scale]:
    """What each number is: by its own number format where that is known, else by the numbers of the table around it.

    Bare numbers above one among themselves are points; three or more bare fractions among themselves are shares; a
    fraction among points, and a large number among fractions, could be either and is unclear.
    """
    bare = [cell for cell in cells if not cell.formatted]
    shares = [cell for cell in bare if 0 < abs(cell.number) < 1]
    points = [cell for cell in bare if abs(cell.number) > 1]
    formatted = len(bare) < len(cells)
    of_bare = _scale_of_bare(len(shares), len(points), formatted=formatted)
    return {
        cell.at: _scale_of_formatted(cell) if cell.formatted else _scale_of_bare_cell(cell, of_bare) for cell in cells
    }


def _scale_of_bare_cell(cell: PercentCell, of_bare: "_BareScale") -> Scale:
    may_be_both = cell.formatted is None and 0 < abs(cell.number) < SMALLEST_SHARE
    return Scale.UNCLEAR if may_be_both else of_bare(cell.number)


class _BareScale(NamedTuple):
    """What bare numbers of one table are: those between zero and one, exactly one, and above one."""

    fraction: Scale
    one: Scale
    large: Scale

    def __call__(self, number: Decimal) -> Scale:
        """The scale of one bare number; zero is zero either way."""
        if number == 0:
            return Scale.POINTS
        if abs(number) == 1:
            return self.one
        return self.fraction if abs(number) < 1 else self.large


def _scale_of_bare(shares: int, points: int, *, formatted: bool) -> _BareScale:
    if formatted:
        return _BareScale(Scale.UNCLEAR, Scale.UNCLEAR, Scale.UNCLEAR)
    if shares >= ENOUGH_SHARES and shares > points:
        return _BareScale(Scale.SHARE, Scale.UNCLEAR if points else Scale.SHARE, Scale.UNCLEAR)
    return _BareScale(
        Scale.UNCLEAR, Scale.UNCLEAR if shares else Scale.POINTS, Scale.UNCLEAR if shares > points else Scale.POINTS
    )


def _scale_of_formatted(cell: PercentCell) -> Scale:
    return Scale.SHARE if abs(cell.number) <= LARGEST_SHARE else Scale.UNCLEAR
