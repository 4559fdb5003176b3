"""The home of what is told of the budget cycle: milestones as of a day, and who is ready for the next one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from budgets.calendar import Milestone, MilestoneState, ReadyWith
from budgets.period import BudgetPeriod
from plans.attainment import waits_for_value
from plans.measures import MeasureKind
from tracker.following import Followed, FollowedMeasure, Rules
from tracker.records import PlanHead
from tracker.rows import ActionRow, CountyFacts


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone as of a day.

    ``budget`` is the label of the period whose budget it makes or keeps; None: of a period that starts on
    ``period_start``, and of which nobody has said how long it is. ``days`` is how far away the day is that matters
    next: its first, while it runs its last; negative once it has passed. ``by_rule`` is the day before it was moved.
    """

    key: str
    name: str
    who: str | None
    rule: str | None
    budget: str | None
    period_start: date
    first: date
    last: date
    state: MilestoneState
    days: int
    by_rule: date | None
    ready: tuple[ReadyWith, ...]

    @property
    def is_window(self) -> bool:
        """Whether it lasts more than one day."""
        return self.first != self.last


@dataclass(frozen=True, slots=True)
class ReadinessRow:
    """How far one department is for a milestone.

    ``plan`` is the version of its plan for the period of that budget, None where there is none; ``waiting`` of its
    ``measures`` have not been kept up. What the milestone does not ask for does not count.
    """

    key: str
    name: str
    plan: int | None
    measures: int
    waiting: int
    is_ready: bool


@dataclass(frozen=True, slots=True)
class CycleCalendar:
    """The budget cycle as of a day: all milestones, those that run or come, and who is ready.

    ``title`` is whose rules they are, ``has_rules`` False where the county names none, so that only the starts of
    periods are known. ``asks`` is the next milestone for which departments have to be ready, ``readiness`` is for it.
    """

    county: CountyFacts
    title: str
    source: str | None
    has_rules: bool
    milestones: tuple[MilestoneRow, ...]
    coming: tuple[MilestoneRow, ...]
    asks: MilestoneRow | None
    readiness: tuple[ReadinessRow, ...]

    @property
    def next(self) -> MilestoneRow | None:
        """What comes next."""
        return self.coming[0] if self.coming else None

    @property
    def ready(self) -> int:
        """How many departments are ready."""
        return sum(row.is_ready for row in self.readiness)


@dataclass(frozen=True, slots=True)
class CyclePage:
    """The budget cycle around one period: its milestones and those of the next budget until that starts, and actions.

    ``milestones`` are from the making of the period's budget to the start of the next; ``actions`` are of the plans
    that are looked at.
    """

    calendar: CycleCalendar
    period: BudgetPeriod | None
    milestones: tuple[MilestoneRow, ...]
    actions: tuple[ActionRow, ...]


def milestone_row(one: Milestone, today: date) -> MilestoneRow:
    """A milestone as of a day."""
    known = BudgetPeriod(start=one.period_start, end=one.period_end).label if one.period_end else None
    return MilestoneRow(
        key=one.rule.key,
        name=one.rule.name,
        who=one.rule.who,
        rule=one.rule.rule,
        budget=known,
        period_start=one.period_start,
        first=one.first,
        last=one.last,
        state=one.state(today),
        days=(one.next_day(today) - today).days,
        by_rule=one.by_rule,
        ready=one.rule.ready,
    )


def readiness(
    milestone: Milestone,
    departments: Iterable[tuple[str, str]],
    heads: Sequence[PlanHead],
    running: Followed,
    rules: Rules,
) -> tuple[ReadinessRow, ...]:
    """How far each department, by its key and name, is for a milestone.

    ``heads`` are the plans in force, ``running`` what those hold that run today.
    """
    versions = {head.department_key: head.version for head in heads if _is_for(head.period, milestone)}
    return tuple(
        _readiness(named, milestone.rule.ready, versions.get(named[0]), running.of_department(named[0]), rules)
        for named in departments
    )


def _readiness(
    named: tuple[str, str], asked: Sequence[ReadyWith], plan: int | None, own: Followed, rules: Rules
) -> ReadinessRow:
    counted = [one for one in own.measures if is_followed_up(one)]
    waiting = sum(is_waiting(one, rules) for one in counted)
    # Who has no plan that runs has no measures either, and has kept nothing up.
    kept_up = bool(own.actions or own.measures) and not waiting
    ready = (ReadyWith.PLAN not in asked or plan is not None) and (ReadyWith.MEASURES not in asked or kept_up)
    return ReadinessRow(*named, plan=plan, measures=len(counted), waiting=waiting, is_ready=ready)


def is_followed_up(one: FollowedMeasure) -> bool:
    """Whether values of a measure are still owed: a performance measure of an open action or of a plan as a whole."""
    is_closed = one.action is not None and not one.action.is_open
    return one.measure.kind is MeasureKind.PERFORMANCE and not is_closed


def is_waiting(one: FollowedMeasure, rules: Rules) -> bool:
    """Whether a measure has not been kept up (plans/attainment.py)."""
    return waits_for_value(one.measure, one.kept.plan.start, rules.today, rules.thresholds)


def _is_for(period: BudgetPeriod, milestone: Milestone) -> bool:
    """Whether a plan is for the budget of a milestone; of one whose end is not known, whether it reaches its start."""
    return period.start <= (milestone.period_end or milestone.period_start) and milestone.period_start <= period.end
