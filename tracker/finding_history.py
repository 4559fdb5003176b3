"""The home of what is remembered of findings: who waived which, and what each import opened and resolved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from budgets.period import BudgetPeriod


class Cause(StrEnum):
    """What made findings be looked at anew."""

    IMPORT = "import"
    WITHDRAWAL = "withdrawal"
    LINK = "link"
    ANSWERS = "answers"
    QUESTIONS = "questions"
    FRAMEWORK = "framework"
    RULES = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding of a period that a person lets stand, for a reason, until a day (that day included).

    ``finding`` is its key, ``kind`` the code of its kind and ``told`` its sentence on that day.
    """

    period: BudgetPeriod
    finding: str
    kind: str
    told: str
    person: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWaiver:
    """A waiver as it is kept, with the account that wrote it down; one that was taken back stays."""

    id: int
    waiver: Waiver
    by: str
    at: datetime
    ended_by: str | None = None
    ended_at: datetime | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.ended_at is None and day <= self.waiver.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A finding as the history keeps it: its key, the code of its kind, its sentence and dollars when it came up."""

    finding: str
    kind: str
    told: str
    dollars: Decimal | None
    department: str | None
    goal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound:
    """One time at which the findings of a period were looked at; ``import_id`` of the file that was the cause."""

    period: BudgetPeriod
    cause: Cause
    by: str
    at: datetime
    import_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRound:
    """A round as it is kept: how many findings it opened and resolved, and how many were open then, old and new."""

    id: int
    round: NewRound
    new: int
    resolved: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From which round on a finding was there, and the round that found it gone; None: it is there still."""

    seen: Seen
    opened: int
    resolved: int | None = None


def last_import(rounds: Sequence[KeptRound], files: Collection[int]) -> KeptRound | None:
    """The round of the import that came in last of these files; of none of them the first round that there is.

    ``rounds`` come with the last one first. None: there is no round, so that nobody can say what is new.
    """
    imports = (kept for kept in rounds if kept.round.cause is Cause.IMPORT and kept.round.import_id in files)
    return next(imports, rounds[-1] if rounds else None)


def rounds_since(rounds: Sequence[KeptRound], first: KeptRound) -> frozenset[int]:
    """The numbers of a round and of all after it, without the first one of all: that found what was always there."""
    return frozenset(kept.id for kept in rounds if first.id <= kept.id != rounds[-1].id)
