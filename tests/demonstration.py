"""The demonstration, for whatever is tried on it."""

import fcntl
import os
import shutil
from pathlib import Path

from typer.testing import CliRunner

from tracker.cli import app


def make_demo(folder: Path) -> Path:
    """Make the demonstration in a folder."""
    result = CliRunner().invoke(app, ["demo", "--folder", str(folder)])
    if result.exit_code != 0:
        raise RuntimeError(result.output)
    return folder


def make_demo_once(own: Path) -> Path:
    """The demonstration of a whole run of tests, made by whichever of its processes asks first.

    ``own`` is the temporary folder of the process that asks.
    """
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / "demo"
        # A name that is there is a demonstration that was made to its end.
        return made if made.exists() else Path(shutil.move(make_demo(folder / "demo-in-work"), made))


def copy_demo(demo: Path, to: Path) -> Path:
    """A demonstration of one's own, to change."""
    return Path(shutil.copytree(demo, to))
