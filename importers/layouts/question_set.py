"""The home of our own layout of a set of questions: reader, template, help and documentation all follow this table."""

from importers.layouts.layout import CellKind, Column, SheetLayout, WorkbookLayout
from plans.questions import NO, YES, AnswerKind, AskedOf

ABOUT = SheetLayout(
    name="About",
    help="What the set is called, and for which budgets it is asked.",
    columns=(
        Column("code", "Code", "A short name, such as budget-equity.", required=True, kind=CellKind.CODE),
        Column("title", "Title", "The name as people read it.", required=True),
        Column(
            "version",
            "Version",
            "Such as 2; an answer stays with the version that it was given to.",
            required=True,
            kind=CellKind.CODE,
        ),
        Column("source", "Source", "Where it can be read, or who decided on it."),
        Column(
            "periods", "Periods", "The budget periods for which it is asked, such as 2026-2027; parted by semicolons."
        ),
    ),
    is_form=True,
)

QUESTIONS = SheetLayout(
    name="Questions",
    help="The questions, in the order in which they are asked.",
    columns=(
        Column("code", "Code", "Such as P1; each stands once.", required=True, kind=CellKind.CODE, width=10),
        Column(
            "asked_of",
            "Asked of",
            "Whether it is about a department or about each of its decision packages.",
            required=True,
            kind=CellKind.CHOICE,
            choices=tuple(AskedOf),
            width=14,
        ),
        Column("text", "Question", "As people read it.", required=True, width=60),
        Column("help", "Help", "What an answer should say.", width=48),
        Column(
            "kind",
            "Kind",
            "How it is answered: in words (text), with yes or no, or with one of its choices. Blank: text.",
            kind=CellKind.CHOICE,
            choices=tuple(AnswerKind),
            width=12,
        ),
        Column(
            "choices", "Choices", "For the kind choice: the answers to choose from, parted by semicolons.", width=48
        ),
        Column(
            "required",
            "Required",
            "Whether it has to be answered. Blank: yes.",
            kind=CellKind.YES_NO,
            choices=(YES, NO),
            width=10,
        ),
    ),
)

QUESTION_SET = WorkbookLayout(
    name="question_set",
    version="1",
    title="Budget equity questions",
    purpose="What the county asks of departments and decision packages when it makes a budget.",
    sheets=(ABOUT, QUESTIONS),
)
