"""The home of files that are wrong on purpose, for people who want to see what the Imports page says of them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from plans.implementation import ImplementationPlan

Row = Sequence[str]

BUDGET_HEADINGS: Row = ("Fund", "Fund Name", "Department", "Program", "Account", "FY 2027 Proposed", "Note")
BUDGET_WITH_FAULTS: tuple[Row, ...] = (
    BUDGET_HEADINGS,
    ("F0010", "General Fund", "Elections", "Voter Services", "Salaries", "1,204,500", ""),
    ("F0010", "General Fund", "Elections", "Voter Services", "Supplies", "tbd", "text where an amount belongs"),
    ("F0010", "General Fund", "Elections", "Ballot Processing", "Salaries", "2,1O8,000", "the letter O, not a zero"),
    ("F0010", "General Fund", "Elections", "Ballot Processing", "Postage", "$ 640,000", ""),
    ("F0010", "General Fund", "Elections", "Ballot Processing", "Postage", "$ 640,000", "the same row again"),
    (
        "F0010",
        "General Fund",
        "Elections",
        "Ballot Processing",
        "Recovered costs",
        "(85,000)",
        "a reduction, and right",
    ),
)

BUDGET_THAT_ASKS: tuple[Row, ...] = (
    ("Cascara County", "", "", "", "", ""),
    ("Draft for the budget committee", "", "", "", "", ""),
    ("Fund No.", "Department", "Cost Center", "Object", "Budget A", "Budget B"),
    ("0010", "Superior Court", "Interpreter Services", "Contracts", "1,120,000", "1,455,000"),
    ("0010", "Superior Court", "Interpreter Services", "Salaries", "612,400", "640,250"),
    ("0010", "Superior Court", "Jury Services", "Juror fees", "890,000", "1,980,000"),
    ("1800", "Public Health", "Health Centers", "Salaries", "24,310,700", "25,016,900"),
    ("1800", "Public Health", "Health Centers", "Supplies", "3,904,100", "3,611,000"),
)

PLAN_WITH_FAULTS: tuple[Row, ...] = (
    ("Goal", "Action", "Owner", "Start", "By when", "Status", "Measure", "Baseline", "Target", "Budget"),
    (
        "Workplace & Workforce", "Hire shelter staff from the neighborhoods around the shelters", "Ana Whitehorse",
        "1/15/2026", "6/31/2027", "In progress", "Staff who live nearby", "22%", "50%", "$140,000",
    ),
    (
        "Community Wellness", "Hold adoption days at community centers", "Joy Dolan / Samir Cho",
        "3/1/2026", "12/31/2026", "Underway", "Adoptions at community centers", "40", "160",
        "within existing resources",
    ),
    (
        "Communication & Education", "Print licence reminders in six languages", "TBD",
        "2/1/2026", "soon", "Not started", "Licences renewed on time", "about half", "75%", "12.5k",
    ),
    (
        "Leadership, Operations & Services", "Waive fees for owners with low incomes", "Rosa Ibarra",
        "9/1/2026", "3/31/2026", "Almost", "Fees waived", "0", "900", "tbd",
    ),
)  # fmt: skip


def as_csv(rows: Iterable[Row]) -> bytes:
    """Rows as a csv file that spreadsheet programs open as it is."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def damaged(plan: ImplementationPlan) -> ImplementationPlan:
    """A plan with four faults: an unknown goal, a code twice, an end before its start, a lost action."""
    first, second, third, *rest = plan.actions
    agreements = tuple(one.model_copy(update={"actions": (*one.actions, "XX-99")}) for one in plan.agreements[:1])
    return plan.model_copy(
        update={
            "actions": (
                first.model_copy(update={"goal": "WELLBEING"}),
                second.model_copy(update={"code": first.code, "measures": (), "updates": ()}),
                third.model_copy(update={"start": date(2027, 6, 1), "due": date(2026, 6, 1)}),
                *rest,
            ),
            "agreements": (*agreements, *plan.agreements[1:]),
        }
    )
