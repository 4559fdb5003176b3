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

# Plan

PLAN_NOT_UNDERSTOOD = _kind(
    "plan-layout-not-understood",
    Severity.ERROR,
    problem="How this plan is laid out was not understood: {why}.",
    remedy="Put one action on a row of one sheet, under one row of headings, or copy the plan into the template.",
)
LAYOUT_VERSION_UNKNOWN = _kind(
    "layout-version-unknown",
    Severity.ERROR,
    problem="This workbook says that it follows version '{value}' of the layout, which is not known.",
    remedy="Copy the plan into a new template.",
)
SHEET_MISSING = _kind(
    "sheet-missing",
    Severity.ERROR,
    problem="The sheet '{value}' of the template is not there.",
    remedy="Give the sheet its name back, or copy the plan into a new template.",
)
COLUMN_MISSING = _kind(
    "column-missing",
    Severity.ERROR,
    problem="The column '{value}' of the template is not there.",
    remedy="Give the column its heading back, or copy the plan into a new template.",
)
COLUMN_NOT_READ = _kind(
    "column-not-read",
    Severity.INFO,
    problem="The column '{value}' is none that a plan is read from; it was left out.",
    remedy="Nothing to do, unless it holds something of the plan: then give it a heading from the list of headings.",
)
COLUMN_UNCERTAIN = _kind(
    "column-uncertain",
    Severity.INFO,
    problem="The heading '{value}' was taken to mean '{meaning}'.",
    remedy="If it means something else, say so with an answer, or use the heading '{meaning}'.",
)
ACTION_WITHOUT_TEXT = _kind(
    "action-without-text",
    Severity.WARNING,
    problem="This row names no action; it was left out.",
    remedy="Say in this cell what will be done, or empty the row.",
)
ROW_NOT_AN_ACTION = _kind(
    "row-not-an-action",
    Severity.WARNING,
    problem="'{value}' stands alone in its row; it was not read as an action.",
    remedy="If it is an action, enter who leads it or when it is due; if it is a note, put it above the table.",
)
ACTION_CODE_REPEATED = _kind(
    "action-code-repeated",
    Severity.WARNING,
    problem="'{value}' is already the code of the action in {other}.",
    remedy="Give each action a code of its own.",
)
ACTION_REPEATED = _kind(
    "action-repeated",
    Severity.WARNING,
    problem="This row says the same as the one of {other}; it was left out.",
    remedy="Delete it, or say how it differs.",
)
CODE_UNKNOWN = _kind(
    "code-unknown",
    Severity.WARNING,
    problem="'{value}' is not the code of any {thing} of this plan; it was left out.",
    remedy="Use a code from the sheet '{sheet}'.",
)
TEXT_MISSING = _kind(
    "text-missing",
    Severity.ERROR,
    problem="'{heading}' is empty.",
    remedy="Fill in this cell, or empty the row.",
)
NOT_IN_LIST = _kind(
    "not-in-list",
    Severity.WARNING,
    problem="'{value}' is none of the words for {thing}; it was left out.",
    remedy="Choose one of: {choices}.",
)
GOAL_UNKNOWN = _kind(
    "goal-unknown",
    Severity.WARNING,
    problem="'{value}' is not a goal of the framework {framework}; no goal was taken.",
    remedy="Use a goal's code or name as in the framework{nearest}.",
)
GOAL_MISSING = _kind(
    "goal-missing",
    Severity.WARNING,
    problem="This action names no goal.",
    remedy="Enter the code or name of a goal of the framework.",
)
LEAD_SEVERAL = _kind(
    "lead-several",
    Severity.WARNING,
    problem="'{value}' names more than one lead; '{lead}' was taken as lead and the rest as partners.",
    remedy="Name one lead here, and the others as partners.",
)
NOBODY_NAMED = _kind(
    "nobody-named",
    Severity.WARNING,
    problem="'{value}' names nobody; the action has no lead.",
    remedy="Name the one person or office that answers for the action.",
)
DATE_IMPOSSIBLE = _kind(
    "date-impossible",
    Severity.WARNING,
    problem="'{value}' is not a day of the calendar; no date was taken.",
    remedy="Enter a date that exists, month first, such as 6/30/2027.",
)
DATE_OUT_OF_RANGE = _kind(
    "date-out-of-range",
    Severity.WARNING,
    problem="'{value}' cannot be a date of this plan; no date was taken.",
    remedy="Enter the date, such as 6/30/2027, or empty the cell.",
)
DATE_UNCLEAR = _kind(
    "date-unclear",
    Severity.WARNING,
    problem="'{value}' does not say a day, month, quarter or year; no date was taken.",
    remedy="Enter a date such as 6/30/2027 or a quarter such as Q2 2027.",
)
DATES_SEVERAL = _kind(
    "dates-several",
    Severity.WARNING,
    problem="'{value}' names several dates; the last one, {taken}, was taken.",
    remedy="Enter one date, and tell the steps in the text of the action.",
)
DUE_BEFORE_START = _kind(
    "due-before-start",
    Severity.WARNING,
    problem="The due date {value} is before the start {start}.",
    remedy="Correct the one that is wrong.",
)
STATUS_UNKNOWN = _kind(
    "status-unknown",
    Severity.WARNING,
    problem="'{value}' is not a status; none was taken.",
    remedy="Use one of: {choices}.",
)
STATUS_DOUBTFUL = _kind(
    "status-doubtful",
    Severity.WARNING,
    problem="'{value}' is not one of the statuses; it was taken as {taken}.",
    remedy="Use one of: {choices}.",
)
NUMBER_UNCLEAR = _kind(
    "number-unclear",
    Severity.WARNING,
    problem="'{value}' is not a number; none was taken.",
    remedy="Enter a number alone, such as 45 or 1,250; leave the cell empty where there is none.",
)
NUMBER_WITH_WORDS = _kind(
    "number-with-words",
    Severity.WARNING,
    problem="'{value}' is more than a number; {taken} was taken.",
    remedy="Enter the number alone, and the words in the measure's text.",
)
PERCENT_UNCLEAR = _kind(
    "percent-unclear",
    Severity.WARNING,
    problem="'{value}' under the unit % may be a share of one or percentage points; none was taken.",
    remedy="Enter it with its sign, such as 45%.",
)
MEASURE_WITHOUT_TEXT = _kind(
    "measure-without-text",
    Severity.WARNING,
    problem="'{value}' belongs to a measure that has no name; it was left out.",
    remedy="Name the measure on this row.",
)
VALUE_WITHOUT_DATE = _kind(
    "value-without-date",
    Severity.WARNING,
    problem="It is not said when '{value}' was measured; it was left out.",
    remedy="Enter the day that the value stands for.",
)
ASK_UNCLEAR = _kind(
    "ask-unclear",
    Severity.WARNING,
    problem="'{value}' is not an amount that can be asked for; none was taken.",
    remedy="Enter dollars or FTE as a plain number, such as 250000 or 0.5; 0 where nothing is asked.",
)
ASK_TEXT_KEPT = _kind(
    "ask-text-kept",
    Severity.INFO,
    problem="'{value}' was kept as written; no amount was read from it.",
    remedy="If the action asks for money, enter the dollars as a plain number.",
)
ANSWER_DIFFERS = _kind(
    "answer-differs",
    Severity.WARNING,
    problem="The file says '{value}', the answer says '{answer}'; the answer was taken.",
    remedy="Make sure that this is the right file.",
)
PERIOD_FROM_DATES = _kind(
    "period-from-dates",
    Severity.INFO,
    problem="The file names no period; {value} was taken from the dates of its actions.",
    remedy="If the plan is for another period, say so with an answer.",
)
FRAMEWORK_DIFFERS = _kind(
    "framework-differs",
    Severity.WARNING,
    problem="This plan was written for the framework '{value}'; goals were read by '{framework}'.",
    remedy="Check the goals, or load the framework that the plan was written for.",
)
ROW_HIDDEN = _kind(
    "row-hidden",
    Severity.WARNING,
    problem="This row is hidden; it was read all the same.",
    remedy="Show the row if it belongs to the plan, or delete it.",
)
CELL_ERROR = _kind(
    "cell-error",
    Severity.WARNING,
    problem="The formula in this cell gives the error {value}; nothing was taken.",
    remedy="Mend the formula, or enter the value.",
)
FORMULA_NOT_CALCULATED = _kind(
    "formula-not-calculated",
    Severity.WARNING,
    problem="The formula in this cell was never calculated; nothing was taken.",
    remedy="Open the file in a spreadsheet program, save it, and send it again, or enter the value.",
)
FRAMEWORK_INVALID = _kind(
    "framework-invalid",
    Severity.ERROR,
    problem="This is not a framework that can be used: {why}.",
    remedy="Correct it in the workbook; the template for frameworks shows what stands where.",
)

# Values

NOT_A_NUMBER = _kind(
    "not-a-number",
    Severity.WARNING,
    problem="'{value}' is not a number.",
    remedy="Enter a plain number, such as 12.5.",
)
NOT_YES_OR_NO = _kind(
    "not-yes-or-no",
    Severity.WARNING,
    problem="'{value}' is neither yes nor no.",
    remedy="Enter yes or no, or leave the cell blank.",
)
NOT_A_CODE = _kind(
    "not-a-code",
    Severity.WARNING,
    problem="A date, {value}, stands where a code belongs.",
    remedy="Format the column as text and enter the code again.",
)

# Budget

LAYOUT_NOT_UNDERSTOOD = _kind(
    "layout-not-understood",
    Severity.ERROR,
    problem="No table of budget lines was understood on the sheet '{value}': {why}.",
    remedy="Give each line its own row under one row of headings, with one column of amounts, or use the template.",
)
ANSWER_NOT_UNDERSTOOD = _kind(
    "answer-not-understood",
    Severity.ERROR,
    problem="The answer '{value}' names neither a heading of the file nor a value that is known.",
    remedy="Write a heading exactly as it stands, column:H for a column, or one of the values that the question lists.",
)
ANSWER_CONTRADICTS_FILE = _kind(
    "answer-contradicts-file",
    Severity.ERROR,
    problem="The file says '{value}' here, and the answer says '{answer}'.",
    remedy="Take the answer back, or correct the file.",
)
HEADING_MISSING = _kind(
    "heading-missing",
    Severity.WARNING,
    problem="Column {letters} has values but no heading, and was {use}.",
    remedy="Give the column a heading.",
)
AMOUNT_HEADING_MISSING = _kind(
    "amount-heading-missing",
    Severity.ERROR,
    problem="Column {letters} has numbers that may be money, but no heading says what they are.",
    remedy="Give the column a heading, such as Amount, or answer which column holds the amounts.",
)
TWO_HEADING_ROWS = _kind(
    "two-heading-rows",
    Severity.ERROR,
    problem="'{value}' stands above the row of headings and may say more about the columns beneath it.",
    remedy="Write every heading into one row, such as '2026 Adopted Budget'.",
)
FORMULA_WITHOUT_VALUE = _kind(
    "formula-without-value",
    Severity.ERROR,
    problem="The formula in this cell was never calculated, so there is no amount to read.",
    remedy="Open the workbook in your spreadsheet program, let it calculate, and save it.",
)
ERROR_VALUE = _kind(
    "error-value",
    Severity.ERROR,
    problem="The cell shows the error {value}.",
    remedy="Correct the formula, or enter the value.",
)
ERROR_VALUE_UNREAD = _kind(
    "error-value-unread",
    Severity.WARNING,
    problem="{count} cells of the column '{heading}' show an error, the first of them {value}; they were read as blank.",
    remedy="Correct the formulas, or enter the values.",
)
UNKNOWN_YEAR = _kind(
    "unknown-fiscal-year",
    Severity.ERROR,
    problem="'{value}' is not a fiscal year.",
    remedy="Enter a year or a label, such as 2026, FY26 or 2026-2027.",
)
UNKNOWN_PHASE = _kind(
    "unknown-phase",
    Severity.ERROR,
    problem="'{value}' is not a phase of the budget.",
    remedy="Enter requested, proposed, adopted, amended, estimate, actual or forecast.",
)
UNKNOWN_DIRECTION = _kind(
    "unknown-direction",
    Severity.ERROR,
    problem="'{value}' says neither that the money goes out nor that it comes in.",
    remedy="Enter expenditure or revenue.",
)
LINE_WITHOUT_KEY = _kind(
    "line-without-key",
    Severity.ERROR,
    problem="The amount {value} belongs to nothing: its row names no department, fund, program or account.",
    remedy="Say what the amount is for; if it is a total, write Total beside it.",
)
TOTAL_DIFFERS = _kind(
    "total-differs",
    Severity.ERROR,
    problem="'{label}' is {value}, and the lines that it sums up, from row {first} on, add up to {sum}.",
    remedy="Correct the total or the lines; a row that is no total needs a name without the word total.",
)
LOOKS_LIKE_TOTAL = _kind(
    "looks-like-total",
    Severity.ERROR,
    problem="The amount {value} is exactly the sum of the rows from {first} on, and its row says less than they do.",
    remedy="If it is a total, write Total beside it; if it is a line, fill in what the other lines have.",
)
REPEATED_LINE = _kind(
    "repeated-line",
    Severity.WARNING,
    problem="{count} rows are exact copies of a row above them: {cells}.",
    remedy="Nothing is to be done if they are meant; all of them were counted.",
)
SIGNS_TURNED = _kind(
    "signs-turned",
    Severity.INFO,
    problem="Ordinary {value} is negative in this file; its signs were turned round.",
    remedy="Nothing is to be done.",
)
HIDDEN_SHEET = _kind(
    "hidden-sheet",
    Severity.INFO,
    problem="The sheet '{value}' is hidden; it was {use}.",
    remedy="Show or delete the sheet if that is not what you meant.",
)
MONEY_NOT_READ = _kind(
    "money-not-read",
    Severity.INFO,
    problem="The column '{value}' holds numbers that may be money; it was not read, because another was chosen.",
    remedy="Nothing is to be done, or answer that it is the amount.",
)
LAYOUT_VERSION_UNKNOWN = _kind(
    "layout-version-unknown",
    Severity.ERROR,
    problem="The workbook says that it is version '{value}' of the layout, and this program knows version {known}.",
    remedy="Copy the rows into a new template of this program.",
)
COLUMN_OF_LAYOUT_MISSING = _kind(
    "column-of-layout-missing",
    Severity.ERROR,
    problem="The column '{value}' of the template is not there.",
    remedy="Put the column back, with exactly this heading, or copy the rows into a new template.",
)
NAMED_LIKE_TOTAL = _kind(
    "named-like-total",
    Severity.WARNING,
    problem="{count} rows are named like totals, such as '{value}'; they sum up nothing and were read as lines.",
    remedy="If they are totals, remove them or correct their amounts.",
)
