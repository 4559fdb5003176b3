"""The home of our own plan layout: reader, template, help and documentation all follow this table."""

from importers.layouts.layout import CellKind, Column, SheetLayout, WorkbookLayout
from plans.implementation import PartnerKind
from plans.measures import MeasureDirection, MeasureKind
from plans.progress import ActionStatus

YES_NO = ("yes", "no")
STATUSES = tuple(ActionStatus)
PARTED = "Several are parted by semicolons; one that has a semicolon in its name stands in double quotes."

PLAN = SheetLayout(
    name="Plan",
    help="Whose plan it is, and for when.",
    columns=(
        Column(
            "department",
            "Department",
            "The name of the department, as the county writes it.",
            required=True,
            is_key=True,
        ),
        Column("start", "Period start", "The first day of the plan.", required=True, kind=CellKind.DATE, is_key=True),
        Column("end", "Period end", "The last day of the plan.", required=True, kind=CellKind.DATE, is_key=True),
        Column(
            "framework", "Framework", "The code and version of the framework that the goals come from.", is_key=True
        ),
        Column("prepared_by", "Prepared by", "Who can answer questions about this file. For people; it is not kept."),
        Column("as_of", "As of", "The day that statuses and notes speak of.", kind=CellKind.DATE),
    ),
    is_form=True,
)

ACTIONS = SheetLayout(
    name="Actions",
    help="One row for each action.",
    columns=(
        Column(
            "code",
            "Action code",
            "The department's own code; each stands once.",
            kind=CellKind.CODE,
            width=14,
            is_key=True,
        ),
        Column("goal", "Goal", "The code of the goal that it serves.", kind=CellKind.CHOICE, width=10),
        Column("strategy", "Strategy", "The code of the strategy, or its words.", width=12),
        Column("title", "Action", "What will be done, so that anyone can see whether it was.", required=True, width=48),
        Column("lead", "Lead", "The one person or office that answers for it.", width=26),
        Column("partners", "Partners", f"Who else carries it. {PARTED}", width=32),
        Column("start", "Start", "The first day.", kind=CellKind.DATE, width=12),
        Column("due", "Due", "The day by which it is done.", kind=CellKind.DATE, width=12),
        Column("due_text", "Due in words", "Where a day alone does not tell it: Q4 2026, ongoing.", width=16),
        Column("status", "Status", "How it stands.", kind=CellKind.CHOICE, choices=STATUSES, width=14),
        Column("progress_note", "Progress note", "What was done and what comes next.", width=40),
        Column("blocked_reason", "Blocked by", "What stands in the way, where it is blocked.", width=28),
        Column(
            "ask.amount",
            "Amount requested",
            "Dollars for the whole plan.",
            kind=CellKind.MONEY,
            width=16,
        ),
        Column("ask.fte", "FTE requested", "Full-time equivalents, as an average.", kind=CellKind.FTE, width=10),
        Column("ask.fund", "Fund", "The code of the fund.", kind=CellKind.CODE, width=10),
        Column("ask.appropriation_unit", "Appropriation unit", "Its code.", kind=CellKind.CODE, width=14),
        Column("ask.decision_package", "Decision package", "Its code.", kind=CellKind.CODE, width=14),
        Column(
            "ask.within_existing",
            "Within existing resources",
            "yes, where it asks for nothing because what is there carries it.",
            kind=CellKind.YES_NO,
            choices=YES_NO,
            width=12,
        ),
        Column("ask.text", "Resources in words", "Whatever else is to be said about resources.", width=28),
        Column("determinants", "Determinants", f"The codes of the determinants of equity. {PARTED}", width=18),
        Column("policy_area", "Policy area", "The code of the policy area, or its words.", width=14),
        Column("indicator", "Community indicator", "The condition of a community that it is to better.", width=28),
        Column("population", "Priority population", "For whom it is done first.", width=26),
        Column("geography", "Geography", "Where: a district, a ZIP code, a neighborhood.", width=18),
    ),
)

MEASURES = SheetLayout(
    name="Measures",
    help="One row for each measure. Percentages are in points: 45 for 45 %.",
    columns=(
        Column(
            "measure.code",
            "Measure code",
            "The department's own code; each stands once.",
            kind=CellKind.CODE,
            is_key=True,
        ),
        Column(
            "action",
            "Action code",
            "The action that it measures; blank: the plan as a whole.",
            kind=CellKind.CODE,
            is_key=True,
        ),
        Column("measure.goal", "Goal", "For a measure of the whole plan: its goal.", kind=CellKind.CHOICE, width=10),
        Column("measure.title", "Measure", "What is counted.", required=True, width=44),
        Column(
            "measure.kind",
            "Kind",
            "performance: what was done, how well, for whom. population: how a community fares.",
            kind=CellKind.CHOICE,
            choices=tuple(MeasureKind),
            width=14,
        ),
        Column("measure.unit", "Unit", "%, days, households ...", width=12),
        Column(
            "measure.direction",
            "Direction",
            "Which way is better.",
            kind=CellKind.CHOICE,
            choices=tuple(MeasureDirection),
            width=12,
        ),
        Column("measure.owner", "Owner", "Who brings the values.", width=24),
        Column("measure.basis", "Basis", "Where the values come from.", width=28),
        Column("measure.baseline", "Baseline", "The value at the start.", kind=CellKind.NUMBER, width=12),
        Column("measure.baseline_date", "Baseline date", "The day it stands for.", kind=CellKind.DATE, width=13),
        Column("measure.target", "Target", "The value to be reached, the last one.", kind=CellKind.NUMBER, width=12),
        Column("measure.target_date", "Target date", "The day by which.", kind=CellKind.DATE, width=13),
        Column("measure.reporting_months", "Reporting months", "Months between values.", kind=CellKind.NUMBER),
        Column("measure.reference_group", "Reference group", "The group that others are compared with.", width=22),
        Column("measure.tolerance", "Tolerance", "For maintain: how far off is well.", kind=CellKind.NUMBER, width=10),
        Column("measure.weight", "Weight", "How much it counts; blank: 1.", kind=CellKind.NUMBER, width=10),
    ),
)

TARGETS = SheetLayout(
    name="Targets",
    help="Only for measures with a target for each year: one row for each, the last one too.",
    columns=(
        Column("measure", "Measure code", "The measure.", required=True, kind=CellKind.CODE, is_key=True),
        Column("date", "Target date", "The day by which.", kind=CellKind.DATE, width=13),
        Column("value", "Target", "The value to be reached.", required=True, kind=CellKind.NUMBER),
    ),
    required=False,
)

VALUES = SheetLayout(
    name="Values",
    help="What was found, one row for each day and group. Blank is not known, 0 is zero.",
    columns=(
        Column("measure", "Measure code", "The measure.", required=True, kind=CellKind.CODE, is_key=True),
        Column("as_of", "As of", "The day that the value stands for.", required=True, kind=CellKind.DATE, width=13),
        Column("value", "Value", "What was found; blank where it is suppressed or not known.", kind=CellKind.NUMBER),
        Column("scheme", "Group scheme", "By what people are grouped, such as OMB SPD 15 (2024).", width=22),
        Column("group", "Group", "The group; blank: everyone.", width=26),
        Column("n", "n", "The number of people behind the value.", kind=CellKind.NUMBER, width=10),
        Column(
            "suppressed",
            "Suppressed",
            "yes, where the number is too small to be told.",
            kind=CellKind.YES_NO,
            choices=YES_NO,
            width=12,
        ),
        Column("note", "Note", "What a reader must know.", width=40),
    ),
    required=False,
    waits="measure",
)

UPDATES = SheetLayout(
    name="Updates",
    help="What was reported about an action, one row for each report.",
    columns=(
        Column("action", "Action code", "The action.", required=True, kind=CellKind.CODE, is_key=True),
        Column("as_of", "As of", "The day of the report.", kind=CellKind.DATE, width=13),
        Column("status", "Status", "How it stood.", kind=CellKind.CHOICE, choices=STATUSES, width=14),
        Column("note", "Note", "What was done.", width=48),
        Column("blocked_reason", "Blocked by", "What stood in the way.", width=32),
        Column("reported_by", "Reported by", "Who said so.", width=24),
    ),
    required=False,
    waits="action",
)

PARTNERS = SheetLayout(
    name="Partners",
    help="Who the partners of the actions are.",
    columns=(
        Column("name", "Partner", "The name, as in the sheet Actions.", required=True, width=40),
        Column(
            "kind",
            "Kind",
            "A community organization, an agency of the county, or another government.",
            kind=CellKind.CHOICE,
            choices=tuple(PartnerKind),
            width=24,
        ),
    ),
    required=False,
)

AGREEMENTS = SheetLayout(
    name="Agreements",
    help="What a partner and the county promised each other.",
    columns=(
        Column("partner", "Partner", "The name of the partner.", required=True, width=32),
        Column("title", "Title", "What the agreement is called.", required=True, width=40),
        Column("start", "From", "The first day.", kind=CellKind.DATE, width=12),
        Column("end", "To", "The last day.", kind=CellKind.DATE, width=12),
        Column("county_promises", "The county promises", "What the county gives.", width=40),
        Column("partner_promises", "The partner promises", "What the partner gives.", width=40),
        Column("actions", "Action codes", f"The actions that stand on it. {PARTED}", width=24),
    ),
    required=False,
)

STANDARD_PLAN = WorkbookLayout(
    name="standard_plan",
    version="1",
    title="Implementation plan",
    purpose="A department's actions toward the county's shared goals, with their measures, progress and partners.",
    sheets=(PLAN, ACTIONS, MEASURES, TARGETS, VALUES, UPDATES, PARTNERS, AGREEMENTS),
)
