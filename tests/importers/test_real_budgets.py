import io
import random
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest

from importers.budget_workbook import read_budget
from importers.reading import BudgetReading, Outcome, Surroundings
from importers.values import text_of
from importers.workbook import Sheet, Workbook, open_workbook
from plans.framework import load_shipped
from tests.workbooks.build import csv_of

SURROUNDINGS = Surroundings(load_shipped("king_county"))
PROPOSED, ADOPTED = {"phase": ("proposed",)}, {"phase": ("adopted",)}
MAYOR = "oakland/mayor-proposed-13-15.xlsx"
FY15, FY16 = "oakland/FY15-16__adopted.csv", "oakland/FY16-17__adopted.csv"
PRELIMINARY = "grand_rapids/Grand Rapids Preliminary FY19 budget.xlsx"
FY19 = "grand_rapids/Grand Rapids Adopted FY19 Budget.xlsx"
BOOKS = [(MAYOR, PROPOSED), (FY15, ADOPTED), (FY16, ADOPTED), (PRELIMINARY, {}), (FY19, ADOPTED)]
SHEET_PART = "xl/worksheets/sheet1.xml"


def content_of(shared_data: Path, file: str) -> bytes:
    return (shared_data / "budgets" / file).read_bytes()


def read(content: bytes, file: str, answers: dict[str, tuple[str, ...]]) -> BudgetReading:
    return read_budget(content, file, surroundings=SURROUNDINGS, answers=answers)


def sheet_of(content: bytes, file: str) -> Sheet:
    book = open_workbook(content, file)
    assert isinstance(book, Workbook)
    return book.sheets[0]


def with_cell(content: bytes, file: str, at: tuple[int, int], text: str) -> bytes:
    """The same file with one cell changed, and nothing else."""
    if file.endswith(".csv"):
        rows = as_csv(content, file)
        rows[at[0] - 1][at[1] - 1] = text
        return csv_of(rows)
    address = f"{chr(64 + at[1])}{at[0]}".encode()
    cell = b'<c r="' + address + b'" t="inlineStr"><is><t>' + text.encode() + b"</t></is></c>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            xml = source.read(part)
            if part == SHEET_PART:
                xml, count = re.subn(
                    rb'<c r="' + address + rb'"[^>]*?(?:/>|>.*?</c>)', cell, xml, count=1, flags=re.DOTALL
                )
                assert count == 1
            target.writestr(part, xml)
    return out.getvalue()


def as_csv(content: bytes, file: str) -> list[list[str]]:
    return [[text_of(value) for value in row] for row in sheet_of(content, file).rows]


Rows = list[list[str]]


@cache
def as_it_is(path: Path, phase: tuple[str, ...]) -> tuple[Rows, BudgetReading]:
    """The rows of a file, and what is read from them; several tests change them, each its own copy."""
    rows = as_csv(path.read_bytes(), path.name)
    return rows, read(csv_of(rows), "book.csv", {"phase": phase} if phase else {})


def unchanged(
    shared_data: Path, file: str, answers: dict[str, tuple[str, ...]]
) -> tuple[list[list[str]], BudgetReading]:
    rows, reading = as_it_is(shared_data / "budgets" / file, answers.get("phase", ()))
    return list(rows), reading


def places(reading: BudgetReading, code: str = "") -> list[str]:
    return [issue.cell.address for issue in reading.issues if issue.cell and issue.code.startswith(code)]


@pytest.mark.parametrize(
    ("file", "answers", "meant"),
    [
        (
            MAYOR,
            PROPOSED,
            {
                (2014, "expenditure"): "1039006929.00",
                (2014, "revenue"): "1052690555.00",
                (2015, "expenditure"): "1060583969.00",
                (2015, "revenue"): "1071696861.00",
            },
        ),
        (FY15, ADOPTED, {(2016, "expenditure"): "1202960209.00", (2016, "revenue"): "1202960209.00"}),
        (FY16, ADOPTED, {(2017, "expenditure"): "1182157681.00", (2017, "revenue"): "1182137681.00"}),
        (PRELIMINARY, {}, {(2019, "expenditure"): "620516298.00", (2019, "revenue"): "624987194.00"}),
        (FY19, ADOPTED, {(2019, "expenditure"): "631588191.00", (2019, "revenue"): "628927622.00"}),
    ],
)
def test_reads_real_books_to_the_cent(shared_data, file, answers, meant):
    reading = read(content_of(shared_data, file), file, answers)

    assert reading.outcome is Outcome.READ
    assert {(*total.fiscal_years, str(total.direction)): str(total.amount) for total in reading.totals} == meant


def test_asks_for_a_phase_that_stands_in_no_cell(shared_data):
    reading = read(content_of(shared_data, MAYOR), MAYOR, {})

    (question,) = reading.questions
    assert (question.field, question.candidates[0].value) == ("phase", "proposed")


@pytest.mark.parametrize(("file", "answers"), BOOKS)
def test_finds_text_in_any_amount(shared_data, file, answers):
    content = content_of(shared_data, file)
    sheet = sheet_of(content, file)
    column = [str(text).strip().casefold() for text in sheet.rows[0]].index("amount") + 1

    for row in random.Random(file).sample(range(2, len(sheet.rows)), 2):
        reading = read(with_cell(content, file, (row, column), "see note"), file, answers)

        assert places(reading, "not-money") == [sheet.at(row, column).address]
        assert reading.outcome is Outcome.REJECTED


@pytest.mark.parametrize(("file", "answers"), BOOKS)
def test_finds_any_heading_that_was_lost(shared_data, file, answers):
    rows, _ = unchanged(shared_data, file, answers)
    sheet = sheet_of(csv_of(rows), "book.csv")

    for column in random.Random(file).sample(range(1, sheet.width + 1), min(sheet.width, 6)):
        lost = [text if place != column else "" for place, text in enumerate(rows[0], start=1)]
        reading = read(csv_of([lost, *rows[1:]]), "book.csv", answers)

        assert sheet.at(1, column).address in places(reading)


@pytest.mark.parametrize(("file", "answers"), BOOKS)
def test_finds_a_doubled_row(shared_data, file, answers):
    rows, before = unchanged(shared_data, file, answers)
    column = [str(text).strip().casefold() for text in rows[0]].index("amount") + 1
    rows.append(rows[len(rows) // 2])
    after = read(csv_of(rows), "book.csv", answers)

    assert after.outcome is Outcome.READ
    copies = [next((issue for issue in each.issues if issue.code == "repeated-line"), None) for each in (before, after)]
    cells = [re.findall(r"(\d+) rows", issue.problem) if issue else ["0"] for issue in copies]
    assert int(cells[1][0]) == int(cells[0][0]) + 1
    assert len(after.lines) == len(before.lines) + 1
    assert column == after.lines[-1].at.column


@pytest.mark.parametrize(("file", "answers"), BOOKS)
def test_holds_a_grand_total_against_all_lines(shared_data, file, answers):
    rows, plain = unchanged(shared_data, file, answers)
    headings = [str(text).strip().casefold() for text in rows[0]]
    amount, label = (
        headings.index("amount"),
        next(i for i, text in enumerate(headings) if text.startswith("department")),
    )
    total = sum(int(float(row[amount])) for row in rows[1:] if row[amount] != "")
    last = [""] * len(headings)
    last[label], last[amount] = "Grand Total", str(total)
    right = read(csv_of([*rows, last]), "book.csv", answers)
    last[amount] = str(total + 1)
    wrong = read(csv_of([*rows, last]), "book.csv", answers)

    assert right.totals == plain.totals
    assert right.outcome is Outcome.READ
    assert places(wrong, "total-differs") == [sheet_of(csv_of(rows), "book.csv").at(len(rows) + 1, amount + 1).address]


def test_finds_a_broken_total_in_a_book_with_thousands_of_them(shared_data):
    file = "chicago/general.csv"
    answers: dict[str, tuple[str, ...]] = {
        "amount": ("Recommendation",),
        "phase": ("proposed",),
        "direction": ("expenditure",),
    }
    rows = as_csv(content_of(shared_data, file), file)
    totals = [i for i, row in enumerate(rows) if len(row) > 6 and "Total" in row[5] and row[6] not in ("", "0")]

    for index in random.Random(file).sample(totals, 2):
        changed = [list(row) for row in rows]
        changed[index][6] = str(int(float(rows[index][6])) + 1)
        reading = read(csv_of(changed), "book.csv", answers)

        assert f"G{index + 1}" in places(reading, "total-differs")
