"""The home of which findings an address asks for, and in which order."""

from collections.abc import Sequence
from decimal import Decimal

from dashboards.address import Arguments, read_number
from tracker.errors import NotFoundError
from tracker.finding_rows import FindingRow, FindingsPage, FindingState, Wanted
from tracker.findings import CATALOGUE, Severity

BY_KIND, BY_DOLLARS = "kind", "dollars"
RESOLVED = "resolved"
"""What ``sort`` and ``state`` may say beside the states of a finding."""
_WEIGHTS = tuple(Severity)


def wanted(arguments: Arguments) -> Wanted:
    """What an address asks for. Raises ``NotFoundError`` for a kind, severity or state that is not there."""
    kind, severity, state = (arguments.get(name) for name in ("kind", "severity", "state"))
    if kind is not None and kind not in CATALOGUE:
        raise NotFoundError("kind of finding", kind)
    if severity is not None and severity not in set(Severity):
        raise NotFoundError("severity", severity)
    if state is not None and state not in {*FindingState, RESOLVED}:
        raise NotFoundError("state of findings", state)
    return Wanted(
        kind=kind,
        severity=Severity(severity) if severity else None,
        goal=arguments.get("goal"),
        department=arguments.get("department"),
        state=FindingState(state) if state and state != RESOLVED else None,
    )


def since(arguments: Arguments) -> int | None:
    """The round since which an address asks what is new; None: it names none. Raises ``NotFoundError``."""
    named = arguments.get("since")
    number = read_number(named) if named else None
    if named and number is None:
        raise NotFoundError("round of findings", named)
    return number


def chosen(page: FindingsPage, arguments: Arguments) -> Sequence[FindingRow]:
    """The findings that an address asks for: the weightiest and then the most dollars first, or as it says."""
    rows, sort = wanted(arguments).of(page.rows), arguments.get("sort")
    if sort == BY_KIND:
        return rows
    by_dollars = sorted(rows, key=lambda row: (row.finding.dollars is None, -(row.finding.dollars or Decimal(0))))
    if sort == BY_DOLLARS:
        return by_dollars
    return sorted(by_dollars, key=lambda row: _WEIGHTS.index(row.finding.kind.severity))
