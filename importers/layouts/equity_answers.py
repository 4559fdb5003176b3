"""The home of our own layout of answers to budget equity questions: what a department fills in and sends back."""

from importers.layouts.layout import CellKind, Column, SheetLayout, WorkbookLayout

_FOR_INFORMATION = "For information; it is not read."

ABOUT = SheetLayout(
    name="About",
    help="Whose answers these are, and to which questions.",
    columns=(
        Column("department", "Department", "The department that answers.", required=True, is_key=True),
        Column(
            "period_start",
            "Period start",
            "The first day of the budget period.",
            required=True,
            kind=CellKind.DATE,
            is_key=True,
        ),
        Column(
            "period_end",
            "Period end",
            "The last day of the budget period.",
            required=True,
            kind=CellKind.DATE,
            is_key=True,
        ),
        Column(
            "questions",
            "Questions",
            "The code of the questions.",
            required=True,
            kind=CellKind.CODE,
            is_key=True,
        ),
        Column(
            "version",
            "Version",
            "The version of the questions; answers stay with it.",
            required=True,
            kind=CellKind.CODE,
            is_key=True,
        ),
        Column(
            "seen",
            "Answers known",
            "How far answers were known when this workbook was written. By it, an answer given since is not lost.",
            required=True,
            kind=CellKind.CODE,
            is_key=True,
        ),
    ),
    is_form=True,
)

_CODE = Column("code", "Question code", "Which question.", required=True, kind=CellKind.CODE, width=10, is_key=True)
_TEXT = Column("text", "Question", _FOR_INFORMATION, width=52, is_key=True)
_HOW = Column("how", "How to answer", _FOR_INFORMATION, width=34, is_key=True)
_ANSWER = Column("answer", "Answer", "Write or choose the answer; leave it blank as long as there is none.", width=64)

DEPARTMENT = SheetLayout(
    name="Department questions",
    help="The questions about the department as a whole, one a row.",
    columns=(_CODE, _TEXT, _HOW, _ANSWER),
    required=False,
)

PACKAGES = SheetLayout(
    name="Package questions",
    help="The questions about each decision package, one a row.",
    columns=(
        Column(
            "package",
            "Package",
            "The code of the decision package, or its title where it has none.",
            required=True,
            kind=CellKind.CODE,
            width=14,
            is_key=True,
        ),
        Column("title", "Title", _FOR_INFORMATION, width=34, is_key=True),
        Column("amount", "Amount", _FOR_INFORMATION, kind=CellKind.MONEY, is_key=True),
        _CODE,
        _TEXT,
        _HOW,
        _ANSWER,
    ),
    required=False,
)

EQUITY_ANSWERS = WorkbookLayout(
    name="equity_answers",
    version="1",
    title="Answers to the budget equity questions",
    purpose="One department's answers. Fill the last column of the sheets with questions, and send the workbook back.",
    sheets=(ABOUT, DEPARTMENT, PACKAGES),
)
