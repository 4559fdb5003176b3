from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from tracker.cli import app

PLAN = """Action Code,Action,Goal,Lead,Due,Status
PH-1,Train interpreters,Workplace & Workforce,Chief of Staff,12/31/2026,in progress
PH-2,Open a clinic,Community Partnerships,Chief of Staff,6/30/2026,completed
"""
COUNTY = """name = "Alder County"
as_of = 2026-09-30
year_start = "01-01"
periods = [[2026-01-01, 2027-12-31], [2028-01-01, 2029-12-31]]

[[departments]]
name = "Public Health"
also = ["PH"]
"""


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    (tmp_path / "plan.csv").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EQUITY_TRACKER_DATABASE", "sqlite:///alder.sqlite3")
    monkeypatch.setenv("EQUITY_TRACKER_COUNTY", "county.toml")


def run(*words: str):
    return CliRunner().invoke(app, list(words), prog_name="equity-tracker")


def bring(file: str, *more: str):
    return run("import", "plan", file, *more, "--yes")


@pytest.fixture
def known(own_store) -> None:
    result = bring("plan.csv", "--answer", "department=Public Health", "--answer", "period=2026-2027")
    assert result.exit_code == 0, result.output


def codes(file: str, sheet: str) -> list[object]:
    return [row[0].value for row in load_workbook(file)[sheet].iter_rows(min_row=2) if row[0].value]


@pytest.mark.usefixtures("known")
def test_a_plan_to_report_on_comes_with_its_actions_and_rows_for_reports():
    told = run("template", "plan", "--department", "PH", "--for", "progress")

    assert told.exit_code == 0, told.output
    assert codes("Public Health progress 2026-2027.xlsx", "Actions") == ["PH-1", "PH-2"]
    assert codes("Public Health progress 2026-2027.xlsx", "Updates") == ["PH-1"]


@pytest.mark.usefixtures("known")
def test_a_report_that_was_filled_in_becomes_the_next_version():
    run("template", "plan", "--department", "PH", "--for", "progress", "-o", "report.xlsx")
    book = load_workbook("report.xlsx")
    book["Updates"]["B2"], book["Updates"]["C2"] = "9/1/2026", "blocked"
    book.save("report.xlsx")

    told = bring("report.xlsx")

    assert told.exit_code == 0, told.output
    assert "version 2" in told.output


@pytest.mark.usefixtures("known")
def test_the_next_plan_begins_with_what_is_not_done():
    told = run("template", "plan", "--department", "Public Health", "--for", "next")

    assert told.exit_code == 0, told.output
    file = "Public Health plan 2028-2029.xlsx"
    assert codes(file, "Actions") == ["PH-1"]
    sheet = load_workbook(file)["Plan"]
    assert [str(sheet[at].value).removesuffix(" 00:00:00") for at in ("B1", "B2", "B3")] == [
        "Public Health",
        "2028-01-01",
        "2029-12-31",
    ]


@pytest.mark.usefixtures("known")
def test_the_next_period_may_be_named():
    told = run("template", "plan", "--department", "PH", "--for", "next", "--period", "2030", "-o", "next.xlsx")

    assert told.exit_code == 0, told.output
    assert str(load_workbook("next.xlsx")["Plan"]["B2"].value)[:10] == "2030-01-01"


def test_a_department_without_a_plan_has_nothing_to_fill_in():
    told = run("template", "plan", "--department", "Parks", "--for", "progress")

    assert told.exit_code == 1
    assert "There is no plan of Parks in force" in told.output


@pytest.mark.parametrize(
    "words",
    [
        ("budget", "--for", "progress"),
        ("plan", "--for", "next"),
        ("plan", "--for", "next", "--department", "PH", "--framework", "king_county"),
    ],
)
def test_what_a_filled_template_cannot_be_of_is_said(words):
    assert run("template", *words).exit_code == 2


def test_an_empty_template_offers_the_departments_of_the_county():
    run("template", "plan", "-o", "plan.xlsx")

    assert load_workbook("plan.xlsx")["Plan"].data_validations.dataValidation[0].formula1 == '"Public Health"'
