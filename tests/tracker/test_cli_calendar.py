import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker.cli import app
from tracker.cycle_rules import shipped_cycle

COUNTY = """name = "Alder County"
as_of = 2026-07-17
periods = [[2025-01-01, 2026-12-31]]
cycle = "king_county"
[[departments]]
name = "Parks"
"""


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EQUITY_TRACKER_DATABASE", "sqlite:///alder.sqlite3")
    monkeypatch.setenv("EQUITY_TRACKER_COUNTY", "county.toml")


def run(*words: str):
    return CliRunner().invoke(app, ["calendar", *words], prog_name="equity-tracker")


def as_json(*words: str):
    return json.loads(run("--json", *words).stdout_bytes)


def test_says_what_comes_next_in_how_many_days_and_who_is_ready():
    said = run().stdout

    assert "Next: Departments submit their requests (from 2027-01-01), in 12 days" in said
    assert "Ready for 'Departments submit their requests': 0 of 1 departments." in said
    assert "7 have passed" in said


def test_tells_machines_every_milestone():
    told = as_json()

    assert [(row["key"], row["first"], row["days"]) for row in told["milestones"]][-5:-3] == [
        ("funds-named", "2026-04-30", -78),
        ("departments-submit", "2026-07-29", 12),
    ]
    assert (told["next"], told["asks"]) == (told["milestones"][-4], told["milestones"][-4])
    assert told["readiness"] == [
        {
            "department": "Parks",
            "key": "parks",
            "ready": False,
            "plan_version": None,
            "measures": 0,
            "measures_waiting": 0,
            "asks": 0,
            "asks_linked": 0,
            "questions_required": 0,
            "questions_answered": 0,
        }
    ]


def test_a_period_chooses_the_milestones_of_its_budget():
    assert {row["budget"] for row in as_json("--period", "2025-2026")["milestones"]} == {"2025-2026"}
    assert "2024-11-15 to 2024-11-30" in run("--period", "2025-2026").stdout


def test_a_period_that_is_not_there_is_told_with_those_that_are():
    result = run("--period", "2031")

    assert result.exit_code == 2
    assert result.stderr == "There is no budget period 2031; there are 2025-2026.\n"


def test_writes_a_calendar_and_never_over_another_file(tmp_path):
    first, second = run("--ics", "cycle.ics"), run("--ics", "cycle.ics")

    assert (first.exit_code, first.stdout) == (0, "11 milestones are in cycle.ics.\n")
    assert (tmp_path / "cycle.ics").read_bytes().count(b"BEGIN:VEVENT") == 11
    assert second.exit_code == 2
    assert "name another file with --ics" in second.stderr


def test_writes_the_rules_in_force_as_they_stand(tmp_path):
    assert run("--rules").stdout == shipped_cycle("king_county")
    (tmp_path / "own.toml").write_text("# my own", encoding="utf-8")
    (tmp_path / "county.toml").write_text('cycle = "own.toml"', encoding="utf-8")
    assert run("--rules").stdout == "# my own"


def test_rules_with_mistakes_stop_the_command_in_words(tmp_path):
    (tmp_path / "own.toml").write_text("milestones = []", encoding="utf-8")
    (tmp_path / "county.toml").write_text('periods = [[2026-01-01, 2026-12-31]]\ncycle = "own.toml"', encoding="utf-8")

    result = run()

    assert result.exit_code == 2
    assert "own.toml has 2 mistakes:" in result.stderr


def test_a_decision_for_a_budget_that_nobody_knows_is_told(tmp_path):
    decided = '\n[[decisions]]\nkey = "council-adopts"\nperiod_start = 2027-01-02\nday = 2026-11-17\n'
    (tmp_path / "own.toml").write_text(shipped_cycle("king_county") + decided, encoding="utf-8")
    (tmp_path / "county.toml").write_text(COUNTY.replace("king_county", "own.toml"), encoding="utf-8")

    assert as_json()["unplaced"] == [{"key": "council-adopts", "period_start": "2027-01-02"}]
    assert "no budget period that is known starts then" in run().stdout


def test_a_county_without_rules_is_told_how_to_name_some(tmp_path):
    (tmp_path / "county.toml").write_text("periods = [[2026-01-01, 2026-12-31]]\nas_of = 2026-07-17", encoding="utf-8")

    said = run().stdout

    assert "Next: The budget period starts (from 2027-01-01), in 168 days" in said
    assert 'add cycle = "king_county"' in said


def test_a_county_without_periods_has_no_dates_and_no_file(tmp_path):
    (tmp_path / "county.toml").write_text('cycle = "king_county"', encoding="utf-8")

    assert "No budget period is known" in run().stdout
    assert as_json()["milestones"] == []
    assert run("--ics", "cycle.ics").exit_code == 2
    assert not (tmp_path / "cycle.ics").exists()


def test_periods_that_ended_long_ago_say_nothing_of_today(tmp_path):
    text = 'periods = [[2020-01-01, 2020-12-31]]\nas_of = 2026-07-17\ncycle = "king_county"'
    (tmp_path / "county.toml").write_text(text, encoding="utf-8")

    assert "Nothing comes: no budget period around today is known." in run().stdout
