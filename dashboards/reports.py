"""The home of reading reports: the JSON of ``validate`` (docs/reference/validate.md) as typed rows for a page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from budgets.phases import Direction, Phase
from importers.issues import Severity
from importers.reading import Kind, Outcome


class _Told(BaseModel):
    # A report may carry more keys than a page shows; they are none of its business.
    model_config = ConfigDict(frozen=True, extra="ignore")


class ColumnTold(_Told):
    """One column and what it was read as."""

    letter: str
    heading: str
    field: str | None = None
    fiscal_years: tuple[int, ...] = ()
    phase: Phase | None = None
    direction: Direction | None = None


class TableTold(_Told):
    """Where a table was found."""

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[ColumnTold, ...]


class IssueTold(_Told):
    """One problem at its cell."""

    code: str
    severity: Severity
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    message: str


class CandidateTold(_Told):
    """One value that an answer can take."""

    value: str
    samples: tuple[str, ...] = ()


class QuestionTold(_Told):
    """One decision that only a person can make."""

    code: str
    field: str
    message: str
    candidates: tuple[CandidateTold, ...] = ()


class LeftOutTold(_Told):
    """Something that was not read."""

    sheet: str
    why: str
    row: int | None = None
    column: str | None = None


class TotalTold(_Told):
    """A sum over the lines read."""

    fiscal_years: tuple[int, ...]
    phase: Phase
    direction: Direction
    amount: Decimal | None
    fte: Decimal | None


class ProfileTold(_Told):
    """By whose answers the headings were read, and which these are."""

    by: str
    at: datetime
    answers: Mapping[str, tuple[str, ...]]


class ReportTold(_Told):
    """What was read from a file, as far as a page shows it."""

    outcome: Outcome
    kind: Kind | None = None
    file: str = ""
    records: int = 0
    tables: tuple[TableTold, ...] = ()
    totals: tuple[TotalTold, ...] = ()
    actions: tuple[Mapping[str, Any], ...] = ()
    issues: tuple[IssueTold, ...] = ()
    questions: tuple[QuestionTold, ...] = ()
    left_out: tuple[LeftOutTold, ...] = Field(default=())
    profile: ProfileTold | None = None

    def of(self, severity: Severity) -> Sequence[IssueTold]:
        """The problems of one severity, in the order of the report."""
        return [issue for issue in self.issues if issue.severity is severity]
