"""The home of what pages ask of links: a book's money by goal, department and fund, each dollar once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgets.money import from_cents
from budgets.phases import Phase
from tracker import aligning
from tracker.aligned_money import Aligned, Coverage
from tracker.alignment import action_key
from tracker.errors import NotFoundError
from tracker.following import FollowedAction, source_of
from tracker.funding_rows import ActionFunding, AlignmentPage, Flow, GoalAligned, GoalFunding, LinkRow, Place
from tracker.records import BookName, Dimension, KeptLink
from tracker.rollups import asked
from tracker.rows import View
from tracker.services.looking import Look, of_direction
from tracker.sums import money

NO_GOAL = ""
Sums = Mapping[aligning.SumKey, aligning.Aligned]


@dataclass(frozen=True, slots=True)
class Tied:
    """A link and the action that it pays for; None where no plan of the period has it."""

    kept: KeptLink
    action: FollowedAction | None

    @property
    def goal(self) -> str:
        """The code of the shared goal that it serves; empty where it serves none."""
        return (self.action.goal if self.action else None) or NO_GOAL


def alignment(look: Look, view: View) -> AlignmentPage:
    """What a book pays for."""
    sums = _sums(look, view, "link", "department", "fund", "goal")
    tied = tie(look, view)
    flows = _flows(look, sums, tied)
    by_goal: dict[str, Aligned] = defaultdict(Aligned)
    for flow in flows:
        by_goal[flow.goal] += flow.money
    return AlignmentPage(
        county=look.facts,
        view=view,
        coverage=coverage(look, view, sum(by_goal.values(), Aligned())),
        goals=_goals(look, view, by_goal, tied),
        flows=flows,
        links=_link_rows(look, tied, sums),
        actuals=look.actuals(view) if view.phase is Phase.ACTUAL else None,
    )


def goal_funding(look: Look, code: str, view: View) -> GoalFunding:
    """One goal's money in every phase of the period. Raises ``NotFoundError``."""
    named = look.framework.find_goal(code)
    if named is None:
        raise NotFoundError("goal", code)
    period, tied = look.period(view), tie(look, view)
    phases = look.phases(period) if period else ()
    by_phase, of_links = [], {}
    for phase in phases:
        sums = _sums(look, View(view.period, phase), "link", "goal")
        own = {key: part for key, part in sums.items() if _goal_of(look, key, tied) == named.code}
        by_phase.append((phase, sum((_aligned(key, part) for key, part in own.items()), Aligned())))
        of_links[phase] = {key.link: from_cents(part.net) for key, part in _by_link(own).items()}
    actions = look.followed(view).of_goal(named.code).actions
    rows = [_action_row(one, {phase: of_links[phase] for phase in phases}, tied) for one in actions]
    linked = tuple(row for row in rows if row is not None)
    return GoalFunding(
        county=look.facts,
        view=view,
        code=named.code,
        by_phase=tuple(by_phase),
        actions=tuple(sorted(linked, key=_most_first)),
        unlinked=len(rows) - len(linked),
        actuals=look.actuals(view),
    )


def goal_money(look: Look, view: View) -> dict[str, Aligned]:
    """What each goal gets in a book, each dollar once, by its code; empty: links to actions of no shared goal."""
    found: dict[str, Aligned] = defaultdict(Aligned)
    tied = tie(look, view)
    for key, own in _sums(look, view, "link", "goal").items():
        goal = _goal_of(look, key, tied)
        if goal is not None:
            found[goal] += _aligned(key, own)
    return found


def coverage(look: Look, view: View, tied: Aligned) -> Coverage:
    """How much of a book is tied to goals."""
    parts = look.book(view)
    whole = money(of_direction(look.totals(parts)), 0)
    return Coverage(whole.amount if whole else None, tied.linked, tied.tagged, tied.over)


def tie(look: Look, view: View) -> dict[int, Tied]:
    """The links that count in the period of a view, by number, each with its action."""
    period = look.period(view)
    actions = {
        (one.kept.department_key, action_key(one.action.code or one.action.title)): one
        for one in look.followed(view).actions
    }
    return {
        kept.id: Tied(kept, actions.get((kept.link.department, kept.link.action_key)))
        for kept in look.uow.links.all()
        if kept.stands and (period is None or kept.link.holds_in(period))
    }


def _sums(look: Look, view: View, *by: str) -> Sums:
    period = look.period(view)
    if period is None:
        return {}
    book = BookName(period, view.phase)
    return look.uow.alignment.sums([book], by).get(book, {})


def _goal_of(look: Look, key: aligning.SumKey, tied: Mapping[int, Tied]) -> str | None:
    """The goal that a kept sum serves; None: none, for no link claims it and its line names no shared goal."""
    if key.link is not None:
        return tied[key.link].goal if key.link in tied else NO_GOAL
    code = look.naming(Dimension.GOAL)(key.goal).key
    return code if code and look.framework.find_goal(code) else None


def _aligned(key: aligning.SumKey, own: aligning.Aligned) -> Aligned:
    if key.link is None:
        return Aligned(tagged=from_cents(own.net))
    return Aligned(linked=from_cents(own.net), gross=from_cents(own.gross))


def _by_link(sums: Sums) -> dict[aligning.SumKey, aligning.Aligned]:
    found: dict[aligning.SumKey, aligning.Aligned] = {}
    for key, own in sums.items():
        short = aligning.SumKey(key.link, *(None,) * (len(key) - 1))
        before = found.get(short, aligning.Aligned(0, 0))
        found[short] = aligning.Aligned(before.gross + own.gross, before.net + own.net)
    return found


def _flows(look: Look, sums: Sums, tied: Mapping[int, Tied]) -> tuple[Flow, ...]:
    found: dict[tuple[str, Place, Place], Aligned] = defaultdict(Aligned)
    for key, own in sums.items():
        goal = _goal_of(look, key, tied)
        if goal is not None:
            places = _place(look, Dimension.DEPARTMENT, key.department), _place(look, Dimension.FUND, key.fund)
            found[goal, *places] += _aligned(key, own)
    flows = (Flow(*names, money=own) for names, own in found.items())
    return tuple(sorted(flows, key=lambda flow: (-flow.money.total, flow.goal, flow.department.name, flow.fund.name)))


def _place(look: Look, dimension: Dimension, number: int | None) -> Place:
    named = look.naming(dimension)(number)
    return Place(named.key, named.name or named.code or f"no {dimension.value}")


def _goals(look: Look, view: View, by_goal: Mapping[str, Aligned], tied: Mapping[int, Tied]) -> tuple[GoalAligned, ...]:
    followed = look.followed(view)
    many = {code: sum(1 for one in tied.values() if one.goal == code) for code in {one.goal for one in tied.values()}}
    rows = [
        GoalAligned(
            code=goal.code,
            name=goal.name,
            short_name=goal.short_name or goal.name,
            money=by_goal.get(goal.code, Aligned()),
            links=many.get(goal.code, 0),
            asked=asked(followed.of_goal(goal.code).actions),
        )
        for goal in look.framework.goals
    ]
    if NO_GOAL in by_goal or NO_GOAL in many:
        name, none = "No shared goal", asked(followed.of_goal(None).actions)
        rows.append(GoalAligned(NO_GOAL, name, name, by_goal.get(NO_GOAL, Aligned()), many.get(NO_GOAL, 0), none))
    return tuple(rows)


def _link_rows(look: Look, tied: Mapping[int, Tied], sums: Sums) -> tuple[LinkRow, ...]:
    own = {key.link: part for key, part in _by_link(sums).items()}
    return tuple(link_row(look, one, own.get(number, aligning.Aligned(0, 0))) for number, one in tied.items())


def link_row(look: Look, tied: Tied, own: aligning.Aligned | None) -> LinkRow:
    """A link as it is told; ``own`` is what it claims and is paid in the book that is looked at."""
    kept, action = tied.kept, tied.action
    known = look.department_name(kept.link.department)
    name = known or (action.kept.plan.department if action else kept.link.department)
    return LinkRow(
        id=kept.id,
        department=name,
        department_key=kept.link.department,
        action=kept.link.action,
        action_title=action.action.title if action else None,
        goal=tied.goal or None,
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
        ended_by=kept.ended_by,
        ended_at=kept.ended_at,
        ended_why=kept.ended_why,
    )


def _action_row(
    one: FollowedAction, of_links: Mapping[Phase, Mapping[int | None, Decimal]], tied: Mapping[int, Tied]
) -> ActionFunding | None:
    """An action with its money; None where no link pays for it."""
    own = [number for number, link in tied.items() if link.action is one]
    if not own:
        return None
    action = one.action
    by_phase = tuple((phase, _paid([paid[each] for each in own if each in paid])) for phase, paid in of_links.items())
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
        by_phase=by_phase,
        source=source_of(one.kept, one.path),
    )


def _most_first(row: ActionFunding) -> tuple[Decimal, str]:
    return -max((amount for _, amount in row.by_phase if amount is not None), default=Decimal(0)), row.code or row.title


def _paid(amounts: Sequence[Decimal]) -> Decimal | None:
    """What links pay; None where no line of the book is under any of them."""
    return sum(amounts, Decimal(0)) if amounts else None
