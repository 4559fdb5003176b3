"""The home of laying links over the books in force, and of keeping what comes of it (docs/decisions/0040)."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, reduce
from typing import NamedTuple

from budgets.lines import LineKey
from budgets.money import from_cents, to_cents
from budgets.phases import Phase
from budgets.selectors import LineSelector
from budgets.structure import ChartEntry, CodeRule
from tracker.aligning import (
    NOTHING,
    Aligned,
    Applied,
    CellKey,
    Cells,
    Portions,
    SumKey,
    align,
    cells_of,
    claimed_by,
    difference,
    portions,
)
from tracker.alignment import Claim, FundingLink, is_at_no_expense
from tracker.county import County
from tracker.funding_rows import Fall, LinesLeft, Silence, Weighed
from tracker.records import GROUPED, BookName, Dimension, KeptLink, Part
from tracker.services.unit_of_work import Filter, UnitOfWork
from tracker.standing import parts_in_force, parts_of_book

NEVER_KEPT = -1
"""The number of a link that is only weighed; others weighed with it have those below."""
_LAST = (chr(0x10FFFF),)
_NO_DOLLARS = from_cents(0)
_DIMENSIONS = {part: Dimension(part) for part in LineKey._fields}


class Books:
    """The books in force as links see them, through one unit of work."""

    def __init__(self, uow: UnitOfWork, county: County) -> None:
        self._uow = uow
        self._county = county
        self._numbers: dict[Dimension, Mapping[str, frozenset[int]]] = {}
        self._keys: dict[tuple[Dimension, str], str] = {}

    @cached_property
    def parts(self) -> Mapping[BookName, tuple[Part, ...]]:
        """The parts of every book in force."""
        standing = parts_in_force(self._uow.books.published())
        names = dict.fromkeys(BookName(part.name.period, part.name.phase) for part in standing)
        return {name: parts_of_book(standing, name.period, name.phase) for name in names}

    def made_of(self, book: BookName) -> str:
        """A fingerprint of everything but links that the sums of a book are made of."""
        rules = self._county.model_dump(mode="json", include={"codes", "departments"})
        told = json.dumps([sorted(part.id for part in self.parts[book]), rules], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    def applied(self, link: KeptLink) -> Applied:
        """A link with the numbers of the chart entries that it names; of a code that no file has, none."""
        own = link.link
        identity = self.identity(own)
        claim = Claim(
            link=link.id,
            names=frozenset(identity),
            order=(own.department, own.action_key, own.selector.label, own.claim, f"{link.id:012}"),
            share=None if own.share is None else Fraction(own.share),
            cents=None if own.amount is None else to_cents(own.amount),
        )
        return Applied(claim, self._where(identity))

    def where(self, selector: LineSelector) -> Mapping[Dimension, frozenset[int]]:
        """The numbers of the chart entries that a selector names, by dimension; of a code that no file has, none."""
        return self._where(self._identity(selector))

    def _where(self, identity: Iterable[tuple[str, str]]) -> Mapping[Dimension, frozenset[int]]:
        return {_DIMENSIONS[part]: self.numbers(_DIMENSIONS[part], key) for part, key in identity}

    def identity(self, link: FundingLink) -> tuple[tuple[str, str], ...]:
        """The keys that a link names, as they compare in this county."""
        return self._identity(link.selector)

    def _identity(self, selector: LineSelector) -> tuple[tuple[str, str], ...]:
        return tuple((part, self.key(_DIMENSIONS[part], code)) for part, code in selector.named.items())

    def key(self, dimension: Dimension, code: str) -> str:
        """A code, or the name of a department, as it compares in this county."""
        if (dimension, code) not in self._keys:
            is_name = dimension is Dimension.DEPARTMENT
            own = self._county.department_key(code) if is_name else self._rule(dimension).identity(code)
            self._keys[dimension, code] = own
        return self._keys[dimension, code]

    def numbers(self, dimension: Dimension, key: str) -> frozenset[int]:
        """The chart entries that a key means."""
        if dimension not in self._numbers:
            found: dict[str, set[int]] = defaultdict(set)
            for number, entry in self._uow.chart.entries(dimension).items():
                found[self._key_of(dimension, entry)].add(number)
            self._numbers[dimension] = {own: frozenset(numbers) for own, numbers in found.items()}
        return self._numbers[dimension].get(key, frozenset())

    def _key_of(self, dimension: Dimension, entry: ChartEntry) -> str:
        if dimension is Dimension.DEPARTMENT:
            return self._county.department_of(entry)[0]
        return entry.identity_under(self._rule(dimension))

    def _rule(self, dimension: Dimension) -> CodeRule:
        rule: CodeRule = getattr(self._county.codes, dimension.value)
        return rule


def lay_links(uow: UnitOfWork, county: County) -> None:
    """Make the sums of every book anew whose parts or rules are others than they were made of.

    To be called in the transaction that publishes or withdraws, and where the county's rules may have changed.
    """
    books = Books(uow, county)
    kept = uow.alignment.books()
    for book in kept.keys() - books.parts.keys():
        uow.alignment.forget(book)
    for book in books.parts:
        if kept.get(book) != books.made_of(book):
            lay_all(uow, books, book)


def is_laid(uow: UnitOfWork, county: County) -> bool:
    """Whether the kept sums are those of the books in force and of the county's rules."""
    books = Books(uow, county)
    return uow.alignment.books() == {book: books.made_of(book) for book in books.parts}


def lay_all(uow: UnitOfWork, books: Books, book: BookName) -> None:
    """Make the sums of one book anew."""
    links = [books.applied(link) for link in _of(book, uow.links.all())]
    cells = _cells(uow, books.parts[book], {}, links)
    uow.alignment.keep(book, books.made_of(book), align(cells, links, portions(links, cells)))


def lay_change(uow: UnitOfWork, books: Books, link: KeptLink, standing: Sequence[KeptLink], *, comes: bool) -> None:
    """Change the sums that one link touches, which comes beside those that are standing, or goes from among them."""
    touched = books.applied(link)
    for book, parts in books.parts.items():
        if not _counts(link, book):
            continue
        others = [books.applied(own) for own in _of(book, standing) if own.id != link.id]
        cells = _cells(uow, parts, _where(touched), [*others, touched])
        fixed = _portions(uow, parts, [*others, touched], cells)
        without, beside = align(cells, others, fixed), align(cells, [*others, touched], fixed)
        uow.alignment.change(book, difference(without, beside) if comes else difference(beside, without))


class Claimed(NamedTuple):
    """What a link would claim of a book and what of it would be counted, in cents, and who claims the same lines.

    ``beside`` are the places of other wanted links, as -1, -2, ..., and the numbers of links that stand; named only
    where not all is counted. ``falls`` are the links that stand, may claim the same lines, and would be counted less by
    the wanted ones together.
    """

    gross: int
    net: int
    beside: tuple[int, ...]
    falls: tuple[Fall, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether it claims something, and all of that is counted, at the expense of no link that stands."""
        return is_at_no_expense(self.gross, self.net, self.falls)


def claims_of(uow: UnitOfWork, books: Books, book: BookName, wanted: Sequence[FundingLink]) -> tuple[Claimed, ...]:
    """What all of some links, made together, would claim of a book beside those that stand, and at whose expense."""
    kept, of_book = _as_if_kept(wanted), _of(book, uow.links.all())
    standing = [books.applied(own) for own in of_book]
    links = [*standing, *(books.applied(own) for own in _of(book, kept))]
    cells = _cells(uow, books.parts.get(book, ()), {}, links)
    fixed = portions(links, cells)
    before, laid = align(cells, standing, fixed), align(cells, links, fixed)
    sums, net = _by_link(laid.items()), _net(before)
    falls = _falls(of_book, net, (net, _net(laid)))
    asked = [own.id for own in kept if falls or sums[own.id].over]
    near = claimed_by(laid, {link.claim.link: link for link in links}, asked) if asked else {}
    return tuple(_claimed(sums[own.id], near.get(own.id, ()), falls) for own in kept)


def _claimed(own: Aligned, near: tuple[int, ...], falls: Iterable[Fall]) -> Claimed:
    return Claimed(own.gross, own.net, near if own.over else (), tuple(fall for fall in falls if fall.link in near))


def paid_alone(uow: UnitOfWork, books: Books, book: BookName, kept: KeptLink) -> Decimal:
    """What a link would be paid of a book if no other link stood: its claim, or all of its lines where these are less.

    It depends on the lines of the book alone, to the cent.
    """
    own = books.applied(kept)
    cells = _cells(uow, books.parts.get(book, ()), _where(own), [own])
    return from_cents(_sum_of(align(cells, [own], portions([own], cells)), own).net)


def lines_left(uow: UnitOfWork, books: Books, book: BookName, selector: LineSelector) -> LinesLeft:
    """What a part of the budget comes to in a book, and what no link claims of it."""
    parts, others = books.parts.get(book, ()), _standing(uow, books, book)
    everything = _everything(books.where(selector))
    cells = _cells(uow, parts, _where(everything), [*others, everything])
    return _left(cells, others, everything, _portions(uow, parts, others, cells))


class Scale:
    """One book and the links that stand on it, read once, to weigh links to some parts of the budget each by itself."""

    def __init__(self, uow: UnitOfWork, books: Books, book: BookName, selectors: Iterable[LineSelector]) -> None:
        self._books, self._book = books, book
        self._kept = _of(book, uow.links.all())
        self._standing = [books.applied(own) for own in self._kept]
        wanted = {selector: _everything(books.where(selector)) for selector in selectors}
        near = [own for own in self._standing if any(map(own.may_meet, wanted.values()))]
        fixed = [own for own in near if own.claim.is_fixed]
        cells = _cells_around(uow, books.parts.get(book, ()), [*wanted.values(), *fixed], [*near, *wanted.values()])
        self._fixed = portions(fixed, cells)
        touched = cells_of(wanted.values(), cells)
        self._cells = {selector: touched[own] for selector, own in wanted.items()}
        self._now = uow.alignment.sums([book], ("link",)).get(book, {})
        # Several actions may be suggested one part, and each of them weighs it, too.
        self._left: dict[LineSelector, LinesLeft] = {}

    def left(self, selector: LineSelector) -> LinesLeft:
        """What one of these parts comes to, and what no link claims of it."""
        if selector not in self._left:
            everything = _everything(self._books.where(selector))
            self._left[selector] = _left(self._cells[selector], self._near(everything), everything, self._fixed)
        return self._left[selector]

    def weigh(self, wanted: FundingLink) -> Weighed:
        """What a link to one of these parts would do, if it alone were made."""
        lines, cells, (kept,) = self.left(wanted.selector), self._cells[wanted.selector], _as_if_kept([wanted])
        if silence := _silence(kept, self._book):
            return _silent(lines, silence)
        touched = self._books.applied(kept)
        fixed = {**self._fixed, **portions([touched] if wanted.amount is not None else [], cells)}
        made = _Made(touched, lines, cells, fixed)
        return _weighed(made, self._near(touched), self._kept, self._now)

    def _near(self, touched: Applied) -> list[Applied]:
        return [own for own in self._standing if own.may_meet(touched)]


def weigh(uow: UnitOfWork, books: Books, book: BookName, wanted: FundingLink) -> Weighed:
    """What a link would do to a book, without keeping it."""
    parts, (kept,) = books.parts.get(book, ()), _as_if_kept([wanted])
    standing, touched = _of(book, uow.links.all()), books.applied(kept)
    others = [books.applied(own) for own in standing]
    cells = _cells(uow, parts, _where(touched), [*others, touched])
    fixed = _portions(uow, parts, [*others, touched], cells)
    lines = _left(cells, others, _everything(touched.where), fixed)
    if silence := _silence(kept, book):
        return _silent(lines, silence)
    now = uow.alignment.sums([book], ("link",)).get(book, {})
    return _weighed(_Made(touched, lines, cells, fixed), others, standing, now)


class _Made(NamedTuple):
    """A link as if it were made, and the cells of its lines, with the portions of all fixed amounts on them."""

    touched: Applied
    lines: LinesLeft
    cells: Cells
    fixed: Portions


def _weighed(
    made: _Made, others: Sequence[Applied], standing: Sequence[KeptLink], now: Mapping[SumKey, Aligned]
) -> Weighed:
    """What a link does beside others on the same lines; ``now`` is what is kept of all that stand in the book."""
    without = align(made.cells, others, made.fixed)
    beside = align(made.cells, [*others, made.touched], made.fixed)
    own, then = _sum_of(beside, made.touched), [*now.items(), *difference(without, beside).items()]
    return Weighed(
        made.lines.total,
        made.lines.left,
        from_cents(own.gross),
        from_cents(own.net),
        # A link that is touched here may be over-allocated elsewhere in the book: it is told of the whole book.
        _over(_by_link(then)) - _over(_by_link(now.items())),
        falls=_falls(standing, _net(now), (_net(without), _net(beside))),
    )


def _silence(kept: KeptLink, book: BookName) -> Silence | None:
    """Why a link counts nothing in a book, whatever its lines come to; None: it counts."""
    if _counts(kept, book):
        return None
    return Silence.NOT_SPENT if kept.link.holds_in(book.period) else Silence.ANOTHER_PERIOD


def _silent(lines: LinesLeft, silence: Silence) -> Weighed:
    return Weighed(lines.total, lines.left, gross=_NO_DOLLARS, net=_NO_DOLLARS, over=_NO_DOLLARS, silence=silence)


class Counted(NamedTuple):
    """What a link would claim of a book, and what of that would be counted, in dollars."""

    gross: Decimal
    net: Decimal


class WeighedTogether(NamedTuple):
    """What some links would do to a book: each (None: it counts nothing there), what is claimed beyond it, who falls.

    All in dollars.
    """

    claims: tuple[Counted | None, ...]
    over_before: Decimal
    over_after: Decimal
    falls: tuple[Fall, ...]


def weigh_together(
    uow: UnitOfWork, books: Books, book: BookName, wanted: Sequence[FundingLink], replaced: AbstractSet[int]
) -> WeighedTogether:
    """What some links would do to a book beside all that stand, in place of those that are replaced."""
    kept, of_book = _as_if_kept(wanted), _of(book, uow.links.all())
    standing = [books.applied(own) for own in of_book]
    staying = [own for own in standing if own.claim.link not in replaced]
    coming = [*staying, *(books.applied(own) for own in kept if _counts(own, book))]
    cells = _cells(uow, books.parts.get(book, ()), {}, [*standing, *coming])
    before = align(cells, standing, portions(standing, cells))
    after = align(cells, coming, portions(coming, cells))
    net, sums = _net(before), _by_link(after.items())
    return WeighedTogether(
        tuple(Counted(*map(from_cents, sums[own.id][:2])) if _counts(own, book) else None for own in kept),
        _over(_by_link(before.items())),
        _over(sums),
        _falls(of_book, net, ({own.claim.link: net.get(own.claim.link, 0) for own in staying}, _net(after))),
    )


def _over(sums: Mapping[int | None, Aligned]) -> Decimal:
    """What links are over-allocated, in dollars, each by itself."""
    return from_cents(sum(own.over for own in sums.values()))


def _by_link(sums: Iterable[tuple[SumKey, Aligned]]) -> Mapping[int | None, Aligned]:
    found: dict[int | None, Aligned] = defaultdict(lambda: NOTHING)
    for key, own in sums:
        found[key.link] = found[key.link].plus(own)
    return found


def _net(sums: Mapping[SumKey, Aligned]) -> Mapping[int, int]:
    found: dict[int, int] = defaultdict(int)
    for key, own in sums.items():
        if key.link is not None:
            found[key.link] += own.net
    return found


def _falls(
    standing: Iterable[KeptLink], counted: Mapping[int, int], touched: tuple[Mapping[int, int], Mapping[int, int]]
) -> tuple[Fall, ...]:
    """Who loses by links: what is ``counted`` of each now, in the whole book, and without what it loses.

    ``touched`` is what is counted on the lines that these links touch, without them and beside them. All are cents.
    """
    without, beside = touched
    lost = {link: net - beside.get(link, 0) for link, net in without.items() if net > beside.get(link, 0)}
    links = {own.id: own.link for own in standing if own.id in lost}
    told = []
    for link in sorted(lost, key=lambda link: (-lost[link], link)):
        own, before = links[link], counted.get(link, 0)
        told.append(Fall(link, own.department, own.action, from_cents(before), from_cents(before - lost[link])))
    return tuple(told)


def _everything(where: Mapping[Dimension, frozenset[int]]) -> Applied:
    """A claim to all lines of these keys. It names none, and so is wider than any other: it gets what is left."""
    return Applied(Claim(NEVER_KEPT - 1, frozenset(), _LAST, share=Fraction(1)), where)


def _left(cells: Cells, others: Sequence[Applied], everything: Applied, fixed: Portions) -> LinesLeft:
    own = _sum_of(align(cells, [*others, everything], fixed), everything)
    return LinesLeft(from_cents(own.gross), from_cents(own.net))


def _standing(uow: UnitOfWork, books: Books, book: BookName) -> list[Applied]:
    return [books.applied(own) for own in _of(book, uow.links.all())]


def _as_if_kept(wanted: Sequence[FundingLink]) -> list[KeptLink]:
    at = datetime.now(UTC)
    return [KeptLink(id=NEVER_KEPT - place, link=link, by="", at=at) for place, link in enumerate(wanted)]


def _sum_of(sums: Mapping[SumKey, Aligned], link: Applied) -> Aligned:
    return reduce(Aligned.plus, (own for key, own in sums.items() if key.link == link.claim.link), NOTHING)


def _portions(uow: UnitOfWork, parts: Collection[Part], links: Iterable[Applied], touched: Cells) -> Portions:
    """The portions of every fixed amount that falls on a touched cell; each is divided over all cells of its link."""
    found: dict[int, Mapping[CellKey, int]] = {}
    for link in links:
        if link.claim.cents is not None and any(map(link.holds, touched.sizes)):
            found |= portions([link], _cells(uow, parts, _where(link), [link]))
    return found


def _of(book: BookName, links: Iterable[KeptLink]) -> list[KeptLink]:
    return [link for link in links if link.stands and _counts(link, book)]


def _counts(link: KeptLink, book: BookName) -> bool:
    """Whether a link counts in a book.

    A fixed amount is what was decided for a whole period: what of it is spent by a day of actuals, nobody said.
    """
    return link.link.holds_in(book.period) and (link.link.amount is None or book.phase is not Phase.ACTUAL)


def _cells(uow: UnitOfWork, parts: Collection[Part], where: Filter, links: Sequence[Applied]) -> Cells:
    numbers = [part.id for part in parts]
    sizes = uow.alignment.cells(numbers, where)
    accounts = {account for link in links for account in link.accounts or ()}
    return Cells(sizes, uow.alignment.by_account(numbers, where, accounts) if accounts else {})


def _cells_around(
    uow: UnitOfWork, parts: Collection[Part], touched: Sequence[Applied], links: Iterable[Applied]
) -> Cells:
    """The cells of a book, and by account those that some links touch: only these cost as much as they have lines."""
    numbers, accounts = [part.id for part in parts], {each for link in links for each in link.accounts or ()}
    sizes = uow.alignment.cells(numbers, {})
    if not accounts:
        return Cells(sizes)
    found = {cell for own in cells_of(touched, Cells(sizes)).values() for cell in own.sizes}
    named = {name: {getattr(cell, name.value) for cell in found} for name in GROUPED}
    where = {name: frozenset(own) for name, own in named.items() if None not in own}
    return Cells(sizes, uow.alignment.by_account(numbers, where, accounts)) if found else Cells(sizes)


def _where(link: Applied) -> Filter:
    return {name: own for name, own in link.where.items() if name in GROUPED}
