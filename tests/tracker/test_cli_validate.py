import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker.cli import app

BUDGET = """Fund,Department,Account,FY2024 Adopted,FTE
0010,Café services,Salaries,"1,200.50",2.5
0010,Café services,Supplies,(100),
0020,Roads,Salaries,900,1
"""
PLAN = """Goal,Action,Lead,Start,Due,Status,Measure,Baseline,Target,Budget
Workplace & Workforce,Hire ten apprentices,Ana Whitehorse,1/15/2026,6/30/2027,In progress,Apprentices,2,12,"$140,000"
Community Partnerships,Hold open days,Joy Dolan,3/1/2026,6/31/2026,Underway,Visitors,40,160,within existing resources
"""
SHARED_KEYS = {"outcome", "kind", "file", "sha256", "tables", "records", "issues", "questions", "left_out"}
ACTION_KEYS = {
    "code", "title", "goal", "strategy", "lead", "partners", "start", "due", "due_text", "status", "progress_note",
    "cell", "measures", "ask",
}  # fmt: skip
MEASURE_KEYS = {
    "title", "unit", "direction", "baseline", "baseline_date", "target", "target_date", "targets", "actual", "as_of",
    "cell",
}  # fmt: skip
ASK_KEYS = {"amount", "fte", "fund", "appropriation_unit", "decision_package", "within_existing"}


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "budget.csv"
    path.write_text(BUDGET, encoding="utf-8")
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, encoding="utf-8")
    return path


def validate(path, kind, *more):
    settled = ["--answer", "direction=expenditure"] if kind == "budget" else []
    words = ["validate", str(path), "--kind", kind, *settled, *more]
    return CliRunner().invoke(app, words, prog_name="equity-tracker")


def answer_of(path, kind, *more):
    return json.loads(validate(path, kind, "--json", *more).stdout_bytes)


def test_a_budget_that_is_read_ends_with_zero_and_its_totals(budget):
    result = validate(budget, "budget", "--json")
    told = json.loads(result.stdout_bytes)

    assert result.exit_code == 0
    assert told.keys() == SHARED_KEYS | {"totals"}
    assert (told["outcome"], told["kind"], told["file"], told["records"]) == ("read", "budget", "budget.csv", 3)
    assert told["sha256"] == hashlib.sha256(budget.read_bytes()).hexdigest()
    assert told["totals"] == [
        {
            "fiscal_years": [2024],
            "phase": "adopted",
            "direction": "expenditure",
            "amount": "2000.50",
            "fte": "3.5",
        }
    ]


def test_tables_say_what_each_column_was_read_as(budget):
    (table,) = answer_of(budget, "budget")["tables"]
    amount = next(column for column in table["columns"] if column["heading"] == "FY2024 Adopted")

    assert (table["sheet"], table["header_rows"], table["first_row"], table["last_row"]) == ("CSV", [1], 2, 4)
    assert (amount["letter"], amount["fiscal_years"], amount["phase"]) == ("D", [2024], "adopted")


def test_a_budget_that_does_not_say_its_phase_is_a_question_with_the_key_of_its_answer(budget):
    budget.write_text(BUDGET.replace("FY2024 Adopted", "FY2024"), encoding="utf-8")

    result = validate(budget, "budget", "--json")
    told = json.loads(result.stdout_bytes)
    (question,) = told["questions"]

    assert (result.exit_code, told["outcome"]) == (1, "questions")
    assert question.keys() == {"code", "field", "message", "candidates"}
    assert question["field"] == "phase"
    assert {"value", "samples"} == question["candidates"][0].keys()
    assert "adopted" in {candidate["value"] for candidate in question["candidates"]}
    assert answer_of(budget, "budget", "--answer", "phase=adopted")["outcome"] == "read"


def test_text_in_an_amount_rejects_the_file_at_its_cell_and_leaves_no_totals(budget):
    budget.write_text(BUDGET.replace("(100)", "tbd"), encoding="utf-8")

    result = validate(budget, "budget", "--json")
    told = json.loads(result.stdout_bytes)
    issue = next(issue for issue in told["issues"] if issue["severity"] == "error")

    assert (result.exit_code, told["outcome"], told["totals"]) == (1, "rejected", [])
    assert issue.keys() == {"code", "severity", "sheet", "cell", "field", "value", "message"}
    assert (issue["sheet"], issue["cell"], issue["value"]) == ("CSV", "D3", "tbd")


def test_a_plan_tells_its_actions_measures_and_asks(plan):
    told = answer_of(plan, "plan", "--answer", "department=Public Health")
    first, second = told["actions"]

    assert told.keys() == SHARED_KEYS | {"actions"}
    assert told["outcome"] == "read"
    assert first.keys() >= ACTION_KEYS
    assert first["measures"][0].keys() >= MEASURE_KEYS
    assert first["ask"].keys() >= ASK_KEYS
    assert (first["title"], first["lead"], first["due"], first["status"]) == (
        "Hire ten apprentices",
        "Ana Whitehorse",
        "2027-06-30",
        "in_progress",
    )
    assert first["ask"]["amount"] == "140000.00"
    assert (second["due"], second["due_text"], second["ask"]["within_existing"]) == (None, "6/31/2026", True)


def test_an_impossible_date_is_a_warning_that_names_its_field(plan):
    told = answer_of(plan, "plan", "--answer", "department=Public Health")
    issue = next(issue for issue in told["issues"] if issue["cell"] == "E3")

    assert (issue["severity"], issue["field"]) == ("warning", "due")


def test_a_plan_without_a_department_is_a_question(plan):
    result = validate(plan, "plan", "--json")

    assert result.exit_code == 1
    assert [question["field"] for question in json.loads(result.stdout_bytes)["questions"]] == ["department"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["validate", "absent.xlsx", "--kind", "plan"], "There is no file absent.xlsx."),
        (["validate", ".", "--kind", "plan"], "is a folder; name a file in it."),
        (["validate", "absent.xlsx"], "Missing option '--kind'"),
        (["validate", "absent.xlsx", "--kind", "letter"], "letter"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence_and_ends_with_two(words, sentence):
    result = CliRunner().invoke(app, words, prog_name="equity-tracker")

    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


@pytest.mark.parametrize("typed", ["phase", "=adopted", "phase="])
def test_an_answer_without_key_or_value_is_a_usage_error(budget, typed):
    result = validate(budget, "budget", "--answer", typed)

    assert result.exit_code == 2
    assert "write KEY=VALUE" in result.stderr


def test_people_see_every_issue_with_its_place_and_what_to_do(budget):
    budget.write_text(BUDGET.replace("(100)", "tbd"), encoding="utf-8")

    words = validate(budget, "budget").stdout

    assert "CSV!D3" in words
    assert "What to do" in words
    assert "Not to be imported as it is" in words


def test_people_see_where_the_table_stands_and_which_headings_were_read(budget):
    budget.write_text("Our budget,,,,\n" + BUDGET.replace("\n", ",\n"), encoding="utf-8")

    words = validate(budget, "budget").stdout

    assert "CSV: headings in row 2, rows 3 to 5 beneath" in words
    assert "5 columns read: A 'Fund' as fund.code, B 'Department' as department.name" in words


@pytest.mark.parametrize("kind", ["plan", "budget"])
def test_people_see_which_headings_were_not_read_and_which_of_them_may_be_money(budget, plan, kind):
    plan.write_text(_with_columns(PLAN), encoding="utf-8")
    budget.write_text(_with_columns(BUDGET), encoding="utf-8")
    path, answers = {"plan": (plan, ()), "budget": (budget, ("--answer", "amount=FY2024 Adopted"))}[kind]

    words = validate(path, kind, *answers).stdout

    (line,) = (line for line in words.splitlines() if "not read:" in line)
    assert "'Sum for the doors' (numbers that may be money)" in line
    assert "'Colour'" in line
    assert "'Colour' (numbers" not in line
    assert "column-not-read" not in words


def test_people_see_how_to_have_a_column_read(budget):
    budget.write_text(_with_columns(BUDGET), encoding="utf-8")

    unread = validate(budget, "budget", "--answer", "amount=FY2024 Adopted").stdout
    read = validate(budget, "budget", "--answer", "amount=FY2024 Adopted", "--answer", "description=Colour").stdout

    assert "--answer 'KEY=heading', where KEY is one of amount, department," in unread
    assert "'Colour' as description" in read


def test_people_see_no_total_of_a_file_with_amounts_that_cannot_be_read(budget):
    budget.write_text(BUDGET.replace("(100)", "tbd"), encoding="utf-8")

    words = validate(budget, "budget").stdout

    assert "Fiscal years" not in words
    assert "2,100.50" not in words


def _with_columns(table: str) -> str:
    heading, *rows = table.splitlines()
    return "\n".join([f"{heading},Sum for the doors,Colour", *(f'{row},"$4,000",blue' for row in rows)])


def test_people_see_what_is_said_of_many_cells_once_and_machines_each_of_them(plan, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    heading, row = "Goal,Action,Lead,Due,Status", "Vision,Step {},Ana,6/30/2026,Done"
    plan.write_text("\n".join([heading, *(row.format(number) for number in range(30))]), encoding="utf-8")
    answer = ("--answer", "department=Parks")

    words = validate(plan, "plan", *answer).stdout
    told = json.loads(validate(plan, "plan", *answer, "--json").stdout_bytes)

    assert words.count("goal-unknown") == 1
    assert "CSV, 30 cells: A2, A3, A4" in words
    assert "A13 and 18 more" in words
    assert sum(issue["code"] == "goal-unknown" for issue in told["issues"]) == 30


def test_people_see_how_to_answer_a_question(budget):
    budget.write_text(BUDGET.replace("FY2024 Adopted", "FY2024"), encoding="utf-8")

    assert "--answer 'phase=adopted'" in validate(budget, "budget").stdout


def test_a_real_process_writes_nothing_but_utf_8_json_whatever_the_terminal_is_set_to(budget):
    command = [sys.executable, "-m", "tracker.cli", "validate", str(budget), "--kind", "budget", "--json"]
    command += ["--answer", "direction=expenditure"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONWARNINGS": "error"}

    ended = subprocess.run(command, capture_output=True, check=False, env=environment)

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert json.loads(ended.stdout.decode("utf-8"))["outcome"] == "read"


@pytest.mark.parametrize("name", ["plans", "home dir", "\u00e9t\u00e9 2026"])
def test_a_name_is_told_as_it_was_typed(tmp_path, monkeypatch, name):
    (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)

    assert validate(Path(name), "plan").stderr == f"The path {name} is a folder; name a file in it.\n"


def test_a_pipe_is_refused_at_once_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")

    result = validate(tmp_path / "pipe.csv", "budget")

    assert result.exit_code == 2
    assert "is no file but a pipe or a device" in result.stderr


def test_a_name_and_an_answer_in_bytes_that_are_no_text_are_reported_all_the_same(budget):
    odd = os.fsencode(budget.parent) + b"/caf\xe9.csv"
    Path(os.fsdecode(odd)).write_bytes(budget.read_bytes())
    command: list[str | bytes] = [sys.executable, "-m", "tracker.cli", "validate", odd, "--kind", "budget", "--json"]
    command += ["--answer", b"phase=\xe9"]

    ended = subprocess.run(command, capture_output=True, check=False)

    assert ended.returncode == 1
    assert json.loads(ended.stdout.decode("utf-8"))["file"] == "caf\N{REPLACEMENT CHARACTER}.csv"


def test_a_terminal_that_cannot_show_a_name_is_no_reason_to_stop(budget):
    named = budget.rename(budget.with_name("presupuesto público.csv"))
    command = [sys.executable, "-m", "tracker.cli", "validate", str(named), "--kind", "budget"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}

    ended = subprocess.run(
        [*command, "--answer", "direction=expenditure"], capture_output=True, check=False, env=environment
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"presupuesto p?blico.csv" in ended.stdout


@pytest.mark.parametrize("kind", ["budget", "plan"])
def test_needs_no_database_and_loads_none(request, kind):
    path = request.getfixturevalue(kind)
    script = f"""
import sys
from tracker.cli import app
try:
    app(["validate", {str(path)!r}, "--kind", {kind!r}, "--json"])
except SystemExit:
    pass
sys.exit(sum(name in sys.modules for name in ("sqlalchemy", "alembic", "pandas", "openpyxl", "dash")))
"""

    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0
