"""The home of the budget cycle: rules that are data, and the milestones with their dates that they give a period."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from budgets.day_rules import Anchor, Closed, DayRule, HolidayRule, UntilRule, Whole, moved
from budgets.holidays import US_FEDERAL, free_days
from budgets.period import BudgetPeriod

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Periods that start outside of these years have no milestones: no budget is made then."""
_LONGEST_WINDOW = 11
"""In years: as many days as a window may have, and its last day may move into the next year."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadyWith(StrEnum):
    """What a milestone asks every department to have ready."""

    PLAN = "plan"
    MEASURES = "measures"
    LINKS = "links"
    QUESTIONS = "questions"


class MilestoneRule(_Frozen):
    """One step of the cycle, by its rule.

    ``key`` stays the same for good, whatever the step is called: calendars know it by that. ``until`` makes it a
    window. ``least_years``: only periods of at least so many fiscal years have it.
    """

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    who: str | None = None
    rule: str | None = None
    due: DayRule
    until: UntilRule | None = None
    ready: tuple[ReadyWith, ...] = ()
    least_years: Whole = Field(default=1, ge=1, le=10)


class Decision(_Frozen):
    """A day that was decided once, for one budget, in place of the rule's: ``period_start`` is its first day.

    ``until`` is the last day of a window; without it the milestone is on ``day`` alone.
    """

    key: str
    period_start: date
    day: date
    until: date | None = None
    why: str | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until < self.day:
            raise ValueError(f"until ({self.until}) is before day ({self.day}); write a later one")
        for far in (self.day, self.last):
            if not FIRST_YEAR <= far.year <= LAST_YEAR:
                raise ValueError(f"{far} is of no budget; write a year from {FIRST_YEAR} to {LAST_YEAR}")
        return self

    @property
    def last(self) -> date:
        """The last day of the window, or the day itself."""
        return self.until or self.day


class CycleRules(_Frozen):
    """The budget cycle of a county: its milestones, and the days on which its offices are closed."""

    code: str = Field(min_length=1)
    title: str = Field(min_length=1)
    source: str | None = None
    us_federal_holidays: bool = False
    holidays: tuple[HolidayRule, ...] = ()
    milestones: tuple[MilestoneRule, ...]
    decisions: tuple[Decision, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if problems := _contradictions(self):
            raise ValueError("; ".join(problems))
        return self

    def free_days(self, first_year: int, last_year: int) -> dict[date, str]:
        """The holidays of these calendar years, by their days."""
        federal = US_FEDERAL if self.us_federal_holidays else ()
        return free_days((*federal, *self.holidays), first_year, last_year)


def _contradictions(rules: CycleRules) -> list[str]:
    keys = [milestone.key for milestone in rules.milestones]
    if not keys:
        return ["a cycle has at least one milestone: [[milestones]] and beneath it key, name and due"]
    problems = [f"milestones: each key stands once; repeated: {names}" for names in _repeated(keys)]
    decided = [f"{one.key} of {one.period_start}" for one in rules.decisions]
    problems += [f"decisions: one for each milestone of a budget; repeated: {names}" for names in _repeated(decided)]
    if unknown := sorted({one.key for one in rules.decisions} - {*keys}):
        problems.append(f"decisions: there is no milestone {', '.join(unknown)}; there are {', '.join(keys)}")
    return problems


def _repeated(names: Sequence[str]) -> list[str]:
    repeated = ", ".join(sorted({name for name in names if names.count(name) > 1}))
    return [repeated] if repeated else []


class MilestoneState(StrEnum):
    """Where a milestone stands on a day."""

    PAST = "past"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of the cycle of one budget, from its first day to its last: the same where it is no window.

    ``period_start`` and ``period_end`` are of the budget that it makes or keeps; no end is known of one that nobody
    has named yet. ``by_rule`` is the day that the rule gave where it is not on that day: because offices are closed, or
    because another day was ``decided``.
    """

    rule: MilestoneRule
    period_start: date
    period_end: date | None
    first: date
    last: date
    by_rule: date | None = None
    decided: Decision | None = None

    def state(self, today: date) -> MilestoneState:
        """Whether it has passed, runs, or comes."""
        if self.last < today:
            return MilestoneState.PAST
        return MilestoneState.NOW if self.first <= today else MilestoneState.COMING

    def next_day(self, today: date) -> date:
        """The day that matters next: its first, and while it runs its last."""
        return self.first if today <= self.first else self.last


def milestones(rules: CycleRules, start: date, end: date | None) -> tuple[Milestone, ...]:
    """The milestones of the budget of one period, the earliest first.

    Without an ``end``, of a period of which only the start is known, those are left out that hang on how long it is.
    """
    if not FIRST_YEAR <= start.year <= LAST_YEAR or (end and end.year > LAST_YEAR):
        return ()
    years = len(BudgetPeriod(start=start, end=end).fiscal_years) if end else 1
    anchors = {Anchor.PREVIOUS_END: start - timedelta(days=1), Anchor.START: start} | ({Anchor.END: end} if end else {})
    found = [
        _milestone(rules, rule, anchors[rule.due.anchor], start, end)
        for rule in rules.milestones
        if rule.due.anchor in anchors and rule.least_years <= years
    ]
    return tuple(sorted(found, key=lambda one: (one.first, one.last)))


def _milestone(rules: CycleRules, rule: MilestoneRule, anchor: date, start: date, end: date | None) -> Milestone:
    by_rule = rule.due.day(anchor)
    first = moved(by_rule, rule.due.closed, _free(rules, rule.due.closed, by_rule.year - 1, by_rule.year + 1))
    last = first
    if rule.until is not None:
        last = rule.until.day(first, _free(rules, rule.until.closed, first.year, first.year + _LONGEST_WINDOW))
    decided = next((one for one in rules.decisions if (one.key, one.period_start) == (rule.key, start)), None)
    if decided is not None:
        by_rule, first, last = first, decided.day, decided.last
    return Milestone(rule, start, end, first, last, None if by_rule == first else by_rule, decided)


def _free(rules: CycleRules, closed: Closed, first_year: int, last_year: int) -> dict[date, str]:
    """The holidays, where a rule looks at them at all."""
    return {} if closed is Closed.STAYS else rules.free_days(first_year, last_year)


def cycle(rules: CycleRules, periods: Iterable[BudgetPeriod]) -> tuple[Milestone, ...]:
    """The milestones of several periods and of the budget after the last of them, the earliest first.

    Nobody has said how long that one is; it starts on the day after the last one ends.
    """
    known = sorted(periods, key=lambda period: period.start)
    found = [one for period in known for one in milestones(rules, period.start, period.end)]
    if known:
        found += milestones(rules, known[-1].end + timedelta(days=1), None)
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.period_start)))


def coming(found: Sequence[Milestone], today: date) -> tuple[Milestone, ...]:
    """Those that run or come, by the day that matters next."""
    left = (one for one in found if one.state(today) is not MilestoneState.PAST)
    return tuple(sorted(left, key=lambda one: (one.next_day(today), one.first)))


def distinct(periods: Iterable[BudgetPeriod]) -> Iterator[BudgetPeriod]:
    """Of periods that overlap the one that was named first, so that no day has two budgets."""
    taken: list[BudgetPeriod] = []
    for period in periods:
        if not any(period.start <= other.end and other.start <= period.end for other in taken):
            taken.append(period)
            yield period
