"""The home of long budgets: one row a line, read one column of amounts at a time, in any order and any words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import repeat
from typing import Generic, TypeVar

from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.cells import CellRef
from importers.columns import Columns
from importers.issues import NOT_A_NUMBER, NOT_MONEY, POINT_OR_THOUSANDS, Issue
from importers.labels import Years
from importers.values import find_number, is_blank, point_may_part_thousands, text_of
from importers.workbook import CellValue

T = TypeVar("T")

MakeEntry = Callable[[CellValue, CellValue], ChartEntry | None]

LARGEST_STEP = 10**9
_LARGEST_QUICK = 1e13
_SURELY_ROUNDED = 0.4
_SURELY_EXACT = 0.001


@dataclass(slots=True)
class Fact(Generic[T]):
    """Something that is true of every row alike (``constant``) or said in each (``cells``)."""

    constant: T | None = None
    cells: list[T | None] | None = None

    def of_rows(self, rows: int) -> list[T | None]:
        """The value of each row."""
        return self.cells if self.cells is not None else [self.constant] * rows


@dataclass(slots=True)
class Facts:
    """What the amounts of a table are: fiscal years, phase and direction, and whose they are."""

    years: Fact[Years]
    phase: Fact[Phase]
    direction: Fact[Direction]
    department: ChartEntry | None = None

    @property
    def are_known(self) -> bool:
        """Whether somebody, the file or a person, says all of them."""
        return all(fact.constant or fact.cells is not None for fact in (self.years, self.phase, self.direction))

    def of_rows(self, number: int) -> tuple[list[Years | None], list[Phase | None], list[Direction | None]]:
        """Fiscal years, phase and direction of each row."""
        return self.years.of_rows(number), self.phase.of_rows(number), self.direction.of_rows(number)

    @property
    def phases(self) -> set[Phase]:
        """Every phase that occurs."""
        return {phase for phase in (self.phase.constant, *set(self.phase.cells or ())) if phase}


@dataclass(slots=True)
class Amounts:
    """The amounts of a column in whole cents, None where there is none, and the cells that hold something else."""

    cents: list[int | None]
    faults: list[Issue] = field(default_factory=list)
    lost: bool = False
    """Whether a cell held a part of a cent, so that a printed total may differ from the sum of rounded cells."""

    @property
    def step(self) -> int:
        """The cents to which all amounts are rounded, such as 100,000 for thousands of dollars; 1 where to none."""
        step = 1
        while step < LARGEST_STEP and all(each % (step * 10) == 0 for each in self.cents if each):
            step *= 10
        return step


def read_amounts(cells: Sequence[CellValue], units: int, at: Callable[[int], CellRef]) -> Amounts:
    """Amounts as typed, scaled by their units, each rounded half up to cents; ``at`` gives the cell of an index."""
    found = Amounts([])
    known: dict[CellValue, int | None] = {}
    for index, value in enumerate(cells):
        if type(value) is float and -_LARGEST_QUICK < value < _LARGEST_QUICK:
            scaled = value * 100.0 * units
            whole = round(scaled)
            apart = scaled - whole
            # Farther than this from a half cent, binary rounding cannot have moved the cell to another cent.
            if -_SURELY_ROUNDED < apart < _SURELY_ROUNDED:
                found.cents.append(whole)
                found.lost = found.lost or not -_SURELY_EXACT < apart < _SURELY_EXACT
                continue
        if isinstance(value, bool):
            # Equal to 1 or 0 in a dictionary, and no number.
            cents = None
        else:
            if value not in known:
                known[value] = _cents(value, units, found)
            cents = known[value]
        found.cents.append(cents)
        if cents is None and not is_blank(value):
            found.faults.append(NOT_MONEY.at(at(index), text_of(value), field=("amount",)))
    _drop_doubtful(found, cells, known, at)
    return found


def _drop_doubtful(
    found: Amounts, cells: Sequence[CellValue], known: Iterable[CellValue], at: Callable[[int], CellRef]
) -> None:
    """Texts such as ``1.234``, where no other amount shows whether a point parts thousands, are not understood."""
    doubtful = point_may_part_thousands(value for value in known if isinstance(value, str))
    if not doubtful:
        return
    for index, value in enumerate(cells):
        if isinstance(value, str) and value in doubtful:
            found.cents[index] = None
            found.faults.append(POINT_OR_THOUSANDS.at(at(index), text_of(value), field=("amount",)))


def _cents(value: CellValue, units: int, found: Amounts) -> int | None:
    number = find_number(value)
    if number is None:
        return None
    exact = number * units * 100
    whole = exact.to_integral_value(rounding=ROUND_HALF_UP)
    found.lost = found.lost or whole != exact
    return int(whole)


def read_fte(cells: Sequence[CellValue], at: Callable[[int], CellRef]) -> tuple[list[Decimal | None], list[Issue]]:
    """Full-time equivalents as typed; a cell that holds something else is left empty, with a warning."""
    faults = []
    known: dict[CellValue, Decimal | None] = {"": None}
    values = []
    for index, value in enumerate(cells):
        if isinstance(value, bool):
            number = None
        else:
            if value not in known:
                known[value] = None if is_blank(value) else find_number(value)
            number = known[value]
        if number is None and not is_blank(value):
            faults.append(NOT_A_NUMBER.at(at(index), text_of(value), field=("fte",)))
        values.append(number)
    return values, faults


def chart_entry(code: CellValue, name: CellValue) -> ChartEntry | None:
    """An entry from the cells of its code and its name; a label such as "01111 - Mayor" holds both.

    The code in a label keeps zeros that a number beside it has lost.

    >>> chart_entry(1111.0, "01111 - Mayor")
    ChartEntry(code='01111', name='Mayor')
    """
    written, label = text_of(code), text_of(name)
    before, dash, after = label.partition(" - ")
    before, after = before.strip(), after.strip()
    is_coded = bool(dash and after) and " " not in before and any(letter.isdigit() for letter in before)
    if is_coded and written.lstrip("0") in ("", before.lstrip("0")):
        written, label = before, after
    return ChartEntry(code=written or None, name=label or None) if written or label else None


def plain_entry(code: CellValue, name: CellValue) -> ChartEntry | None:
    """An entry from the cells of its code and its name, each as it stands."""
    written, label = text_of(code), text_of(name)
    return ChartEntry(code=written or None, name=label or None) if written or label else None


def entries_of(columns: Columns, entity: str, make: MakeEntry = chart_entry) -> list[ChartEntry | None] | None:
    """The entries of one kind by row; None where the table has no column for it."""
    code, name = f"{entity}.code", f"{entity}.name"
    if code not in columns.used and name not in columns.used:
        return None
    codes: Iterable[CellValue] = columns.cells(code) if code in columns.used else repeat("")
    names: Iterable[CellValue] = columns.cells(name) if name in columns.used else repeat("")
    # Each pair of code and name becomes one entry, made once: a book has few of them and many lines.
    pairs = list(zip(codes, names, strict=False))
    known = {pair: make(*pair) for pair in set(pairs)}
    return list(map(known.__getitem__, pairs))


def dollars_of(cents: Iterable[int | None]) -> list[Decimal | None]:
    """Dollars with two decimals of whole cents."""
    make = Decimal
    return [None if each is None else make(each).scaleb(-2) for each in cents]
