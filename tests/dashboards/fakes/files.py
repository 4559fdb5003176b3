"""Files of the invented county that came in, and what was read of one."""

from dataclasses import replace
from datetime import UTC, datetime

from importers.reading import Kind
from tracker.rows import ImportRow, ImportState


def an_import(number: int = 3, **more: object) -> ImportRow:
    row = ImportRow(
        id=number,
        kind=Kind.PLAN,
        file="Human Resources plan v3.xlsx",
        sha256="9f2c" * 16,
        size=48_211,
        state=ImportState.PUBLISHED,
        in_force=True,
        what="Human Resources, implementation plan 2026-2027",
        version=3,
        records=54,
        errors=0,
        warnings=4,
        by="local user",
        at=datetime(2026, 3, 14, 10, 2, tzinfo=UTC),
        layout="standard-plan 1",
    )
    return replace(row, **more)  # type: ignore[arg-type]


REPORT: dict[str, object] = {
    "outcome": "rejected",
    "kind": "plan",
    "file": "HR plan final v3.xlsx",
    "tables": [
        {
            "sheet": "Plan",
            "header_rows": [6],
            "first_row": 7,
            "last_row": 60,
            "columns": [
                {"letter": "A", "heading": "Goal", "field": "goal"},
                {"letter": "B", "heading": "Action", "field": "action"},
                {"letter": "C", "heading": "Lead", "field": "lead"},
                {"letter": "D", "heading": "Due", "field": "due"},
                {"letter": "E", "heading": "Remarks", "field": None},
            ],
        }
    ],
    "records": 54,
    "totals": [],
    "actions": [],
    "issues": [
        {
            "code": "unknown-goal",
            "severity": "error",
            "sheet": "Plan",
            "cell": "A10",
            "field": "goal",
            "value": "XX",
            "message": "'XX' is no goal of the framework. Use one of its codes, such as 3.",
        },
        {
            "code": "not-a-date",
            "severity": "warning",
            "sheet": "Plan",
            "cell": "D9",
            "field": "due",
            "value": "6/31/2027",
            "message": "There is no 31 June. The due date was left empty; enter a day that exists.",
        },
        {
            "code": "second-owner",
            "severity": "warning",
            "sheet": "Plan",
            "cell": "C8",
            "field": "lead",
            "value": "Detention; HR",
            "message": "Two owners stand in one cell. The first was taken as lead; name one.",
        },
        {
            "code": "padded",
            "severity": "info",
            "sheet": "Plan",
            "cell": "B12",
            "field": "action",
            "value": " Grants",
            "message": "Blanks around the text were taken away.",
        },
    ],
    "questions": [],
    "left_out": [{"sheet": "Plan", "row": 4, "why": "note"}, {"sheet": "Plan", "column": "E", "why": "not read"}],
}
QUESTIONS: list[dict[str, object]] = [
    {
        "code": "which-phase",
        "field": "phase",
        "message": "Nothing in the file says which phase these amounts are.",
        "candidates": [{"value": "proposed", "samples": []}, {"value": "adopted", "samples": []}],
    },
    {
        "code": "which-amount",
        "field": "amount",
        "message": "Two columns could hold the amount.",
        "candidates": [
            {"value": "Approved Amount", "samples": ["125,000", "88,410"]},
            {"value": "Recommended", "samples": ["130,000", "90,000"]},
        ],
    },
]


IMPORTS = (
    an_import(
        9,
        state=ImportState.DRAFT,
        in_force=False,
        version=None,
        errors=1,
        file="HR plan final v3.xlsx",
        at=datetime(2026, 6, 30, 9, 0, tzinfo=UTC),
    ),
    an_import(
        7,
        kind=Kind.BUDGET,
        file="cascara-adopted-2026-2027.xlsx",
        what="Adopted 2026-2027, whole county",
        records=4012,
        layout="standard-budget 1",
    ),
    an_import(3),
    an_import(2, in_force=False, version=2, file="Human Resources plan v2.xlsx"),
    an_import(
        1,
        state=ImportState.WITHDRAWN,
        in_force=False,
        version=1,
        file="Human Resources plan.xlsx",
        ended_by="local user",
        ended_at=datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
        ended_why="The draft of February, sent by mistake",
    ),
    an_import(
        4,
        state=ImportState.DISCARDED,
        in_force=False,
        version=None,
        file="HR plan (copy).xlsx",
        ended_by="local user",
        ended_at=datetime(2026, 3, 13, 16, 5, tzinfo=UTC),
    ),
)
