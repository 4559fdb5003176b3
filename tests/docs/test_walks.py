import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.demonstration import copy_demo
from tracker.commands.demonstration import DEFAULT_FOLDER

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)
SAVED_AS = re.compile(r"[Ss]ave this as\s+`(?P<name>[^`]+)`")
ASKS_A_PERSON = {"validate"}


@dataclass(frozen=True)
class Ran:
    line: str
    code: int
    said: str
    folder: Path


def walk(text: str, folder: Path) -> list[Ran]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EQUITY_TRACKER_")}
    done, before = [], 0
    for block in BLOCK.finditer(text):
        prose, before = text[before : block.start()], block.end()
        if block["kind"] == "sh":
            done += [ran for line in block["text"].splitlines() if (ran := run(line.strip(), folder, environment))]
        elif named := list(SAVED_AS.finditer(prose)):
            (folder / named[-1]["name"]).write_text(block["text"], encoding="utf-8")
    return done


def run(line: str, folder: Path, environment: dict[str, str]) -> Ran | None:
    if line.startswith("export "):
        name, _, value = line.removeprefix("export ").partition("=")
        environment[name] = value.strip("'")
        return None
    if not line.startswith("equity-tracker ") or line == "equity-tracker serve":
        return None
    command = [sys.executable, "-m", "tracker.cli", *shlex.split(line)[1:]]
    there = {**environment, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, cwd=folder, env=there, capture_output=True, text=True, check=False)
    return Ran(line, ended.returncode, ended.stdout + ended.stderr, folder)


@pytest.fixture(scope="module")
def walked(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Ran]:
    folder = tmp_path_factory.mktemp("walk")
    copy_demo(demo, folder / DEFAULT_FOLDER)
    return walk(TUTORIAL.read_text(encoding="utf-8"), folder)


def test_every_command_of_the_tutorial_does_what_it_is_there_for(walked):
    failed = [ran for ran in walked if ran.code != 0 and ran.line.split()[1] not in ASKS_A_PERSON]

    assert failed == []
    assert len(walked) >= 10


def test_validate_ends_in_the_tutorial_with_a_reading_or_with_something_for_a_person(walked):
    codes = [ran.code for ran in walked if ran.line.split()[1] == "validate"]

    assert codes == [1, 1, 1, 0, 1]


def test_the_tutorial_ends_with_the_readers_own_goals_plan_and_budget(walked):
    by_line = {ran.line: ran.said for ran in walked}
    goals, imports = by_line["equity-tracker report goals"], by_line["equity-tracker imports"]

    assert "Alder County" in goals
    for goal, share, money in (("Healthy neighborhoods", "71 %", "$1.9 M"), ("A workforce like", "50 %", "$960 K")):
        (row,) = (line for line in goals.splitlines() if goal in line)
        assert share in row
        assert "1 of 1" in row
        assert money in row
    assert "tagged $2,840,250, neither $2,675,500" in goals
    assert "parks-plan.csv" in imports
    assert "adopted.csv" in imports
    assert imports.count("in force") == 2


def test_the_template_of_the_tutorial_takes_a_measure_and_its_values(walked, tmp_path):
    (made,) = (ran for ran in walked if "public-health-plan.xlsx" in ran.line)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EQUITY_TRACKER_")}
    for name in ("county.toml", "goals.toml"):
        (tmp_path / name).write_bytes((made.folder / name).read_bytes())
    environment |= {"EQUITY_TRACKER_COUNTY": "county.toml", "EQUITY_TRACKER_DATABASE": "sqlite:///alder.sqlite3"}
    book = openpyxl.load_workbook(made.folder / "public-health-plan.xlsx")
    filled: dict[str, dict[str, str | int | date]] = {
        "Actions": {"Action code": "PH-1", "Goal": "H", "Action": "Open clinics on Saturdays", "Lead": "Ana"},
        "Measures": {"Measure code": "M-1", "Action code": "PH-1", "Measure": "Visits", "Baseline": 10, "Target": 20,
                     "Baseline date": date(2025, 6, 30), "Target date": date(2027, 6, 30)},
        "Values": {"Measure code": "M-1", "As of": date(2026, 9, 30), "Value": 16},
    }  # fmt: skip
    for name, cells in filled.items():
        headings = {cell.value: cell.column or 0 for cell in book[name][1]}
        for heading, value in cells.items():
            book[name].cell(2, headings[heading], value)
    book.save(tmp_path / "plan.xlsx")

    brought = run("equity-tracker import plan plan.xlsx --yes", tmp_path, environment)
    goals = run("equity-tracker report goals", tmp_path, environment)

    assert brought is not None
    assert goals is not None
    assert "Import 1 is published" in brought.said
    (row,) = (line for line in goals.said.splitlines() if "Healthy neighborhoods" in line)
    assert "60 %" in row


@pytest.mark.parametrize(
    "page", [TUTORIAL, *sorted((ROOT / "docs" / "how-to").glob("*.md"))], ids=lambda path: path.stem
)
def test_every_command_of_a_guide_is_one_that_there_is(page):
    lines = [
        line.strip()
        for block in BLOCK.finditer(page.read_text(encoding="utf-8"))
        if block["kind"] == "sh"
        for line in block["text"].splitlines()
        if line.strip().startswith("equity-tracker ")
    ]
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    unknown = [
        line
        for line in lines
        if f"## {' '.join(shlex.split(line)[:2])}\n" not in reference
        or any(word.split("=")[0] not in reference for word in shlex.split(line) if word.startswith("--"))
    ]

    assert lines
    assert unknown == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_in_the_index():
    docs = ROOT / "docs"
    index = (docs / "README.md").read_text(encoding="utf-8")
    pages = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]

    # Decisions have an index of their own.
    wanted = [page for page in pages if not re.match(r"README\.md|decisions/0", page)]
    assert [page for page in sorted(wanted) if f"]({page})" not in index] == []
