import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from tracker.cli import app

COUNTY = """name = "Alder County"
as_of = 2026-03-01
year_start = "01-01"
periods = [[2026-01-01, 2027-12-31]]

[codes.fund]
ignore_leading_zeros = true
"""
HEAD = "Fund,Department,Unit,Program,Fiscal Year,{} Amount\n"
PROPOSED = HEAD.format("Proposed") + "0010,Health,U1,Clinics,2026,100.50\n0010,Health,U1,Outreach,2026,40\n"
ADOPTED = HEAD.format("Adopted") + "10,Health,U1,Clinics,2026,90.25\n10,Health,U2,Outreach,2026,41\n"
OMNIBUS = HEAD.format("Amended") + "10,Health,U1,Clinics,2026,5\n10,Health,U1,Clinics,2026,1\n"


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EQUITY_TRACKER_DATABASE", "sqlite:///alder.sqlite3")
    monkeypatch.setenv("EQUITY_TRACKER_COUNTY", "county.toml")


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="equity-tracker")


def bring(name: str, text: str, *answers: str):
    Path(name).write_text(text, encoding="utf-8")
    more = [word for answer in ("direction=expenditure", *answers) for word in ("--answer", answer)]
    result = run("import", "budget", name, *more, "--yes")
    assert result.exit_code == 0, result.output


@pytest.fixture
def books():
    bring("proposed.csv", PROPOSED)
    bring("adopted.csv", ADOPTED)


def told(*words: object):
    result = run("changes", *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout_bytes)


def test_tells_machines_how_each_budget_is_tied_to_goals(books):
    (step,) = told("--by", "goal")["steps"]

    assert step["before"]["coverage"] == {
        "linked": "0",
        "tagged": "0",
        "linked_for_no_shared_goal": "0",
        "neither": "140.50",
    }
    assert "coverage" not in told("--by", "unit")["steps"][0]["before"]


def test_tells_machines_every_step_and_key_to_the_cent(books):
    found = told("--by", "unit")

    (step,) = found["steps"]
    assert (found["from"], found["to"]) == ("2026-2027.proposed", "2026-2027.adopted")
    assert (step["before"]["amount"], step["after"]["amount"], step["change"]) == ("140.50", "131.25", "-9.25")
    assert [(row["key"], row["change"]) for row in step["changes"]] == [("u1", "-50.25"), ("u2", "41.00")]
    assert [(key["became"], key["change"]) for key in found["keys"]["changes"]] == [
        ("moved", "1.00"),
        ("changed", "-10.25"),
    ]
    assert found["keys"]["changes"][0]["moved_from"]["unit"] == "u1"


def test_a_program_is_told_without_its_packages_where_these_have_rows_of_their_own():
    head = HEAD.replace("Program,", "Program,Decision Package,")
    for phase, amount in (("Proposed", 100), ("Adopted", 90)):
        lines = f"10,Health,U1,Clinics,,2026,{amount}\n10,Health,U1,Clinics,DS_1,2026,{amount - 50}\n"
        bring(f"{phase}.csv", head.format(phase) + lines)

    keys = told()["keys"]["changes"]

    assert {(key["package"], key["beside_packages"]) for key in keys} == {(None, True), ("ds_1", False)}
    assert "without its packages" in " ".join(run("changes").stdout.split())
    assert run("changes", "--out", "changes.xlsx").exit_code == 0
    rows = load_workbook("changes.xlsx")["Changes"].iter_rows(min_row=4, values_only=True)
    assert sorted("without its packages" in row for row in rows) == [False, True]


def test_now_is_what_was_adopted_with_every_amendment(books):
    bring("omnibus.csv", OMNIBUS, "basis=changes", "as_of=2026-05-12")
    bring("second.csv", OMNIBUS, "basis=changes", "as_of=2026-09-12")

    found = told("--from", "adopted", "--to", "now")

    assert Decimal(found["steps"][0]["change"]) == 12
    assert [step["after"]["book"] for step in told()["steps"]] == ["2026-2027.adopted", "2026-2027.amended"]


def test_shows_people_the_steps_and_the_largest_changes(books):
    result = run("changes", "--by", "program")

    assert result.exit_code == 0
    assert "Alder County: expenditure from 2026-2027.proposed to 2026-2027.adopted" in result.stdout
    assert "-$10.25" in result.stdout
    assert "moved" in result.stdout


def test_writes_all_of_it_as_a_workbook(books):
    result = run("changes", "--out", "changes.xlsx")

    assert result.exit_code == 0
    book = load_workbook("changes.xlsx")
    steps = list(book["Steps"].iter_rows(min_row=4, values_only=True))
    keys = list(book["Changes"].iter_rows(min_row=4, values_only=True))
    assert [(row[3], row[5], row[6], row[7]) for row in steps] == [
        ("all", 140.5, 131.25, -9.25),
        ("neither linked nor tagged, or for no shared goal", 140.5, 131.25, -9.25),
    ]
    assert [row[14] for row in keys] == [1, -10.25]
    assert [(row[0], row[11]) for row in keys] == [("moved", "Health / U1"), ("changed", None)]


PLAN = "Action Code,Action,Goal,Lead,Due,Status\n{},Open a clinic,Community Partnerships,Ana,12/31/2026,in progress\n"


def bring_plan(code: str):
    Path("plan.csv").write_text(PLAN.format(code), encoding="utf-8")
    answers = ("--answer", "department=Health", "--answer", "period=2026-2027")
    result = run("import", "plan", "plan.csv", *answers, "--yes")
    assert result.exit_code == 0, result.output


def test_a_link_whose_action_left_its_plan_stands_under_what_changed(books):
    bring_plan("H-1")
    made = run("link", "add", "--department", "Health", "--action", "H-1", "--program", "Clinics", "--share", "50")
    assert made.exit_code == 0, made.output
    bring_plan("H-2")

    changed = next(key for key in told()["keys"]["changes"] if key["program"] == "clinics")

    assert (changed["change"], changed["actions"]) == (
        "-10.25",
        [{"code": "H-1", "title": None, "department": "health", "linked": True, "in_plan": False}],
    )
    assert "H-1" in run("changes").stdout
    run("changes", "--out", "changes.xlsx")
    rows = load_workbook("changes.xlsx")["Changes"].iter_rows(min_row=4, values_only=True)
    assert [row[-1] for row in rows if row[14] == -10.25] == ["H-1 (no plan of the period has it)"]


def test_writes_over_no_file(books):
    Path("there.xlsx").write_text("mine", encoding="utf-8")

    result = run("changes", "--out", "there.xlsx")

    assert result.exit_code == 2
    assert Path("there.xlsx").read_text(encoding="utf-8") == "mine"


def test_a_name_that_a_file_brought_stays_text_in_a_workbook():
    bring("proposed.csv", PROPOSED.replace("Clinics", "=1+1"))
    bring("adopted.csv", ADOPTED)

    run("changes", "--by", "program", "--out", "changes.xlsx")

    cells = [cell for row in load_workbook("changes.xlsx")["Steps"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_a_book_that_is_not_there_is_told_with_those_that_are(books):
    result = run("changes", "--from", "requested.2031")

    assert result.exit_code == 2
    assert "there are 2026-2027.proposed, 2026-2027.adopted" in result.stderr


def test_a_store_with_one_book_says_so():
    bring("adopted.csv", ADOPTED)

    result = run("changes")

    assert result.exit_code == 0
    assert "There are no two budgets to compare." in result.stdout


def test_an_empty_store_says_so():
    result = run("changes")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "There are no two budgets to compare." in result.stdout


def test_a_second_amendment_of_one_day_says_that_it_takes_the_place_of_the_first(books):
    answers = ("--answer", "basis=changes", "--answer", "as_of=2026-03-01", "--answer", "direction=expenditure")
    outputs = []
    for name, text in (("omnibus.csv", OMNIBUS), ("other.csv", OMNIBUS.replace(",5\n", ",6\n"))):
        Path(name).write_text(text, encoding="utf-8")
        outputs.append(run("import", "budget", name, *answers, "--yes").output)

    first, second = (" ".join(output.split()) for output in outputs)
    assert "same day" not in first
    assert "holds the changes of an amendment of the same day, 2026-03-01, and this file takes its place" in second
