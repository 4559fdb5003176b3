"""The home of finding things by their words. What is searched are plans and the chart of accounts, never lines."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from importers.departments import fold
from tracker.following import Followed
from tracker.records import Dimension
from tracker.rows import Cut, SearchGroup, SearchHit, View
from tracker.services.looking import Look
from tracker.services.packages import found_packages
from tracker.services.plan_pages import departments

MOST = 10
NO_DEPARTMENT = "~"
"""How addresses write the department of packages whose lines name none."""
_CHART = (Cut.UNIT, Cut.FUND, Cut.PROGRAM)


def search(look: Look, text: str) -> tuple[SearchGroup, ...]:
    """What holds all words of the text, kind by kind: at most ``MOST`` of each, and how many there are."""
    words = fold(text).split()
    if not words:
        return ()
    found = ((kind, [hit for hit in hits if _holds(hit, words)]) for kind, hits in _everything(look))
    return tuple(SearchGroup(kind, tuple(hits[:MOST]), len(hits)) for kind, hits in found if hits)


def _holds(hit: SearchHit, words: Iterable[str]) -> bool:
    label = fold(hit.label)
    return all(word in label for word in words)


def _everything(look: Look) -> Iterator[tuple[str, Iterable[SearchHit]]]:
    view = look.default_view()
    followed = look.followed(view)
    yield "goal", _goals(look)
    yield "department", _departments(look, view)
    yield "action", _actions(followed)
    yield "lead", _leads(followed)
    yield "package", _packages(look, view)
    for cut in _CHART:
        yield cut.value, _entries(look, cut)


def _goals(look: Look) -> Iterator[SearchHit]:
    for goal in look.framework.goals:
        yield SearchHit(f"{goal.code} {goal.name}", f"/goal?{urlencode({'code': goal.code})}")


def _departments(look: Look, view: View) -> Iterator[SearchHit]:
    for row in departments(look, view):
        yield SearchHit(row.name, f"/department?{urlencode({'key': row.key})}")


def _actions(followed: Followed) -> Iterator[SearchHit]:
    for one in followed.actions:
        where = {"key": one.kept.department_key, "action": one.action.name}
        yield SearchHit(one.action.label, f"/department?{urlencode(where)}", one.kept.plan.department)


def _leads(followed: Followed) -> Iterator[SearchHit]:
    """Who leads actions, department by department: the same title in two of them is two people."""
    leads = Counter(
        (one.action.lead.strip(), one.kept.department_key, one.kept.plan.department)
        for one in followed.actions
        if one.action.lead and one.action.lead.strip()
    )
    for (lead, key, department), many in sorted(leads.items()):
        actions = "1 action" if many == 1 else f"{many:,} actions"
        yield SearchHit(lead, f"/department?{urlencode({'key': key, 'lead': lead})}", f"{department}, {actions}")


def _packages(look: Look, view: View) -> Iterator[SearchHit]:
    """The decision packages of the period, each under every title that it has."""
    for found in found_packages(look, view):
        where = {"code": found.key, "department": found.department_key or NO_DEPARTMENT}
        label = " ".join(part for part in (found.code, *found.titles) if part) or found.key
        yield SearchHit(label, f"/package?{urlencode(where)}", found.department)


def _entries(look: Look, cut: Cut) -> Iterator[SearchHit]:
    """The entries of the chart of accounts, each once however many spellings it has."""
    dimension = Dimension(cut.value)
    naming = look.naming(dimension)
    labels: dict[str, str] = {}
    for number, entry in look.uow.chart.entries(dimension).items():
        labels.setdefault(naming(number).key or "", entry.label)
    for key, label in labels.items():
        yield SearchHit(label, f"/budget?{urlencode({'cut': cut.value, 'slice': key})}")
