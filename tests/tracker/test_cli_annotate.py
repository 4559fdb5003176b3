import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from tests.workbooks.build import xlsx_of
from tracker.cli import app

ROWS: list[list[Any]] = [
    ["Fiscal Year", "Phase", "Type", "Department", "Amount"],
    ["FY26", "adopted", "Expense", "Health", 100],
    ["FY26", "adopted", "Expense", "Parks", "tbd"],
    ["FY26", "adopted", "Expense", "Roads", 300],
]


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "budget.xlsx"
    path.write_bytes(xlsx_of([{"name": "Lines", "rows": ROWS}]))
    return path


def annotate(*words: object):
    return CliRunner().invoke(app, ["annotate", *map(str, words), "--kind", "budget"])


def test_writes_the_workbook_with_its_problems_marked(budget, tmp_path):
    given = tmp_path / "back.xlsx"

    told = annotate(budget, "-o", given)

    assert told.exit_code == 0, told.output
    assert "is your workbook with the problems marked" in told.output
    book = load_workbook(io.BytesIO(given.read_bytes()))
    assert book.sheetnames == ["Issues", "Lines"]
    assert book["Lines"]["E3"].comment is not None


def test_names_the_new_file_after_the_old_one(budget, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    annotate(budget)

    assert (tmp_path / "budget-marked.xlsx").is_file()


def test_says_why_a_list_stands_apart(tmp_path):
    path = tmp_path / "budget.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in ROWS), encoding="utf-8")

    told = annotate(path, "-o", tmp_path / "list.xlsx")

    assert told.exit_code == 0
    assert "No marks could be put into budget.csv: only an xlsx workbook can hold marks." in told.output
    assert load_workbook(tmp_path / "list.xlsx").sheetnames == ["Issues"]


def test_says_that_nothing_is_to_be_mended(tmp_path):
    path = tmp_path / "budget.xlsx"
    path.write_bytes(xlsx_of([{"name": "Lines", "rows": [row for row in ROWS if "tbd" not in row]}]))

    told = annotate(path, "-o", tmp_path / "back.xlsx")

    assert "Nothing is to be mended" in told.output
    assert (tmp_path / "back.xlsx").read_bytes() == path.read_bytes()


def test_never_writes_over_a_file(budget):
    told = annotate(budget, "-o", budget)

    assert told.exit_code == 2
    assert "is there already" in told.output
