"""The home of the demonstration's plans: thirteen departments, one of them with an older version."""

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import TypeVar

from plans.framework import Framework
from plans.implementation import Action, Agreement, ImplementationPlan
from plans.measures import Measure
from plans.progress import ActionStatus
from tracker.demo import actions as acting
from tracker.demo import measuring
from tracker.demo.sketches import DepartmentSketch

START, END = date(2026, 1, 1), date(2027, 12, 31)
OLDER_AS_OF = date(2026, 2, 15)
LEFT_OUT_OF_OLDER = 4
BROKEN_DOWN = 14

T = TypeVar("T")


def plans(
    departments: Iterable[DepartmentSketch], framework: Framework, chance: Random
) -> tuple[ImplementationPlan, ...]:
    """The plan of every department that sent one."""
    told = [department for department in departments if department.actions]
    whole = [(one, tuple(acting.action_sketches(one, turn))) for turn, one in enumerate(told)]
    stories = iter(_dealt(acting.DECK, chance))
    measured = iter(_dealt(measuring.DECK, chance))
    count = sum(len(sketched) for _, sketched in whole)
    ownerless = set(chance.sample(range(count), acting.OWNERLESS))
    made: list[ImplementationPlan] = []
    number = 0
    for department, sketched in whole:
        people = acting.leads(chance)
        done = []
        for position, sketch in enumerate(sketched, start=1):
            code = f"{department.prefix}-{position:02}"
            action = acting.action_of(department, sketch, code, next(stories), framework, chance)
            lead = None if number in ownerless else chance.choice(people)
            action = action.model_copy(update={"lead": lead})
            if sketch.measure:
                action = _measured(action, measuring.measure_of(action, sketch.measure, next(measured), chance))
            done.append(action)
            number += 1
        made.append(_plan(department, framework, tuple(done)))
    return _broken_down(made, chance)


def older_version(plan: ImplementationPlan) -> ImplementationPlan:
    """The plan as it was sent in February: fewer actions, and only what had been reported and counted by then."""
    kept = plan.actions[:-LEFT_OUT_OF_OLDER]
    return plan.model_copy(update={"as_of": OLDER_AS_OF, "actions": tuple(_as_of_then(action) for action in kept)})


def _dealt(deck: Mapping[T, int], chance: Random) -> list[T]:
    cards = [story for story, times in deck.items() for _ in range(times)]
    chance.shuffle(cards)
    return cards


def _measured(action: Action, measure: Measure) -> Action:
    return action.model_copy(update={"measures": (measure,)})


def _plan(department: DepartmentSketch, framework: Framework, done: tuple[Action, ...]) -> ImplementationPlan:
    return ImplementationPlan(
        department=department.name,
        start=START,
        end=END,
        framework=f"{framework.code} {framework.version}",
        as_of=measuring.AS_OF,
        actions=done,
        agreements=tuple(
            Agreement(
                partner=sketch.partner,
                title=sketch.title,
                start=sketch.start,
                end=sketch.end,
                county_promises=sketch.county_promises,
                partner_promises=sketch.partner_promises,
                actions=_carried_by(sketch.partner, done),
            )
            for sketch in department.agreements
        ),
    )


def _carried_by(partner: str, done: tuple[Action, ...]) -> tuple[str, ...]:
    codes = [str(action.code) for action in done if partner in {one.name for one in action.partners}]
    shared = [str(action.code) for action in done if action.strategy and not action.partners][:2]
    return tuple(codes or shared)


def _broken_down(made: list[ImplementationPlan], chance: Random) -> tuple[ImplementationPlan, ...]:
    able = [
        str(measure.code)
        for plan in made
        for action in plan.actions
        for measure in action.measures
        if measure.unit == "%" and len(measure.values) == len(measuring.QUARTER_ENDS)
    ]
    chosen = set(chance.sample(able, BROKEN_DOWN))
    return tuple(
        plan.model_copy(update={"actions": tuple(_by_group(action, chosen, chance) for action in plan.actions)})
        for plan in made
    )


def _by_group(action: Action, chosen: set[str], chance: Random) -> Action:
    if not any(measure.code in chosen for measure in action.measures):
        return action
    return action.model_copy(
        update={"measures": tuple(measuring.broken_down(measure, chance) for measure in action.measures)}
    )


def _as_of_then(action: Action) -> Action:
    updates = tuple(update for update in action.updates if update.as_of and update.as_of <= OLDER_AS_OF)
    measures = tuple(
        measure.model_copy(update={"values": tuple(value for value in measure.values if value.as_of <= OLDER_AS_OF)})
        for measure in action.measures
    )
    last = updates[-1] if updates else None
    return action.model_copy(
        update={
            "updates": updates,
            "measures": measures,
            "status": last.status if last else ActionStatus.NOT_STARTED,
            "progress_note": last.note if last else None,
            "blocked_reason": last.blocked_reason if last else None,
        }
    )
