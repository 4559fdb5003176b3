import io
import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from budgets.phases import Phase
from budgets.structure import ChartEntry
from importers.budget_sheets import BudgetAbout
from importers.templates import write_budget
from tests.builders import BIENNIUM, a_line
from tests.importers.question_fixtures import changed
from tracker.cli import app
from tracker.commands.installation import installation
from tracker.services.queries import Queries
from tracker.store.unit_of_work import reading

NINE = """
code = "ours"
title = "Our questions"
version = "2025"
periods = ["2025"]

[[questions]]
code = "Q1"
asked_of = "department"
text = "Whom do you serve?"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("EQUITY_TRACKER_DATABASE", f"sqlite:///{tmp_path / 'county.sqlite3'}")
    monkeypatch.chdir(tmp_path)
    county = tmp_path / "county.toml"
    county.write_text(
        'year_start = "01-01"\nperiods = [[2026-01-01, 2027-12-31]]\nas_of = 2026-06-30\n'
        '[[departments]]\nname = "Public Health"\n[[departments]]\nname = "Parks"\n'
        "[codes.package]\nignore_leading_zeros = true\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EQUITY_TRACKER_COUNTY", str(county))

    def run(*words: str, ends: int = 0) -> str:
        told = CliRunner().invoke(app, list(words))
        assert told.exit_code == ends, told.output
        return told.stdout if ends == 0 else told.output

    return run


@pytest.fixture
def with_books(run, tmp_path: Path):
    worker = ChartEntry(code="0014", name="Community health workers")
    lines = [a_line("250000.00", package=worker), a_line("900.00"), a_line("-90.00", package=ChartEntry(name="Cut"))]
    for phase in (Phase.PROPOSED, Phase.ADOPTED):
        own = [line.model_copy(update={"phase": phase}) for line in lines]
        book = tmp_path / f"{phase}.xlsx"
        book.write_bytes(write_budget(own, BudgetAbout(period=BIENNIUM)))
        run("import", "budget", str(book), "--yes")
    run("questions", "load", "budget_equity", "--period", "2026-2027")
    return run


def test_the_set_that_comes_along_is_asked_and_shown(run):
    said = run("questions", "load", "budget_equity", "--period", "2026-2027")

    assert "version 1, is asked for 2026-2027: 4 questions to departments, 5 to packages." in said
    assert "P4" in run("questions", "show")
    assert json.loads(run("questions", "show", "--json"))["code"] == "budget-equity"


def test_a_set_taken_along_as_a_workbook_is_the_same_set(run, tmp_path):
    run("questions", "show", "budget_equity", "--output", "set.xlsx")

    told = json.loads(run("questions", "show", "set.xlsx", "--json"))

    assert told == json.loads(run("questions", "show", "budget_equity", "--json"))


def test_a_set_says_itself_for_which_periods_it_is_asked(run, tmp_path):
    (tmp_path / "nine.toml").write_text(NINE, encoding="utf-8")

    told = json.loads(run("questions", "load", "nine.toml", "--json"))

    assert told["asked_for"] == ["2025"]
    assert "leave --period out" in run("questions", "load", "nine.toml", "--period", "2026-2027", ends=2)


@pytest.mark.parametrize(
    ("words", "ends", "said"),
    [
        (["load", "budget_equity"], 1, "for which budget these are asked"),
        (["load", "budget_equity", "--period", "soon"], 1, "o budget period is meant by 'soon'"),
        (["load", "theirs"], 2, "neither a file nor a set of questions that comes along: budget_equity"),
        (["load", "none.toml"], 2, "here is no file"),
        (["show"], 1, "o questions are asked for"),
        (["status"], 1, "o questions are asked for"),
        (["export", "--department", "Parks"], 1, "o questions are asked for"),
        (["import", "none.xlsx"], 2, "here is no file"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(run, words, ends, said):
    assert said in run("questions", *words, ends=ends)


def test_a_department_answers_in_its_workbook_and_the_same_file_twice_changes_nothing(with_books, tmp_path):
    run = with_books
    run("questions", "export", "--department", "public health", "--output", "ph.xlsx")
    cells = (("Department questions!D2", "Renters"), ("Package questions!G4", "yes"), ("Package questions!G9", "no"))
    (tmp_path / "ph.xlsx").write_bytes(changed((tmp_path / "ph.xlsx").read_bytes(), *cells))

    checked = json.loads(run("questions", "import", "ph.xlsx", "--check", "--json"))
    first = json.loads(run("questions", "import", "ph.xlsx", "--json"))
    second = json.loads(run("questions", "import", "ph.xlsx", "--json"))

    assert (checked["kept"], len(checked["answers"])) == (0, 3)
    assert (first["kept"], first["department"]) == (3, "Public Health")
    assert [(each["package"], each["question"], each["cell"]) for each in first["answers"]] == [
        (None, "D1", "D2"),
        ("14", "P3", "G4"),
        ("cut", "P3", "G9"),
    ]
    assert (second["kept"], second["unchanged"], second["answers"]) == (0, 3, [])

    with installation() as here:
        queries = Queries(lambda: reading(here.database), here.county)
        assert queries.answers_file(1) == ("ph.xlsx", (tmp_path / "ph.xlsx").read_bytes())
    status = json.loads(run("questions", "status", "--json"))
    health = next(row for row in status["departments"] if row["key"] == "public health")
    assert health["own"] == {"required": 3, "required_answered": 1, "asked": 4, "answered": 1}
    assert health["packages"] == {"required": 8, "required_answered": 2, "asked": 10, "answered": 2}
    assert (health["package_count"], health["packages_complete"], status["packages_of"]) == (2, 0, "adopted")
    parks = next(row for row in status["departments"] if row["key"] == "parks")
    assert (parks["own"]["required_answered"], parks["package_count"]) == (0, 0)
    assert "Renters" in (told := run("questions", "status", "--department", "Public Health", "--json"))
    assert json.loads(told)["subjects"][0]["questions"][0]["cell"] == "Department questions!D2"
    assert "D2, D3" in run("questions", "status", "--department", "Public Health")
    assert "3 of 14 required questions are answered" in run("questions", "status").replace("\n", " ")


def test_all_departments_answer_in_a_folder_of_workbooks(with_books, tmp_path):
    run = with_books
    told = json.loads(run("questions", "export", "--all", "--output", "asked", "--json"))
    names = [Path(each).name for each in told["files"]]
    assert sorted(path.name for path in (tmp_path / "asked").iterdir()) == sorted(names)
    assert [name.partition(" equity")[0] for name in names] == ["Public Health", "Parks"]
    for name, answer in zip(names, ("Renters", "Hikers"), strict=True):
        place = tmp_path / "asked" / name
        place.write_bytes(changed(place.read_bytes(), ("Department questions!D2", answer)))
    (tmp_path / "asked" / f"~${names[0]}").write_bytes(b"left by a program")

    checked = json.loads(run("questions", "import", "asked", "--check", "--json"))
    first = json.loads(run("questions", "import", "asked", "--json"))
    said = run("questions", "import", "asked")

    assert [each["kept"] for each in checked["workbooks"]] == [0, 0]
    assert [(each["department"], each["kept"]) for each in first["workbooks"]] == [("Parks", 1), ("Public Health", 1)]
    assert "2 workbooks, 0 new answers kept; 0 of them could not be taken" in said
    assert json.loads(run("questions", "status", "--json"))["whole"]["answered"] == 2


def test_of_several_workbooks_the_sound_ones_are_kept_and_the_others_named(with_books, tmp_path):
    run = with_books
    run("questions", "export", "--all", "--output", "asked")
    parks, health = sorted((tmp_path / "asked").iterdir())
    parks.write_bytes(changed(parks.read_bytes(), ("Department questions!D2", "Hikers")))
    health.write_bytes(changed(health.read_bytes(), ("Package questions!G4", "perhaps")))

    said = run("questions", "import", str(health), str(parks), ends=1)

    assert "answer-not-taken" in said
    assert "2 workbooks, 1 new answers kept; 1 of them could not be taken" in said
    assert json.loads(run("questions", "status", "--json"))["whole"]["answered"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export"], "Say which department is to answer"),
        (["export", "--all", "--department", "Parks"], "Say which department is to answer"),
        (["export", "--all", "--output", "."], "is there already; name a new folder"),
        (["import", "."], "There is no .xlsx workbook in the folder"),
    ],
)
def test_what_all_departments_cannot_be_sent_or_asked_is_said_in_words(with_books, tmp_path, words, said):
    for book in tmp_path.glob("*.xlsx"):
        book.unlink()

    assert said in with_books("questions", *words, ends=2)


def test_a_new_workbook_holds_what_was_answered(with_books, tmp_path):
    run = with_books
    run("questions", "export", "--department", "Public Health", "--output", "first.xlsx")
    first = changed((tmp_path / "first.xlsx").read_bytes(), ("Package questions!G4", "yes"))
    (tmp_path / "first.xlsx").write_bytes(first)
    run("questions", "import", "first.xlsx")

    run("questions", "export", "--department", "Public Health", "--output", "second.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "second.xlsx").read_bytes()))["Package questions"]
    assert (sheet["A4"].value, sheet["B4"].value, sheet["G4"].value) == ("0014", "Community health workers", "yes")
    assert sheet["C4"].value == 250000
    said = run("questions", "import", "second.xlsx")
    assert "nothing is new, 1 known already" in said


def test_a_file_with_one_wrong_answer_keeps_none(with_books, tmp_path):
    run = with_books
    run("questions", "export", "--department", "Public Health", "--output", "ph.xlsx")
    cells = (("Department questions!D2", "Renters"), ("Package questions!G4", "in part"))
    (tmp_path / "ph.xlsx").write_bytes(changed((tmp_path / "ph.xlsx").read_bytes(), *cells))

    said = run("questions", "import", "ph.xlsx", ends=1)

    assert "answer-not-taken" in said
    assert "nothing was kept" in said
    status = json.loads(run("questions", "status", "--json"))
    assert status["whole"]["answered"] == 0


def test_an_older_workbook_does_not_overwrite_what_was_answered_since(with_books, tmp_path):
    run = with_books
    for name in ("one", "other"):
        run("questions", "export", "--department", "Public Health", "--output", f"{name}.xlsx")
        filled = changed((tmp_path / f"{name}.xlsx").read_bytes(), ("Department questions!D2", f"From {name}"))
        (tmp_path / f"{name}.xlsx").write_bytes(filled)
    run("questions", "import", "one.xlsx")

    said = json.loads(run("questions", "import", "other.xlsx", "--json", ends=1))

    assert [(issue["code"], issue["cell"]) for issue in said["issues"]] == [("answered-since", "D2")]
    told = json.loads(run("questions", "status", "--department", "Public Health", "--json"))
    assert told["subjects"][0]["questions"][0]["answer"] == "From one"


def test_answers_stay_with_the_version_of_the_questions_that_they_were_given_to(with_books, tmp_path):
    run = with_books
    for name in ("old", "late"):
        run("questions", "export", "--department", "Public Health", "--output", f"{name}.xlsx")
    (tmp_path / "old.xlsx").write_bytes(
        changed((tmp_path / "old.xlsx").read_bytes(), ("Department questions!D2", "Renters"))
    )
    run("questions", "import", "old.xlsx")
    newer = NINE.replace('"2025"', '"2"', 1).replace('["2025"]', '["2026-2027"]').replace('"ours"', '"budget-equity"')
    (tmp_path / "newer.toml").write_text(newer.replace('version = "2025"', 'version = "2"'), encoding="utf-8")
    run("questions", "load", "newer.toml")
    (tmp_path / "late.xlsx").write_bytes(
        changed((tmp_path / "late.xlsx").read_bytes(), ("Department questions!D3", "All of it"))
    )

    late = json.loads(run("questions", "import", "late.xlsx", "--json"))
    told = json.loads(run("questions", "status", "--department", "Public Health", "--json"))["subjects"][0]

    assert [issue["code"] for issue in late["issues"]] == ["questions-changed"]
    assert [(each["code"], each["answer"]) for each in told["questions"]] == [("Q1", None)]
    assert [(each["version"], each["answer"]) for each in told["earlier"]] == [("1", "Renters"), ("1", "All of it")]
    assert told["earlier"][0]["question"].startswith("Whom does this budget serve")


def test_answered_questions_keep_their_words(with_books, tmp_path):
    run = with_books
    run("questions", "export", "--department", "Public Health", "--output", "ph.xlsx")
    filled = changed((tmp_path / "ph.xlsx").read_bytes(), ("Department questions!D2", "Renters"))
    (tmp_path / "ph.xlsx").write_bytes(filled)
    run("questions", "import", "ph.xlsx")
    run("questions", "show", "budget_equity", "--output", "set.xlsx")
    (tmp_path / "set.xlsx").write_bytes(changed((tmp_path / "set.xlsx").read_bytes(), ("Questions!C2", "Who gains?")))

    said = run("questions", "load", "set.xlsx", "--period", "2026-2027", ends=1)

    assert "give the new text a version of its own" in said
