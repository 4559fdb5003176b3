"""The home of what the page asks that leadership reads before a budget is made."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from budgets.calendar import coming, cycle
from tracker.briefing import ActionCut, BriefingPage, BriefingRow, Briefings, MoneyLost, briefing_page, briefing_row
from tracker.cycle import MilestoneRow, milestone_row
from tracker.errors import NotFoundError
from tracker.finding_facts import ActionFall, PeriodFacts
from tracker.finding_rows import FindingRow
from tracker.findings import GONE, OVER, FindingKind
from tracker.following import action_row
from tracker.rows import View
from tracker.services.finding_look import period_facts
from tracker.services.findings import findings
from tracker.services.looking import Look
from tracker.services.plan_pages import listed_departments


def briefings(look: Look, view: View) -> Briefings:
    """All departments in counts, by the plans of a view."""
    rows = tuple(
        _row(look, view, (row.key, row.name), _lost(look, view, row.key)) for row in listed_departments(look, view)
    )
    return Briefings(look.facts, rows, _next(look))


def briefing(look: Look, key: str, view: View) -> BriefingPage:
    """One department in full. Raises ``NotFoundError``."""
    named = next(((row.key, row.name) for row in listed_departments(look, view) if row.key == key), None)
    if named is None:
        raise NotFoundError("department", key)
    own, lost = look.followed(view).of_department(key), _lost(look, view, key)
    return briefing_page(look.facts, _row(look, view, named, lost), own, look.rules, _next(look), lost)


def _row(look: Look, view: View, named: tuple[str, str], lost: MoneyLost) -> BriefingRow:
    followed = look.followed(view)
    plan = followed.plan_of(named[0])
    own = followed.of_department(named[0])
    return briefing_row(named, plan.version if plan else None, own, look.rules, lost.cut)


def _lost(look: Look, view: View, key: str) -> MoneyLost:
    """What findings tell of a department's linked dollars; of what was cut, of every action, in progress or not."""
    facts = period_facts(look, view.period)
    known = look.keeping.of(("money lost", view.period), lambda: _lost_by_department(facts, findings(look, view).rows))
    return known.get(key, MoneyLost(judged=facts.judged, earlier=facts.earlier))


def _lost_by_department(facts: PeriodFacts, rows: Iterable[FindingRow]) -> Mapping[str, MoneyLost]:
    links = Counter(link.link.department for link in facts.links)
    cuts = defaultdict[str, list[ActionCut]](list)
    for fall in sorted(facts.falls, key=lambda fall: -fall.cut):
        cuts[fall.action.followed.kept.department_key].append(_cut(fall))
    told = defaultdict[tuple[FindingKind, str | None], list[FindingRow]](list)
    for row in rows:
        told[row.finding.kind, row.finding.department].append(row)
    return {
        key: MoneyLost(
            judged=facts.judged,
            earlier=facts.earlier,
            links=many,
            cuts=tuple(cuts[key]),
            gone=tuple(told[GONE, key]),
            over=tuple(told[OVER, key]),
        )
        for key, many in links.items()
    }


def _cut(fall: ActionFall) -> ActionCut:
    one = fall.action
    return ActionCut(
        action=action_row(one.followed),
        earlier=fall.earlier,
        before=fall.before.net,
        after=fall.after.net,
        cut=fall.cut,
        places=tuple(dict.fromkeys(link.keys for link in one.links if fall.earlier in link.paid)),
    )


def _next(look: Look) -> MilestoneRow | None:
    left = coming(cycle(look.cycle_rules, look.budgeted), look.today)
    return milestone_row(left[0], look.today) if left else None
