"""The home of budgets as files to take along: the slices of a book, phase beside phase, as csv or xlsx."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from io import BytesIO

import pandas as pd
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from importers.written_cells import cell_text, csv_text
from tracker.budget_rows import BudgetPage
from tracker.rows import CutRow

COLUMNS = (
    "period",
    "phase",
    "direction",
    "cut",
    "code",
    "name",
    "amount",
    "fte",
    "lines",
    "of which reductions",
    "of which transfers",
    "as of",
    "files",
)
"""One row a slice and phase; amounts in dollars, an empty cell where no line says any."""

MONEY_FORMAT = "#,##0.00;(#,##0.00);0.00"
HEAD_ROWS = 3


class TableForm(StrEnum):
    """The forms in which a table leaves; the value is the ending of the file."""

    CSV = "csv"
    XLSX = "xlsx"


def budget_table(pages: Sequence[BudgetPage], form: TableForm) -> bytes:
    """The slices of one or more books, cut alike: long rows in a csv, phases side by side in an xlsx."""
    rows = [row for page in pages for row in _rows(page)]
    frame = pd.DataFrame(rows, columns=["key", *COLUMNS], dtype=object)
    return _csv(frame) if form is TableForm.CSV else _xlsx(frame, pages)


def _rows(page: BudgetPage) -> Iterator[tuple[object, ...]]:
    files = "; ".join(part.file for part in page.book.parts) if page.book else ""
    about = page.view.period, page.view.phase.value, page.direction.value, page.cut.value
    for row in page.rows:
        money = row.money
        sums = money.amount, money.fte, money.lines, money.reductions, money.transfers
        yield row.key or "", *about, row.code or "", _name(row), *sums, page.county.as_of.isoformat(), files


def _name(row: CutRow) -> str:
    return "(the line names none)" if row.key is None else row.name or ""


def _csv(frame: pd.DataFrame) -> bytes:
    safe = frame.copy()
    for name in ("code", "name", "files"):
        safe[name] = safe[name].map(csv_text)
    return safe.to_csv(index=False, columns=list(COLUMNS)).encode("utf-8-sig")


def _xlsx(frame: pd.DataFrame, pages: Sequence[BudgetPage]) -> bytes:
    for name in ("code", "name"):
        frame[name] = frame[name].map(cell_text)
    # A plain pivot refuses to put two amounts into one cell, which a pivot table would add up or drop.
    wide = frame.pivot(index=["key", "code", "name"], columns="phase", values="amount")  # noqa: PD010 - as said above
    order = frame.drop_duplicates(["key", "code", "name"])[["key", "code", "name"]]
    phases = [page.view.phase.value for page in pages]
    wide = wide.reindex(index=pd.MultiIndex.from_frame(order), columns=phases).reset_index().drop(columns="key")
    octets = BytesIO()
    with pd.ExcelWriter(octets, engine="openpyxl") as writer:
        wide.to_excel(writer, sheet_name="Budget", startrow=HEAD_ROWS, index=False)
        _dress(writer.sheets["Budget"], pages)
    return octets.getvalue()


def _dress(sheet: Worksheet, pages: Sequence[BudgetPage]) -> None:
    first = pages[0]
    title = f"{first.county.name}, {first.view.period}: {first.direction} by {first.cut}, in dollars"
    sheet["A1"] = cell_text(title)
    sheet["A1"].font = Font(bold=True, size=13)
    sheet["A2"] = f"As of {first.county.as_of.isoformat()}. An empty cell: no line of that phase names it."
    files = (f"{page.view.phase}: {', '.join(part.file for part in page.book.parts)}" for page in pages if page.book)
    sheet["A3"] = cell_text(f"From {'; '.join(files)}")
    sheet.freeze_panes = f"C{HEAD_ROWS + 2}"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 44
    for place in range(3, 3 + len(pages)):
        sheet.column_dimensions[get_column_letter(place)].width = 20
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type in {"f", "e"}:
                # Text that came from a file stays text, whatever it looks like: =1+1, or #N/A.
                cell.data_type = "s"
            elif cell.data_type == "n":
                cell.number_format = MONEY_FORMAT
