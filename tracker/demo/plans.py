"""The home of the demonstration's plans: thirteen departments, one of them with an older version."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from random import Random
from typing import TypeVar

from plans.framework import Framework
from plans.implementation import Action, Agreement, ImplementationPlan
from plans.progress import OPEN_STATUSES, ActionStatus
from tracker.demo import actions as acting
from tracker.demo import measuring
from tracker.demo.sketches import AS_OF, ActionSketch, DepartmentSketch

START, END = date(2026, 1, 1), date(2027, 12, 31)
OLDER_AS_OF = date(2026, 2, 15)
LEFT_OUT_OF_OLDER = 4
BROKEN_DOWN = 14

DROPPED = Action(
    code="HS-90",
    title="Pay rent navigators in three libraries",
    goal="CP",
    lead="Housing stability office",
    start=date(2026, 1, 12),
    due=date(2026, 12, 31),
    status=ActionStatus.NOT_STARTED,
)
"""What the older version of the plan promised, and the newer one does not."""

OUTLIVING = {"PH-01": date(2028, 10, 31)}
"""Actions that end after the period for which there is money, and when."""

T = TypeVar("T")


def plans(
    departments: Iterable[DepartmentSketch], framework: Framework, chance: Random
) -> tuple[ImplementationPlan, ...]:
    """The plan of every department that sent one."""
    told = [department for department in departments if department.actions]
    sketched = {one.name: tuple(acting.action_sketches(one, turn)) for turn, one in enumerate(told)}
    stories = _stories([sketch for sketches in sketched.values() for sketch in sketches], chance)
    measured = iter(_dealt(measuring.DECK, chance))
    made = []
    for department in told:
        people = acting.leads(chance)
        done = []
        for position, sketch in enumerate(sketched[department.name], start=1):
            story, is_led = next(stories)
            code = f"{department.prefix}-{position:02}"
            action = acting.action_of(department, sketch, code, story, framework, chance)
            action = action.model_copy(
                update={"lead": chance.choice(people) if is_led else None, "due": OUTLIVING.get(code, action.due)}
            )
            if sketch.measure:
                measure = measuring.measure_of(action, sketch.measure, next(measured), chance)
                action = action.model_copy(update={"measures": (measure,)})
            done.append(action)
        made.append(_plan(department, framework, tuple(done)))
    return _broken_down(made, chance)


def _stories(sketches: list[ActionSketch], chance: Random) -> Iterator[tuple[acting.Story, bool]]:
    """What becomes of each action, and whether somebody leads it; an action is silent only if nothing counts it."""
    uncounted = [number for number, sketch in enumerate(sketches) if sketch.measure is None]
    silent = {story: times for story, times in acting.DECK.items() if story in acting.SILENT}
    chosen = chance.sample(uncounted, sum(silent.values()))
    dealt = dict(zip(chosen, _dealt(silent, chance), strict=True))
    others = iter(_dealt({story: times for story, times in acting.DECK.items() if story not in silent}, chance))
    stories = [dealt.get(number) or next(others) for number in range(len(sketches))]
    open_ones = [number for number, story in enumerate(stories) if acting.COURSES[story].status in OPEN_STATUSES]
    ownerless = set(chance.sample(open_ones, acting.OWNERLESS))
    return ((story, number not in ownerless) for number, story in enumerate(stories))


def older_version(plan: ImplementationPlan) -> ImplementationPlan:
    """The plan as it was sent in February: what had been reported by then, and one action given up since."""
    kept = plan.actions[:-LEFT_OUT_OF_OLDER]
    return plan.model_copy(update={"as_of": OLDER_AS_OF, "actions": (*map(_as_of_then, kept), DROPPED)})


def _dealt(deck: Mapping[T, int], chance: Random) -> list[T]:
    cards = [story for story, times in deck.items() for _ in range(times)]
    chance.shuffle(cards)
    return cards


def _plan(department: DepartmentSketch, framework: Framework, done: tuple[Action, ...]) -> ImplementationPlan:
    return ImplementationPlan(
        department=department.name,
        start=START,
        end=END,
        framework=f"{framework.code} {framework.version}",
        as_of=AS_OF,
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
            "progress_note": last.note if last and action.progress_note else None,
            "blocked_reason": last.blocked_reason if last else None,
        }
    )
