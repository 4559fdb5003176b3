"""The home of the demonstration's measures: series of ten quarters, each with a story that real series have."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from random import Random

from plans.attainment import Thresholds, expected, status
from plans.implementation import Action
from plans.measures import Group, Measure, MeasureDirection, MeasuredValue, MeasureKind
from plans.progress import MeasureStatus
from tracker.demo.sketches import AS_OF, MeasureSketch
from tracker.demo.wording import GROUPS

BASELINE_DAY = date(2023, 12, 31)
TARGET_DAYS = (date(2027, 12, 31), date(2027, 12, 31), date(2027, 12, 31), date(2026, 12, 31))
MISSED_DAY = date(2025, 12, 31)
QUARTER_ENDS = tuple(
    date(year, month, day) for year in (2024, 2025, 2026) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))
)[:10]
GROUP_DAYS = (date(2024, 12, 31), date(2025, 12, 31), AS_OF)
SCHEME = "OMB SPD 15 (2024)"
REFERENCE = "White"
SMALLEST_COUNT = 10
POPULATION_UNITS = {"deaths", "people", "ratio"}
TRIES = 40


class Story(StrEnum):
    """What happens to a measure over the ten quarters."""

    ON_COURSE = "on_course"
    AT_RISK = "at_risk"
    FALLING_BEHIND = "falling_behind"
    WRONG_WAY = "wrong_way"
    MET = "met"
    OVERSHOT = "overshot"
    MISSED = "missed"
    STALE = "stale"
    NOT_YET_COUNTED = "not_yet_counted"
    NO_TARGET = "no_target"
    NO_BASELINE = "no_baseline"


DECK = {
    Story.ON_COURSE: 52,
    Story.AT_RISK: 24,
    Story.FALLING_BEHIND: 20,
    Story.WRONG_WAY: 6,
    Story.MET: 13,
    Story.OVERSHOT: 5,
    Story.MISSED: 4,
    Story.STALE: 12,
    Story.NOT_YET_COUNTED: 10,
    Story.NO_TARGET: 8,
    Story.NO_BASELINE: 6,
}
"""How many measures live each story: 160 in all."""

SHARES = {
    Story.ON_COURSE: (93, 130),
    Story.AT_RISK: (72, 88),
    Story.FALLING_BEHIND: (10, 60),
    Story.WRONG_WAY: (-30, -5),
    Story.STALE: (40, 80),
    Story.NO_TARGET: (60, 110),
    Story.NO_BASELINE: (60, 110),
    Story.MISSED: (55, 85),
}
"""Percent of the expected progress that the last value stands at."""

ENDS_AS = {
    Story.ON_COURSE: MeasureStatus.ON_TRACK,
    Story.AT_RISK: MeasureStatus.AT_RISK,
    Story.FALLING_BEHIND: MeasureStatus.OFF_TRACK,
    Story.WRONG_WAY: MeasureStatus.OFF_TRACK,
    Story.MET: MeasureStatus.MET,
    Story.OVERSHOT: MeasureStatus.MET,
    Story.STALE: MeasureStatus.STALE,
}


def measure_of(action: Action, sketch: MeasureSketch, story: Story, chance: Random) -> Measure:
    """The measure of an action; where whole numbers are too coarse for its story, it stays on course."""
    frame = _frame(action, sketch, story, chance)
    for attempt in (*(story for _ in range(TRIES)), *(Story.ON_COURSE for _ in range(TRIES))):
        measure = frame.model_copy(update={"values": tuple(_series(frame, sketch, attempt, chance))})
        wanted = ENDS_AS.get(attempt)
        if wanted is None or status(measure, AS_OF, Thresholds()) is wanted:
            return measure
    return measure


def broken_down(measure: Measure, chance: Random) -> Measure:
    """The measure with values by group beside those of everyone; what could point at a person is suppressed."""
    by_day = {value.as_of: value.value for value in measure.values}
    extra = [
        _group_value(measure, day, whole, group, chance)
        for day in GROUP_DAYS
        if (whole := by_day.get(day)) is not None
        for group in GROUPS
    ]
    return measure.model_copy(update={"values": (*measure.values, *extra), "reference_group": REFERENCE})


def _frame(action: Action, sketch: MeasureSketch, story: Story, chance: Random) -> Measure:
    target_day = MISSED_DAY if story is Story.MISSED else chance.choice(TARGET_DAYS)
    has_target, has_baseline = story is not Story.NO_TARGET, story is not Story.NO_BASELINE
    return Measure(
        code=f"{action.code}-M1",
        title=sketch.title,
        action=action.code,
        goal=action.goal,
        kind=MeasureKind.POPULATION if sketch.unit in POPULATION_UNITS else MeasureKind.PERFORMANCE,
        unit=sketch.unit,
        direction=MeasureDirection.DECREASE if sketch.decreases else MeasureDirection.INCREASE,
        owner=action.lead,
        baseline=sketch.baseline if has_baseline else None,
        baseline_date=BASELINE_DAY if has_baseline else None,
        target=sketch.target if has_target else None,
        target_date=target_day if has_target else None,
        reporting_months=3,
    )


def _series(frame: Measure, sketch: MeasureSketch, story: Story, chance: Random) -> Iterator[MeasuredValue]:
    if story is Story.NOT_YET_COUNTED:
        return
    days = QUARTER_ENDS[:7] if story is Story.STALE else QUARTER_ENDS
    last = _last_share(frame, story, chance)
    for number, day in enumerate(days, start=1):
        wobble = Decimal(chance.randint(-6, 6)) / 100 if number < len(days) else Decimal(0)
        share = last * number / len(days) + wobble * abs(last)
        value = sketch.baseline + share * (sketch.target - sketch.baseline)
        yield MeasuredValue(as_of=day, value=_as_counted(value, sketch))


def _last_share(frame: Measure, story: Story, chance: Random) -> Decimal:
    if story is Story.MET:
        return Decimal(chance.randint(100, 104)) / 100
    if story is Story.OVERSHOT:
        return Decimal(chance.randint(118, 145)) / 100
    low, high = SHARES[story]
    due = expected(frame, AS_OF) or Decimal("0.6")
    return min(Decimal(chance.randint(low, high)) / 100 * due, Decimal("0.97"))


def _as_counted(value: Decimal, sketch: MeasureSketch) -> Decimal:
    """A value as people count it: tenths of percents and small rates, else whole things, never below nothing."""
    tenths = sketch.unit == "%" or any(number % 1 for number in (sketch.baseline, sketch.target))
    counted = max(Decimal(0), value).quantize(Decimal("0.1") if tenths else Decimal(1))
    return min(counted, Decimal(100)) if sketch.unit == "%" else counted


def _group_value(
    measure: Measure, day: date, whole: Decimal, group: tuple[str, str, int], chance: Random
) -> MeasuredValue:
    name, ratio, people = group
    n = max(3, people + chance.randint(-people // 6 - 4, people // 6 + 4))
    told = Group(scheme=SCHEME, name=name)
    if n < SMALLEST_COUNT:
        return MeasuredValue(as_of=day, value=None, group=told, suppressed=True)
    lean = 2 - Decimal(ratio) if measure.direction is MeasureDirection.DECREASE else Decimal(ratio)
    years = Decimal(GROUP_DAYS.index(day))
    closing = 1 + (lean - 1) * (1 - years / 8)  # the gap grows smaller from year to year, slowly
    value = min(whole * closing, Decimal(100)).quantize(Decimal("0.1"))
    return MeasuredValue(as_of=day, value=value, group=told, n=n)
