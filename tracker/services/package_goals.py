"""The home of the shared goal that a decision package serves, by its own lines and by the links that pay from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from budgets.phases import Phase
from tracker.aligning import SumKey
from tracker.records import BookName, Dimension
from tracker.rows import View
from tracker.services.funding_pages import serve
from tracker.services.looking import Look

PackageGoals = Mapping[tuple[str, str], str]


def package_goals(look: Look, view: View, phases: Iterable[Phase]) -> PackageGoals:
    """The one shared goal that each package serves in the books of these phases, by keys of department and package.

    A package of several goals, or of none, is not among them: which of them is meant, nobody said.
    """
    books = [BookName(look.spans[view.period], phase) for phase in phases]
    kept = look.uow.alignment.sums(books, ("link", "department", "package", "goal"), naming={"package": True})
    department, package = look.naming(Dimension.DEPARTMENT), look.naming(Dimension.PACKAGE)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key in {key for sums in kept.values() for key, own in sums.items() if own.has_dollars}:
        place = department(key.department).key or "", package(key.package).key or ""
        found[place] |= _goals(look, view, key)
    return {place: next(iter(goals)) for place, goals in found.items() if len(goals) == 1}


def _goals(look: Look, view: View, key: SumKey) -> set[str]:
    """The shared goals of a kept sum: that of its link, and that which its lines name."""
    code = look.naming(Dimension.GOAL)(key.goal).key
    named = look.framework.find_goal(code) if code else None
    served = serve(look, view).goals.get(key.link) if key.link is not None else None
    return {goal for goal in (named.code if named else None, served) if goal}
