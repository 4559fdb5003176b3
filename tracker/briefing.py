"""The home of what leadership asks before a budget is made: what is blocked, neglected and not kept up.

docs/explanation/methods.md says when an outcome is neglected and a measure not kept up.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from importers.departments import fold
from plans.attention import ConcernKind
from plans.framework import Framework
from plans.progress import ActionStatus
from tracker.cycle import MilestoneRow, is_followed_up, is_waiting, kept_up
from tracker.following import Followed, FollowedAction, Rules, action_row, measure_row
from tracker.rows import ActionRow, CountyFacts, MeasureRow

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
class BriefingRow:
    """One department before the budget, in counts. ``plan_version`` None: nothing can be said of it."""

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


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """One department before the budget: what is blocked, which outcomes are neglected, what is not kept up.

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


@dataclass(frozen=True, slots=True)
class Briefings:
    """All departments before the budget, in counts, and what comes next in the cycle."""

    county: CountyFacts
    rows: tuple[BriefingRow, ...]
    next: MilestoneRow | None


def briefing_row(named: tuple[str, str], version: int | None, own: Followed, rules: Rules) -> BriefingRow:
    """One department by its key and name, from what its plan holds."""
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
    )


def briefing_page(
    county: CountyFacts, row: BriefingRow, own: Followed, rules: Rules, coming: MilestoneRow | None
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
