"""The home of our own budget layout: reader, template, help and documentation all follow this table."""

from budgets.phases import AmendmentBasis, Direction, Phase
from importers.layouts.layout import CellKind, Column, SheetLayout, WorkbookLayout

YES_NO = ("yes", "no")

LINES = SheetLayout(
    name="Lines",
    help="One row for each amount.",
    columns=(
        Column(
            "fiscal_year",
            "Fiscal years",
            "The fiscal year, by the year in which it ends: 2026. For an amount over a whole biennium: 2026-2027.",
            required=True,
            kind=CellKind.YEARS,
            width=14,
        ),
        Column(
            "phase",
            "Phase",
            "Where in the budget cycle the amount stands.",
            required=True,
            kind=CellKind.CHOICE,
            choices=tuple(Phase),
            width=12,
        ),
        Column(
            "direction",
            "Direction",
            "Whether the money goes out (expenditure) or comes in (revenue).",
            required=True,
            kind=CellKind.CHOICE,
            choices=tuple(Direction),
            width=13,
        ),
        Column("department.code", "Department code", "The code of the department.", kind=CellKind.CODE),
        Column("department.name", "Department", "The name of the department.", width=32),
        Column("division.code", "Division code", "The code of the division.", kind=CellKind.CODE),
        Column("division.name", "Division", "The division of the department.", width=24),
        Column("unit.code", "Unit code", "The code of the appropriation unit.", kind=CellKind.CODE),
        Column("unit.name", "Unit", "The name of the appropriation unit.", width=32),
        Column("fund.code", "Fund code", "The code of the fund, with its leading zeros.", kind=CellKind.CODE),
        Column("fund.name", "Fund", "The name of the fund.", width=24),
        Column("program.code", "Program code", "The code of the program.", kind=CellKind.CODE),
        Column("program.name", "Program", "The name of the program.", width=28),
        Column("account.code", "Account code", "The code of the account.", kind=CellKind.CODE),
        Column("account.name", "Account", "The name of the account.", width=28),
        Column("category.code", "Category code", "The code of the category.", kind=CellKind.CODE),
        Column("category.name", "Category", "The category of accounts, such as Salaries.", width=22),
        Column("package.code", "Package code", "The code of the decision package.", kind=CellKind.CODE),
        Column("package.name", "Package", "The title of the decision package.", width=32),
        Column("goal", "Goal", "The code of the goal that the line itself names.", kind=CellKind.CODE, width=10),
        Column("description", "Description", "Whatever else the line says.", width=40),
        Column("reason", "Reason", "Why the money is asked for, as a decision package says it.", width=40),
        Column(
            "transfer",
            "Transfer",
            "Whether the money moves between funds and is counted twice: yes or no.",
            kind=CellKind.YES_NO,
            choices=YES_NO,
            width=10,
        ),
        Column(
            "one_time",
            "One time",
            "Whether the money is for once (yes) or continues (no). Blank: not said.",
            kind=CellKind.YES_NO,
            choices=YES_NO,
            width=10,
        ),
        Column(
            "amount",
            "Amount",
            "Dollars and cents. Ordinary spending and ordinary income are positive, reductions negative.",
            kind=CellKind.MONEY,
        ),
        Column("fte", "FTE", "Full-time equivalents, as an average over the years.", kind=CellKind.FTE, width=10),
    ),
)

ABOUT = SheetLayout(
    name="About",
    help="What is true of the whole file.",
    columns=(
        Column("period_start", "Period start", "The first day of the budget period.", kind=CellKind.DATE),
        Column("period_end", "Period end", "The last day of the budget period.", kind=CellKind.DATE),
        Column("county", "County", "The name of the county, for people."),
        Column("department", "Department", "Only where the file covers one department: its name or code."),
        Column("fund", "Fund", "Only where the file covers one fund: its code."),
        Column(
            "as_of",
            "As of",
            "For actual amounts: the day up to which they run. For an amendment: the day on which it was adopted.",
            kind=CellKind.DATE,
        ),
        Column(
            "basis",
            "Amendment basis",
            "For an amended budget: levels (whole amounts after the amendment) or changes (to add to what they amend).",
            kind=CellKind.CHOICE,
            choices=tuple(AmendmentBasis),
        ),
    ),
    is_form=True,
    required=False,
)

STANDARD_BUDGET = WorkbookLayout(
    name="standard_budget",
    version="1",
    title="Budget",
    purpose="Lines of a budget, for one or more fiscal years and phases. Fill the sheets Lines and About.",
    sheets=(LINES, ABOUT),
)
