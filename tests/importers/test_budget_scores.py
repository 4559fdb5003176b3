"""The budgets of other governments, held against totals that were computed apart from this program."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from importers.budget_workbook import read_budget
from importers.reading import Surroundings
from importers.report import budget_report
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
RIGHT, RIGHT_ALONE = 31, 25
"""Of the entries with a certain truth: how many are right once answered, and with what the uploader knows."""


def tool_of(shared_data: Path) -> ModuleType:
    found = importlib.util.spec_from_file_location("score_budgets", shared_data.parent / "tools" / "score_budgets.py")
    assert found is not None
    assert found.loader is not None
    tool = importlib.util.module_from_spec(found)
    found.loader.exec_module(tool)
    return tool


def ask(_command: str, path: Path, answers: dict[str, Any]) -> tuple[dict[str, Any], str, float]:
    given = {key: tuple(map(str, each if isinstance(each, list) else [each])) for key, each in answers.items()}
    reading = read_budget(path.read_bytes(), path.name, surroundings=SURROUNDINGS, answers=given)
    return budget_report(reading), "", 0.0


@pytest.fixture(scope="module")
def scored(shared_data: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    tool = tool_of(shared_data)
    tool.__dict__["ask"] = ask
    folder = shared_data / "budgets"
    entries = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return [(entry, tool.judge("", folder, entry)) for entry in entries]


def test_takes_no_wrong_number_in_silence(scored):
    assert [row for _, row in scored if row["verdict"] in ("WRONG", "BROKEN")] == []


def test_reads_as_many_budgets_as_before(scored):
    sure = [row["verdict"] for entry, row in scored if entry.get("certain", True) and not entry.get("scoring")]

    assert sum(verdict in ("exact", "answered") for verdict in sure) >= RIGHT
    assert sure.count("exact") >= RIGHT_ALONE
    assert len(sure) * 0.85 <= RIGHT
