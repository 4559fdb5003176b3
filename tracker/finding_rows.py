"""The home of findings as pages, commands and files tell them: each with its state, its waiver and its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from budgets.phases import Phase
from tracker.finding_history import KeptRound, KeptWaiver, Seen
from tracker.findings import CATALOGUE, Finding, FindingKind, Severity, plain
from tracker.rows import CountyFacts, View


class FindingState(StrEnum):
    """Where a finding stands: new since the round that the page names, open since before, or waived by a person."""

    NEW = "new"
    OPEN = "open"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding. ``since`` is the moment at which it came up; None: by the passing of days, after the last change.

    ``waiver`` is the one that holds now; ``ran_out`` the last one that held once.
    """

    finding: Finding
    state: FindingState
    since: datetime | None
    waiver: KeptWaiver | None = None
    ran_out: KeptWaiver | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding that was resolved, and when."""

    seen: Seen
    at: datetime


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many findings of a kind count, and the dollars at stake in them; None where none of them has any."""

    kind: FindingKind
    count: int
    dollars: Decimal | None


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """Everything that is found in a period: the book that is ``judged``, and the ``earlier`` ones it is held against.

    ``silent`` are sentences on what nothing is said of, and why; ``rounds`` the history, the last one first; what that
    of ``new_since`` or one after it opened is new (None: there is no history); ``goals`` the shared goals by code, with
    their short names.
    """

    county: CountyFacts
    view: View
    judged: Phase | None
    earlier: tuple[Phase, ...]
    rows: tuple[FindingRow, ...]
    resolved: tuple[Gone, ...]
    rounds: tuple[KeptRound, ...]
    silent: tuple[str, ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    new_since: KeptRound | None = None

    @property
    def counting(self) -> tuple[FindingRow, ...]:
        """The findings that nobody waived."""
        return tuple(row for row in self.rows if row.state is not FindingState.WAIVED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings somebody wants to see; None: all. ``state`` None: those that nobody waived."""

    kind: str | None = None
    severity: Severity | None = None
    goal: str | None = None
    department: str | None = None
    state: FindingState | None = None

    def of(self, rows: Iterable[FindingRow]) -> tuple[FindingRow, ...]:
        """The findings that fit."""
        return tuple(row for row in rows if self._fits(row))

    def _fits(self, row: FindingRow) -> bool:
        own = row.finding
        is_waived = row.state is FindingState.WAIVED
        return (
            (self.kind is None or own.kind.code == self.kind)
            and (self.severity is None or own.kind.severity is self.severity)
            and (self.goal is None or (own.goal or "").casefold() == self.goal.casefold())
            and (self.department is None or own.department == self.department)
            and (not is_waived if self.state is None else row.state is self.state)
        )


def counted(rows: Iterable[FindingRow]) -> tuple[KindCount, ...]:
    """How many there are of each kind, in the order of the catalogue; dollars are added up within a kind alone.

    One dollar may be at stake in findings of several kinds, so that those are never added up.
    """
    found: dict[str, list[Finding]] = {}
    for row in rows:
        found.setdefault(row.finding.kind.code, []).append(row.finding)
    told = []
    for code in CATALOGUE:
        if own := found.get(code):
            known = [finding.dollars for finding in own if finding.dollars is not None]
            told.append(KindCount(CATALOGUE[code], len(own), sum(known, Decimal(0)) if known else None))
    return tuple(told)


def seen(finding: Finding) -> Seen:
    """A finding as the history keeps it."""
    return Seen(
        finding=finding.key,
        kind=finding.kind.code,
        told=finding.sentence(plain),
        dollars=finding.dollars,
        department=finding.department,
        goal=finding.goal,
    )
