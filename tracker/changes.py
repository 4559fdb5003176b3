"""The home of what a file would change: between what is in force and what was read, record by record, as text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from budgets.phases import Direction
from plans.implementation import Action, ImplementationPlan
from plans.measures import Measure
from tracker.waiting import Change, Differences, Filled, Moved

_ACTION_FIELDS = (
    "title",
    "goal",
    "strategy",
    "policy_area",
    "lead",
    "start",
    "due",
    "due_text",
    "status",
    "progress_note",
    "blocked_reason",
    "population",
    "geography",
)
_ASK_FIELDS = ("amount", "fte", "fund", "appropriation_unit", "decision_package", "within_existing")
_MEASURE_FIELDS = ("title", "unit", "direction", "baseline", "baseline_date", "target", "target_date")
_NOTABLE = Fraction(1, 20)


class Adds(NamedTuple):
    """What the lines of one name add up to; None where no line says any."""

    amount: Decimal | None
    fte: Decimal | None


class SumOf(NamedTuple):
    """The lines that are added up: those of one department in one book, as people name them."""

    department: str
    phase: str
    fiscal_years: tuple[int, ...]
    direction: Direction

    @property
    def book(self) -> str:
        """Phase, direction and years, as ``adopted expenditure 2026-2027``."""
        return f"{self.phase} {self.direction.value} {'-'.join(str(year) for year in self.fiscal_years)}"

    @property
    def name(self) -> str:
        """All of it, as ``Public Health, adopted expenditure 2026``."""
        return f"{self.department}, {self.book}"


Sums = Mapping[SumOf, Adds]


class Count(NamedTuple):
    """On how many of how many records a field is filled."""

    filled: int
    of: int


Counts = Mapping[str, Count]
"""By field."""


def plan_changes(before: ImplementationPlan | None, after: ImplementationPlan) -> Differences:
    """Fields that differ, and which actions are new and gone; actions are known by code, else by title."""
    old, new = _by_name(before.actions if before else ()), _by_name(after.actions)
    both = [(old[name], action) for name, action in new.items() if name in old]
    return Differences(
        changes=tuple(change for one, other in both for change in _action_changes(one, other)),
        new=tuple(action.label for name, action in new.items() if name not in old),
        gone=tuple(action.label for name, action in old.items() if name not in new),
        filled=tuple(_plan_filled(before, after)) if before else (),
    )


def sum_changes(before: Sums, after: Sums, filled_before: Counts, filled_after: Counts) -> Differences:
    """Sums that differ, in dollars and in FTE, which are new and gone, and the fields that lines fill or no more.

    Beside them how the total of each book moves.
    """
    both = sorted(before.keys() & after.keys(), key=lambda each: each.name)
    return Differences(
        changes=tuple(change for each in both for change in _sums(each.name, before[each], after[each])),
        new=tuple(sorted(each.name for each in after.keys() - before.keys())),
        gone=tuple(sorted(each.name for each in before.keys() - after.keys())),
        filled=tuple(_filled("line", filled_before, filled_after)),
        totals=tuple(_moved(_by_book(before), _by_book(after))),
    )


def _by_book(sums: Sums) -> dict[str, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    for each, adds in sums.items():
        known = found.get(each.book)
        found[each.book] = adds.amount if known is None else known + (adds.amount or 0)
    return found


def _moved(before: Mapping[str, Decimal | None], after: Mapping[str, Decimal | None]) -> Iterator[Moved]:
    for book in sorted({*before, *after}):
        was, becomes = before.get(book), after.get(book)
        by = None if was is None or becomes is None else becomes - was
        yield Moved(book, _text(was), _text(becomes), _text(by))


def _sums(name: str, before: Adds, after: Adds) -> Iterator[Change]:
    if before.amount != after.amount:
        yield Change(name, "amount", _text(before.amount), _text(after.amount))
    if before.fte != after.fte:
        yield Change(name, "fte", _plain(before.fte), _plain(after.fte))


def _filled(record: str, before: Counts, after: Counts) -> Iterator[Filled]:
    """The fields that are filled in one version alone, or on notably more or fewer records, by number and by share."""
    for field in [*before, *(field for field in after if field not in before)]:
        one, other = before.get(field, Count(0, 0)), after.get(field, Count(0, 0))
        step = _share(other) - _share(one)
        in_one_alone = bool(one.filled) != bool(other.filled)
        # More records dilute a share, and fewer concentrate it: neither says that a field was lost or gained.
        if in_one_alone or (abs(step) > _NOTABLE and (other.filled - one.filled) * step > 0):
            yield Filled(field, record, one.filled, one.of, other.filled, other.of)


def _share(count: Count) -> Fraction:
    return Fraction(count.filled, count.of) if count.of else Fraction(0)


def _plan_filled(before: ImplementationPlan, after: ImplementationPlan) -> Iterator[Filled]:
    yield from _filled("action", _of_actions(before), _of_actions(after))
    yield from _filled("measure", _of_measures(before), _of_measures(after))


def _of_actions(plan: ImplementationPlan) -> Counts:
    of = len(plan.actions)
    counts = {
        name: Count(_many(getattr(action, name) for action in plan.actions), of)
        for name in _ACTION_FIELDS
        if name != "title"
    }
    asks = [action.ask for action in plan.actions]
    counts |= {f"ask.{name}": Count(_many(getattr(ask, name) for ask in asks), of) for name in _ASK_FIELDS}
    lists = ("partners", "updates", "measures")
    return counts | {name: Count(_many(getattr(action, name) or None for action in plan.actions), of) for name in lists}


def _of_measures(plan: ImplementationPlan) -> Counts:
    measures = [*(measure for action in plan.actions for measure in action.measures), *plan.measures]
    of = len(measures)
    names = [name for name in _MEASURE_FIELDS if name != "title"]
    counts = {f"measure.{name}": Count(_many(getattr(each, name) for each in measures), of) for name in names}
    return counts | {"measure.actual": Count(_many(measure.latest for measure in measures), of)}


def _many(values: Iterable[object]) -> int:
    return sum(value is not None for value in values)


def _by_name(actions: Iterable[Action]) -> dict[str, Action]:
    found: dict[str, Action] = {}
    for action in actions:
        found.setdefault(action.name.strip().casefold(), action)
    return found


def _action_changes(before: Action, after: Action) -> Iterator[Change]:
    name = after.name
    yield from _fields(name, before, after, _ACTION_FIELDS, "")
    yield from _fields(name, before.ask, after.ask, _ASK_FIELDS, "ask.")
    partners = [_names(partner.name for partner in action.partners) for action in (before, after)]
    updates = [str(len(action.updates)) for action in (before, after)]
    for field, (one, other) in (("partners", partners), ("updates", updates)):
        if one != other:
            yield Change(name, field, one, other)
    old = {_measure_name(measure): measure for measure in before.measures}
    new = {_measure_name(measure): measure for measure in after.measures}
    for key in [*new, *(key for key in old if key not in new)]:
        yield from _measure_changes(name, old.get(key), new.get(key))


def _measure_changes(action: str, before: Measure | None, after: Measure | None) -> Iterator[Change]:
    if before is None or after is None:
        yield Change(action, "measure", before.title if before else None, after.title if after else None)
        return
    yield from _fields(f"{action}: {after.title}", before, after, _MEASURE_FIELDS, "measure.")
    latest = [_text(measure.latest.value) if measure.latest else None for measure in (before, after)]
    if latest[0] != latest[1]:
        yield Change(f"{action}: {after.title}", "measure.actual", *latest)


def _measure_name(measure: Measure) -> str:
    return (measure.code or measure.title).strip().casefold()


def _fields(name: str, before: object, after: object, fields: Iterable[str], prefix: str) -> Iterator[Change]:
    for field in fields:
        one, other = getattr(before, field), getattr(after, field)
        if one != other:
            yield Change(name, f"{prefix}{field}", _text(one), _text(other))


def _names(names: Iterable[str]) -> str | None:
    return ", ".join(names) or None


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number.normalize(), "f")


def _text(value: object) -> str | None:
    match value:
        case None:
            return None
        case StrEnum():
            return value.value
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
    return str(value)
