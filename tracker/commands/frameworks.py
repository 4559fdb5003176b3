"""The home of `framework`: a shipped one, a file of the county's own, or the one in force."""

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from plans.framework import Framework, FrameworkEntry, FrameworkError, Goal, load_shipped, read_framework, shipped
from tracker.commands.failures import UsageError
from tracker.commands.files import read_bytes
from tracker.commands.installation import installation
from tracker.commands.showing import console, print_json, say, show_table, table
from tracker.errors import TrackerError
from tracker.permissions import LOCAL_USER
from tracker.services.framework_loading import load_framework
from tracker.store.unit_of_work import writing


def framework_from(source: str) -> Framework:
    """A shipped framework by its name, or one of a file. Raises ``TrackerError`` for a file that is none."""
    if source in shipped():
        return load_shipped(source)
    path = Path(source)
    if not path.suffix and not path.exists():
        raise UsageError(f"'{source}' is neither a file nor a framework that comes along: {', '.join(shipped())}")
    content = read_bytes(path)
    try:
        return read_framework(content.decode("utf-8")) if path.suffix == ".toml" else _from_workbook(content, path)
    except (FrameworkError, UnicodeDecodeError) as error:
        raise TrackerError(f"in {path}: {error}") from error


def load_into_store(source: str) -> None:
    """Make a framework the one in force."""
    chosen = framework_from(source)
    with installation() as here:
        load_framework(writing(here.database), LOCAL_USER, here.county, chosen)
    say(console(), f"{chosen.title} ({chosen.version}) is in force, with {len(chosen.goals)} goals.")


def show(source: str | None, *, as_json: bool) -> None:
    """Show a framework: the one named, else the one in force."""
    chosen = framework_from(source) if source else _in_force()
    if as_json:
        print_json(chosen.model_dump(mode="json"))
        return
    out = console()
    say(out, f"{chosen.title} ({chosen.code} {chosen.version})", style="bold")
    parts: Sequence[tuple[str, Sequence[Goal | FrameworkEntry]]] = (
        ("Goals", chosen.goals),
        ("Strategies", chosen.strategies),
        ("Policy areas", chosen.policy_areas),
        ("Determinants", chosen.determinants),
    )
    for title, entries in parts:
        if entries:
            made = table("Code", "Name", title=title)
            for entry in entries:
                made.add_row(Text(entry.code), Text(entry.name))
            show_table(out, made)


def _from_workbook(content: bytes, path: Path) -> Framework:
    from importers.framework_workbook import read_framework_workbook

    framework, issues = read_framework_workbook(content, path.name)
    if framework is None:
        raise TrackerError(f"in {path}: " + " ".join(str(issue) for issue in issues))
    return framework


def _in_force() -> Framework:
    with installation() as here:
        return here.framework()
