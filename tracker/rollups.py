"""The home of roll-ups by goal, by department and for the county: sums of what is in force, with their coverage."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

from plans import attainment
from plans.attention import ConcernKind, ending_agreements
from plans.framework import Goal
from plans.measures import MeasureKind
from plans.progress import ActionStatus, MeasureStatus
from tracker.aligned_money import AlignedMoney
from tracker.following import Followed, FollowedAction, FollowedMeasure, Rules
from tracker.records import KeptPlan
from tracker.rows import Asked, Attention, Before, Counts, DepartmentRow, GoalRow, Money


def counts(followed: Followed) -> Counts:
    """The headline numbers; what is wrong is counted of open actions and their measures (plans/attention.py)."""
    actions = Counter(kind for action in followed.actions for kind in action.concerns)
    performance = [one for one in followed.measures if not is_indicator(one)]
    measures = Counter(kind for measure in performance for kind in measure.concerns)
    return Counts(
        actions=len(followed.actions),
        open_actions=sum(one.action.is_open for one in followed.actions),
        measures=len(performance),
        indicators=len(followed.measures) - len(performance),
        without_lead=actions[ConcernKind.OWNERLESS],
        never_updated=actions[ConcernKind.NEVER_UPDATED],
        stale_actions=actions[ConcernKind.STALE],
        overdue=actions[ConcernKind.OVERDUE],
        stale_measures=measures[ConcernKind.STALE],
        without_baseline=measures[ConcernKind.NO_BASELINE],
        without_target=measures[ConcernKind.NO_TARGET],
    )


def is_indicator(followed: FollowedMeasure) -> bool:
    """Whether it says how a population fares: such are told, and never added up with what departments do."""
    return followed.measure.kind is MeasureKind.POPULATION


def progress(followed: Followed, rules: Rules) -> attainment.Progress:
    """How far the performance measures are, beside how many are measured; indicators of a population stay out."""
    measures = attainment.performance_measures(one.measure for one in followed.measures)
    return attainment.mean_progress(measures, rules.today, rules.thresholds)


def asked(actions: Iterable[FollowedAction]) -> Asked:
    """What plans ask for; a cancelled action asks for nothing."""
    asks = [one.action.ask for one in actions if one.action.current_status is not ActionStatus.CANCELLED]
    amounts = [ask.amount for ask in asks if ask.amount is not None]
    ftes = [ask.fte for ask in asks if ask.fte is not None]
    return Asked(
        amount=sum(amounts, Decimal(0)) if amounts else None,
        fte=sum(ftes, Decimal(0)) if ftes else None,
        with_amount=len(amounts),
        within_existing=sum(ask.within_existing for ask in asks),
        of=len(asks),
    )


def action_status(actions: Iterable[FollowedAction]) -> dict[ActionStatus | None, int]:
    """How many actions stand where, as last reported; None: nobody said."""
    found = Counter(one.action.current_status for one in actions)
    order: Sequence[ActionStatus | None] = (*ActionStatus, None)
    return {status: found[status] for status in order if found[status]}


def measure_status(measures: Iterable[FollowedMeasure], rules: Rules) -> dict[MeasureStatus, int]:
    """How many performance measures stand where, as computed: the same that ``progress`` is the mean of."""
    performance = attainment.performance_measures(one.measure for one in measures)
    found = Counter(attainment.status(measure, rules.today, rules.thresholds) for measure in performance)
    return {status: found[status] for status in MeasureStatus if found[status]}


def goal_row(
    goal: Goal,
    followed: Followed,
    rules: Rules,
    tagged: Money | None,
    aligned: AlignedMoney | None = None,
    before: Before | None = None,
) -> GoalRow:
    """One shared goal, from everything that the county follows."""
    named = goal.code, goal.name, goal.short_name or goal.name
    row = _row(named, followed.of_goal(goal.code), rules, tagged)
    return replace(row, aligned=aligned, before=before)


def no_goal_row(followed: Followed, rules: Rules) -> GoalRow:
    """What names no shared goal, told as the goals are, so that all of them add up to the county."""
    return _row(("", "No shared goal", "No shared goal"), followed.of_goal(None), rules, None)


def _row(named: tuple[str, str, str], own: Followed, rules: Rules, tagged: Money | None) -> GoalRow:
    code, name, short_name = named
    made = progress(own, rules)
    return GoalRow(
        code=code,
        name=name,
        short_name=short_name,
        progress=made,
        status=attainment.rollup_status(made, rules.thresholds),
        measure_status=measure_status(own.measures, rules),
        action_status=action_status(own.actions),
        counts=counts(own),
        departments=len({one.kept.department_key for one in own.actions}),
        asked=asked(own.actions),
        tagged=tagged,
    )


def department_row(
    named: tuple[str, str], followed: Followed, rules: Rules, budget: Money | None, *, plan_expected: bool
) -> DepartmentRow:
    """One department, by its key and its name, from everything that the county follows."""
    key, name = named
    own = followed.of_department(key)
    plan = followed.plan_of(key)
    return DepartmentRow(
        key=key,
        name=name,
        plan_version=plan.version if plan else None,
        plan_published=plan.published_at.date() if plan else None,
        counts=counts(own),
        progress=progress(own, rules),
        action_status=action_status(own.actions),
        asked=asked(own.actions),
        budget=budget,
        plan_expected=plan_expected,
    )


def attention(followed: Followed, of_departments: Mapping[str, Sequence[str]], rules: Rules) -> tuple[Attention, ...]:
    """What needs a person now, the worst first; ``of_departments`` are the kinds that whole departments have."""
    found: dict[str, list[_Found]] = {}
    everything: list[FollowedAction | FollowedMeasure] = [*followed.actions, *followed.measures]
    for one in everything:
        for kind in (*one.concerns, *_kinds_of_county(one, rules)):
            found.setdefault(str(kind), []).append((one.kept, one))
    for plan in followed.plans:
        ending = ending_agreements(plan.plan, rules.today)
        found.setdefault(ConcernKind.AGREEMENT_ENDS.value, []).extend((plan, None) for _ in ending)
    whole = {kind: tuple((name, 1) for name in names) for kind, names in of_departments.items()}
    first = [Attention(kind, len(where), None, where, "/departments") for kind, where in whole.items() if where]
    told = (_attention(kind, found[kind]) for kind in _WORST_FIRST if found.get(kind))
    return (*first, *told)


_Found = tuple[KeptPlan, FollowedAction | FollowedMeasure | None]


_WORST_FIRST = (
    "blocked",
    ConcernKind.OVERDUE.value,
    "off_track",
    ConcernKind.OWNERLESS.value,
    ConcernKind.NEVER_UPDATED.value,
    ConcernKind.STALE.value,
    ConcernKind.NO_BASELINE.value,
    ConcernKind.NO_TARGET.value,
    ConcernKind.AGREEMENT_ENDS.value,
    "unknown_goal",
)


def _kinds_of_county(one: FollowedAction | FollowedMeasure, rules: Rules) -> Iterator[str]:
    if isinstance(one, FollowedMeasure):
        if attainment.status(one.measure, rules.today, rules.thresholds) is MeasureStatus.OFF_TRACK:
            yield "off_track"
        return
    if one.action.current_status is ActionStatus.BLOCKED:
        yield "blocked"
    if one.goal is None and one.action.is_open:
        yield "unknown_goal"


def _attention(kind: str, found: Sequence[_Found]) -> Attention:
    names = {plan.department_key: plan.plan.department for plan, _ in found}
    where = Counter(plan.department_key for plan, _ in found).most_common()
    actions = [one.action for _, one in found if isinstance(one, FollowedAction)]
    measures = [one for _, one in found if isinstance(one, FollowedMeasure)]
    indicators = sum(map(is_indicator, measures))
    dollars = [action.ask.amount for action in actions if action.ask.amount is not None]
    return Attention(
        kind=kind,
        count=len(found),
        dollars=sum(dollars, Decimal(0)) if dollars else None,
        where=tuple((names[key], many) for key, many in where),
        href=f"/department?{urlencode({'key': where[0][0]})}" if len(where) == 1 else "/departments",
        actions=len(actions),
        measures=len(measures) - indicators,
        indicators=indicators,
    )
