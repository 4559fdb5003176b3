"""Budget files to measure with: synthetic, deterministic, in words that are not our template's."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    "Fiscal Year",
    "Department",
    "Fund Code",
    "Fund Description",
    "Program Code",
    "Program Description",
    "Account Type",
    "Account Code",
    "Account Description",
    "Amount",
)
# So few programs that the smaller book, too, fills a page of lines of each.
DEPARTMENTS, FUNDS, PROGRAMS, ACCOUNTS = 14, 40, 60, 400


def rows(lines: int) -> Iterator[tuple[int | str | float, ...]]:
    """Lines of a book: the same departments, funds and programs however many lines stand behind them."""
    for number in range(lines):
        program = number % PROGRAMS
        fund = program % FUNDS
        account = (number // PROGRAMS) % ACCOUNTS
        yield (
            2026 + number % 2,
            f"Department {program % DEPARTMENTS + 1:02d}",
            f"F{fund:04d}",
            f"Fund number {fund}",
            f"P{program:05d}",
            f"Program number {program}",
            "Revenue" if account % 10 == 0 else "Expense",
            f"{51000 + account}",
            f"Account number {account}",
            round(100 + number * 7.37 % 90000, 2) * (-1 if number % 97 == 0 else 1),
        )


def write_xlsx(path: Path, lines: int) -> Path:
    """The book as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Adopted")
    sheet.append(HEADINGS)
    for row in rows(lines):
        sheet.append(row)
    book.save(path)
    return path


def as_csv(lines: int) -> bytes:
    """The book as comma-separated text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(rows(lines))
    return text.getvalue().encode()
