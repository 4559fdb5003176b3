"""The home of what needs attention in a plan, money aside: nobody named, nothing heard, time run out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plans.attainment import DEFAULT_THRESHOLDS, Thresholds, is_met, is_old, is_stale
from plans.implementation import Action, Agreement, ImplementationPlan
from plans.measures import Measure, MeasuredValue, MeasureKind

RecordPath = tuple[str | int, ...]
"""Where in the plan the record stands, such as ``("actions", 3, "measures", 0)``."""


class ConcernKind(StrEnum):
    """What is wrong, in the order in which people ask."""

    OWNERLESS = "ownerless"
    NEVER_UPDATED = "never_updated"
    STALE = "stale"
    OVERDUE = "overdue"
    NO_BASELINE = "no_baseline"
    NO_TARGET = "no_target"
    AGREEMENT_ENDS = "agreement_ends"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that needs attention.

    ``day`` is the day that it turns on: the last report, the due date, the end of the agreement; None where there is
    none. ``title`` is the record's own, ``action`` the code of the action, of the measure's action, or of the one
    action that an agreement leaves behind; ``actions`` are the codes of all that it does.
    """

    kind: ConcernKind
    path: RecordPath
    title: str
    action: str | None = None
    day: date | None = None
    actions: tuple[str, ...] = ()

    @property
    def of_measure(self) -> bool:
        """Whether it is about a measure, be it of an action or of the plan."""
        return "measures" in self.path


def concerns(plan: ImplementationPlan, today: date, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> tuple[Concern, ...]:
    """All that needs attention in a plan, kind by kind, each in the order of the plan."""
    return (
        *ownerless(plan),
        *never_updated(plan, today),
        *stale(plan, today, thresholds),
        *overdue(plan, today),
        *without_baseline(plan),
        *without_target(plan),
        *ending_agreements(plan, today),
    )


def ownerless(plan: ImplementationPlan) -> tuple[Concern, ...]:
    """Open actions that name no lead, and measures of the plan as a whole that name no owner.

    A measure of an action is its lead's business where it names no owner of its own, so it is not told twice.
    """
    actions = (_of_action(ConcernKind.OWNERLESS, path, one) for path, one in _open(plan) if _is_blank(one.lead))
    measures = (
        _of_measure(ConcernKind.OWNERLESS, path, one, one.action)
        for path, one in _of_plan(plan)
        if _is_blank(one.owner)
    )
    return (*actions, *measures)


def never_updated(plan: ImplementationPlan, today: date) -> tuple[Concern, ...]:
    """Open actions that have begun and of which nothing was ever reported: no update, no note, no measured value.

    An action begins on its start date, or with the plan where it has none. A status alone is not a report: plans are
    adopted with one.
    """
    return tuple(
        _of_action(ConcernKind.NEVER_UPDATED, path, action, action.start or plan.start)
        for path, action in _open(plan)
        if (action.start or plan.start) <= today and not _was_reported(action)
    )


def stale(plan: ImplementationPlan, today: date, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> tuple[Concern, ...]:
    """Open actions last heard of too long ago, and measures not yet met whose last value is too old.

    Too long is one and a half reporting intervals, where the county sets nothing else.
    """
    actions = (
        _of_action(ConcernKind.STALE, path, action, day)
        for path, action in _open(plan)
        if (day := last_report(action, plan)) and is_old(day, today, thresholds)
    )
    measures = (
        _of_measure(ConcernKind.STALE, path, measure, code, latest.as_of)
        for path, measure, code in _measures(plan)
        if (latest := measure.latest) and is_stale(measure, today, thresholds) and not is_met(measure, thresholds)
    )
    return (*actions, *measures)


def overdue(plan: ImplementationPlan, today: date) -> tuple[Concern, ...]:
    """Open actions whose due date has passed; the due day itself is not late."""
    return tuple(
        _of_action(ConcernKind.OVERDUE, path, action, action.due)
        for path, action in _open(plan)
        if action.due is not None and action.due < today
    )


def without_baseline(plan: ImplementationPlan) -> tuple[Concern, ...]:
    """Measures that say nothing of where they begin, so that progress cannot be told."""
    return tuple(
        _of_measure(ConcernKind.NO_BASELINE, path, measure, code)
        for path, measure, code in _measures(plan)
        if measure.baseline is None
    )


def without_target(plan: ImplementationPlan) -> tuple[Concern, ...]:
    """Performance measures that say nothing of where they go; an indicator of a population may have no target."""
    return tuple(
        _of_measure(ConcernKind.NO_TARGET, path, measure, code)
        for path, measure, code in _measures(plan)
        if measure.target is None and measure.kind is MeasureKind.PERFORMANCE
    )


def ending_agreements(plan: ImplementationPlan, today: date) -> tuple[Concern, ...]:
    """Agreements that run out while actions that stand on them go on.

    An action goes on until it is due, or to the end of the plan where it has no due date; while it is open, until
    today at least.
    """
    found = []
    for index, agreement in enumerate(plan.agreements):
        left = tuple(action.code for action in _left_behind(agreement, plan, today) if action.code)
        if left:
            path, only = ("agreements", index), left[0] if len(left) == 1 else None
            found.append(
                Concern(ConcernKind.AGREEMENT_ENDS, path, agreement.title, only, day=agreement.end, actions=left)
            )
    return tuple(found)


def last_report(action: Action, plan: ImplementationPlan) -> date | None:
    """The last day of which anything was said about an action: an update, a measured value, a note in a dated plan."""
    days = [update.as_of for update in action.updates if update.as_of]
    days += [value.as_of for value in _reported_values(action)]
    if plan.as_of and (action.progress_note or action.blocked_reason):
        days.append(plan.as_of)
    return max(days, default=None)


def _was_reported(action: Action) -> bool:
    said = action.updates or action.progress_note or action.blocked_reason
    return bool(said) or any(True for _ in _reported_values(action))


def _reported_values(action: Action) -> Iterator[MeasuredValue]:
    """The values that somebody reported; a blank is no report, a suppressed value is one."""
    values = (value for measure in action.measures for value in measure.values)
    return (value for value in values if value.value is not None or value.suppressed)


def _open(plan: ImplementationPlan) -> Iterator[tuple[RecordPath, Action]]:
    return ((("actions", index), action) for index, action in enumerate(plan.actions) if action.is_open)


def _of_plan(plan: ImplementationPlan) -> Iterator[tuple[RecordPath, Measure]]:
    return ((("measures", index), measure) for index, measure in enumerate(plan.measures))


def _measures(plan: ImplementationPlan) -> Iterator[tuple[RecordPath, Measure, str | None]]:
    """Every measure that still matters: those of open actions, and those of the plan as a whole."""
    for path, action in _open(plan):
        for index, measure in enumerate(action.measures):
            yield (*path, "measures", index), measure, action.code
    for path, measure in _of_plan(plan):
        yield path, measure, measure.action


def _left_behind(agreement: Agreement, plan: ImplementationPlan, today: date) -> Iterator[Action]:
    codes = {code.strip().casefold() for code in agreement.actions}
    for _, action in _open(plan):
        goes_on_until = max(action.due or plan.end, today)
        if (action.code or "").strip().casefold() in codes and agreement.end and agreement.end < goes_on_until:
            yield action


def _is_blank(name: str | None) -> bool:
    return not (name and name.strip())


def _of_action(kind: ConcernKind, path: RecordPath, action: Action, day: date | None = None) -> Concern:
    return Concern(kind, path, action.title, action.code, day)


def _of_measure(
    kind: ConcernKind, path: RecordPath, measure: Measure, action: str | None, day: date | None = None
) -> Concern:
    return Concern(kind, path, measure.title, action, day)
