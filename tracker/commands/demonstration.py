"""The home of `demo`: the invented county on disk, in a store of its own, and then in the browser."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tracker.commands import plugins
from tracker.commands.failures import UsageError
from tracker.commands.installation import Installation, installation
from tracker.commands.showing import console, say
from tracker.demo.county import COUNTY, demo_county
from tracker.demo.loading import STORE, Loaded, forget, import_files, write_files
from tracker.demo.workbooks import DemoFile, demo_files
from tracker.settings import Settings, read_settings
from tracker.store.unit_of_work import writing

DEFAULT_FOLDER = Path("demo")
DATABASE, COUNTY_FILE, PORT = "EQUITY_TRACKER_DATABASE", "EQUITY_TRACKER_COUNTY", "EQUITY_TRACKER_PORT"


def make_demo(folder: Path | None, *, fresh: bool, serve: bool, port: int | None = None) -> None:
    """Make the demonstration, or find it as it was; then show it where that was asked for."""
    place = folder or DEFAULT_FOLDER
    if serve:
        _check_door(read_settings().host, port or read_settings().port)
    if place.exists() and not place.is_dir():
        raise UsageError(f"the path {place} is a file; name a folder")
    files = tuple(demo_files(demo_county()))
    if fresh:
        forget(place, files)
    loaded = _made(place, files)
    _say(loaded, place)
    if serve:
        _serve(place, port)


def _check_door(host: str, port: int) -> None:
    """Say before the work is done, not after it, that the pages could not be served."""
    with socket.socket() as knock:
        if knock.connect_ex((host, port)) == 0:
            raise UsageError(
                f"something else answers at http://{host}:{port} already; stop it, or choose another port: "
                f"`EQUITY_TRACKER_PORT={port + 1} make demo`, or `equity-tracker demo --serve --port {port + 1}`"
            )


def demo_settings(folder: Path) -> Settings:
    """The settings of a demonstration: a store and a county file of its own, beside its workbooks."""
    store = (folder / STORE).absolute()
    return Settings(database=f"sqlite:///{store.as_posix()}", county=folder / "county.toml")


def _made(place: Path, files: tuple[DemoFile, ...]) -> Loaded:
    out = Console(stderr=True)
    with _steps(out, "Writing workbooks", len(files)) as step:
        write_files(place, files, step)
    with installation(settings=demo_settings(place)) as here:
        count = sum(1 for file in files if file.kind)
        with _steps(out, "Importing", count) as step:
            return _imported(here, place, files, step)


def _imported(here: Installation, place: Path, files: tuple[DemoFile, ...], step: Callable[[DemoFile], None]) -> Loaded:
    return import_files(place, files, writing(here.database), here.county, step)


@contextmanager
def _steps(out: Console, words: str, count: int) -> Iterator[Callable[[DemoFile], None]]:
    columns = (
        TextColumn(f"{words:<18}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=out) as progress:
        task = progress.add_task("", total=count)

        def step(file: DemoFile) -> None:
            progress.update(task, advance=1, description=Path(file.path).name)

        yield step
        progress.update(task, description="")


def _say(loaded: Loaded, place: Path) -> None:
    out = console()
    if loaded.known == loaded.files:
        say(out, f"{COUNTY} is here already: all {loaded.files} files were recognised, and nothing changed.")
    else:
        say(out, f"{COUNTY}, an invented county: {loaded.lines:,} budget lines and {loaded.actions:,} actions.")
    say(out, f"Its workbooks, to open and to change:  {place / 'budgets'} and {place / 'plans'}")
    say(out, f"Files with faults, for the Imports page: {place / 'try-these'}")


def _serve(place: Path, port: int | None) -> None:
    point = plugins.plugins().get("serve")
    if point is None:
        raise UsageError("this installation has no pages to serve")
    # The pages find the demonstration as they find any county: by the settings of the environment.
    told = demo_settings(place)
    os.environ[DATABASE] = told.database
    os.environ[COUNTY_FILE] = str(told.county)
    if port:
        os.environ[PORT] = str(port)
    plugins.load(point)()
