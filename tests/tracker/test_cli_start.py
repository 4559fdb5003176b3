import json
import subprocess
import sys
from importlib.metadata import entry_points

import pytest
import typer
from typer.testing import CliRunner

from tracker.cli import app
from tracker.commands import plugins
from tracker.commands.failures import ExitCode, UsageError, told
from tracker.errors import NotFoundError

HEAVY = ["dash", "openpyxl", "pandas", "plotly", "pydantic", "python_calamine", "rapidfuzz", "rich", "sqlalchemy"]
LOADED = """
import json, sys
from tracker.cli import app
try:
    app(["{word}"], prog_name="equity-tracker")
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""


def loaded_by(word: str) -> set[str]:
    script = LOADED.format(word=word)
    told_by = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    return set(json.loads(told_by.splitlines()[-1]))


def run(*words: str) -> "typer.testing.Result":
    return CliRunner().invoke(app, list(words), prog_name="equity-tracker")


def test_help_loads_nothing_heavy():
    assert loaded_by("--help") & {*HEAVY, "structlog", "dashboards"} == set()


def test_help_lists_the_commands_of_other_packages_without_loading_them():
    words = run("--help").output

    assert "serve" in words
    assert plugins.first_sentence(plugins.plugins()["serve"])[:30] in words


def test_every_plug_in_names_a_function_that_is_there():
    assert {point.name for point in entry_points(group=plugins.GROUP)} >= {"serve"}
    assert all(callable(plugins.load(point)) for point in plugins.plugins().values())


def test_no_command_at_all_shows_the_help_as_a_usage_error():
    result = run()

    assert result.exit_code == ExitCode.USAGE
    assert "Commands:" in result.output


def test_a_word_that_is_nearly_right_is_recognised():
    result = run("validat")

    assert result.exit_code == ExitCode.USAGE
    assert "Did you mean 'validate'?" in result.output


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (NotFoundError("import", 7), 1, "There is no import 7."),
        (UsageError("there is no file plan.xlsx"), 2, "There is no file plan.xlsx."),
        (KeyboardInterrupt(), 130, "Stopped. What was not finished was not kept."),
        (PermissionError(13, "Permission denied", "county.sqlite3"), 1, "Permission denied (county.sqlite3)."),
    ],
)
def test_a_failure_is_a_sentence_and_an_exit_code(error, code, sentence, capsys):
    with pytest.raises(typer.Exit) as ended, told():
        raise error

    assert ended.value.exit_code == code
    assert capsys.readouterr().err == f"{sentence}\n"


def test_what_nobody_foresaw_is_in_the_log_with_its_number(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with pytest.raises(typer.Exit) as ended, told():
        raise ZeroDivisionError("a secret of the code")

    words = capsys.readouterr().err
    (line,) = (tmp_path / "equity-tracker-errors.log").read_text(encoding="utf-8").splitlines()
    assert ended.value.exit_code == ExitCode.UNEXPECTED
    assert "a secret of the code" not in words
    assert json.loads(line)["number"] in words
    assert "ZeroDivisionError" in line
