"""The home of what pages, files and commands are told of changes between books: typed rows, in what they compare."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from budgets.changes import ChangeKind
from budgets.phases import Direction
from plans.progress import ActionStatus
from tracker.aligned_money import REST, Coverage
from tracker.budget_rows import LinePage
from tracker.records import KEYS, Dimension
from tracker.rows import CountyFacts, Covered, Money, View
from tracker.sums import Slice


class ChangeCut(StrEnum):
    """By what the steps from one book to another are told."""

    GOAL = "goal"
    DEPARTMENT = "department"
    UNIT = "unit"
    FUND = "fund"
    PROGRAM = "program"
    PACKAGE = "package"


Named = tuple[tuple[Dimension, str | None], ...]
"""What the lines have to name, by dimension; None: nothing of that kind."""


@dataclass(frozen=True, slots=True)
class ChangesAsked:
    """Which changes are wanted; a book that is None is the usual one: see ``services.change_pages.ends``.

    ``before`` and ``after`` name books as addresses do (tracker/choosing.py). ``skip`` and ``size`` page the keys.
    """

    view: View
    before: str | None = None
    after: str | None = None
    direction: Direction = Direction.EXPENDITURE
    cut: ChangeCut = ChangeCut.GOAL
    where: Named = ()
    skip: int = 0
    size: int = 25


@dataclass(frozen=True, slots=True)
class BookSide:
    """One book as it is compared: dollars as they stand or by the year, FTE as an average; ``money`` None: no line.

    ``whole`` is over the whole period. ``covered`` says how far an actual book reaches. ``goals`` is how its dollars,
    over the whole period, are tied to goals; only where steps are told by goal and count links.
    """

    view: View
    money: Money | None
    whole: Money | None
    files: tuple[str, ...]
    covered: Covered | None = None
    goals: Coverage | None = None


@dataclass(frozen=True, slots=True)
class CutChange:
    """What became of one slice from one book to the next; None: no line of that book names it."""

    of: Slice
    kind: ChangeKind
    before: Money | None
    after: Money | None
    dollars: Decimal
    fte: Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """From one book to the next, slice by slice, the largest change first; what did not change is left out.

    No rows although the books differ: one of them never names what the other one is told by.
    """

    before: BookSide
    after: BookSide
    rows: tuple[CutChange, ...]

    @property
    def dollars(self) -> Decimal:
        """By how many dollars the later book is larger."""
        return _amount(self.after.money) - _amount(self.before.money)


def counts_links(asked: ChangesAsked) -> bool:
    """Whether steps count what links pay: of spending by goal."""
    return asked.cut is ChangeCut.GOAL and asked.direction is Direction.EXPENDITURE


def none_named(asked: ChangesAsked) -> str:
    """What the rest of a book is called that names nothing of the kind by which it is cut."""
    if counts_links(asked):
        return REST
    return f"lines that name no {asked.cut.value}"


NOT_IN_A_PLAN = "no plan of the period has it"
BESIDE_PACKAGES = "without its packages"
"""What a program is called whose lines that name a package stand in rows of their own."""


@dataclass(frozen=True, slots=True)
class HitAction:
    """An action that what changed pays for, or whose ask names it; ``linked`` tells the first from the second.

    ``title`` None: a link pays for it, and no plan of the period has it; ``code`` is then what the link calls it.
    """

    code: str | None
    title: str | None
    department: str
    department_key: str
    lead: str | None
    status: ActionStatus | None
    asked: Decimal | None
    linked: bool = False

    @property
    def name(self) -> str:
        """What addresses name it by: its code, or its title where it has none."""
        return self.code or self.title or ""

    @property
    def label(self) -> str:
        """Its code and title; of one that no plan has, what the link calls it, and that."""
        if self.title is None:
            return f"{self.name} ({NOT_IN_A_PLAN})"
        return " ".join(part for part in (self.code, self.title) if part)


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What became of one key: department, unit, fund, program and package, by ``KEYS``.

    ``key`` is where it stands now, or stood where it is gone; ``came_from`` where it was before it moved.
    ``beside_packages``: it names no package while other lines of the same program do, in one of the books; so it is not
    all of the program.
    """

    kind: ChangeKind
    key: tuple[Slice, ...]
    came_from: tuple[Slice, ...] | None
    before: Money | None
    after: Money | None
    dollars: Decimal
    fte: Decimal
    actions: tuple[HitAction, ...]
    beside_packages: bool = False


@dataclass(frozen=True, slots=True)
class LineSides:
    """The lines of one key in both books, and what each of their accounts comes to where that differs."""

    accounts: tuple[CutChange, ...]
    before: LinePage
    after: LinePage


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed from one book to another. ``steps`` has the books between them, too; none: nothing to compare.

    ``yearly`` says that dollars are by the year, as the periods are not equally long. ``of`` is how many keys differ,
    ``further`` where the next ones begin. ``by`` is what keys are made of. ``slices`` are the names of ``where``,
    and ``whole`` is what all of it comes to in both books. ``missing`` is what cannot be told of them, and why.
    """

    county: CountyFacts
    asked: ChangesAsked
    steps: tuple[Step, ...]
    yearly: bool
    slices: tuple[tuple[Dimension, Slice], ...]
    whole: tuple[Money | None, Money | None]
    keys: tuple[KeyChange, ...]
    of: int
    further: int | None
    books: tuple[View, ...]
    by: tuple[Dimension, ...] = KEYS
    lines: LineSides | None = None
    missing: tuple[str, ...] = ()

    @property
    def first(self) -> BookSide | None:
        """The book from which everything is compared."""
        return self.steps[0].before if self.steps else None

    @property
    def last(self) -> BookSide | None:
        """The book that it is compared with."""
        return self.steps[-1].after if self.steps else None


def _amount(money: Money | None) -> Decimal:
    return (money.amount if money else None) or Decimal(0)
