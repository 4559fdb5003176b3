import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker.cli import app
from tracker.commands import importing

BUDGET = "Department,Main Funding,Other Funding\nParks,100,301\nRoads,200,601\nHealth,295,886\n"
SAID = ("--answer", "amount=Main Funding", "--answer", "fiscal_year=2026", "--answer", "direction=expenditure")


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EQUITY_TRACKER_DATABASE", "sqlite:///alder.sqlite3")
    monkeypatch.delenv("EQUITY_TRACKER_COUNTY", raising=False)


def run(*words: object, typed: str | None = None):
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="equity-tracker", input=typed)


@pytest.fixture
def learnt() -> Path:
    path = Path("first.csv")
    path.write_text(BUDGET, encoding="utf-8")
    assert run("import", "budget", path, *SAID, "--answer", "phase=adopted", "--yes").exit_code == 0
    second = Path("second.csv")
    second.write_text(BUDGET.replace("295", "305"), encoding="utf-8")
    return second


def listed():
    return json.loads(run("profile", "list", "--json").stdout_bytes)


def test_lists_and_shows_what_headings_mean_and_who_said_so(learnt):
    (told,) = listed()

    assert told["answers"] == {"amount": ["Main Funding"]}
    assert (told["kind"], told["import"], told["by"]) == ("budget", 1, "local user")
    table = run("profile", "list").stdout
    assert told["fingerprint"][:12] in table
    assert "amount=Main Funding" in table
    shown = run("profile", "show", told["fingerprint"][:8]).stdout
    assert "Headings: Department, Main Funding, Other Funding" in shown
    assert "from import 1" in shown
    assert json.loads(run("profile", "show", told["fingerprint"], "--json").stdout_bytes) == told


def test_says_that_there_is_none_yet():
    assert "No profile yet" in run("profile", "list").stdout


def test_validate_uses_profiles_of_the_store_and_only_when_told_to(learnt):
    alone = json.loads(run("validate", learnt, "--kind", "budget", "--json").stdout_bytes)
    known = json.loads(run("validate", learnt, "--kind", "budget", "--store", "--json").stdout_bytes)

    assert "profile" not in alone
    assert "amount" in {question["field"] for question in alone["questions"]}
    assert known["profile"]["answers"] == {"amount": ["Main Funding"]}
    assert [question["field"] for question in known["questions"]] == ["fiscal_year", "phase", "direction"]
    assert known["questions"][0]["candidates"][0] == {"value": "2026", "samples": ["the last answer"]}


def test_at_a_terminal_only_what_belongs_to_the_upload_is_asked(learnt, monkeypatch):
    monkeypatch.setattr(importing, "person_at_terminal", lambda wish: not wish.as_json)

    result = run("import", "budget", learnt, typed="2027\nadopted\nexpenditure\ny\n")

    assert result.exit_code == 0
    assert "--answer 'fiscal_year=2026'  (the last answer)" in result.stdout
    assert "read as local user said on" in " ".join(result.stdout.split())
    assert [each["import"] for each in listed()] == [1]


def test_profiles_go_out_and_come_in_again(learnt):
    (told,) = listed()
    assert run("profile", "export", "-o", "profiles.json").exit_code == 0
    assert run("profile", "export", "-o", "profiles.json").exit_code == 2

    removed = run("profile", "remove", told["fingerprint"][:12])
    gone = listed()
    loaded = run("profile", "load", "profiles.json")

    assert removed.stdout == f"Profile {told['fingerprint'][:12]} is forgotten: amount=Main Funding.\n"
    assert (gone, loaded.stdout) == ([], "Loaded 1 profile.\n")
    assert listed() == [{**told, "import": None}]
    printed = json.loads(run("profile", "export", told["fingerprint"][:5]).stdout_bytes)
    assert printed == json.loads(Path("profiles.json").read_text(encoding="utf-8"))


GOOD = {
    "kind": "budget",
    "tables": [["Unit", "Granted"]],
    "answers": {"amount": ["Granted"]},
    "by": "Ana",
    "at": "2026-09-30T12:00:00Z",
}


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"answers": {"phase": ["adopted"]}}, "'phase=adopted' names none of its headings"),
        ({"answers": {"sheet": ["Granted"]}}, "'sheet=Granted' names none of its headings"),
        ({"kind": "memo"}, "profiles.0.kind"),
        ({"tables": []}, "profiles.0.tables"),
        ({"last": {}}, "profiles.0.last"),
    ],
)
def test_a_file_that_holds_anything_but_the_meaning_of_headings_is_refused(changed, shown):
    Path("p.json").write_text(json.dumps({"profiles": [{**GOOD, **changed}]}), encoding="utf-8")

    result = run("profile", "load", "p.json")

    assert (result.exit_code, shown in result.stderr) == (1, True), result.stderr
    assert listed() == []


def test_what_is_no_text_is_refused():
    Path("p.json").write_bytes(b"\xff\xfe\x00")

    assert "it is no text in UTF-8" in run("profile", "load", "p.json").stderr


def test_an_unknown_profile_is_told_in_words():
    result = run("profile", "show", "abc")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "whose fingerprint begins with 'abc'" in result.stderr
