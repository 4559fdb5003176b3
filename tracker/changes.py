"""The home of what a file would change: between what is in force and what was read, record by record, as text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from plans.implementation import Action, ImplementationPlan
from plans.measures import Measure
from tracker.rows import Change

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


class Differences(NamedTuple):
    """Fields that differ, and how many records are new and gone."""

    changes: tuple[Change, ...]
    new: int
    gone: int


def plan_changes(before: ImplementationPlan | None, after: ImplementationPlan) -> Differences:
    """Fields that differ, and how many actions are new and gone; actions are known by code, else by title."""
    old, new = _by_name(before.actions if before else ()), _by_name(after.actions)
    both = [(old[name], action) for name, action in new.items() if name in old]
    changes = tuple(change for one, other in both for change in _action_changes(one, other))
    return Differences(changes, new=len(new.keys() - old.keys()), gone=len(old.keys() - new.keys()))


def sum_changes(before: Mapping[str, Decimal | None], after: Mapping[str, Decimal | None]) -> Differences:
    """Sums that differ, and how many are new and gone."""
    changes = tuple(
        Change(name, "amount", _text(before[name]), _text(after[name]))
        for name in sorted(before.keys() & after.keys())
        if before[name] != after[name]
    )
    return Differences(changes, new=len(after.keys() - before.keys()), gone=len(before.keys() - after.keys()))


def _by_name(actions: Iterable[Action]) -> dict[str, Action]:
    found: dict[str, Action] = {}
    for action in actions:
        found.setdefault((action.code or action.title).strip().casefold(), action)
    return found


def _action_changes(before: Action, after: Action) -> Iterator[Change]:
    name = after.code or after.title
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
