"""The home of the report of `validate`: a reading as the keys of its contract (docs/reference/validate.md)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from importers.issues import Issue
from importers.reading import Applied, BudgetReading, ColumnUse, Outcome, Reading, TableFound, Total

Report = dict[str, Any]
"""Ready to be written as JSON."""


def budget_report(reading: BudgetReading) -> Report:
    """What `validate --kind budget --json` prints."""
    rejected = reading.outcome is Outcome.REJECTED
    return report_of(
        reading,
        records=len(reading.lines),
        totals=[] if rejected else [_total(total) for total in reading.totals],
    )


def report_of(reading: Reading, *, records: int, **own: object) -> Report:
    """The keys that reports of budgets and plans share, with those of one kind between them."""
    report: Report = {
        "outcome": str(reading.outcome),
        "kind": str(reading.kind),
        "file": reading.file,
        "sha256": reading.sha256,
        "tables": [_table(table) for table in reading.tables],
        "records": records,
        **own,
        "issues": [_issue(issue) for issue in reading.issues],
        "questions": [
            {
                "code": question.code,
                "field": question.field,
                "message": question.message,
                "candidates": [
                    {"value": candidate.value, "samples": list(candidate.samples)} for candidate in question.candidates
                ],
            }
            for question in reading.questions
        ],
        "left_out": [
            {"sheet": left.sheet, "row": left.row, "column": left.column, "why": left.why} for left in reading.left_out
        ],
    }
    if reading.applied:
        report["profile"] = _applied(reading.applied)
    return report


def _applied(applied: Applied) -> Report:
    return {
        "fingerprint": applied.profile.meaning.fingerprint,
        "by": applied.profile.by,
        "at": applied.profile.at.isoformat(),
        "answers": {key: list(texts) for key, texts in applied.answers.items()},
    }


def _table(table: TableFound) -> Report:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "columns": [_column(column) for column in table.columns],
    }


def _column(column: ColumnUse) -> Report:
    report: Report = {"letter": column.letter, "heading": column.heading, "field": column.field}
    if column.fiscal_years:
        report["fiscal_years"] = list(column.fiscal_years)
    if column.phase:
        report["phase"] = str(column.phase)
    if column.direction:
        report["direction"] = str(column.direction)
    return report


def _total(total: Total) -> Report:
    return {
        "fiscal_years": sorted(total.fiscal_years),
        "phase": str(total.phase),
        "direction": str(total.direction),
        "amount": decimal_text(total.amount),
        "fte": decimal_text(total.fte),
    }


def _issue(issue: Issue) -> Report:
    return {
        "code": issue.code,
        "severity": str(issue.severity),
        "sheet": issue.cell.sheet if issue.cell else None,
        "cell": issue.cell.address if issue.cell else None,
        "field": issue.field[0] if len(issue.field) == 1 else list(issue.field) or None,
        "value": issue.value,
        "message": issue.message,
    }


def find_letter(report: Mapping[str, object], sheet: str, row: int, field: str) -> str | None:
    """The letter of the column that was read as a field, in the table of a report in which a row stands.

    None where no column was, or more than one. ``field`` is named as in ``tables``.
    """
    tables: Any = report.get("tables", ())
    found = {
        column["letter"]
        for table in tables
        if table["sheet"] == sheet and table["first_row"] <= row <= table["last_row"]
        for column in table["columns"]
        if column["field"] == field
    }
    return found.pop() if len(found) == 1 else None


def decimal_text(value: Decimal | None) -> str | None:
    """A number as JSON holds it without losing a digit: text, never in powers of ten."""
    return None if value is None else format(value, "f")
