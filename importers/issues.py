"""The home of what can be wrong with a file: every kind of issue, and the sentence for it."""

from dataclasses import dataclass
from enum import StrEnum

from importers.cells import CellRef


class Severity(StrEnum):
    """How much an issue stops (docs/reference/validate.md): an error the import, a warning a field, an info nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One thing that can be wrong: a stable kebab-case code, how bad it is, what was found, and what to do.

    ``problem`` and ``remedy`` are sentences for the sender; ``{value}`` and other named facts are filled in.
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


def declare(code: str, severity: Severity, problem: str, remedy: str) -> IssueKind:
    """A new kind of issue, entered in the catalogue; those of plans are in ``importers.plan_issues``.

    Raises ``IssueDeclaredTwiceError`` for a code that the catalogue has already.
    """
    if code in CATALOGUE:
        raise IssueDeclaredTwiceError(code)
    CATALOGUE[code] = IssueKind(code, severity, problem, remedy)
    return CATALOGUE[code]


class IssueDeclaredTwiceError(ValueError):
    """Two kinds of issue would have one code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the issue '{code}' is in the catalogue already; give the new kind a code of its own")


NOT_MONEY = declare(
    "not-money",
    Severity.ERROR,
    problem="'{value}' is not a dollar amount.",
    remedy="Enter a plain number, such as 125000 or (1,200).",
)
POINT_OR_THOUSANDS = declare(
    "point-or-thousands",
    Severity.ERROR,
    problem="'{value}' is one amount where a point begins decimals, and a thousand times as much where it does not.",
    remedy="Enter a plain number without thousands separators, such as 1234 or 1.23.",
)

# Files

FILE_EMPTY = declare(
    "file-empty",
    Severity.ERROR,
    problem="The file '{value}' is empty.",
    remedy="Save the workbook again and send that file.",
)
FILE_DAMAGED = declare(
    "file-damaged",
    Severity.ERROR,
    problem="The file '{value}' is damaged and cannot be opened.",
    remedy="Open it in your spreadsheet program, save it again as .xlsx, and send that file.",
)
QUOTE_LEFT_OPEN = declare(
    "quote-left-open",
    Severity.ERROR,
    problem="The quotation mark before '{value}' is not closed where it should be: records would become one cell.",
    remedy="Remove the quotation mark or write it twice, or save the file again as .xlsx.",
)
RECORD_OF_OTHER_WIDTH = declare(
    "record-of-other-width",
    Severity.ERROR,
    problem="This record has {cells} cells and the row of headings {headings}: '{value}' may be under a wrong heading.",
    remedy="Put amounts with a comma into quotation marks, and give each record as many cells as there are headings.",
)
FILE_ENCRYPTED = declare(
    "file-encrypted",
    Severity.ERROR,
    problem="The file '{value}' is protected by a password.",
    remedy="Remove the password (File, Info, Protect Workbook) and send the file again.",
)
FILE_TOO_LARGE = declare(
    "file-too-large",
    Severity.ERROR,
    problem="The file '{value}' is larger than {limit}, as it is or once unpacked.",
    remedy="Remove sheets, pictures and empty areas that are not needed, or split it into several files.",
)
NOT_A_SPREADSHEET = declare(
    "not-a-spreadsheet",
    Severity.ERROR,
    problem="The file '{value}' {what}, whatever its name says.",
    remedy="Send a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or a .csv file.",
)
SHEET_TOO_LARGE = declare(
    "sheet-too-large",
    Severity.ERROR,
    problem="The sheet '{value}' spans more than {limit}.",
    remedy="Delete the empty rows and columns around the table, or split it into several files.",
)

# Values

NOT_A_NUMBER = declare(
    "not-a-number",
    Severity.WARNING,
    problem="'{value}' is not a number.",
    remedy="Enter a plain number, such as 12.5.",
)
NOT_YES_OR_NO = declare(
    "not-yes-or-no",
    Severity.WARNING,
    problem="'{value}' is neither yes nor no.",
    remedy="Enter yes or no, or leave the cell blank.",
)
NOT_A_CODE = declare(
    "not-a-code",
    Severity.WARNING,
    problem="A date, {value}, stands where a code belongs.",
    remedy="Format the column as text and enter the code again.",
)

# Budget

LAYOUT_NOT_UNDERSTOOD = declare(
    "layout-not-understood",
    Severity.ERROR,
    problem="No table of budget lines was understood on the sheet '{value}': {why}.",
    remedy="Give each line its own row, under headings that say which columns hold amounts, or use the template.",
)
ANSWER_NOT_UNDERSTOOD = declare(
    "answer-not-understood",
    Severity.ERROR,
    problem="The answer '{value}' names neither a heading of the file nor a value that is known.",
    remedy="Write a heading exactly as it stands, column:H for a column, or one of the values that the question lists.",
)
ANSWERS_DIFFER = declare(
    "answers-differ",
    Severity.ERROR,
    problem="Two answers settle one thing in different ways: {value}.",
    remedy="Give the one that is meant.",
)
ANSWER_CONTRADICTS_FILE = declare(
    "answer-contradicts-file",
    Severity.ERROR,
    problem="The file says '{value}' here, and the answer says '{answer}'.",
    remedy="Take the answer back, or correct the file.",
)
HEADING_MISSING = declare(
    "heading-missing",
    Severity.WARNING,
    problem="Column {letters} has values but no heading, and was {use}.",
    remedy="Give the column a heading.",
)
AMOUNT_HEADING_MISSING = declare(
    "amount-heading-missing",
    Severity.ERROR,
    problem="Column {letters} has numbers that may be money, but no heading says what they are.",
    remedy="Give the column a heading, such as Amount, or answer which column holds the amounts.",
)
TWO_HEADING_ROWS = declare(
    "two-heading-rows",
    Severity.ERROR,
    problem="'{value}' stands above the row of headings and may say more about the columns beneath it.",
    remedy="Write every heading into one row, such as '2026 Adopted Budget'.",
)
FORMULA_WITHOUT_VALUE = declare(
    "formula-without-value",
    Severity.ERROR,
    problem="The formula in this cell was never calculated, so there is no amount to read.",
    remedy="Open the workbook in your spreadsheet program, let it calculate, and save it.",
)
ERROR_VALUE = declare(
    "error-value",
    Severity.ERROR,
    problem="The cell shows the error {value}.",
    remedy="Correct the formula, or enter the value.",
)
ERROR_VALUE_UNREAD = declare(
    "error-value-unread",
    Severity.WARNING,
    problem="{count} cells of the column '{heading}' show an error, the first {value}; they were read as blank.",
    remedy="Correct the formulas, or enter the values.",
)
UNKNOWN_YEAR = declare(
    "unknown-fiscal-year",
    Severity.ERROR,
    problem="'{value}' is not a fiscal year.",
    remedy="Enter a year or a label, such as 2026, FY26 or 2026-2027.",
)
UNKNOWN_PHASE = declare(
    "unknown-phase",
    Severity.ERROR,
    problem="'{value}' is not a phase of the budget.",
    remedy="Enter requested, proposed, adopted, amended, estimate, actual or forecast.",
)
PHASES_DIFFER = declare(
    "phases-differ",
    Severity.ERROR,
    problem="'{value}' says one phase of the budget, and the row is {phase} otherwise.",
    remedy="Write the same phase in both places, or only the year here.",
)
UNKNOWN_DIRECTION = declare(
    "unknown-direction",
    Severity.ERROR,
    problem="'{value}' says neither that the money goes out nor that it comes in.",
    remedy="Enter expenditure or revenue.",
)
LINE_WITHOUT_KEY = declare(
    "line-without-key",
    Severity.ERROR,
    problem="The amount {value} belongs to nothing: its row names no department, fund, program or account.",
    remedy="Say what the amount is for; if it is a total, write Total beside it.",
)
LINE_WITHOUT_AMOUNT = declare(
    "line-without-amount",
    Severity.WARNING,
    problem="{count} rows say all that a line says, and have no amount: {cells}. They were not read.",
    remedy="Enter amounts that are missing or were errors of a formula; nothing is to be done if there are none.",
)
TOTAL_DIFFERS = declare(
    "total-differs",
    Severity.ERROR,
    problem="'{label}' is {value}, and the lines that it sums up, from row {first} on, add up to {sum}.",
    remedy="Correct the total or the lines; a row that is no total needs a name without the word total.",
)
LOOKS_LIKE_TOTAL = declare(
    "looks-like-total",
    Severity.ERROR,
    problem="The amount {value} is exactly the sum of the rows from {first} on, as a total would be.",
    remedy="If it is a total, write Total beside it; if it is a line, name it as fully as the others, among them.",
)
REPEATED_LINE = declare(
    "repeated-line",
    Severity.WARNING,
    problem="{count} rows are exact copies of a row above them: {cells}.",
    remedy="Nothing is to be done if they are meant; all of them were counted.",
)
SIGNS_TURNED = declare(
    "signs-turned",
    Severity.INFO,
    problem="Ordinary {value} is negative in this file; its signs were turned round.",
    remedy="Nothing is to be done.",
)
HIDDEN_SHEET = declare(
    "hidden-sheet",
    Severity.INFO,
    problem="The sheet '{value}' is hidden; it was {use}.",
    remedy="Show or delete the sheet if that is not what you meant.",
)
MONEY_NOT_READ = declare(
    "money-not-read",
    Severity.WARNING,
    problem="The column '{value}' holds numbers that may be money; it was not read, because another was chosen.",
    remedy="Nothing is to be done, or answer that it is the amount.",
)
COMPARISON_NOT_READ = declare(
    "comparison-not-read",
    Severity.INFO,
    problem="The column '{value}' compares other columns or adds them up; it was not read as money of its own.",
    remedy="Nothing is to be done.",
)
SUM_COLUMN_DIFFERS = declare(
    "sum-column-differs",
    Severity.ERROR,
    problem="The amount is {value}, and the columns that it adds up, {columns}, come to {sum}.",
    remedy="Correct the amount or those that it adds up.",
)
FTE_NOT_READ = declare(
    "fte-not-read",
    Severity.WARNING,
    problem="The column '{value}' holds FTE, and its heading does not say to which of the amounts they belong.",
    remedy="Write year and phase into the heading, as over the amounts.",
)
AMENDED_ARE_LEVELS = declare(
    "amended-are-levels",
    Severity.INFO,
    problem="The amended amounts are about as large as the others of the file; they were read as whole amounts.",
    remedy="If they are changes to be added, answer basis=changes.",
)
TOTAL_ROUNDED = declare(
    "total-rounded",
    Severity.WARNING,
    problem="'{label}' is {value}, and the lines that it sums up add up to {sum}; rounding can make the difference.",
    remedy="Nothing is to be done if the amounts were rounded one by one.",
)
COLUMN_WITHOUT_PHASE = declare(
    "column-without-phase",
    Severity.ERROR,
    problem="The heading '{value}' does not say the phase of the budget; others do, and columns of other years do not.",
    remedy="Write the phase into the heading, as in '2026 Adopted', or answer which columns are the amounts.",
)
UNITS_DIFFER = declare(
    "units-differ",
    Severity.ERROR,
    problem="The heading '{value}' speaks of other units than the columns of amounts before it.",
    remedy="Give all amounts in the same units, or answer which columns are the amounts.",
)
SHEET_REPEATS = declare(
    "sheet-repeats",
    Severity.INFO,
    problem="The sheet '{value}' holds the same money as the sheet '{other}', to the cent; it was not read.",
    remedy="If it holds other money, answer which sheet is to be read.",
)
TABLE_BESIDE = declare(
    "table-beside",
    Severity.ERROR,
    problem="The columns {value} hold another table, without a heading in the row of headings of the first one.",
    remedy="Move it to a sheet of its own, or answer which columns are the amounts.",
)
TABLE_BESIDE_LEFT_OUT = declare(
    "table-beside-left-out",
    Severity.WARNING,
    problem="The columns {value} hold another table; it was not read, because the amounts were chosen.",
    remedy="Move it to a sheet of its own if its money is to be read, too.",
)
TABLE_BESIDE_REPEATS = declare(
    "table-beside-repeats",
    Severity.INFO,
    problem="The columns {value} hold a table that adds up the same money once more, to the cent; it was not read.",
    remedy="Nothing is to be done.",
)
LAYOUT_VERSION_UNKNOWN = declare(
    "layout-version-unknown",
    Severity.ERROR,
    problem="The workbook says that it is version '{value}' of the layout, and this program knows version {known}.",
    remedy="Copy the rows into a new template of this program.",
)
COLUMN_OF_LAYOUT_MISSING = declare(
    "column-of-layout-missing",
    Severity.ERROR,
    problem="The column '{value}' of the template is not there.",
    remedy="Put the column back, with exactly this heading, or copy the rows into a new template.",
)
NAMED_LIKE_TOTAL = declare(
    "named-like-total",
    Severity.WARNING,
    problem="{count} rows are named like totals, such as '{value}'; they sum up nothing and were read as lines.",
    remedy="If they are totals, remove them or correct their amounts.",
)
NOT_A_DAY = declare(
    "not-a-day",
    Severity.WARNING,
    problem="'{value}' is not a day.",
    remedy="Enter a date, such as 1/1/2026 or 2026-01-01.",
)
