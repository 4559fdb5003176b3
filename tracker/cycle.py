"""The home of what is told of the budget cycle: milestones as of a day, and who is ready for the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from budgets.calendar import Milestone, MilestoneState, ReadyWith
from budgets.period import BudgetPeriod
from plans.attainment import waits_for_value
from plans.measures import MeasureKind
from plans.questions import Completeness
from tracker.following import Followed, FollowedAction, FollowedMeasure, Rules
from tracker.rows import ActionRow, CountyFacts

_NOTHING_ASKED = Completeness()


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone as of a day.

    ``budget`` is the label of the period whose budget it makes or keeps; None: of a period that starts on
    ``period_start``, and of which nobody has said how long it is. ``days`` is how far away the day is that matters
    next: its first, while it runs its last; negative once it has passed. ``by_rule`` is the day before it was moved,
    ``moved_why`` the reason.
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
    moved_why: str | None
    ready: tuple[ReadyWith, ...]

    @property
    def is_window(self) -> bool:
        """Whether it lasts more than one day."""
        return self.first != self.last


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one department has: all that a milestone may ask for.

    ``plan`` is the version of its plan for the period of the milestone's budget, None where there is none;
    ``follows`` whether a plan of it runs today, of whose ``measures`` so many are ``waiting`` for a value. ``asks`` are
    the open actions of the plan for that period that ask for money or FTE, of which so many are ``linked``.
    """

    plan: int | None = None
    follows: bool = False
    measures: int = 0
    waiting: int = 0
    asks: int = 0
    linked: int = 0
    questions: Completeness = _NOTHING_ASKED

    def has(self, what: ReadyWith) -> bool:
        """Whether it has what is asked for; where no question is asked, none is open."""
        match what:
            case ReadyWith.PLAN:
                return self.plan is not None
            case ReadyWith.MEASURES:
                # Who has no plan that runs has no measures either, and has kept nothing up.
                return self.follows and not self.waiting
            case ReadyWith.LINKS:
                return self.plan is not None and self.linked == self.asks
            case ReadyWith.QUESTIONS:
                return not self.questions.lacking


@dataclass(frozen=True, slots=True)
class ReadinessRow:
    """How far one department is for a milestone; what the milestone does not ask for does not count."""

    key: str
    name: str
    has: Prepared
    is_ready: bool

    def lacks(self, asked: Sequence[ReadyWith]) -> int:
        """How many things of those that are asked for it still has to do, beside the plan itself."""
        has = self.has
        left = {
            ReadyWith.MEASURES: has.waiting,
            ReadyWith.LINKS: has.asks - has.linked,
            ReadyWith.QUESTIONS: has.questions.lacking,
        }
        return sum(many for what, many in left.items() if what in asked)


@dataclass(frozen=True, slots=True)
class CycleCalendar:
    """The budget cycle as of a day: all milestones, those that run or come, and who is ready.

    ``title`` is whose rules they are, ``has_rules`` False where the county names none, so that only the starts of
    periods are known. ``asks`` is the next milestone for which departments have to be ready, ``readiness`` is for it,
    and ``asks_of`` is the key of its budget's period on pages; None: no page has that period yet. ``unplaced`` are
    decisions, by key and first day of a period, of which no budget that is known starts then.
    """

    county: CountyFacts
    title: str
    source: str | None
    has_rules: bool
    milestones: tuple[MilestoneRow, ...]
    coming: tuple[MilestoneRow, ...]
    asks: MilestoneRow | None
    readiness: tuple[ReadinessRow, ...]
    unplaced: tuple[tuple[str, date], ...] = ()
    asks_of: str | None = None

    @property
    def next(self) -> MilestoneRow | None:
        """What comes next."""
        return self.coming[0] if self.coming else None

    @property
    def unplaced_words(self) -> tuple[str, ...]:
        """What is wrong with decisions that count nowhere, as sentences."""
        told = "A day was decided for {} of the budget from {}, but no budget period that is known starts then."
        return tuple(told.format(key, start) for key, start in self.unplaced)

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
        moved_why=_moved_why(one) if one.by_rule else None,
        ready=one.rule.ready,
    )


def _moved_why(one: Milestone) -> str:
    if one.decided is None:
        return "offices are closed"
    return f"decided: {one.decided.why}" if one.decided.why else "decided for this budget"


def readiness_row(named: tuple[str, str], asked: Sequence[ReadyWith], has: Prepared) -> ReadinessRow:
    """How far one department, by its key and name, is for a milestone that asks for these things."""
    return ReadinessRow(*named, has=has, is_ready=all(map(has.has, asked)))


def kept_up(own: Followed, rules: Rules) -> tuple[int, int]:
    """Of how many measures values are owed, and how many of them have not been kept up."""
    counted = [one for one in own.measures if is_followed_up(one)]
    return len(counted), sum(is_waiting(one, rules) for one in counted)


def asks_for_money(one: FollowedAction) -> bool:
    """Whether an open action asks the budget for dollars or FTE; zero asks for nothing."""
    ask = one.action.ask
    return one.action.is_open and not ask.within_existing and bool(ask.amount or ask.fte)


def is_followed_up(one: FollowedMeasure) -> bool:
    """Whether values of a measure are still owed: a performance measure of an open action or of a plan as a whole."""
    is_closed = one.action is not None and not one.action.is_open
    return one.measure.kind is MeasureKind.PERFORMANCE and not is_closed


def is_waiting(one: FollowedMeasure, rules: Rules) -> bool:
    """Whether a measure has not been kept up (plans/attainment.py)."""
    return waits_for_value(one.measure, one.kept.plan.start, rules.today, rules.thresholds)


def is_for(period: BudgetPeriod, milestone: Milestone) -> bool:
    """Whether a plan is for the budget of a milestone; of one whose end is not known, whether it reaches its start."""
    return period.start <= (milestone.period_end or milestone.period_start) and milestone.period_start <= period.end
