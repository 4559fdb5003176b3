"""The home of what changed key by key: a page of differences from the store, moves put together, actions named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm

from budgets.changes import ChangeKind, Held, find_moves
from budgets.comparison import annualised
from budgets.fte import average_of
from budgets.lines import LineKey
from budgets.money import from_cents
from budgets.period import BudgetPeriod
from budgets.phases import Direction
from tracker.alignment import FundingLink
from tracker.asks import Asks, Ties, hit_action
from tracker.change_rows import CutChange, HitAction, KeyChange
from tracker.following import Followed
from tracker.records import KEYS, Dimension, KeySums, Numbers, Part, Sides, SideSum
from tracker.rows import Money, View
from tracker.services.funding_pages import tie
from tracker.services.laying import Books
from tracker.services.looking import Look, of_direction
from tracker.services.unit_of_work import Filter
from tracker.sums import Slice, fte_years

_PLACE = (Dimension.DEPARTMENT, Dimension.UNIT)
_OF_PROGRAM = (*_PLACE, Dimension.PROGRAM)


@dataclass(frozen=True)
class Compared:
    """Two books as the store compares them, and how their sums are told: by the year where ``yearly``."""

    look: Look
    before: View
    after: View
    direction: Direction
    yearly: bool
    where: Filter

    @cached_property
    def before_parts(self) -> tuple[Part, ...]:
        """The parts of the earlier book."""
        return self.look.book(self.before)

    @cached_property
    def after_parts(self) -> tuple[Part, ...]:
        """The parts of the later book."""
        return self.look.book(self.after)

    @cached_property
    def spans(self) -> tuple[BudgetPeriod, BudgetPeriod]:
        """The two periods."""
        return self.look.spans[self.before.period], self.look.spans[self.after.period]

    @cached_property
    def fte_years(self) -> tuple[int, int]:
        """Over how many years the FTE of each book are averaged."""
        both = (
            of_direction(self.look.totals(parts), self.direction) for parts in (self.before_parts, self.after_parts)
        )
        before, after = (fte_years(totals) for totals in both)
        return before, after

    @cached_property
    def by(self) -> tuple[Dimension, ...]:
        """What keys are made of: the dimensions that both books name; all else would look gone and added."""
        return tuple(dimension for dimension in KEYS if not self.named_by_one(dimension))

    def named_by_one(self, dimension: Dimension) -> View | None:
        """The book that never names a dimension which the other one names."""
        before, after = (
            any(kept.outer is not None for kept in of_direction(self.look.totals(parts, dimension), self.direction))
            for parts in (self.before_parts, self.after_parts)
        )
        if before == after:
            return None
        return self.after if before else self.before

    @cached_property
    def sides(self) -> Sides:
        """The two books, weighed so that what comes to the same by the year is the same."""
        before, after = self.fte_years
        return Sides(
            before=tuple(part.id for part in self.before_parts),
            after=tuple(part.id for part in self.after_parts),
            direction=self.direction,
            by=self.by,
            same={dimension: self.look.same_entries(dimension) for dimension in (*KEYS, Dimension.ACCOUNT)},
            cents=_weights(*self.spans) if self.yearly else (1, 1),
            fte=(after or 1, before or 1),
        )

    @property
    def whole(self) -> tuple[Money | None, Money | None]:
        """What all lines that are compared come to in both books."""
        if not all(self.where.values()):
            return None, None
        return self.money(self.look.uow.comparing.whole(self.sides, self.where))

    def money(self, sums: KeySums) -> tuple[Money | None, Money | None]:
        """What a key comes to in both books, as pages tell it."""
        before, after = (
            self._money(side, span, years)
            for side, span, years in zip((sums.before, sums.after), self.spans, self.fte_years, strict=True)
        )
        return before, after

    def _money(self, side: SideSum, span: BudgetPeriod, years: int) -> Money | None:
        if not side.lines:
            return None
        amount = None if side.cents is None else from_cents(side.cents)
        fte = average_of(side.millionth_years, years) if side.millionth_years is not None and years else None
        return Money(annualised(amount, span) if amount is not None and self.yearly else amount, fte, side.lines)


def key_changes(
    compared: Compared, followed: Followed, skip: int, size: int
) -> tuple[tuple[KeyChange, ...], int, int | None]:
    """A page of keys that differ, the largest first; how many there are in all; where the next page begins.

    A key that moved is told once, where the larger of its two places stands in this order.
    """
    uow = compared.look.uow
    if not all(compared.where.values()):
        return (), 0, None
    of = uow.comparing.count(compared.sides, compared.where)
    found = uow.comparing.page(compared.sides, compared.where, skip=skip, size=size)
    moves = _moves(compared, found)
    hits = _Hits(Asks(followed.actions, compared.look.rules_of.codes), Ties(_ties(compared)))
    told = [change for sums in found if (change := _told(compared, sums, moves.get(sums.key), hits))]
    packed = _packed(compared, told)
    return (
        tuple(replace(each, beside_packages=_program(each) in packed) for each in told),
        of,
        skip + size if skip + size < of else None,
    )


def _program(change: KeyChange) -> tuple[str | None, ...]:
    """The department, unit and program of a key that names no package; of another, or without a program, nothing."""
    department, unit, _, program, package = (each.key for each in change.key)
    return (department, unit, program) if program is not None and package is None else ()


def _packed(compared: Compared, told: Sequence[KeyChange]) -> frozenset[tuple[str | None, ...]]:
    """Which programs of keys without a package have lines with one in either book, by one look at all of these."""
    # Cells are of expenditure alone, and packages are asked for by those who spend.
    if Dimension.PACKAGE not in compared.by or compared.direction is not Direction.EXPENDITURE:
        return frozenset()
    look, programs = compared.look, {own[-1] for change in told if (own := _program(change))}
    where = {Dimension.PROGRAM: frozenset[int]().union(*(look.numbers(Dimension.PROGRAM, key) for key in programs))}
    if not where[Dimension.PROGRAM]:
        return frozenset()
    cells = look.uow.alignment.cells([part.id for part in (*compared.before_parts, *compared.after_parts)], where)
    naming = {dimension: look.naming(dimension) for dimension in _OF_PROGRAM}
    packed = (cell for cell in cells if cell.package is not None)
    return frozenset(tuple(naming[each](getattr(cell, each.value)).key for each in _OF_PROGRAM) for cell in packed)


class _Hits:
    """The actions that a key hits: those that links pay from it first, then those whose ask alone names it."""

    def __init__(self, asks: Asks, ties: Ties) -> None:
        self._asks, self._ties = asks, ties

    def of(self, key: Sequence[Slice]) -> tuple[HitAction, ...]:
        named = dict(zip(KEYS, key, strict=True))
        linked = self._ties.hit_by(named)
        paid = {replace(action, linked=False) for action in linked}
        return *linked, *(action for action in self._asks.hit_by(named) if action not in paid)


def _ties(compared: Compared) -> Iterator[tuple[HitAction, Mapping[Dimension, str]]]:
    """What the links pay for that count in either book, with what they name."""
    look = compared.look
    books = Books(look.uow, look.rules_of)
    views = {view.period: view for view in (compared.before, compared.after)}
    links = {number: tied for view in views.values() for number, tied in tie(look, view).items()}
    # Many links pay for one action.
    named = {tied.action.place: tied.action for tied in links.values() if tied.action}
    hit = {place: hit_action(action) for place, action in named.items()}
    for tied in links.values():
        action = hit[tied.action.place] if tied.action else _not_in_a_plan(look, tied.kept.link)
        yield action, {Dimension(part): key for part, key in books.identity(tied.kept.link)}


def _not_in_a_plan(look: Look, link: FundingLink) -> HitAction:
    name = look.department_name(link.department) or link.department
    return HitAction(link.action, None, name, link.department, lead=None, status=None, asked=None)


def account_changes(compared: Compared) -> tuple[CutChange, ...]:
    """What each account comes to in both books, of the lines that are compared, where that differs."""
    naming = compared.look.naming(Dimension.ACCOUNT)
    found = []
    for sums in compared.look.uow.comparing.accounts(compared.sides, compared.where):
        before, after = compared.money(sums)
        dollars, fte = between(before, after)
        found.append(CutChange(naming(sums.key[0]), kind_of(sums), before, after, dollars, fte))
    return tuple(found)


def _told(compared: Compared, sums: KeySums, partner: KeySums | None, hits: _Hits) -> KeyChange | None:
    kind, standing, came_from = kind_of(sums), sums, None
    if partner is not None:
        if _is_wanted(compared, partner) and _order(compared, partner) < _order(compared, sums):
            return None
        gone, standing = (sums, partner) if sums.before.holds else (partner, sums)
        kind, came_from = ChangeKind.MOVED, _slices(compared, gone.key)
        before, after = compared.money(gone)[0], compared.money(standing)[1]
    else:
        before, after = compared.money(sums)
    key = _slices(compared, standing.key)
    dollars, fte = between(before, after)
    hit = [action for each in (key, came_from) if each for action in hits.of(each)]
    return KeyChange(kind, key, came_from, before, after, dollars, fte, tuple(dict.fromkeys(hit)))


def _moves(compared: Compared, found: Sequence[KeySums]) -> Mapping[Numbers, KeySums]:
    """For each key of a page that moved, its other place: only keys that agree beneath it can be a pair."""
    alike = [each for sums in found if _may_move(sums) for each in _staying(compared, sums.key)]
    where = {dimension: numbers for dimension, numbers in compared.where.items() if dimension not in _PLACE}
    alone = compared.look.uow.comparing.one_sided(compared.sides, where, alike)
    by_key = {_line_key(compared, sums.key): sums for sums in alone}
    gone = {key: _held(compared, sums) for key, sums in by_key.items() if not sums.after.holds}
    added = {key: _held(compared, sums) for key, sums in by_key.items() if not sums.before.holds}
    pairs = [(by_key[one], by_key[other]) for one, other in find_moves(gone, added).items()]
    return {one.key: other for pair in pairs for one, other in (pair, pair[::-1])}


def _staying(compared: Compared, key: Numbers) -> Iterator[Mapping[Dimension, int | None]]:
    """What a key shares with the place that it may have moved to, by budgets/changes.py."""
    told = dict(zip(compared.by, key, strict=True))
    if told.get(Dimension.UNIT) is not None:
        yield {dimension: number for dimension, number in told.items() if dimension is not Dimension.DEPARTMENT}
    if told.get(Dimension.PROGRAM) is not None or told.get(Dimension.PACKAGE) is not None:
        yield {dimension: number for dimension, number in told.items() if dimension not in _PLACE}


def kind_of(sums: KeySums) -> ChangeKind:
    """What became of a key that moved nowhere: gone or added where the other book has no line, be it of zero."""
    if not sums.before.lines:
        return ChangeKind.ADDED
    return ChangeKind.CHANGED if sums.after.lines else ChangeKind.GONE


def _may_move(sums: KeySums) -> bool:
    return sums.before.holds != sums.after.holds


def _held(compared: Compared, sums: KeySums) -> Held:
    before, after = compared.money(sums)
    money = before if sums.before.holds else after
    if money is None:
        return Held(None, None)
    return Held(money.amount, None if money.fte is None else Fraction(money.fte))


def _order(compared: Compared, sums: KeySums) -> tuple[int, int, tuple[int, ...]]:
    """The place of a key in the order of the store."""
    (cents_before, cents_after), (fte_before, fte_after) = compared.sides.cents, compared.sides.fte
    cents = (sums.after.cents or 0) * cents_after - (sums.before.cents or 0) * cents_before
    fte = (sums.after.millionth_years or 0) * fte_after - (sums.before.millionth_years or 0) * fte_before
    return -abs(cents), -abs(fte), tuple(number or 0 for number in sums.key)


def _is_wanted(compared: Compared, sums: KeySums) -> bool:
    place = dict(zip(compared.by, sums.key, strict=True))
    return all(place[dimension] in compared.where[dimension] for dimension in _PLACE if _is_asked(compared, dimension))


def _is_asked(compared: Compared, dimension: Dimension) -> bool:
    return dimension in compared.where and dimension in compared.by


def _slices(compared: Compared, key: Numbers) -> tuple[Slice, ...]:
    """What a key names, by ``KEYS``; what is not compared is named by none."""
    told = dict(zip(compared.by, key, strict=True))
    return tuple(compared.look.naming(dimension)(told.get(dimension)) for dimension in KEYS)


def _line_key(compared: Compared, key: Numbers) -> LineKey:
    department, unit, fund, program, package = (each.key for each in _slices(compared, key))
    return LineKey(department, unit, fund, program, None, package)


def between(before: Money | None, after: Money | None) -> tuple[Decimal, Decimal]:
    """By how many dollars, and how many FTE, the later sum is larger; what nobody said counts as nothing."""

    def less(field: str) -> Decimal:
        one, other = (getattr(money, field, None) or Decimal(0) for money in (before, after))
        return Decimal(other - one)

    return less("amount"), less("fte")


def _weights(before: BudgetPeriod, after: BudgetPeriod) -> tuple[int, int]:
    """Whole numbers by which the sums of two periods are alike: each is weighed by the years of the other."""
    whole = lcm(before.years.denominator, after.years.denominator)
    return int(after.years * whole), int(before.years * whole)
