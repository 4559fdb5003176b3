"""The home of findings as files to take along: one row a finding, with its dollars, its owner and its cell."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from importers.written_cells import csv_text, put_text
from tracker.exchange.budget_tables import MONEY_FORMAT, TableForm
from tracker.finding_overlaps import ALONE, Beside, same_dollars
from tracker.finding_rows import FindingRow, FindingsPage
from tracker.findings import Finding, named_slice, plain

COLUMNS = (
    "finding",
    "kind",
    "severity",
    "state",
    "dollars at stake",
    "same dollars as",
    "may share dollars with",
    "what was found",
    "what to do",
    "owner",
    "department",
    "goal",
    "action",
    "link",
    "file",
    "sheet",
    "cell",
    "lines",
    "open since",
    "waived by",
    "waived until",
    "why waived",
)
"""One row a finding; an empty cell: there is none, or nobody said. Dollars of several kinds are never added up."""

_WIDE = {
    "what was found": 70,
    "what to do": 50,
    "same dollars as": 32,
    "may share dollars with": 32,
    "why waived": 40,
    "owner": 24,
    "department": 28,
    "file": 28,
}
_WIDTH, HEAD_ROWS = 15, 3
_MONEY = COLUMNS.index("dollars at stake")
Value = object


def finding_table(page: FindingsPage, rows: Sequence[FindingRow], form: TableForm) -> bytes:
    """Findings of a period as a csv, or as a workbook that says of whom and as of when."""
    same = same_dollars(row.finding for row in page.rows)
    values = [_values(row, same.get(row.finding.key, ALONE)) for row in rows]
    return _csv(values) if form is TableForm.CSV else _xlsx(page, values)


def _values(row: FindingRow, beside: Beside) -> tuple[Value, ...]:
    own, at, waiver = row.finding, row.finding.source, row.waiver.waiver if row.waiver else None
    return (
        own.key,
        own.kind.code,
        own.kind.severity.value,
        row.state.value,
        own.dollars,
        _keys(beside.same),
        _keys(beside.others),
        own.sentence(plain),
        own.kind.remedy,
        own.owner,
        own.department_name,
        own.goal,
        own.action,
        own.link,
        at.file if at else None,
        at.sheet if at else None,
        at.cell if at else None,
        (" and " if own.is_of_all_keys else "; ").join(named_slice(cut, key) for cut, key in own.lines) or None,
        row.since.date().isoformat() if row.since else None,
        waiver.person if waiver else None,
        waiver.until.isoformat() if waiver else None,
        waiver.reason if waiver else None,
    )


def _keys(findings: Iterable[Finding]) -> str | None:
    return "; ".join(f"{finding.key} {finding.kind.code}" for finding in findings) or None


def _csv(rows: Sequence[Sequence[Value]]) -> bytes:
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows([csv_text(value) if isinstance(value, str) else value for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _xlsx(page: FindingsPage, rows: Sequence[Sequence[Value]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Findings"
    judged = f"judged by the {page.judged.value} budget" if page.judged else "no budget is judged"
    put_text(sheet["A1"], f"{page.county.name}, {page.view.period}: findings, {judged}")
    about = f"As of {page.county.as_of.isoformat()}. Dollars may be at stake in several findings: not to be added up."
    if page.new_since:
        about += f" New is what came up since {page.new_since.round.at:%Y-%m-%d %H:%M}."
    put_text(sheet["A2"], about)
    sheet.append(list(COLUMNS))
    for cell in (sheet["A1"], *sheet[HEAD_ROWS]):
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"A{HEAD_ROWS + 1}"
    for place, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDE.get(name, _WIDTH)
    for number, row in enumerate(rows, start=HEAD_ROWS + 1):
        for place, value in enumerate(row):
            if value is None:
                continue
            told = sheet.cell(number, place + 1)
            if isinstance(value, str):
                put_text(told, value)
                told.alignment = Alignment(wrap_text=True, vertical="top")
                continue
            told.value = value  # type: ignore[assignment] # a number
            if place == _MONEY:
                told.number_format = MONEY_FORMAT
    octets = BytesIO()
    book.save(octets)
    return octets.getvalue()
