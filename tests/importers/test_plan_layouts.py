import tomllib
from pathlib import Path
from typing import Any

import pytest

from importers.plan_report import plan_report
from importers.plan_workbook import read_plan
from importers.reading import Surroundings
from plans.framework import load_shipped
from tests.importers.plan_fixtures import build

FOLDER = Path(__file__).resolve().parents[1] / "workbooks" / "should_pass" / "plan"
LAYOUTS = sorted(FOLDER.glob("*.toml"))
SURROUNDINGS = Surroundings(load_shipped("king_county"))


def read(path: Path) -> tuple[dict[str, Any], Any]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    content = told["text"].lstrip("\n").encode() if "text" in told else build(told)
    answers = {"department": ("Public Health",)}
    return told, read_plan(content, told.get("file", "plan.xlsx"), surroundings=SURROUNDINGS, answers=answers)


def part_of(said: Any, told: Any) -> Any:
    """Of what was read, as much as a fixture tells of."""
    if isinstance(told, dict):
        return {name: part_of(said[name], meant) for name, meant in told.items()}
    if isinstance(told, list) and told and isinstance(told[0], dict):
        pairs = zip(said, told, strict=False)
        return [part_of(*pair) for pair in pairs] + said[len(told) :]
    return said


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_reads_the_actions_of_a_layout(path: Path):
    told, reading = read(path)

    said = plan_report(reading)

    assert said["outcome"] == "read"
    assert [action["cell"] for action in said["actions"]] == [
        meant.get("cell", said["cell"]) for meant, said in zip(told["actions"], said["actions"], strict=False)
    ]
    assert part_of(said["actions"], told["actions"]) == told["actions"]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_raises_no_error_in_a_plan_that_can_be_read(path: Path):
    _, reading = read(path)

    assert [str(issue) for issue in reading.issues if issue.severity == "error"] == []
