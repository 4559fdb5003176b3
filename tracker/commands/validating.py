"""The home of `validate`: what a file holds and what is wrong with it (docs/reference/validate.md)."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typer

from importers.by_kind import AnyReading, read_file, report_of
from importers.reading import Kind, Outcome
from tracker.commands.failures import ExitCode
from tracker.commands.files import name_of, read_answers, read_bytes, surroundings_of
from tracker.commands.showing import console, print_json, say, show_reading
from tracker.waiting import Differences


def validate_file(
    file: Path, kind: str, *, answers: Sequence[str], county: Path | None, use_store: bool, as_json: bool
) -> None:
    """Read a file, say what was found, and end with 0 when it was read and 1 when a person has to do something."""
    typed = read_answers(answers)
    content = read_bytes(file)
    reading = read_file(
        content, name_of(file), Kind(kind), answers=typed, surroundings=surroundings_of(county, use_store=use_store)
    )
    found = _would_change(reading, county) if use_store else None
    if as_json and use_store:
        print_json({**report_of(reading), "differences": asdict(found) if found else None})
    else:
        tell(reading, as_json=as_json)
        if found:
            _show_change(found)
    raise typer.Exit(ExitCode.DONE if reading.outcome is Outcome.READ else ExitCode.NOT_DONE)


def _would_change(reading: AnyReading, county: Path | None) -> Differences | None:
    """Of a file that is read; an open answer may still change its parts."""
    from tracker.commands.installation import would_change

    return would_change(reading, county) if reading.outcome is Outcome.READ else None


def _show_change(found: Differences) -> None:
    from tracker.commands.differences import show_differences

    if found.is_held:
        show_differences(found, console(), "Beside what is in force: ")
    else:
        say(console(), "Nothing of this is in force yet: everything in the file is new.")


def tell(reading: AnyReading, *, as_json: bool) -> None:
    """Show a reading to a person, or as the JSON of the contract."""
    if as_json:
        print_json(report_of(reading))
    else:
        show_reading(reading, console())
