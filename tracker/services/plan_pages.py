"""The home of what the pages of goals and departments ask, and the overview of both."""

from collections.abc import Callable, Iterator, Mapping

from budgets.phases import DECISIONS, Phase
from plans.attention import ending_agreements
from tracker.aligned_money import AlignedMoney
from tracker.errors import NotFoundError
from tracker.following import Followed, action_row, measure_row, source_of
from tracker.records import Dimension, KeptPlan
from tracker.rollups import asked, attention, counts, department_row, goal_row, no_goal_row, progress
from tracker.rows import (
    AgreementRow,
    Before,
    CutRow,
    DepartmentPage,
    DepartmentRow,
    GoalPage,
    GoalRow,
    ImportRow,
    Money,
    Overview,
    UpdateRow,
    View,
)
from tracker.services.budget_pages import book_of
from tracker.services.due import due_rows
from tracker.services.funding_pages import coverage_of, goal_money
from tracker.services.listing import import_row
from tracker.services.looking import Look, of_direction
from tracker.services.prefilling import next_period
from tracker.sums import cut_rows, fte_years, money


def overview(look: Look, view: View) -> Overview:
    """The county on one page."""
    followed, listed = look.followed(view), listed_departments(look, view)
    book = book_of(look, view)
    tagged = _all_tagged(look, view)
    never = [row.name for row in listed if row.plan_version is None]
    expected = look.expects_plans(view)
    aside = {head.department_key for head in look.set_aside(view)}
    of_departments = {
        "never_reported": never if expected else [],
        "plan_set_aside": [row.name for row in listed if row.key in aside],
    }
    return Overview(
        county=look.facts,
        goals=_goals(look, view),
        no_goal=no_goal_row(followed, look.rules),
        counts=counts(followed),
        progress=progress(followed, look.rules),
        departments=len(listed),
        departments_reporting=len(listed) - len(never),
        plans_expected=expected,
        asked=asked(followed.actions),
        book=book,
        tagged=tagged,
        coverage=coverage_of(look, view) if book else None,
        attention=attention(followed, of_departments, look.rules),
    )


def _goals(look: Look, view: View) -> tuple[GoalRow, ...]:
    everything = look.followed(view)
    tagged = {row.key: row.money for row in _cut(look, view, Dimension.GOAL)}
    money_of, before = _goal_money(look, view)
    return tuple(
        goal_row(goal, everything, look.rules, tagged.get(goal.code), money_of(goal.code), before(goal.code))
        for goal in look.framework.goals
    )


def _goal_money(look: Look, view: View) -> tuple[Callable[[str], AlignedMoney | None], Callable[[str], Before | None]]:
    """What each goal gets in the book of a view, and in that of the decision before it."""
    own = goal_money(look, view) if look.spending(view) else None
    phase = _before(look, view)
    earlier = goal_money(look, View(view.period, phase)) if phase else {}

    def of(code: str) -> AlignedMoney | None:
        return None if own is None else own.get(code, AlignedMoney())

    def before(code: str) -> Before | None:
        return Before(phase, earlier.get(code, AlignedMoney()).total) if phase else None

    return of, before


def _before(look: Look, view: View) -> Phase | None:
    """The decision before that of a view, where both have a book; estimates and actuals are held against none."""
    period = look.period(view)
    decided = [phase for phase in look.spending_phases(period) if phase in DECISIONS] if period else []
    place = decided.index(view.phase) if view.phase in decided else 0
    return decided[place - 1] if place else None


def goal(look: Look, code: str, view: View) -> GoalPage:
    """Everything about one goal. Raises ``NotFoundError``."""
    named = look.framework.find_goal(code)
    if named is None:
        raise NotFoundError("goal", code)
    followed = look.followed(view)
    own = followed.of_goal(named.code)
    cut = _cut(look, view, Dimension.GOAL, Dimension.DEPARTMENT)
    slice_ = next((row for row in cut if row.key == named.code), None)
    return GoalPage(
        county=look.facts,
        goal=goal_row(
            named, followed, look.rules, slice_.money if slice_ else None, *_money_of(look, view, named.code)
        ),
        measures=tuple(measure_row(one, look.rules) for one in own.measures),
        actions=tuple(action_row(one) for one in own.actions),
        tagged_by_phase=_tagged_by_phase(look, named.code, view),
        tagged_by_department=slice_.inner if slice_ else (),
        actuals=look.actuals(view),
    )


def _money_of(look: Look, view: View, code: str) -> tuple[AlignedMoney | None, Before | None]:
    money_of, before = _goal_money(look, view)
    return money_of(code), before(code)


def departments(look: Look, view: View) -> tuple[DepartmentRow, ...]:
    """All departments: of the county's file first and in its order, then those of plans and budgets by name."""
    everything, expected = look.followed(view), look.expects_plans(view)
    budget = {row.key: row for row in _cut(look, view, Dimension.DEPARTMENT)}
    money_of = {key: row.money for key, row in budget.items()}
    return tuple(
        department_row(named, everything, look.rules, money_of.get(named[0]), plan_expected=expected)
        for named in _department_names(look, everything, budget).items()
    )


def listed_departments(look: Look, view: View) -> tuple[DepartmentRow, ...]:
    """All departments, asked for once however many parts of an answer need them."""
    return look.keeping.of(("departments", view), lambda: departments(look, view))


def department(look: Look, key: str, view: View) -> DepartmentPage:
    """Everything about one department. Raises ``NotFoundError``."""
    followed = look.followed(view)
    row = next((row for row in listed_departments(look, view) if row.key == key), None)
    if row is None:
        raise NotFoundError("department", key)
    own = followed.of_department(key)
    kept = followed.plan_of(key)
    cut = _cut(look, view, Dimension.DEPARTMENT, Dimension.UNIT)
    slice_ = next((row for row in cut if row.key == key), None)
    return DepartmentPage(
        county=look.facts,
        department=row,
        plan=import_row(look.uow, look.uow.imports.get(kept.import_id)) if kept else None,
        actions=tuple(action_row(one) for one in own.actions),
        measures=tuple(measure_row(one, look.rules) for one in own.measures),
        updates=tuple(_updates(kept)) if kept else (),
        agreements=tuple(_agreements(kept, look)) if kept else (),
        due=due_rows(own, look.rules),
        budget_by_unit=slice_.inner if slice_ else (),
        set_aside=tuple(_set_aside(look, key, view)),
        next_period=following.label if (following := next_period(look, key)) else None,
    )


def _set_aside(look: Look, key: str, view: View) -> Iterator[ImportRow]:
    for head in look.set_aside(view):
        if head.department_key == key:
            yield import_row(look.uow, look.uow.imports.get(head.import_id))


def _cut(look: Look, view: View, outer: Dimension, inner: Dimension | None = None) -> tuple[CutRow, ...]:
    parts = look.book(view)
    years = fte_years(of_direction(look.totals(parts)))
    totals = of_direction(look.totals(parts, outer, inner))
    return cut_rows(totals, years, look.naming(outer), look.naming(inner) if inner else None)


def _all_tagged(look: Look, view: View) -> Money | None:
    """Money whose own line names a shared goal; a code that is none of them stays "not linked yet"."""
    parts = look.book(view)
    naming, codes = look.naming(Dimension.GOAL), {goal.code for goal in look.framework.goals}
    totals = of_direction(look.totals(parts, Dimension.GOAL))
    return money(
        [kept for kept in totals if naming(kept.outer).key in codes], fte_years(of_direction(look.totals(parts)))
    )


def _tagged_by_phase(look: Look, code: str, view: View) -> tuple[tuple[Phase, Money | None], ...]:
    period = look.period(view)
    if period is None:
        return ()
    naming = look.naming(Dimension.GOAL)
    found = []
    for phase in look.spending_phases(period):
        parts = look.parts_of(period, phase)
        years = fte_years(of_direction(look.totals(parts)))
        own = [kept for kept in of_direction(look.totals(parts, Dimension.GOAL)) if naming(kept.outer).key == code]
        found.append((phase, money(own, years)))
    return tuple(found)


def _department_names(look: Look, followed: Followed, budget: Mapping[str | None, CutRow]) -> dict[str, str]:
    own = {department.key: department.name for department in look.rules_of.departments}
    plans = {plan.department_key: plan.plan.department for plan in followed.plans}
    booked = {key: row.name or row.code or key for key, row in budget.items() if key is not None}
    others = {key: name for key, name in {**booked, **plans}.items() if key not in own}
    return {**own, **dict(sorted(others.items(), key=lambda item: item[1].casefold()))}


def _updates(kept: KeptPlan) -> Iterator[UpdateRow]:
    found = [
        UpdateRow(update, action.title, source_of(kept, ("actions", place, "updates", at)))
        for place, action in enumerate(kept.plan.actions)
        for at, update in enumerate(action.updates)
    ]
    dated = [row for row in found if row.update.as_of]
    yield from sorted(dated, key=lambda row: str(row.update.as_of), reverse=True)
    yield from (row for row in found if not row.update.as_of)


def _agreements(kept: KeptPlan, look: Look) -> Iterator[AgreementRow]:
    ending = {concern.path: concern.actions for concern in ending_agreements(kept.plan, look.today)}
    for place, agreement in enumerate(kept.plan.agreements):
        path = ("agreements", place)
        yield AgreementRow(agreement, ending.get(path, ()), source_of(kept, path))
