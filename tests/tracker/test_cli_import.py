import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from budgets.phases import Phase
from importers.budget_sheets import BudgetAbout
from importers.templates import write_budget
from tests.builders import BIENNIUM, a_line
from tracker.cli import app
from tracker.commands import importing

BUDGET = """Fund,Department,Account,FY2026 Adopted
0010,Public Health,Salaries,"1,200.50"
0010,Public Health,Supplies,(100)
0010,Public Health,Rent,4000
"""
BOTH_YEARS = "Fiscal Year,Department,Approved Amount\n2026,Public Health,5\n2027,Public Health,6\n"
NEXT_YEAR = "Department,2026 Adopted,2027 Proposed\nPublic Health,5,6\nParks,1,2\n"
COUNTY = """name = "Alder County"
year_start = "01-01"
periods = [[2026-01-01, 2027-12-31]]
"""


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EQUITY_TRACKER_DATABASE", "sqlite:///alder.sqlite3")
    monkeypatch.setenv("EQUITY_TRACKER_COUNTY", "county.toml")


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "budget.csv"
    path.write_text(BUDGET, encoding="utf-8")
    return path


def run(*words: object, typed: str | None = None):
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="equity-tracker", input=typed)


def bring(budget: Path, *more: str, typed: str | None = None):
    return run("import", "budget", budget, "--answer", "direction=expenditure", *more, typed=typed)


def listed():
    return json.loads(run("imports", "--json").stdout_bytes)


def test_publishes_what_was_read_when_told_to(budget):
    result = bring(budget, "--yes")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "is published" in result.stdout
    assert [(row["file"], row["state"], row["in_force"], row["records"]) for row in listed()] == [
        ("budget.csv", "published", True, 3)
    ]


def test_the_same_file_twice_changes_nothing(budget):
    bring(budget, "--yes")

    result = bring(budget, "--yes")

    assert result.exit_code == 0
    assert "nothing changes" in result.stdout
    assert len(listed()) == 1


def test_a_newer_file_is_a_new_version_and_can_be_withdrawn(budget):
    bring(budget, "--yes")
    budget.write_text(BUDGET.replace("(100)", "(200)"), encoding="utf-8")
    bring(budget, "--yes")

    taken_back = run("withdraw", 2, "--reason", "a draft")

    assert taken_back.exit_code == 0
    assert [(row["id"], row["state"], row["in_force"]) for row in listed()] == [
        (2, "withdrawn", False),
        (1, "published", True),
    ]


def test_a_newer_file_says_how_each_total_moves(budget):
    bring(budget, "--yes")
    budget.write_text(BUDGET.replace("(100)", "(200)"), encoding="utf-8")

    waiting, published = bring(budget), bring(budget, "--yes")

    for result in (waiting, published):
        row = next(line for line in result.stdout.splitlines() if "adopted expenditure 2026" in line)
        assert row.split()[-3:] == ["5,100.50", "5,000.50", "-100.00"]


def test_machines_are_told_how_each_total_moves(budget):
    first = json.loads(bring(budget, "--yes", "--json").stdout_bytes)
    budget.write_text(BUDGET.replace("(100)", "(200)"), encoding="utf-8")

    told = json.loads(bring(budget, "--yes", "--json").stdout_bytes)

    assert first["differences"] is None
    assert told["differences"]["totals"] == [
        {"book": "adopted expenditure 2026", "before": "5100.50", "after": "5000.50", "difference": "-100.00"}
    ]


def test_columns_for_comparison_say_whose_place_they_take(budget):
    bring(budget, "--yes")
    budget.write_text(NEXT_YEAR, encoding="utf-8")

    result = bring(budget, "--yes")

    said = " ".join(result.stdout.split())
    assert "holds the adopted budget of 2026, expenditure, whole county, too, and takes the place of import 1" in said


def test_a_file_of_one_department_says_that_it_is_taken_for_the_whole_county(budget):
    result = bring(budget, "--yes")

    assert "taken for the whole county's budget" in result.stdout
    assert "answer department=Public Health" in result.stdout


def test_a_file_of_one_department_that_is_named_takes_no_place_of_the_county(budget):
    result = bring(budget, "--yes", "--answer", "department=Public Health")

    assert "whole county" not in result.stdout
    assert listed()[0]["what"].endswith("Public Health")


def test_a_published_import_is_told_to_machines(budget):
    told = json.loads(bring(budget, "--yes", "--json").stdout_bytes)

    assert told["import"]["state"] == "published"
    assert told["report"]["totals"][0]["amount"] == "5100.50"


def test_without_a_terminal_an_open_question_is_printed_and_nothing_is_kept(budget):
    result = run("import", "budget", budget, "--yes")

    assert result.exit_code == 1
    assert "--answer 'direction=expenditure'" in result.stdout
    assert listed() == []


def test_without_a_terminal_and_without_yes_the_file_waits(budget):
    result = bring(budget)

    assert result.exit_code == 1
    assert "It waits as import 1" in result.stdout
    assert [row["state"] for row in listed()] == ["draft"]


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "person_at_terminal", lambda wish: not wish.as_json)


@pytest.mark.usefixtures("at_a_terminal")
def test_at_a_terminal_questions_are_asked_and_the_file_is_published_on_a_yes(budget):
    result = run("import", "budget", budget, typed="expenditure\ny\n")

    assert result.exit_code == 0
    assert [row["state"] for row in listed()] == ["published"]


@pytest.mark.usefixtures("at_a_terminal")
def test_at_a_terminal_a_no_publishes_nothing_and_stays_on_the_list(budget):
    result = bring(budget, typed="n\n")

    assert result.exit_code == 1
    assert "stays on the list, as discarded" in result.output
    assert [row["state"] for row in listed()] == ["discarded"]


@pytest.mark.usefixtures("at_a_terminal")
def test_an_overlap_is_told_before_anybody_is_asked_to_publish(budget):
    bring(budget, "--yes")
    budget.write_text(BOTH_YEARS, encoding="utf-8")

    result = bring(budget, "--answer", "phase=adopted")

    assert result.exit_code == 1
    assert "withdraw import 1 first, or send a file of just that part" in " ".join(result.stdout.split())
    assert "Publish it?" not in result.stdout
    assert [row["state"] for row in listed()] == ["draft", "published"]


def test_an_overlap_is_told_to_machines(budget):
    bring(budget, "--yes")
    budget.write_text(BOTH_YEARS, encoding="utf-8")

    told = json.loads(bring(budget, "--answer", "phase=adopted", "--json").stdout_bytes)

    assert [overlap["import_id"] for overlap in told["overlaps"]] == [1]


def test_an_overlap_is_refused_whatever_is_said(budget):
    bring(budget, "--yes")
    budget.write_text(BOTH_YEARS, encoding="utf-8")

    result = bring(budget, "--answer", "phase=adopted", "--yes")

    assert result.exit_code == 1
    assert "withdraw import 1 first" in result.stderr
    assert [row["id"] for row in listed()] == [1]


def test_a_file_with_an_error_is_not_published_whatever_is_said(budget):
    budget.write_text(BUDGET.replace("(100)", "tbd"), encoding="utf-8")

    result = bring(budget, "--yes")

    assert result.exit_code == 1
    assert "CSV!D3" in result.stdout
    assert listed() == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["withdraw", "7", "--reason", "never came"], 1, "There is no import 7."),
        (["import", "plan", "absent.xlsx"], 2, "There is no file absent.xlsx."),
        (["framework", "load", "ours"], 2, "'ours' is neither a file nor a framework that comes along"),
        (["report", "goals", "--period", "1999"], 2, "There is no budget period 1999"),
        (["template", "plan", "--period", "soon"], 2, "'soon' is not a period"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words, code, sentence):
    result = run(*words)

    assert result.exit_code == code
    assert result.stderr.startswith(sentence)
    assert result.stderr.count("\n") == 1


def test_a_store_of_another_form_is_refused_with_what_to_do(budget, monkeypatch):
    run("db", "upgrade")
    monkeypatch.setattr("tracker.store.database.Database.newest_revision", lambda _: "later")

    result = bring(budget, "--yes")

    assert result.exit_code == 1
    assert "equity-tracker db upgrade" in result.stderr


def test_a_store_of_a_version_to_come_asks_for_a_newer_program(budget):
    run("db", "upgrade")
    with closing(sqlite3.connect("alder.sqlite3")) as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
        store.commit()

    upgraded, status, brought = run("db", "upgrade"), run("db", "status"), bring(budget, "--yes")

    assert (upgraded.exit_code, status.exit_code, brought.exit_code) == (1, 0, 1)
    assert "update equity-tracker" in status.output
    assert "db upgrade" not in status.output + upgraded.stderr + brought.stderr
    for refused in (upgraded, brought):
        assert "The store is newer than this program: its form is revision 9999" in refused.stderr


def test_the_store_says_where_and_how_it_is():
    before = json.loads(run("db", "status", "--json").stdout_bytes)
    made = Path("alder.sqlite3").exists()
    run("db", "upgrade")
    after = json.loads(run("db", "status", "--json").stdout_bytes)

    assert (before["revision"], before["up_to_date"], made) == (None, False, False)
    assert (after["up_to_date"], after["database"]) == (True, "sqlite:///alder.sqlite3")


def test_a_template_is_written_to_a_new_file_only():
    first = run("template", "plan", "--output", "plan.xlsx", "--department", "Parks", "--period", "2026-2027")
    second = run("template", "plan", "--output", "plan.xlsx")

    assert (first.exit_code, second.exit_code) == (0, 2)
    assert "is there already" in second.stderr


def test_an_own_framework_is_in_force_once_it_is_loaded():
    goals = 'code = "alder"\ntitle = "Alder plan"\nversion = "1"\n\n[[goals]]\ncode = "H"\nname = "Health"\n'
    Path("goals.toml").write_text(goals, encoding="utf-8")

    loaded = run("framework", "load", "goals.toml")
    shown = json.loads(run("framework", "show", "--json").stdout_bytes)

    assert loaded.exit_code == 0
    assert (shown["code"], [goal["code"] for goal in shown["goals"]]) == ("alder", ["H"])


def test_a_file_that_is_no_framework_is_told_in_words():
    Path("goals.toml").write_text("title = 1", encoding="utf-8")

    result = run("framework", "load", "goals.toml")

    assert result.exit_code == 1
    assert "goals.toml" in result.stderr
    assert "Traceback" not in result.stderr


def test_goals_are_reported_with_their_coverage(budget):
    bring(budget, "--yes")

    told = json.loads(run("report", "goals", "--json").stdout_bytes)
    words = run("report", "goals").stdout

    assert (told["period"], told["phase"]) == ("2026-2027", "adopted")
    assert {goal["progress"]["of"] for goal in told["goals"]} == {0}
    assert "neither $5,100.50" in words


def test_small_amounts_beside_a_goal_can_be_read(tmp_path):
    rows = ("Fund,Department,Goal,FY2026 Adopted", "10,Parks,LOS,40000", "10,Parks,PPB,9500", "10,Parks,WW,1250000")
    (tmp_path / "goals.csv").write_text("\n".join(rows), encoding="utf-8")
    bring(tmp_path / "goals.csv", "--yes")

    words = run("report", "goals").stdout

    assert [amount for amount in ("$40 K", "$9,500", "$1.3 M") if amount not in words] == []


def test_validate_can_use_the_goals_of_the_store(tmp_path):
    goals = 'code = "alder"\ntitle = "Alder plan"\nversion = "1"\n\n[[goals]]\ncode = "H"\nname = "Health"\n'
    Path("goals.toml").write_text(goals, encoding="utf-8")
    Path("plan.csv").write_text("Goal,Action,Lead,Start,Due,Status\nHealth,Open a clinic,Ana,1/1/2026,6/1/2027,\n")
    words = ["validate", "plan.csv", "--kind", "plan", "--answer", "department=Parks", "--json"]

    no_store = run(*words, "--store")
    run("framework", "load", "goals.toml")
    alone, with_store = (json.loads(run(*words, *more).stdout_bytes) for more in ([], ["--store"]))

    assert no_store.exit_code == 1
    assert "There is no store yet" in no_store.stderr
    assert "goal-unknown" in {issue["code"] for issue in alone["issues"]}
    assert [action["goal"] for action in with_store["actions"]] == ["H"]


@pytest.mark.parametrize(
    ("address", "code", "sentence"),
    [
        ("sqlite:///notes.txt", 1, "The store cannot be used: file is not a database."),
        ("nonsense", 2, "EQUITY_TRACKER_DATABASE: what it holds is not the address of a store; write sqlite:///"),
    ],
)
def test_a_store_that_is_none_is_told_in_a_sentence(tmp_path, monkeypatch, address, code, sentence):
    (tmp_path / "notes.txt").write_text("Not a database, however long it may be. " * 40, encoding="utf-8")
    monkeypatch.setenv("EQUITY_TRACKER_DATABASE", address)

    result = run("imports")

    assert result.exit_code == code
    assert sentence in result.stderr


def test_says_what_became_of_each_key_before_a_newer_file_takes_its_place(budget):
    bring(budget, "--yes")
    budget.write_text(BUDGET.replace("Rent,4000", "Lease,4000").replace("(100)", "(250)"), encoding="utf-8")

    result = bring(budget, typed="n\n")

    assert "1 added, 1 gone, 1 changed, 0 moved" in " ".join(result.stdout.split())
    assert "not there" in result.stdout
    (draft,) = [row for row in listed() if row["state"] == "draft"]
    assert draft


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    line = a_line("900.00", phase=Phase.ADOPTED)
    path.write_bytes(write_budget([line], BudgetAbout(period=BIENNIUM)))
    return path


def test_a_budget_as_a_plan_is_told_by_validate_and_import_alike_and_nothing_is_kept(template):
    checked = run("validate", template, "--kind", "plan", "--json")
    imported = run("import", "plan", template, "--yes", "--json")

    (issue,) = json.loads(checked.stdout_bytes)["issues"]
    assert (checked.exit_code, imported.exit_code) == (1, 1)
    assert issue["message"] == (
        "This workbook is our template of a budget, and it was sent as a plan; nothing of it was read. "
        "Read it as a budget: with the button on its page, or on the command line with budget in place of plan."
    )
    assert json.loads(imported.stdout_bytes)["report"]["issues"] == [issue]
    assert listed() == []


def test_on_a_terminal_a_budget_sent_as_a_plan_is_read_as_one_when_told_to(template, monkeypatch):
    monkeypatch.setattr(importing, "person_at_terminal", lambda wish: not wish.as_json)

    refused, taken = (run("import", "plan", template, "--yes", typed=typed) for typed in ("n\n", "y\n"))

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert [(row["kind"], row["state"]) for row in listed()] == [("budget", "published")]


PROPOSED = (
    "Fiscal Year,Department,Program,Amount\n2026,Parks,K1,70800000\n2026,Transit,M1,5\n2026,Transit,M9,51990210\n"
)


def test_the_first_adopted_budget_says_what_is_gone_from_the_proposed_one(budget):
    budget.write_text(PROPOSED, encoding="utf-8")
    bring(budget, "--answer", "phase=proposed", "--yes")
    budget.write_text("Fiscal Year,Department,Program,Amount\n2026,Transit,M1,5\n2026,Transit,M9,0\n", encoding="utf-8")
    answer = "--answer", "phase=adopted"

    waits = " ".join(bring(budget, *answer).stdout.split())
    told = json.loads(bring(budget, *answer, "--yes", "--json").stdout_bytes)["differences"]["keys"]

    assert "compared with proposed 2026-2027, as no adopted budget of it is in force" in waits
    assert "department Parks 70,800,000.00 no data no line" in waits
    assert "program M9 (Transit) 51,990,210.00 no data only lines of $0" in waits
    assert [(each["name"], each["dollars"]) for each in told["whole"]] == [
        ("Parks", "70800000.00"),
        ("M9", "51990210.00"),
    ]
    assert told["compared"][0]["earlier"] == "proposed"


def test_validate_says_what_a_file_would_change_where_it_may_ask_the_store(budget):
    budget.write_text(PROPOSED, encoding="utf-8")
    bring(budget, "--answer", "phase=proposed", "--yes")
    budget.write_text("Fiscal Year,Department,Program,Amount\n2026,Transit,M1,5\n", encoding="utf-8")
    words = "validate", budget, "--kind", "budget", "--answer", "phase=adopted", "--answer", "direction=expenditure"

    shown = " ".join(run(*words, "--store").stdout.split())
    alone, told, asked = (
        json.loads(run(*each, "--json").stdout_bytes) for each in (words, (*words, "--store"), (*words[:4], "--store"))
    )
    waits = json.loads(bring(budget, "--answer", "phase=adopted", "--json").stdout_bytes)

    assert "compared with proposed 2026-2027, as no adopted budget of it is in force" in shown
    assert "department Parks 70,800,000.00" in shown
    assert "differences" not in alone
    assert (asked["outcome"], asked["differences"]) == ("questions", None)
    assert told["differences"]["keys"] == waits["keys"]
    assert [row["id"] for row in listed() if row["state"] == "published"] == [1]


def test_validate_says_where_nothing_of_a_file_is_in_force(budget):
    run("db", "upgrade")

    shown = run("validate", budget, "--kind", "budget", "--answer", "direction=expenditure", "--store")

    assert "Nothing of this is in force yet: everything in the file is new." in shown.stdout
