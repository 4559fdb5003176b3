"""The home of the demonstration's actions: who leads them, by when, how they stand, what they ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random

from plans.framework import Framework
from plans.implementation import Action, FundingAsk
from plans.progress import ActionStatus, ProgressUpdate
from tracker.demo.budget import ASKED_FOR
from tracker.demo.sketches import AS_OF, ActionSketch, DepartmentSketch
from tracker.demo.wording import (
    BLOCKED_REASONS,
    DONE_NOTES,
    DROPPED_NOTES,
    FIRST_NAMES,
    INDICATORS,
    LAST_NAMES,
    LATE_NOTES,
    NOTES,
    PLACES,
    POPULATIONS,
    SHARED_ACTIONS,
    WAITING_NOTES,
)

STRATEGIES = ("up", "part", "emp", "acc")
DETERMINANTS = tuple(INDICATORS)
LEADS_PER_DEPARTMENT = 9


class Story(StrEnum):
    """How an action has gone so far."""

    MOVING = "moving"
    COMPLETED = "completed"
    NEVER_UPDATED = "never_updated"
    STALE = "stale"
    NOT_STARTED = "not_started"
    OVERDUE = "overdue"
    BLOCKED = "blocked"
    DEFERRED = "deferred"
    CANCELLED = "cancelled"
    ONGOING = "ongoing"


DECK = {
    Story.MOVING: 118,
    Story.COMPLETED: 52,
    Story.NEVER_UPDATED: 47,
    Story.STALE: 41,
    Story.NOT_STARTED: 34,
    Story.OVERDUE: 19,
    Story.BLOCKED: 15,
    Story.DEFERRED: 9,
    Story.CANCELLED: 5,
    Story.ONGOING: 10,
}
"""How many actions live each story: 350 in all."""
SILENT = frozenset({Story.NEVER_UPDATED, Story.STALE})
"""Stories of actions of which nobody has heard for long: they have neither values nor a note in the plan."""
WITHIN_EXISTING, NOT_SAID = 0.34, 0.24
"""Shares of actions that no package pays: carried by what is there, and silent about money."""
PACKAGE = "DS_"
HOLDS_REQUEST = "2"
"""Plans whose package ends so ask for what was requested of it, and not for what was proposed."""

OWNERLESS = 24
LARGEST_ASK = {"LOS": 240, "FSI": 240, "CP": 120}
"""The most that an action asks for, by its goal, in steps of $5,000; others ask for up to 40 steps."""


@dataclass(frozen=True, slots=True)
class Course:
    """What a story means: the status, notes (none: those of the goal), when it is due, when it was last reported."""

    status: ActionStatus
    notes: tuple[str, ...]
    due: tuple[date, date]
    reported: tuple[date, date] | None


LATER = (date(2026, 9, 30), date(2027, 12, 31))
LATELY = (date(2026, 4, 2), date(2026, 6, 26))
COURSES = {
    Story.MOVING: Course(ActionStatus.IN_PROGRESS, (), LATER, LATELY),
    Story.COMPLETED: Course(ActionStatus.COMPLETED, DONE_NOTES, (date(2026, 2, 28), date(2026, 8, 31)), LATELY),
    Story.NEVER_UPDATED: Course(ActionStatus.IN_PROGRESS, (), LATER, None),
    Story.STALE: Course(ActionStatus.IN_PROGRESS, (), LATER, (date(2025, 9, 1), date(2026, 1, 30))),
    Story.NOT_STARTED: Course(ActionStatus.NOT_STARTED, WAITING_NOTES, (date(2027, 3, 31), date(2027, 12, 31)), LATELY),
    Story.OVERDUE: Course(ActionStatus.IN_PROGRESS, LATE_NOTES, (date(2026, 1, 31), date(2026, 5, 31)), LATELY),
    Story.BLOCKED: Course(ActionStatus.BLOCKED, BLOCKED_REASONS, LATER, LATELY),
    Story.DEFERRED: Course(ActionStatus.DEFERRED, WAITING_NOTES, (date(2027, 6, 30), date(2027, 12, 31)), LATELY),
    Story.CANCELLED: Course(ActionStatus.CANCELLED, DROPPED_NOTES, LATER, LATELY),
    Story.ONGOING: Course(ActionStatus.IN_PROGRESS, (), LATER, LATELY),
}


def action_sketches(department: DepartmentSketch, turn: int) -> Iterator[ActionSketch]:
    """What the department does: its own actions, and those that all departments share, said in one of two ways."""
    yield from department.actions
    for number, shared in enumerate(SHARED_ACTIONS):
        title = shared.ways[(number + turn) % 2].format_map(department.slots)
        yield ActionSketch(shared.goal, shared.strategy, shared.determinant, title)


def leads(chance: Random) -> tuple[str, ...]:
    """The people of one department who lead actions."""
    firsts = chance.sample(FIRST_NAMES, LEADS_PER_DEPARTMENT)
    return tuple(f"{first} {chance.choice(LAST_NAMES)}" for first in firsts)


def action_of(
    department: DepartmentSketch, sketch: ActionSketch, code: str, story: Story, framework: Framework, chance: Random
) -> Action:
    """One action, with what was reported on it."""
    course = COURSES[story]
    updates = tuple(_updates(code, course, sketch.goal, department, chance))
    last = updates[-1] if updates else None
    ongoing = story is Story.ONGOING
    return Action(
        code=code,
        title=sketch.title,
        goal=sketch.goal,
        strategy=framework.strategies[STRATEGIES.index(sketch.strategy)].code,
        determinants=(framework.determinants[DETERMINANTS.index(sketch.determinant)].code,),
        indicator=INDICATORS[sketch.determinant],
        partners=tuple(chance.sample(department.partners, 1)) if sketch.strategy == "part" else (),
        start=_start(course, chance),
        due=None if ongoing else _month_end(_day(*course.due, chance)),
        due_text="ongoing" if ongoing else None,
        status=course.status,
        progress_note=last.note if last and story not in SILENT else None,
        blocked_reason=last.blocked_reason if last else None,
        population=chance.choice(POPULATIONS[sketch.determinant]),
        geography=PLACES[0] if sketch.determinant == "practice" else chance.choice(PLACES),
        ask=_ask(department, sketch, chance),
        updates=updates,
    )


def _updates(
    code: str, course: Course, goal: str, department: DepartmentSketch, chance: Random
) -> Iterator[ProgressUpdate]:
    if course.reported is None:
        return
    last_day = _day(*course.reported, chance)
    by = f"{chance.choice(department.divisions)} office"
    earlier = chance.randint(0, 2)
    for back in range(earlier, 0, -1):
        day = last_day - timedelta(days=90 * back + chance.randint(-6, 6))
        before = ActionStatus.NOT_STARTED if course.status is ActionStatus.NOT_STARTED else ActionStatus.IN_PROGRESS
        yield ProgressUpdate(action=code, as_of=day, status=before, note=chance.choice(NOTES[goal]), reported_by=by)
    blocked = course.status is ActionStatus.BLOCKED
    words = chance.choice(course.notes or NOTES[goal])
    yield ProgressUpdate(
        action=code,
        as_of=last_day,
        status=course.status,
        note="Stands still for now." if blocked else words,
        blocked_reason=words if blocked else None,
        reported_by=by,
    )


def _start(course: Course, chance: Random) -> date:
    if course.status is ActionStatus.NOT_STARTED:
        return date(2026, 10, 1)
    latest = date(2025, 12, 31) if course.due[0] < AS_OF else date(2026, 3, 31)
    return _day(date(2025, 7, 1), latest, chance)


def _ask(department: DepartmentSketch, sketch: ActionSketch, chance: Random) -> FundingAsk:
    """What an action asks for: its part of a package, or some money of the unit whose program does the work."""
    drawn = chance.random()
    unit = chance.choice(department.units)
    payer = department.paid_by.get(sketch.title)
    if payer and payer.startswith(PACKAGE):
        return _part_of_package(department, payer)
    if drawn < WITHIN_EXISTING:
        return FundingAsk(within_existing=True)
    if drawn < WITHIN_EXISTING + NOT_SAID:
        return FundingAsk()
    amount = Decimal(5_000 * chance.randint(3, LARGEST_ASK.get(sketch.goal, 40)))
    fte = Decimal(chance.choice((0, 5, 10, 10, 20, 30))) / 10 or None
    home = next((each for each in department.units if payer in {entry.code for entry in each.programs}), None)
    # Of a department with several units the plan names one only where it is known which would pay.
    if home is None and len(department.units) == 1:
        home = unit
    if home is None:
        return FundingAsk(amount=amount, fte=fte)
    return FundingAsk(amount=amount, fte=fte, fund=home.fund.code, appropriation_unit=home.entry.code)


def _part_of_package(department: DepartmentSketch, code: str) -> FundingAsk:
    """An equal part of a package for each action that it pays; some plans still hold what was requested."""
    package = next((each for each in department.packages if each.entry.code == code), None)
    if package is None:
        return FundingAsk(decision_package=code)
    sharers = sum(payer == code for payer in department.paid_by.values())
    unit = next(each for each in department.units if package.program in {entry.code for entry in each.programs})
    times = ASKED_FOR if code.endswith(HOLDS_REQUEST) else Decimal(1)
    return FundingAsk(
        amount=(package.amount * times / sharers).quantize(Decimal(1)),
        fte=package.fte / sharers or None,
        fund=unit.fund.code,
        appropriation_unit=unit.entry.code,
        decision_package=code,
    )


def _day(first: date, last: date, chance: Random) -> date:
    return first + timedelta(days=chance.randint(0, (last - first).days))


def _month_end(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)
