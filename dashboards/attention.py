"""The home of the words for what needs attention: for each kind its sentence and how bad it is."""

from collections import Counter
from dataclasses import dataclass

from dashboards import formats
from dashboards.marks import Mark
from plans.attention import ConcernKind
from tracker import findings
from tracker.finding_rows import FindingsPage, counted
from tracker.rows import Attention

_BAD = Mark("fall", "to mend", "off-track")
_DOUBT = Mark("rise", "worth a look", "at-risk")
_UNKNOWN = Mark("ring", "not known", "no-data")
URGENCY = (_BAD, _DOUBT, _UNKNOWN)
"""The marks of kinds, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a kind is told: its mark, and what follows the number of one thing and of several.

    ``verbs`` follow the parts of a kind that several sorts of records have: "3 actions and 1 measure", "are stale".
    """

    mark: Mark
    one: str
    many: str
    verbs: tuple[str, str] | None = None


KINDS: dict[str, Words] = {
    ConcernKind.OVERDUE: Words(_BAD, "action is past its due date", "actions are past their due date"),
    ConcernKind.OWNERLESS: Words(
        _DOUBT,
        "action or measure has no owner",
        "actions and measures have no owner",
        ("has no owner", "have no owner"),
    ),
    ConcernKind.NEVER_UPDATED: Words(_DOUBT, "action was never updated", "actions were never updated"),
    ConcernKind.STALE: Words(
        _DOUBT,
        "action or measure has no recent report",
        "actions and measures have no recent report",
        ("has no recent report", "have no recent report"),
    ),
    ConcernKind.NO_BASELINE: Words(
        _UNKNOWN, "measure has no baseline", "measures have no baseline", ("has no baseline", "have no baseline")
    ),
    ConcernKind.NO_TARGET: Words(_UNKNOWN, "measure has no target", "measures have no target"),
    ConcernKind.AGREEMENT_ENDS: Words(
        _DOUBT, "agreement ends before its actions", "agreements end before their actions"
    ),
    "blocked": Words(_BAD, "action is blocked", "actions are blocked"),
    "off_track": Words(_BAD, "measure is off track", "measures are off track", ("is off track", "are off track")),
    "never_reported": Words(_BAD, "department never reported", "departments never reported"),
    "plan_set_aside": Words(
        _DOUBT,
        "department has two plans in force for this period; the later one counts",
        "departments have two plans in force for this period; the later one of each counts",
    ),
    "unknown_goal": Words(_DOUBT, "open action names no shared goal", "open actions name no shared goal"),
}
KINDS |= {
    findings.GONE.code: Words(_BAD, "link finds no money any more", "links find no money any more"),
    findings.CUT.code: Words(_BAD, "action in progress lost linked money", "actions in progress lost linked money"),
    findings.OVER.code: Words(
        _DOUBT, "link claims more money than is left for it", "links claim more money than is left for them"
    ),
    findings.UNEXPLAINED.code: Words(
        _BAD, "change of the council has no equity statement", "changes of the council have no equity statement"
    ),
    findings.UNDER_FUNDED.code: Words(
        _DOUBT, "linked action gets less than it asks for", "linked actions get less than they ask for"
    ),
    findings.UNFUNDED.code: Words(_DOUBT, "action has no money behind it", "actions have no money behind them"),
}
OF_DEPARTMENTS = frozenset({"never_reported", "plan_set_aside"})
"""Those of one plan (plans/attention.py), and those that only the whole county has."""


def found_of_money(page: FindingsPage) -> tuple[Attention, ...]:
    """What is found of money in a period and nobody waived, as things that need attention; each leads to its list."""
    told = []
    for each in counted(page.counting):
        if each.kind.code in KINDS and each.kind.of_money and each.kind.severity is findings.Severity.HIGH:
            names = Counter(row.finding.department_name for row in page.counting if row.finding.kind is each.kind)
            told.append(Attention(each.kind.code, each.count, each.dollars, tuple(names.most_common()), "/findings"))
    return tuple(told)


def words_of(kind: str) -> Words:
    """The words of a kind; one that has none yet is told by its name."""
    if kind in KINDS:
        return KINDS[kind]
    plain = kind.replace("_", " ").replace("-", " ")
    return KINDS.get(kind.replace("-", "_"), Words(_UNKNOWN, plain, plain))


def sentence(item: Attention) -> str:
    """What needs attention, with its number."""
    words = words_of(item.kind)
    parts = _parts(item)
    if words.verbs and parts:
        return f"{formats.listed(parts)} {words.verbs[0] if item.count == 1 else words.verbs[1]}"
    return f"{item.count:,} {words.one if item.count == 1 else words.many}"


def _parts(item: Attention) -> list[str]:
    """What the count is made of: actions, measures and indicators are told apart."""
    sorts = (
        (item.actions, "action"),
        (item.measures, "measure"),
        (item.indicators, "population indicator"),
    )
    return [formats.count(many, noun) for many, noun in sorts if many]


def where(item: Attention, most: int = 3) -> str:
    """Where most of it is, such as ``Parks 12, Transit 9``; of whole departments, which ones."""
    whole = item.kind in OF_DEPARTMENTS
    places = [name if whole else f"{name} {many:,}" for name, many in item.where[:most]]
    rest = len(item.where) - most
    return ", ".join(places) + (f" and {formats.count(rest, 'more', 'more')}" if rest > 0 else "")


def tag(kind: str) -> str:
    """A kind as a word beside one record."""
    return kind.replace("_", " ").replace("-", " ")
