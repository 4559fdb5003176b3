from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from tracker.cli import app
from tracker.commands.failures import ExitCode
from tracker.commands.plugins import plugins

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")


def commands(command: object, *words: str) -> list[tuple[str, ...]]:
    inner = getattr(command, "commands", {})
    return [words, *(found for name in inner for found in commands(inner[name], *words, name))]


EVERY_COMMAND = [*commands(get_command(app)), *((name,) for name in plugins())]


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_every_command_is_documented_with_its_own_help(words, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")

    told = CliRunner().invoke(app, [*words, "--help"], prog_name="equity-tracker").stdout.rstrip()

    assert f"## {' '.join(['equity-tracker', *words])}\n\n```text\n{told}\n```\n" in PAGE


def test_no_command_is_documented_that_is_not_there():
    headings = {line.removeprefix("## ") for line in PAGE.splitlines() if line.startswith("## ")}

    assert headings == {" ".join(["equity-tracker", *words]) for words in EVERY_COMMAND}


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_documented(code):
    assert f"| {code.value} | " in PAGE
