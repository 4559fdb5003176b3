"""Counties on a disk, as commands find them: made once for a module, and copied for each of its tests."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker.cli import app


def command(*words: str, ends: int = 0) -> str:
    """What a command says where somebody works; of one that fails as it is to, what it says of that too."""
    told = CliRunner().invoke(app, list(words))
    assert told.exit_code == ends, told.output
    return told.stdout if ends == 0 else told.output


def work_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands find the database and the county's file of a folder."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("EQUITY_TRACKER_DATABASE", f"sqlite:///{folder / 'county.sqlite3'}")
    monkeypatch.setenv("EQUITY_TRACKER_COUNTY", str(folder / "county.toml"))


def bring_in(folder: Path, *files: tuple[str, str]) -> None:
    """Import files of a folder there, each by its kind and name."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        work_in(folder, monkeypatch)
        for kind, name in files:
            command("import", kind, name, "--yes")


def copy_of(form: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of a county in a folder of its own, where commands find it."""
    shutil.copytree(form, folder, dirs_exist_ok=True)
    work_in(folder, monkeypatch)
