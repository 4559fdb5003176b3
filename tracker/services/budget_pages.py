"""The home of what the budget page asks: a book cut one way, and its lines a page at a time."""

from dataclasses import dataclass

from budgets.phases import Direction, Phase
from tracker.budget_rows import BudgetPage, LinePage, LineRow
from tracker.records import PAIRS, Dimension, KeptLine, Part
from tracker.rows import BookFacts, Cut, Money, Source, View
from tracker.services.looking import Look, of_direction
from tracker.sums import book_facts, cut_rows, fte_years, money

_INNER = dict(PAIRS)


@dataclass(frozen=True, slots=True)
class LinesAsked:
    """Which lines are wanted: of a book and direction, by the names of cuts, after a line, so many."""

    view: View
    direction: Direction
    where: tuple[tuple[Cut, str | None], ...]
    after: int
    size: int


def book_of(look: Look, view: View) -> BookFacts | None:
    """What the book of a view consists of."""
    period, parts = look.period(view), look.book(view)
    return book_facts(view.phase, period, parts, look.totals(parts)) if period else None


def budget(look: Look, view: View, direction: Direction, cut: Cut) -> BudgetPage:
    """One book, cut one way."""
    parts = look.book(view)
    whole = of_direction(look.totals(parts), direction)
    outer = Dimension(cut.value)
    inner = _INNER.get(outer)
    totals = of_direction(look.totals(parts, outer, inner), direction)
    years = fte_years(whole)
    naming = look.naming(inner) if inner else None
    return BudgetPage(
        county=look.facts,
        view=view,
        direction=direction,
        cut=cut,
        book=book_of(look, view),
        total=money(whole, years),
        rows=cut_rows(totals, years, look.naming(outer), naming),
        by_phase=by_phase(look, view, direction),
        actuals=look.actuals(view),
        why_not=look.why_not_told(view),
    )


def by_phase(look: Look, view: View, direction: Direction) -> tuple[tuple[Phase, Money | None], ...]:
    """What each book of the period comes to, in the order of the cycle."""
    period = look.period(view)
    if period is None:
        return ()
    books = {phase: look.parts_of(period, phase) for phase in look.phases(period)}
    totals = of_direction(
        look.totals({part.id: part for parts in books.values() for part in parts}.values()), direction
    )
    found = []
    for phase, parts in books.items():
        ids = {part.id for part in parts}
        own = [kept for kept in totals if kept.part in ids]
        found.append((phase, money(own, fte_years(own))))
    return tuple(found)


def lines(look: Look, asked: LinesAsked) -> LinePage:
    """The lines of a slice of a book."""
    parts = {part.id: part for part in look.book(asked.view)}
    where = {Dimension(cut.value): look.numbers(Dimension(cut.value), key) for cut, key in asked.where}
    if not parts or not all(where.values()):
        return LinePage((), 0, None)
    of = look.uow.lines.count(list(parts), asked.direction, where)
    found = look.uow.lines.page(list(parts), asked.direction, where, after=asked.after, size=asked.size + 1)
    shown = found[: asked.size]
    rows = tuple(line_row(line, parts[line.part]) for line in shown)
    return LinePage(rows, of, shown[-1].id if len(found) > asked.size else None)


def line_row(line: KeptLine, part: Part) -> LineRow:
    """A line as tables show it, with its cell."""
    named = {dimension: entry.label for dimension, entry in line.entries.items()}
    return LineRow(
        id=line.id,
        fiscal_years=line.fiscal_years,
        direction=line.direction,
        department=named.get(Dimension.DEPARTMENT),
        unit=named.get(Dimension.UNIT),
        fund=named.get(Dimension.FUND),
        program=named.get(Dimension.PROGRAM),
        account=named.get(Dimension.ACCOUNT),
        package=named.get(Dimension.PACKAGE),
        goal=named.get(Dimension.GOAL),
        description=line.description,
        reason=line.reason,
        amount=line.amount,
        fte=line.fte,
        transfer=line.transfer,
        source=Source(part.import_id, part.file, line.at.sheet, line.at.address),
    )
