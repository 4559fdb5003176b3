"""The home of what leadership asks before a budget is made: what is blocked, neglected and not kept up.

docs/explanation/methods.md says when an outcome is neglected and a measure not kept up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.phases import Phase
from importers.departments import fold
from plans.attention import ConcernKind
from plans.framework import Framework
from plans.progress import ActionStatus
from tracker.cycle import MilestoneRow, is_followed_up, is_waiting, kept_up
from tracker.finding_rows import FindingRow
from tracker.following import Followed, FollowedAction, Rules, action_row, measure_row
from tracker.rows import ActionRow, CountyFacts, Cut, MeasureRow

_NOT_HEARD_OF = frozenset({ConcernKind.STALE.value, ConcernKind.NEVER_UPDATED.value})


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome that actions serve: a goal, and the community indicator in it where they name one.

    ``goal`` is the code of a shared goal, or as the plan has it; ``goal_name`` is None for one that is no shared goal.
    """

    goal: str | None
    goal_name: str | None
    indicator: str | None
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class ActionCut:
    """An action of which the judged book cut linked dollars: what was counted in the earlier book, what is, the cut.

    The cut is less than the difference where the rest went to other links. ``places`` are what each of its links names
    as slices of both books.
    """

    action: ActionRow
    earlier: Phase
    before: Decimal
    after: Decimal
    cut: Decimal
    places: tuple[tuple[tuple[Cut, str], ...], ...]


@dataclass(frozen=True, slots=True)
class MoneyLost:
    """What became of the linked dollars of a department, by the facts and rules of findings.

    ``judged`` is the furthest decision of the period, None: none has a budget; ``earlier`` are those that it can be
    held against. ``links`` counts those that pay for actions of the department. ``gone`` links find no money,
    ``over`` ones claim more than is left for them.
    """

    judged: Phase | None = None
    earlier: tuple[Phase, ...] = ()
    links: int = 0
    cuts: tuple[ActionCut, ...] = ()
    gone: tuple[FindingRow, ...] = ()
    over: tuple[FindingRow, ...] = ()

    @property
    def cut(self) -> Decimal | None:
        """What the judged book cut, each dollar once; None where there are no two books, or no link, to tell it by."""
        if self.judged is None or not self.earlier or not self.links:
            return None
        return sum((each.cut for each in self.cuts), Decimal(0))


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """One department before the budget, in counts. ``plan_version`` None: nothing can be said of it.

    ``cut`` is what the judged book cut of its linked dollars; None: no data.
    """

    key: str
    name: str
    plan_version: int | None
    actions: int
    open_actions: int
    blocked: int
    outcomes: int
    neglected: int
    measures: int
    waiting: int
    cut: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """One department before the budget: what is blocked, what lost its money, what is neglected and not kept up.

    ``unserved`` are the shared goals, by code and name, that no action of its plan names. ``next`` is what comes next
    in the budget cycle.
    """

    county: CountyFacts
    row: BriefingRow
    blocked: tuple[ActionRow, ...]
    neglected: tuple[OutcomeRow, ...]
    unserved: tuple[tuple[str, str], ...]
    waiting: tuple[MeasureRow, ...]
    next: MilestoneRow | None
    money: MoneyLost


@dataclass(frozen=True, slots=True)
class Briefings:
    """All departments before the budget, in counts, and what comes next in the cycle."""

    county: CountyFacts
    rows: tuple[BriefingRow, ...]
    next: MilestoneRow | None


def briefing_row(
    named: tuple[str, str], version: int | None, own: Followed, rules: Rules, cut: Decimal | None
) -> BriefingRow:
    """One department by its key and name, from what its plan holds, and what was cut of its linked dollars."""
    found = outcomes(own)
    measures, waiting = kept_up(own, rules)
    return BriefingRow(
        *named,
        plan_version=version,
        actions=len(own.actions),
        open_actions=sum(one.action.is_open for one in own.actions),
        blocked=sum(one.action.current_status is ActionStatus.BLOCKED for one in own.actions),
        outcomes=len(found),
        neglected=sum(is_neglected(actions, rules) for actions in found),
        measures=measures,
        waiting=waiting,
        cut=cut,
    )


def briefing_page(
    county: CountyFacts, row: BriefingRow, own: Followed, rules: Rules, coming: MilestoneRow | None, money: MoneyLost
) -> BriefingPage:
    """One department in full; measures that wait longest come first."""
    blocked = (one for one in own.actions if one.action.current_status is ActionStatus.BLOCKED)
    waiting = [one for one in own.measures if is_followed_up(one) and is_waiting(one, rules)]
    oldest_first = sorted(
        waiting, key=lambda one: one.measure.latest.as_of if one.measure.latest else one.kept.plan.start
    )
    served = {one.goal for one in own.actions}
    return BriefingPage(
        county=county,
        row=row,
        blocked=tuple(action_row(one) for one in blocked),
        neglected=tuple(
            _outcome(actions, rules.framework) for actions in outcomes(own) if is_neglected(actions, rules)
        ),
        unserved=tuple((goal.code, goal.name) for goal in rules.framework.goals if goal.code not in served),
        waiting=tuple(measure_row(one, rules) for one in oldest_first),
        next=coming,
        money=money,
    )


def outcomes(own: Followed) -> tuple[tuple[FollowedAction, ...], ...]:
    """The actions of a plan by the outcome that they serve, in the order of the plan."""
    found: dict[tuple[str, str], list[FollowedAction]] = {}
    for one in own.actions:
        goal = one.goal or fold(one.action.goal or "")
        found.setdefault((goal, fold(one.action.indicator or "")), []).append(one)
    return tuple(tuple(actions) for actions in found.values())


def is_neglected(actions: Iterable[FollowedAction], rules: Rules) -> bool:
    """Whether nothing moves toward an outcome: none of its actions is done, under way and heard of, or yet to begin."""
    return not any(_moves(one, rules) for one in actions)


def _moves(one: FollowedAction, rules: Rules) -> bool:
    match one.action.current_status:
        case ActionStatus.COMPLETED:
            return True
        case ActionStatus.IN_PROGRESS:
            return not one.concerns & _NOT_HEARD_OF
        case ActionStatus.NOT_STARTED | None:
            return one.action.start is not None and one.action.start > rules.today
        case _:
            return False


def _outcome(actions: tuple[FollowedAction, ...], framework: Framework) -> OutcomeRow:
    first = actions[0]
    goal = framework.find_goal(first.goal) if first.goal else None
    return OutcomeRow(
        goal=goal.code if goal else first.action.goal,
        goal_name=goal.name if goal else None,
        indicator=first.action.indicator,
        actions=tuple(action_row(one) for one in actions),
    )
