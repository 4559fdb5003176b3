"""The home of actions and measures as the county follows them: each with its goal, and what needs attention."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from importers.cells import CellRef
from importers.reading import RecordPath
from plans import attainment
from plans.attainment import Thresholds
from plans.attention import concerns, last_report
from plans.disparity import disparities
from plans.framework import Framework
from plans.implementation import Action
from plans.measures import Measure
from plans.suppression import ValueKind, suppress
from tracker.records import KeptPlan
from tracker.rows import ActionRow, MeasureRow, Source


@dataclass(frozen=True, slots=True)
class Rules:
    """By what numbers are judged: the framework, the day, and the county's thresholds."""

    framework: Framework
    today: date
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class FollowedAction:
    """One action in force. ``goal`` is the code of a shared goal; ``concerns`` are the kinds that it gives rise to."""

    kept: KeptPlan
    path: RecordPath
    action: Action
    goal: str | None
    concerns: frozenset[str]

    @property
    def place(self) -> tuple[int, RecordPath]:
        """The plan and the record in it: the same action, though it was loaded a second time."""
        return self.kept.id, self.path


@dataclass(frozen=True, slots=True)
class FollowedMeasure:
    """One measure in force, of an action or of a plan as a whole."""

    kept: KeptPlan
    path: RecordPath
    measure: Measure
    action: Action | None
    goal: str | None
    concerns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Followed:
    """Everything that plans in force hold."""

    plans: tuple[KeptPlan, ...]
    actions: tuple[FollowedAction, ...]
    measures: tuple[FollowedMeasure, ...]

    def of_goal(self, code: str | None) -> "Followed":
        """What serves one goal; None: what names no shared goal."""
        return self._only(lambda one: one.goal == code)

    def of_department(self, key: str) -> "Followed":
        """What one department promised."""
        return self._only(lambda one: one.kept.department_key == key)

    def plan_of(self, department_key: str) -> KeptPlan | None:
        """The plan of a department that is shown: of two for different periods the one for the later period."""
        own = (plan for plan in self.plans if plan.department_key == department_key)
        return max(own, key=lambda plan: (plan.period.start, plan.period.end), default=None)

    def _only(self, holds: Callable[[FollowedAction | FollowedMeasure], bool]) -> "Followed":
        actions = tuple(action for action in self.actions if holds(action))
        measures = tuple(measure for measure in self.measures if holds(measure))
        return Followed(self.plans, actions, measures)


def follow(plans: Iterable[KeptPlan], rules: Rules) -> Followed:
    """Everything that these plans hold, judged by the rules."""
    kept = tuple(plans)
    goal_of = cache(lambda text, version: find_goal(rules.framework, text, version))
    actions: list[FollowedAction] = []
    measures: list[FollowedMeasure] = []
    for plan in kept:
        kinds = _kinds(plan, rules)
        version, none = plan.plan.framework, frozenset[str]()
        by_code = {_folded(action.code): action for action in plan.plan.actions if action.code}
        for place, action in enumerate(plan.plan.actions):
            path: RecordPath = ("actions", place)
            actions.append(FollowedAction(plan, path, action, goal_of(action.goal, version), kinds.get(path, none)))
        for path, measure, owner in _measures(plan, by_code):
            goal = goal_of(measure.goal or (owner.goal if owner else None), version)
            measures.append(FollowedMeasure(plan, path, measure, owner, goal, kinds.get(path, none)))
    return Followed(kept, tuple(actions), tuple(measures))


def find_goal(framework: Framework, text: str | None, version: str) -> str | None:
    """The code of the shared goal that a plan names: by the crosswalk, else by code, name or other spelling.

    ``version`` is the framework of the plan, as ``cascara 2020``. A code of an older version keeps its meaning there,
    also where the framework in force gives it to another goal; one that was dropped or divided names no shared goal.
    """
    if not text:
        return None
    successors = framework.successors(text, version.removeprefix(f"{framework.code} "))
    if successors is not None:
        return successors[0] if len(successors) == 1 else None
    goal = framework.match_goal(text)
    return goal.code if goal else None


def source_of(kept: KeptPlan, path: RecordPath) -> Source:
    """The way back to a record of a plan: its own cell, or the nearest one around it that is known."""
    cell = next((kept.sources[step] for step in _around(path) if step in kept.sources), None)
    cell = cell or next((at for at_path, at in kept.sources.items() if at_path[: len(path)] == path), None)
    place = cell or CellRef("", 1, 1)
    return Source(kept.import_id, kept.file, place.sheet, place.address if cell else "")


def action_row(followed: FollowedAction) -> ActionRow:
    """An action as tables show it."""
    kept, action = followed.kept, followed.action
    blocked, noted = (_said(followed, update, own) for update, own in _SAID)
    (blocked_reason, at), (progress_note, noted_at) = blocked, noted
    return ActionRow(
        id=kept.ids[followed.path],
        department=kept.plan.department,
        department_key=kept.department_key,
        code=action.code,
        title=action.title,
        goal=followed.goal or action.goal,
        strategy=action.strategy,
        lead=action.lead,
        partners=action.partners,
        start=action.start,
        due=action.due,
        due_text=action.due_text,
        status=action.current_status,
        progress_note=progress_note,
        blocked_reason=blocked_reason,
        last_update=last_report(action, kept.plan),
        ask=action.ask,
        attention=tuple(sorted(followed.concerns)),
        source=source_of(kept, followed.path),
        said_source=_cell(kept, at or noted_at),
    )


def measure_row(followed: FollowedMeasure, rules: Rules) -> MeasureRow:
    """A measure with its series and its arithmetic; small numbers of groups are not shown."""
    kept, measure = followed.kept, followed.measure
    shown = without_small_groups(measure)
    latest = measure.latest
    place = next((at for at, value in enumerate(measure.values) if value is latest), None)
    return MeasureRow(
        id=kept.ids[followed.path],
        department=kept.plan.department,
        department_key=kept.department_key,
        action_code=followed.action.code if followed.action else measure.action,
        goal=followed.goal or measure.goal,
        measure=shown,
        status=attainment.status(measure, rules.today, rules.thresholds),
        attainment=attainment.attainment(measure),
        expected=attainment.expected(measure, rules.today),
        disparities=disparities(shown),
        source=source_of(kept, followed.path),
        latest_source=None if place is None else source_of(kept, (*followed.path, "values", place)),
        attention=tuple(sorted(followed.concerns)),
    )


def without_small_groups(measure: Measure) -> Measure:
    """The measure as it may be shown: in breakdowns, numbers of few people are suppressed (plans/suppression.py)."""
    days = {value.as_of for value in measure.values if value.group is not None}
    if not days:
        return measure
    rates = (measure.unit or "").strip().casefold()
    kind = ValueKind.RATE if any(word in rates for word in ("%", "percent", "rate", " per ")) else ValueKind.COUNT
    broken_down = [value for value in measure.values if value.as_of in days]
    shown = iter(suppress(broken_down, kind))
    values = tuple(next(shown) if value.as_of in days else value for value in measure.values)
    return measure.model_copy(update={"values": values})


def _kinds(plan: KeptPlan, rules: Rules) -> dict[RecordPath, frozenset[str]]:
    found: dict[RecordPath, set[str]] = {}
    for concern in concerns(plan.plan, rules.today, rules.thresholds):
        found.setdefault(concern.path, set()).add(concern.kind.value)
    return {path: frozenset(kinds) for path, kinds in found.items()}


def _measures(plan: KeptPlan, by_code: Mapping[str, Action]) -> Iterator[tuple[RecordPath, Measure, Action | None]]:
    for place, action in enumerate(plan.plan.actions):
        for at, measure in enumerate(action.measures):
            yield ("actions", place, "measures", at), measure, action
    for place, measure in enumerate(plan.plan.measures):
        yield ("measures", place), measure, by_code.get(_folded(measure.action))


def _around(path: RecordPath) -> Iterator[RecordPath]:
    yield from (path[:length] for length in range(len(path), 0, -1))


_SAID = (("blocked_reason", "blocked_reason"), ("note", "progress_note"))
"""The texts of an action: as its updates name the field, and as it does itself."""


def _said(followed: FollowedAction, of_update: str, of_action: str) -> tuple[str | None, RecordPath | None]:
    """What the last update that says anything says, else the action itself, and the path of that; else None."""
    action = followed.action
    told = [(place, update) for place, update in enumerate(action.updates) if getattr(update, of_update)]
    last = max(told, key=lambda each: each[1].as_of or date.min, default=None)
    if last is not None:
        return str(getattr(last[1], of_update)), (*followed.path, "updates", last[0], of_update)
    own = getattr(action, of_action)
    return (own, (*followed.path, of_action)) if own else (None, None)


def _cell(kept: KeptPlan, path: RecordPath | None) -> Source | None:
    return None if path is None else source_of(kept, path)


def _folded(code: str | None) -> str:
    return (code or "").strip().casefold()
