"""The home of what can be wrong with a file: every kind of issue, and the sentence for it."""

from dataclasses import dataclass
from enum import StrEnum

from importers.cells import CellRef


class Severity(StrEnum):
    """How much an issue stops (contract.md): an error the import, a warning one field, an info nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One thing that can be wrong: a stable kebab-case code, how bad it is, what was found, and what to do.

    ``problem`` and ``remedy`` are sentences for the sender of the file; ``{value}`` and other named facts are filled in.
    """

    code: str
    severity: Severity
    problem: str
    remedy: str

    def at(
        self, cell: CellRef | None, value: object = None, *, field: tuple[str, ...] = (), **facts: object
    ) -> "Issue":
        """An issue of this kind at a cell (None: the file as a whole), with what was typed there."""
        shown = "" if value is None else str(value)
        facts = {"value": shown, **facts}
        return Issue(
            kind=self,
            cell=cell,
            value=None if value is None else shown,
            field=field,
            problem=self.problem.format_map(facts),
            remedy=self.remedy.format_map(facts),
        )


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem in someone's file: data, never an exception."""

    kind: IssueKind
    cell: CellRef | None
    value: str | None
    field: tuple[str, ...]
    problem: str
    remedy: str

    @property
    def code(self) -> str:
        """The stable code of the kind."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """How much it stops."""
        return self.kind.severity

    @property
    def message(self) -> str:
        """What was found and what to do, in two sentences."""
        return f"{self.problem} {self.remedy}"

    def __str__(self) -> str:
        place = f"{self.cell}: " if self.cell else ""
        return f"{place}{self.message} [{self.code}]"


CATALOGUE: dict[str, IssueKind] = {}


def _kind(code: str, severity: Severity, problem: str, remedy: str) -> IssueKind:
    kind = IssueKind(code, severity, problem, remedy)
    CATALOGUE[code] = kind
    return kind


NOT_MONEY = _kind(
    "not-money",
    Severity.ERROR,
    problem="'{value}' is not a dollar amount.",
    remedy="Enter a plain number, such as 125000 or (1,200).",
)

# Files

FILE_EMPTY = _kind(
    "file-empty",
    Severity.ERROR,
    problem="The file '{value}' is empty.",
    remedy="Save the workbook again and send that file.",
)
FILE_DAMAGED = _kind(
    "file-damaged",
    Severity.ERROR,
    problem="The file '{value}' is damaged and cannot be opened.",
    remedy="Open it in your spreadsheet program, save it again as .xlsx, and send that file.",
)
FILE_ENCRYPTED = _kind(
    "file-encrypted",
    Severity.ERROR,
    problem="The file '{value}' is protected by a password.",
    remedy="Remove the password (File, Info, Protect Workbook) and send the file again.",
)
FILE_TOO_LARGE = _kind(
    "file-too-large",
    Severity.ERROR,
    problem="The file '{value}' is larger than {limit}, as it is or once unpacked.",
    remedy="Remove sheets, pictures and empty areas that are not needed, or split it into several files.",
)
NOT_A_SPREADSHEET = _kind(
    "not-a-spreadsheet",
    Severity.ERROR,
    problem="The file '{value}' is not a spreadsheet, whatever its name says.",
    remedy="Send a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or a .csv file.",
)
SHEET_TOO_LARGE = _kind(
    "sheet-too-large",
    Severity.ERROR,
    problem="The sheet '{value}' spans more than {limit} cells.",
    remedy="Delete the empty rows and columns around the table, or split it into several files.",
)
