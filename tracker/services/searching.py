"""The home of finding things by their words."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

from tracker.county import fold
from tracker.records import Dimension
from tracker.rows import SearchHit
from tracker.services.looking import Look
from tracker.services.plan_pages import departments

MOST = 20


def search(look: Look, text: str) -> tuple[SearchHit, ...]:
    """Goals, departments, actions and units whose words hold all words of the text; goals come first."""
    words = fold(text).split()
    if not words:
        return ()
    found = (hit for hit in _everything(look) if all(word in fold(hit.label) for word in words))
    return tuple(islice(found, MOST))


def _everything(look: Look) -> Iterator[SearchHit]:
    for goal in look.framework.goals:
        yield SearchHit("goal", f"{goal.code} {goal.name}", f"/goal?{urlencode({'code': goal.code})}")
    view = look.default_view()
    followed = look.followed(view)
    for row in departments(look, view, followed):
        yield SearchHit("department", row.name, f"/department?{urlencode({'key': row.key})}")
    for one in followed.actions:
        label = " ".join(part for part in (one.action.code, one.action.title) if part)
        yield SearchHit("action", label, f"/department?{urlencode({'key': one.kept.department_key})}")
    naming = look.naming(Dimension.UNIT)
    for number, entry in look.uow.chart.entries(Dimension.UNIT).items():
        key = naming(number).key or ""
        yield SearchHit("unit", entry.label, f"/budget?{urlencode({'cut': 'unit', 'slice': key})}")
