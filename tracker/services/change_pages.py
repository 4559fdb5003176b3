"""The home of what the page What changed asks: books beside each other, step by step, slice by slice, key by key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from budgets.changes import ChangeKind
from budgets.comparison import annualised
from budgets.period import BudgetPeriod
from budgets.phases import DECISIONS, Direction, Phase
from tracker.aligned_money import Coverage
from tracker.budget_rows import LinePage
from tracker.change_rows import BookSide, ChangeCut, ChangesAsked, ChangesPage, CutChange, LineSides, Step, counts_links
from tracker.choosing import book_name, furthest, read_book
from tracker.records import KEYS, Dimension, Kept, Part
from tracker.rows import Money, PeriodChoice, View
from tracker.services.budget_pages import book_of, line_row
from tracker.services.funding_pages import coverage_of
from tracker.services.goal_money import money_by_goal
from tracker.services.key_changes import Compared, account_changes, between, key_changes
from tracker.services.looking import Look, of_direction, parts_with
from tracker.sums import Slice, fte_years, money

LINES_SHOWN = 50


def changes(look: Look, asked: ChangesAsked) -> ChangesPage:
    """What changed from one book to another. Raises ``NotFoundError`` for a book that is not there."""
    before, after = ends(asked, look.periods)
    chain, missing = _chain(look, before, after, asked.direction)
    slices = tuple((dimension, _slice(look, dimension, key)) for dimension, key in asked.where)
    page = ChangesPage(
        county=look.facts,
        asked=replace(asked, before=book_name(before), after=book_name(after)),
        steps=(),
        yearly=False,
        slices=slices,
        whole=(None, None),
        keys=(),
        of=0,
        further=None,
        books=_books(look.periods),
        missing=tuple(missing),
    )
    if not chain:
        return page
    yearly = _span(look, before).years != _span(look, after).years
    compared = Compared(look, before, after, asked.direction, yearly=yearly, where=_filter(look, asked))
    steps = () if asked.where else tuple(_steps(look, chain, asked, yearly=yearly))
    missing += [*_unnamed(compared, asked), *dict.fromkeys(said for step in steps for said in _untied(look, step))]
    keys, of, further = key_changes(compared, look.followed(after), asked.skip, asked.size)
    return replace(
        page,
        missing=tuple(missing),
        steps=steps,
        yearly=yearly,
        whole=compared.whole,
        keys=keys,
        of=of,
        further=further,
        by=compared.by,
        lines=_lines(compared) if {dimension for dimension, _ in asked.where} >= set(compared.by) else None,
    )


def ends(asked: ChangesAsked, periods: Sequence[PeriodChoice]) -> tuple[View, View]:
    """The two books that are compared; those that are not named are the usual ones.

    Usually the decision in force (or the furthest one of the period) is compared with the first book of its period;
    where that is the same one, with the furthest decision of the period before it.
    """
    usual = asked.view.period
    after = read_book(asked.after, periods, usual) if asked.after else _usual_after(asked.view, periods)
    if asked.before:
        return read_book(asked.before, periods, after.period), after
    keys = [choice.key for choice in periods if choice.phases]
    phases = next((choice.phases for choice in periods if choice.key == after.period), ())
    first = next((phase for phase in DECISIONS if phase in phases), after.phase)
    if first is after.phase and after.period in keys[1:]:
        return furthest(keys[keys.index(after.period) - 1], periods), after
    return View(after.period, first), after


def _usual_after(view: View, periods: Sequence[PeriodChoice]) -> View:
    phases = next((choice.phases for choice in periods if choice.key == view.period), ())
    decided = [phase for phase in DECISIONS if phase in phases]
    return view if view.phase in decided[1:] else furthest(view.period, periods)


def _books(periods: Sequence[PeriodChoice]) -> tuple[View, ...]:
    return tuple(View(choice.key, phase) for choice in periods for phase in choice.phases)


def _chain(look: Look, before: View, after: View, direction: Direction) -> tuple[tuple[View, ...], list[str]]:
    """The books from one to the other, those between them too, and what could not be told of them."""
    held = [view for view in _between(look, before, after) if not _lacking(look, view, direction)]
    missing = [reason for view in (before, after) if (reason := _lacking(look, view, direction))]
    reasons = [
        reason for view in {before.period: before, after.period: after}.values() if (reason := _not_told(look, view))
    ]
    if before == after or missing:
        return (), [*reasons, *missing]
    whole = (before, *held, after)
    return whole, [*reasons, *_gaps(look, whole, direction)]


def _between(look: Look, before: View, after: View) -> list[View]:
    if before.period != after.period or not {before.phase, after.phase} <= set(DECISIONS):
        return []
    first, last = DECISIONS.index(before.phase), DECISIONS.index(after.phase)
    return [View(after.period, phase) for phase in DECISIONS[first + 1 : last] if look.book(View(after.period, phase))]


def _lacking(look: Look, view: View, direction: Direction) -> str | None:
    """Why a book cannot be compared: it holds nothing of a direction, or says of it no dollars; None where it can."""
    totals = of_direction(look.totals(look.book(view)), direction)
    book = f"the {view.phase.value} budget of {view.period}"
    if not totals:
        return f"{book} holds no {direction.value}"
    return f"{book} says no dollars of {direction.value}" if all(kept.sum.cents is None for kept in totals) else None


def _not_told(look: Look, view: View) -> str | None:
    reason = look.why_not_told(View(view.period, Phase.AMENDED))
    return f"what was amended in {view.period} is not in it: {reason}" if reason else None


def _gaps(look: Look, views: Sequence[View], direction: Direction) -> Iterator[str]:
    """What one of the books leaves out, so that it looks gone or added."""
    for view in views:
        facts = book_of(look, view)
        for each in facts.missing if facts else ():
            if each.startswith(direction.value):
                yield f"the {view.phase.value} budget of {view.period} has no {each}"
    scopes = {view: [part.name.scope for part in parts_with(look.book(view), direction)] for view in views}
    if len({frozenset(scope.identity for scope in own) for own in scopes.values()}) > 1:
        for view, own in scopes.items():
            labels = sorted({scope.label for scope in own})
            yield f"the {view.phase.value} budget of {view.period} covers: {', '.join(labels)}"


def _unnamed(compared: Compared, asked: ChangesAsked) -> Iterator[str]:
    """What one of the books never names, so that keys are compared without it."""
    by_code = asked.cut is ChangeCut.GOAL and not counts_links(asked)
    of_goal = by_code or any(dimension is Dimension.GOAL for dimension, _ in asked.where)
    for dimension in (*KEYS, Dimension.GOAL) if of_goal else KEYS:
        if view := compared.named_by_one(dimension):
            name = "decision package" if dimension is Dimension.PACKAGE else dimension.value
            yield f"the {view.phase.value} budget of {view.period} names no {name}, so nothing is compared by {name}"


@dataclass(frozen=True, slots=True)
class _Tie:
    """By what a book is told by goal: by links, by the codes of its lines, by both, or by nothing."""

    name: str
    linked: bool
    coded: bool


_LACKS = (
    ("linked", "no link counts in {none}: by goal, what links pay in {some} looks like a {change}"),
    ("coded", "no line of {none} carries a goal's code: by goal, what is tagged in {some} looks like a {change}"),
)


def _untied(look: Look, step: Step) -> Iterator[str]:
    """What makes two books unlike that are told by goal: one of them has no links, or no goal codes, or neither.

    Bookkeeping looks like a gain or a loss then, though no dollar need have moved.
    """
    if step.before.goals is None or step.after.goals is None:
        return
    before, after = _tie(look, step.before.view, step.before.goals), _tie(look, step.after.view, step.after.goals)
    untold = [tie for tie in (before, after) if not (tie.linked or tie.coded)]
    if len(untold) == 1:
        yield f"no link counts in {untold[0].name}, and no line of it carries a goal's code: it is not compared by goal"
        return
    for what, words in _LACKS:
        if getattr(before, what) != getattr(after, what):
            none, some, change = (after, before, "loss") if getattr(before, what) else (before, after, "gain")
            yield f"{words.format(none=none.name, some=some.name, change=change)}, though no dollar need have moved"


def _tie(look: Look, view: View, goals: Coverage) -> _Tie:
    totals = of_direction(look.totals(look.book(view), Dimension.GOAL))
    named = (look.naming(Dimension.GOAL)(kept.outer).key for kept in totals)
    coded = any(key and look.framework.find_goal(key) for key in named)
    linked = bool(goals.linked or goals.for_none or goals.over)
    return _Tie(f"the {view.phase.value} budget of {view.period}", linked, coded)


def _steps(look: Look, chain: Sequence[View], asked: ChangesAsked, *, yearly: bool) -> Iterator[Step]:
    sides = [_side(look, view, asked, yearly=yearly) for view in chain]
    cuts = [_cut(look, view, asked, yearly=yearly) for view in chain]
    for (before, after), (old, new) in zip(pairwise(sides), pairwise(cuts), strict=True):
        # Where one of them never names what the other one does, everything would look gone and added.
        alike = any(key is not None for key in old) == any(key is not None for key in new)
        yield Step(before, after, cut_changes(old, new) if alike else ())


def _side(look: Look, view: View, asked: ChangesAsked, *, yearly: bool) -> BookSide:
    parts = look.book(view)
    totals = of_direction(look.totals(parts), asked.direction)
    whole = money(totals, fte_years(totals))
    return BookSide(
        view=view,
        money=by_year(whole, _span(look, view)) if yearly and whole else whole,
        whole=whole,
        files=tuple(dict.fromkeys(part.file for part in parts)),
        covered=look.actuals(view) if view.phase is Phase.ACTUAL else None,
        goals=coverage_of(look, view) if counts_links(asked) else None,
    )


Cut = Mapping[str | None, tuple[Slice, Money]]


def _cut(look: Look, view: View, asked: ChangesAsked, *, yearly: bool) -> Cut:
    told = _money_by(look, view, asked)
    period = _span(look, view)
    return {key: (of, by_year(each, period)) for key, (of, each) in told.items()} if yearly else told


def _money_by(look: Look, view: View, asked: ChangesAsked) -> Cut:
    if asked.cut is ChangeCut.GOAL:
        return money_by_goal(look, view, asked.direction)
    parts, dimension = look.book(view), Dimension(asked.cut.value)
    years = fte_years(of_direction(look.totals(parts), asked.direction))
    naming = look.naming(dimension)
    found: dict[str | None, tuple[Slice, list[Kept]]] = {}
    for kept in of_direction(look.totals(parts, dimension), asked.direction):
        of = naming(kept.outer)
        found.setdefault(of.key, (of, []))[1].append(kept)
    told = {key: (of, money(kept, years)) for key, (of, kept) in found.items()}
    return {key: (of, each) for key, (of, each) in told.items() if each}


def cut_changes(before: Cut, after: Cut) -> tuple[CutChange, ...]:
    """What became of each slice, the largest change first; what holds as much as before is left out."""
    found = [
        _cut_change((after.get(key) or before[key])[0], before.get(key), after.get(key))
        for key in dict.fromkeys([*before, *after])
    ]
    told = [change for change in found if change.dollars or change.fte]
    return tuple(sorted(told, key=lambda change: (-abs(change.dollars), -abs(change.fte), change.of.key or "")))


def _cut_change(of: Slice, before: tuple[Slice, Money] | None, after: tuple[Slice, Money] | None) -> CutChange:
    old, new = before[1] if before else None, after[1] if after else None
    kind = ChangeKind.ADDED if old is None else ChangeKind.GONE if new is None else ChangeKind.CHANGED
    return CutChange(of, kind, old, new, *between(old, new))


def by_year(whole: Money, period: BudgetPeriod) -> Money:
    """A sum with its dollars by the year; FTE are an average already."""
    return replace(
        whole,
        amount=None if whole.amount is None else annualised(whole.amount, period),
        reductions=annualised(whole.reductions, period),
        transfers=annualised(whole.transfers, period),
    )


def _span(look: Look, view: View) -> BudgetPeriod:
    return look.spans[view.period]


def _filter(look: Look, asked: ChangesAsked) -> dict[Dimension, list[int | None]]:
    return {dimension: look.numbers(dimension, key) for dimension, key in asked.where}


def _slice(look: Look, dimension: Dimension, key: str | None) -> Slice:
    numbers = look.numbers(dimension, key)
    return look.naming(dimension)(numbers[-1]) if numbers else Slice(key, None, None)


def _lines(compared: Compared) -> LineSides:
    before, after = (_line_page(compared, parts) for parts in (compared.before_parts, compared.after_parts))
    return LineSides(account_changes(compared), before, after)


def _line_page(compared: Compared, parts: Sequence[Part]) -> LinePage:
    known, lines = {part.id: part for part in parts}, compared.look.uow.lines
    of = lines.count(list(known), compared.direction, compared.where)
    shown = lines.page(list(known), compared.direction, compared.where, after=0, size=LINES_SHOWN)
    return LinePage(tuple(line_row(line, known[line.part]) for line in shown), of, None)
