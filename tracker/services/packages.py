"""The home of decision packages as books hold them: which there are, of whom, and what they come to in each phase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budgets.period import BudgetPeriod
from budgets.phases import DECISIONS, Phase
from tracker.package_rows import package_name
from tracker.records import Dimension, Kept, Part
from tracker.rows import Money, View
from tracker.services.looking import Look, of_direction
from tracker.standing import covers
from tracker.sums import fte_years, money


@dataclass(frozen=True, slots=True)
class FoundPackage:
    """One package of one department: how it is named, and its spending by phase, where it has a line at all.

    ``department_key`` is empty where its lines name no department. ``phases`` are those in which it has any line, of
    spending or of income.
    """

    key: str
    code: str | None
    titles: tuple[str, ...]
    department_key: str
    department: str | None
    spending: Mapping[Phase, Money]
    phases: tuple[Phase, ...]

    @property
    def name(self) -> str:
        """Code and title as people read them."""
        return package_name(self.code, self.titles, self.key)


def asked_phase(look: Look, view: View) -> Phase | None:
    """The book whose packages are asked: that of the view, or the furthest decision of the period; None: no book.

    A ledger follows no package.
    """
    period = look.period(view)
    known = [phase for phase in look.spending_phases(period) if phase in DECISIONS] if period else []
    return view.phase if view.phase in known else next(reversed(known), None)


def asked_packages(look: Look, view: View) -> tuple[FoundPackage, ...]:
    """The packages that equity questions are asked of, as ``is_asked`` says."""
    return tuple(each for each in found_packages(look, view) if is_asked(look, view, each))


def is_asked(look: Look, view: View, found: FoundPackage) -> bool:
    """Whether equity questions are asked of a package: it stands in the book that is asked, or the council struck it.

    What is struck owes its answers all the same: what that does to equity is asked then, too.
    """
    period, phase = look.period(view), asked_phase(look, view)
    if phase in found.phases:
        return True
    if period is None or phase not in (Phase.ADOPTED, Phase.AMENDED):
        return False
    was_struck = Phase.PROPOSED in found.phases and Phase.ADOPTED not in found.phases
    return was_struck and are_council_books_alike(look, period)


def are_council_books_alike(look: Look, period: BudgetPeriod) -> bool:
    """Whether packages and programs of the proposed and the adopted book can be held against each other.

    Both are there and cover the same years and places; and both name packages, or neither does: where one alone names
    them, what they hold stands in its programs in the other.
    """
    return look.keeping.of(("council books", period), lambda: _are_alike(look, period))


def _are_alike(look: Look, period: BudgetPeriod) -> bool:
    both = (Phase.PROPOSED, Phase.ADOPTED)
    if not set(both) <= set(look.spending_phases(period)):
        return False
    before, after = (look.parts_of(period, phase) for phase in both)
    if not (covers(after, before) and covers(before, after)):
        return False
    named = [_names_any(look, parts) for parts in (before, after)]
    return named[0] == named[1]


def _names_any(look: Look, parts: Sequence[Part]) -> bool:
    """Whether any spending of a book names a package."""
    return any(kept.outer is not None for kept in of_direction(look.totals(parts, Dimension.PACKAGE)))


def found_packages(look: Look, view: View) -> tuple[FoundPackage, ...]:
    """Every package in a book of the period, in the order of departments and codes."""
    return look.keeping.of(("found packages", view.period), lambda: _found(look, view))


def _found(look: Look, view: View) -> tuple[FoundPackage, ...]:
    period = look.period(view)
    phases = look.phases(period) if period else ()
    books = {phase: look.parts_of(period, phase) for phase in phases} if period else {}
    kept: dict[tuple[str, str], dict[Phase, list[Kept]]] = {}
    for phase, parts in books.items():
        for place, total in _by_package(look, parts):
            kept.setdefault(place, {}).setdefault(phase, []).append(total)
    years = {phase: fte_years(of_direction(look.totals(parts))) for phase, parts in books.items()}
    return tuple(_package(look, place, kept[place], years) for place in sorted(kept))


def _by_package(look: Look, parts: Sequence[Part]) -> list[tuple[tuple[str, str], Kept]]:
    department, package = look.naming(Dimension.DEPARTMENT), look.naming(Dimension.PACKAGE)
    totals = look.totals(parts, Dimension.PACKAGE, Dimension.DEPARTMENT)
    return [
        ((department(kept.inner).key or "", package(kept.outer).key or ""), kept)
        for kept in totals
        if kept.outer is not None
    ]


def _package(
    look: Look, place: tuple[str, str], kept: Mapping[Phase, list[Kept]], years: Mapping[Phase, int]
) -> FoundPackage:
    department_key, key = place
    totals = [total for each in kept.values() for total in each]
    named = [look.naming(Dimension.PACKAGE)(total.outer) for total in totals]
    # A book may write a code in several ways, and give several titles to one; the latest phase is read first.
    codes = [slice_.code for slice_ in reversed(named) if slice_.code]
    titles = dict.fromkeys(slice_.name for slice_ in reversed(named) if slice_.name)
    names = (look.naming(Dimension.DEPARTMENT)(total.inner).name for total in totals)
    spending = {phase: money(of_direction(each), years[phase]) for phase, each in kept.items()}
    return FoundPackage(
        key=key,
        code=next(iter(codes), None),
        titles=tuple(titles),
        department_key=department_key,
        department=next((name for name in names if name), None),
        spending={phase: amount for phase, amount in spending.items() if amount},
        phases=tuple(kept),
    )
