"""The home of what the page asks that leadership reads before a budget is made."""

from budgets.calendar import coming, cycle
from tracker.briefing import BriefingPage, BriefingRow, Briefings, briefing_page, briefing_row
from tracker.cycle import MilestoneRow, milestone_row
from tracker.errors import NotFoundError
from tracker.rows import View
from tracker.services.looking import Look
from tracker.services.plan_pages import listed_departments


def briefings(look: Look, view: View) -> Briefings:
    """All departments in counts, by the plans of a view."""
    rows = tuple(_row(look, view, (row.key, row.name)) for row in listed_departments(look, view))
    return Briefings(look.facts, rows, _next(look))


def briefing(look: Look, key: str, view: View) -> BriefingPage:
    """One department in full. Raises ``NotFoundError``."""
    named = next(((row.key, row.name) for row in listed_departments(look, view) if row.key == key), None)
    if named is None:
        raise NotFoundError("department", key)
    own = look.followed(view).of_department(key)
    return briefing_page(look.facts, _row(look, view, named), own, look.rules, _next(look))


def _row(look: Look, view: View, named: tuple[str, str]) -> BriefingRow:
    followed = look.followed(view)
    plan = followed.plan_of(named[0])
    return briefing_row(named, plan.version if plan else None, followed.of_department(named[0]), look.rules)


def _next(look: Look) -> MilestoneRow | None:
    left = coming(cycle(look.cycle_rules, look.budgeted), look.today)
    return milestone_row(left[0], look.today) if left else None
