"""The home of what pages ask of links: a book's money by goal, department and fund, each dollar once."""

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from budgets.money import from_cents
from budgets.period import BudgetPeriod
from budgets.phases import Phase
from plans.progress import STOPPED_STATUSES
from tracker import aligning
from tracker.aligned_money import AlignedMoney, Coverage
from tracker.aligning import NOTHING
from tracker.alignment import action_key
from tracker.errors import NotFoundError
from tracker.finding_facts import Paid, book_cut
from tracker.following import FollowedAction, source_of
from tracker.funding_rows import (
    ActionFunding,
    AlignmentPage,
    Flow,
    GoalAligned,
    GoalFunding,
    LinkedFte,
    LinkPaid,
    LinkRow,
    Place,
)
from tracker.records import BookName, Dimension, KeptLink
from tracker.rollups import asked
from tracker.rows import View
from tracker.services.cutting import PaidByLink, alone, standing
from tracker.services.linked_fte import FteUnderLinks
from tracker.services.looking import Look, of_direction
from tracker.sums import money

NO_GOAL = ""
K = TypeVar("K", bound=Hashable)
Sums = Mapping[aligning.SumKey, aligning.Aligned]


@dataclass(frozen=True, slots=True)
class Served:
    """What the links that count in a period pay for, by their numbers.

    An action is None where no plan of the period has it; a goal is empty where its action serves no shared one.
    ``stopped`` are the links whose actions are cancelled or deferred.
    """

    actions: Mapping[int, FollowedAction | None]
    goals: Mapping[int, str]
    stopped: frozenset[int]


@dataclass(frozen=True, slots=True)
class Tied:
    """A link and the action that it pays for; None where no plan of the period has it."""

    kept: KeptLink
    action: FollowedAction | None


def alignment(look: Look, view: View) -> AlignmentPage:
    """What a book pays for."""
    sums = _sums(look, view, "link", "department", "fund", "goal")
    served, fte = serve(look, view), FteUnderLinks(look, view, sums)
    flows, by_goal = _flows(look, sums, served), goal_money(look, view)
    return AlignmentPage(
        county=look.facts,
        view=view,
        coverage=coverage(look, view, by_goal),
        goals=_goals(look, view, by_goal, served, fte),
        flows=flows,
        links=_paid_links(served, sums),
        actuals=look.actuals(view) if view.phase is Phase.ACTUAL else None,
        fte=fte.coverage(),
        of_packages=_of_packages(look, view, served.actions, _by_link(sums)),
    )


def goal_funding(look: Look, code: str, view: View) -> GoalFunding:
    """One goal's money in every phase of the period. Raises ``NotFoundError``."""
    named = look.framework.find_goal(code)
    if named is None:
        raise NotFoundError("goal", code)
    period, served = look.period(view), serve(look, view)
    phases = look.spending_phases(period) if period else ()
    by_phase, of_links, fte = [], dict[int, dict[Phase, Paid]](), {}
    for phase in phases:
        of_phase = View(view.period, phase)
        sums = _sums(look, of_phase, "link", "goal")
        fte[phase] = FteUnderLinks(look, of_phase, sums)
        own = {key: part for key, part in sums.items() if _goal_of(look, key, served) == named.code}
        by_phase.append((phase, _money_by(own, served, lambda _: named.code).get(named.code, AlignedMoney())))
        for link, part in _by_link(own).items():
            if link is not None:
                of_links.setdefault(link, {})[phase] = Paid(from_cents(part.gross), from_cents(part.net))
    actions, paying = look.followed(view).of_goal(named.code).actions, defaultdict[object, list[int]](list)
    for number, action in served.actions.items():
        if action is not None:
            paying[action.place].append(number)
    own_links = [{number: of_links.get(number, {}) for number in paying[one.place]} for one in actions]
    cuts = _council_cuts(look, period, phases, own_links)
    rows = [
        _action_row(one, phases, paid, cut, fte.get(view.phase))
        for one, paid, cut in zip(actions, own_links, cuts, strict=True)
    ]
    linked = tuple(row for row in rows if row is not None)
    serving = _serving(served)[named.code]
    lost = [
        (
            each,
            _of_packages(look, View(view.period, each), serving, {n for n, paid in of_links.items() if each in paid}),
        )
        for each in phases
    ]
    return GoalFunding(
        county=look.facts,
        view=view,
        code=named.code,
        by_phase=tuple(by_phase),
        actions=tuple(sorted(linked, key=_most_first)),
        unlinked=len(rows) - len(linked),
        actuals=look.actuals(view),
        of_packages=tuple((phase, many) for phase, many in lost if many),
        fte=tuple(fte[phase].of(serving) for phase in phases),
    )


def goal_money(look: Look, view: View) -> Mapping[str, AlignedMoney]:
    """What each goal gets in a book, each dollar once, by its code; empty: links to actions of no shared goal."""

    def told() -> Mapping[str, AlignedMoney]:
        served = serve(look, view)
        return _money_by(_sums(look, view, "link", "goal"), served, lambda key: _goal_of(look, key, served))

    return look.keeping.of(("goal money", view), told)


def coverage(look: Look, view: View, by_goal: Mapping[str, AlignedMoney]) -> Coverage:
    """How much of a book is tied to goals, of what each of them gets."""
    parts = look.book(view)
    whole = money(of_direction(look.totals(parts)), 0)
    none = by_goal.get(NO_GOAL, AlignedMoney())
    tied = sum((own for code, own in by_goal.items() if code != NO_GOAL), AlignedMoney())
    return Coverage(
        total=whole.amount if whole else None,
        linked=tied.linked,
        tagged=tied.tagged,
        over=tied.over + none.over,
        stopped=tied.stopped,
        for_none=none.linked,
    )


def coverage_of(look: Look, view: View) -> Coverage:
    """How much of the book of a view is tied to goals."""
    return coverage(look, view, goal_money(look, view))


def serve(look: Look, view: View) -> Served:
    """The links that count in the period of a view, and what they pay for."""

    def served() -> Served:
        known = named_actions(look, view)
        counting = look.counting_links(view)
        actions = {one.link: known.get((one.department, action_key(one.action))) for one in counting}
        halted = {one.place for one in known.values() if one.action.current_status in STOPPED_STATUSES}
        return Served(
            actions=actions,
            goals={link: (action.goal if action else None) or NO_GOAL for link, action in actions.items()},
            stopped=frozenset(link for link, action in actions.items() if action and action.place in halted),
        )

    return look.keeping.of(("served", view.period), served)


def named_actions(look: Look, view: View) -> Mapping[tuple[str, str], FollowedAction]:
    """The actions of the plans of a view, by what a link knows them by: department and action key."""

    def named() -> Mapping[tuple[str, str], FollowedAction]:
        return {(one.kept.department_key, action_key(one.action.name)): one for one in look.followed(view).actions}

    return look.keeping.of(("named actions", view.period), named)


def tie(look: Look, view: View) -> dict[int, Tied]:
    """The links that count in the period of a view, whole, by number, each with the action that it pays for."""
    actions = serve(look, view).actions
    return {kept.id: Tied(kept, actions[kept.id]) for kept in look.links if kept.id in actions}


def link_rows(look: Look, view: View, numbers: Sequence[int]) -> tuple[LinkRow, ...]:
    """Some of the links that count in the period of a view, as they are told. Raises ``NotFoundError``."""
    served, sums = serve(look, view), _sums(look, view, "link")
    paid, fte = _by_link(sums), FteUnderLinks(look, view, sums)
    return tuple(
        link_row(look, Tied(one, served.actions.get(one.id)), paid.get(one.id, NOTHING), fte.of([one.id]))
        for one in map(look.uow.links.get, numbers)
    )


def _sums(look: Look, view: View, *by: str) -> Sums:
    period = look.period(view)
    if period is None:
        return {}
    book = BookName(period, view.phase)
    return look.uow.alignment.sums([book], by).get(book, {})


def _goal_of(look: Look, key: aligning.SumKey, served: Served) -> str | None:
    """The goal that a kept sum serves; None: none, for no link claims it and its line names no shared goal."""
    if key.link is not None:
        return served.goals.get(key.link, NO_GOAL)
    code = look.naming(Dimension.GOAL)(key.goal).key
    return code if code and look.framework.find_goal(code) else None


def _money_by(sums: Sums, served: Served, of: Callable[[aligning.SumKey], K | None]) -> dict[K, AlignedMoney]:
    """Kept sums added up by what ``of`` says of them; those of which it says None are left out."""
    # Cents are added before they become dollars: there are far more links than goals, departments and funds.
    cents: dict[K, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    crowded: dict[tuple[K, int], aligning.Aligned] = {}
    for key, own in sums.items():
        name = of(key)
        if name is None:
            continue
        kept = cents[name]
        if key.link is None:
            kept[2] += own.net
            continue
        kept[0] += own.net
        kept[1] += own.gross
        kept[3] += own.net if key.link in served.stopped else 0
        if own.over:
            crowded[name, key.link] = crowded.get((name, key.link), NOTHING).plus(own)
    for (name, _), own in crowded.items():
        cents[name][4] += own.over
    return {name: AlignedMoney(*map(from_cents, added)) for name, added in cents.items()}


def _by_link(sums: Sums) -> dict[int | None, aligning.Aligned]:
    found: dict[int | None, aligning.Aligned] = {}
    for key, own in sums.items():
        found[key.link] = found.get(key.link, NOTHING).plus(own)
    return found


def _of_packages(look: Look, view: View, links: Iterable[int], found: Container[int | None]) -> int:
    """How many links name a decision package where the book names none; ``found`` are the links with lines in it."""
    lost = {number for number in links if number not in found}
    if not lost or not (parts := look.spending(view)):
        return 0
    if any(kept.outer is not None for kept in of_direction(look.totals(parts, Dimension.PACKAGE))):
        return 0
    return sum(1 for kept in look.links if kept.id in lost and kept.link.selector.package is not None)


def _flows(look: Look, sums: Sums, served: Served) -> tuple[Flow, ...]:
    def of(key: aligning.SumKey) -> tuple[str, int | None, int | None] | None:
        goal = _goal_of(look, key, served)
        return None if goal is None else (goal, key.department, key.fund)

    found: dict[tuple[str, Place, Place], AlignedMoney] = defaultdict(AlignedMoney)
    for (goal, department, fund), own in _money_by(sums, served, of).items():
        places = _place(look, Dimension.DEPARTMENT, department), _place(look, Dimension.FUND, fund)
        found[goal, *places] += own
    flows = (Flow(*names, money=own) for names, own in found.items())
    return tuple(sorted(flows, key=lambda flow: (-flow.money.total, flow.goal, flow.department.name, flow.fund.name)))


def _place(look: Look, dimension: Dimension, number: int | None) -> Place:
    named = look.naming(dimension)(number)
    return Place(named.key, named.name or named.code or f"no {dimension.value}")


def _goals(
    look: Look, view: View, by_goal: Mapping[str, AlignedMoney], served: Served, fte: FteUnderLinks
) -> tuple[GoalAligned, ...]:
    followed, serving = look.followed(view), _serving(served)
    rows = [
        GoalAligned(
            code=goal.code,
            name=goal.name,
            short_name=goal.short_name or goal.name,
            money=by_goal.get(goal.code, AlignedMoney()),
            links=len(serving[goal.code]),
            asked=asked(followed.of_goal(goal.code).actions),
            fte=fte.of(serving[goal.code]),
        )
        for goal in look.framework.goals
    ]
    if NO_GOAL in by_goal or NO_GOAL in serving:
        name, none, own = "No shared goal", asked(followed.of_goal(None).actions), serving[NO_GOAL]
        money = by_goal.get(NO_GOAL, AlignedMoney())
        rows.append(GoalAligned(NO_GOAL, name, name, money, len(own), none, fte.of(own)))
    return tuple(rows)


def _serving(served: Served) -> Mapping[str, list[int]]:
    """The links that serve each goal, by its code."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, goal in served.goals.items():
        found[goal].append(number)
    return found


def _paid_links(served: Served, sums: Sums) -> tuple[LinkPaid, ...]:
    paid = _by_link(sums)
    own = sorted(
        ((number, paid.get(number, NOTHING)) for number in served.actions), key=lambda one: (-one[1].gross, one[0])
    )
    return tuple(
        LinkPaid(
            number,
            from_cents(each.gross),
            from_cents(each.net),
            goal=served.goals[number] or None,
            is_stopped=number in served.stopped,
        )
        for number, each in own
    )


def link_row(look: Look, tied: Tied, own: aligning.Aligned | None, fte: LinkedFte | None) -> LinkRow:
    """A link as it is told; ``own`` and ``fte`` are what it claims and is paid in the book that is looked at."""
    kept, action = tied.kept, tied.action
    known = look.department_name(kept.link.department)
    name = known or (action.kept.plan.department if action else kept.link.department)
    return LinkRow(
        id=kept.id,
        department=name,
        department_key=kept.link.department,
        action=kept.link.action,
        action_title=action.action.title if action else None,
        goal=(action.goal if action else None) or None,
        lead=action.action.lead if action else None,
        status=action.action.current_status if action else None,
        lines=kept.link.selector.label,
        claim=kept.link.claim,
        gross=from_cents(own.gross) if own else None,
        net=from_cents(own.net) if own else None,
        basis=kept.link.basis,
        since=kept.link.since,
        until=kept.link.until,
        note=kept.link.note,
        by=kept.by,
        at=kept.at,
        source=look.source(action) if action else None,
        fte=fte,
        ended_by=kept.ended_by,
        ended_at=kept.ended_at,
        ended_why=kept.ended_why,
    )


def _council_cuts(
    look: Look, period: BudgetPeriod | None, phases: Sequence[Phase], actions: Sequence[PaidByLink]
) -> Sequence[Decimal]:
    """What of the proposed dollars of each action the adopted book cut; 0 where one of both is not there."""
    steps = (Phase.PROPOSED, Phase.ADOPTED)
    if period is None or not set(steps) <= set(phases):
        return [Decimal(0)] * len(actions)
    every = {number: own for paid in actions for number, own in paid.items()}
    by_itself = alone(look, period, every, actions, steps)
    return [book_cut(*(standing(paid, by_itself, phase) for phase in steps)) for paid in actions]


def _action_row(
    one: FollowedAction, phases: Sequence[Phase], paying: PaidByLink, cut: Decimal, fte: FteUnderLinks | None
) -> ActionFunding | None:
    """An action with its money; None where no link pays for it."""
    if not paying:
        return None
    action = one.action
    paid = ((phase, [own[phase].net for own in paying.values() if phase in own]) for phase in phases)
    return ActionFunding(
        id=one.kept.ids[one.path],
        code=action.code,
        title=action.title,
        department=one.kept.plan.department,
        department_key=one.kept.department_key,
        lead=action.lead,
        status=action.current_status,
        asked=action.ask.amount,
        within_existing=action.ask.within_existing,
        by_phase=tuple((phase, _sum(amounts)) for phase, amounts in paid),
        source=source_of(one.kept, one.path),
        cut=cut,
        fte=fte.of([*paying]) if fte else None,
    )


def _most_first(row: ActionFunding) -> tuple[Decimal, str]:
    return -max((amount for _, amount in row.by_phase if amount is not None), default=Decimal(0)), row.code or row.title


def _sum(amounts: Sequence[Decimal]) -> Decimal | None:
    """What links pay; None where no line of the book is under any of them."""
    return sum(amounts, Decimal(0)) if amounts else None
