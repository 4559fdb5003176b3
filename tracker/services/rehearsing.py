"""The home of what accepting a budget does: told before by putting it in force and taking it back, and kept after."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import TypeAdapter

from budgets.period import BudgetPeriod
from budgets.phases import Phase, decisions_before
from budgets.structure import ChartEntry, CodeRule
from importers.reading import BudgetReading
from tracker.aligned_money import AlignedMoney, Coverage
from tracker.alignment import action_key
from tracker.county import County
from tracker.funding_rows import LinkPaid
from tracker.records import KEYS, Dimension
from tracker.rehearsal import ActionBecomes, AlikeCodes, BudgetBecomes, GoalBecomes, LinkBecomes, Rehearsal
from tracker.rows import View
from tracker.services.funding_pages import alignment, coverage_of, goal_money, link_rows
from tracker.services.keeping import Answers
from tracker.services.looking import Look
from tracker.services.publishing import Deed, homes, put_in_force
from tracker.services.unit_of_work import UnitOfWork

_BECOMES = TypeAdapter(tuple[BudgetBecomes, ...])
_KEPT = 200
_LOOSE = CodeRule(ignore_letter_prefix=True, ignore_leading_zeros=True)
_CODED = tuple(dimension for dimension in KEYS if dimension is not Dimension.DEPARTMENT)
_NOTHING = Decimal(0)
Book = tuple[BudgetPeriod, Phase]


@dataclass(frozen=True, slots=True)
class _Told:
    """One budget as it stands: its money by goal, and what its links claim and are paid."""

    view: View
    goals: Mapping[str, AlignedMoney]
    whole: Coverage
    links: Mapping[int, LinkPaid]


def rehearse(
    uow: UnitOfWork, number: int, reading: BudgetReading, deed: Deed, *, county: County, today: date
) -> Rehearsal:
    """What accepting a draft would do; the file has to be read, and to overlap no other.

    It is done as accepting does it, so that what is told is what comes. Whoever calls leaves the unit of work without
    ``commit``; until then others who publish wait.
    """
    uow.raise_data_version()
    before = _look(uow, reading, county, today)
    entries = {dimension: tuple(_entries(before, dimension)) for dimension in _CODED}
    put_in_force(uow, number, reading, county, deed)
    return Rehearsal(
        tuple(_becomes_of(uow, before, today)),
        tuple(alike for dimension in _CODED for alike in _alike(reading, dimension, entries[dimension], county)),
    )


def keep_becomes(
    uow: UnitOfWork, number: int, reading: BudgetReading, *, county: County, today: date, publish: Callable[[], None]
) -> None:
    """Put a draft in force by ``publish``, and keep with it what that did, as a rehearsal tells it."""
    before = _look(uow, reading, county, today)
    publish()
    found = tuple(_becomes_of(uow, before, today))
    known = uow.imports.differences(number)
    document = dict(known) if isinstance(known, dict) else {}
    uow.imports.keep_differences(number, {**document, "becomes": _BECOMES.dump_python(found, mode="json")})


def kept_becomes(document: object) -> tuple[BudgetBecomes, ...]:
    """What accepting an import did, from what is kept with it; nothing where it was not kept."""
    told = document.get("becomes") if isinstance(document, dict) else None
    return _BECOMES.validate_python(told) if told else ()


@dataclass(frozen=True, slots=True)
class _Before:
    """How the budgets that a file touches stood before it: each as it is, or the decision before it."""

    look: Look
    books: tuple[Book, ...]
    standing: Mapping[Book, _Told]


def _look(uow: UnitOfWork, reading: BudgetReading, county: County, today: date) -> _Before:
    look = Look(uow, county, today, Answers(_KEPT).at("before"))
    books = tuple(dict.fromkeys(_touched((name.period, name.phase) for name in homes(reading, county))))
    return _Before(look, books, {book: told for book in books if (told := _stands(look, book))})


def _becomes_of(uow: UnitOfWork, before: _Before, today: date) -> Iterator[BudgetBecomes]:
    look = Look(uow, before.look.rules_of, today, Answers(_KEPT).at("after"))
    found = ((told, before.standing.get(book)) for book in before.books if (told := _tell(look, book)))
    return (_becomes(look, told, held) for told, held in found)


def _touched(books: Iterable[Book]) -> Iterator[Book]:
    """The budgets of a file, and those that stand on them: what was amended stands on what was adopted."""
    for period, phase in books:
        yield period, phase
        if phase is Phase.ADOPTED:
            yield period, Phase.AMENDED


def _stands(look: Look, book: Book) -> _Told | None:
    """What a new budget is held against: the one in force, else the decision before it; None where there is neither."""
    period, phase = book
    phases = phase, *decisions_before(phase)
    return next((told for each in phases if (told := _tell(look, (period, each)))), None)


def _tell(look: Look, book: Book) -> _Told | None:
    period, phase = book
    key = next((key for key, own in look.spans.items() if own == period), None)
    if key is None or not look.spending(View(key, phase)):
        return None
    view = View(key, phase)
    links = {paid.id: paid for paid in alignment(look, view).links}
    return _Told(view, goal_money(look, view), coverage_of(look, view), links)


def _becomes(look: Look, told: _Told, held: _Told | None) -> BudgetBecomes:
    before = held.links if held else {}
    had = {number for number, paid in before.items() if paid.gross}
    gone = [number for number, paid in told.links.items() if number in had and not paid.gross]
    over = [number for number, paid in told.links.items() if paid.over > _over(before.get(number))]
    return BudgetBecomes(
        view=told.view,
        against=held.view if held else None,
        goals=tuple(_goals(look, told, held)),
        gone=tuple(_links(look, told, before, gone)),
        over=tuple(_links(look, told, before, over)),
        actions=tuple(_actions(look, told, before)) if held else (),
        over_in_all=sum(1 for paid in told.links.values() if paid.over),
    )


def _actions(look: Look, told: _Told, before: Mapping[int, LinkPaid]) -> list[ActionBecomes]:
    """The actions whose linked money differs, the largest difference first."""
    of_action: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in look.counting_links(told.view):
        of_action[one.department, action_key(one.action)].append(one.link)
    sums = {numbers[0]: (_net(before, numbers), _net(told.links, numbers)) for numbers in of_action.values()}
    differ = [number for number, (was, becomes) in sums.items() if was != becomes]
    rows = link_rows(look, told.view, differ)
    found = [
        ActionBecomes(row.department, row.department_key, row.action, row.action_title, row.lead, *sums[row.id])
        for row in rows
    ]
    return sorted(found, key=lambda each: (-abs(each.difference), each.department, each.action))


def _net(links: Mapping[int, LinkPaid], numbers: Iterable[int]) -> Decimal:
    return sum((links[number].net for number in numbers if number in links), _NOTHING)


def _goals(look: Look, told: _Told, held: _Told | None) -> Iterator[GoalBecomes]:
    for goal in look.framework.goals:
        was = held.goals.get(goal.code, AlignedMoney()).total if held else None
        yield GoalBecomes(goal.code, goal.name, was, told.goals.get(goal.code, AlignedMoney()).total)
    rest = told.whole.rest
    if rest is not None:
        yield GoalBecomes(None, None, held.whole.rest if held else None, rest)


def _over(paid: LinkPaid | None) -> Decimal:
    return paid.over if paid else _NOTHING


def _links(look: Look, told: _Told, before: Mapping[int, LinkPaid], numbers: list[int]) -> Iterator[LinkBecomes]:
    for row in link_rows(look, told.view, numbers):
        paid, was = told.links[row.id], before.get(row.id)
        yield LinkBecomes(row, was.net if was else _NOTHING, paid.gross, paid.net)


def _entries(before: _Before, dimension: Dimension) -> Iterator[ChartEntry]:
    """What the budgets that a file is held against name."""
    look = before.look
    chart = look.uow.chart.entries(dimension)
    parts = {part.id: part for told in before.standing.values() for part in look.book(told.view)}
    numbers = {kept.outer for kept in look.totals(parts.values(), dimension)}
    return (chart[number] for number in numbers if number is not None)


def _alike(
    reading: BudgetReading, dimension: Dimension, standing: Collection[ChartEntry], county: County
) -> Iterator[AlikeCodes]:
    """Codes of a file that are new, and of which one in force differs by letters before it, or by zeros, alone.

    Only where both have one name: whether they are one thing is for a person to say.
    """
    rule = county.codes.of(dimension.value)
    # Lines share their entries: there are few to ask of, however many lines there are.
    named = {id(entry): entry for block in reading.lines.blocks for entry in block.field(dimension.value)}
    own = [entry for entry in named.values() if isinstance(entry, ChartEntry)]
    known = {entry.identity_under(rule) for entry in standing}
    by_name = {_called(entry): entry for entry in standing if entry.code and entry.name}
    told: set[str] = set()
    for entry in own:
        other = by_name.get(_called(entry)) if entry.code and entry.name else None
        identity = entry.identity_under(rule)
        if other is not None and identity not in known and identity not in told:
            told.add(identity)
            yield AlikeCodes(dimension.value, str(entry.name), str(entry.code), str(other.code))


def _called(entry: ChartEntry) -> tuple[str, str]:
    return _LOOSE.identity(entry.code or ""), " ".join((entry.name or "").split()).casefold()
