"""The home of `import`, `imports` and `withdraw`: files on their way into the store, and back out of force."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from importers.by_kind import AnyReading, read_file, report_of
from importers.reading import Kind, Outcome, Question
from importers.wrong_kinds import other_kind, says_other_kind
from plans.framework import Framework
from tracker.commands.differences import say_notes, show_differences
from tracker.commands.failures import ExitCode
from tracker.commands.files import name_of, read_answers, read_bytes
from tracker.commands.installation import Installation, installation
from tracker.commands.showing import (
    console,
    counted_progress,
    print_json,
    say,
    show_questions,
    show_reading,
    show_table,
    table,
)
from tracker.commands.views import asking
from tracker.permissions import LOCAL_USER
from tracker.rows import ImportRow, ImportState
from tracker.services import uploads
from tracker.store.unit_of_work import writing
from tracker.waiting import Pending


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What somebody typed after `import`."""

    kind: str
    file: Path
    answers: Sequence[str]
    county: Path | None
    yes: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it stands on the doorstep: its bytes, the goals it was read by, and what was read of it."""

    content: bytes
    framework: Framework
    reading: AnyReading


def bring_in(wish: ImportWish) -> None:
    """Read a file, settle its questions on a terminal, and publish it when a person says so."""
    typed = read_answers(wish.answers)
    content = read_bytes(wish.file)
    out = console()
    with installation(wish.county) as here:
        arrival = _read(here, wish, content, typed)
        if says_other_kind(arrival.reading) and person_at_terminal(wish):
            wish, typed = _offer_other_kind(arrival, wish, out), {}
            arrival = _read(here, wish, content, typed)
        while arrival.reading.outcome is Outcome.QUESTIONS and person_at_terminal(wish):
            show_reading(arrival.reading, out)
            more = {question.field: (_ask(question, out),) for question in arrival.reading.questions}
            typed |= more
            arrival = _read(here, wish, content, typed)
        if arrival.reading.outcome is not Outcome.READ:
            _say_not_read(arrival, wish, out)
        elif wish.yes:
            _publish(here, wish, arrival, out)
        else:
            _offer(here, wish, arrival, out)


def person_at_terminal(wish: ImportWish) -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not wish.as_json


def show_imports(*, as_json: bool) -> None:
    """List every file that came in."""
    with installation() as here:
        rows = asking(here).imports()
    if as_json:
        print_json([row_for_machines(row) for row in rows])
        return
    made = table("No.", "File", "What", "State", "Records", "Day", numbers=("No.", "Records"), whole=("State", "Day"))
    for row in rows:
        state = "in force" if row.in_force else "older" if row.state is ImportState.PUBLISHED else row.state.value
        what = f"{row.what}, version {row.version}" if (row.version or 1) > 1 else row.what
        made.add_row(str(row.id), Text(row.file), Text(what), state, f"{row.records:,}", f"{row.at:%Y-%m-%d}")
    if rows:
        show_table(console(), made)
    else:
        say(console(), "Nothing came in yet.")


def take_back(number: int, reason: str) -> None:
    """Withdraw an import and say what is in force instead."""
    with installation() as here:
        row = uploads.withdraw(writing(here.database), LOCAL_USER, here.county, number, reason)
    say(console(), f"Import {row.id} ({row.file}, {row.what}) is withdrawn: {reason}")


def row_for_machines(row: ImportRow) -> dict[str, object]:
    """An import as JSON can hold it."""
    told = asdict(row)
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in told.items()}


def _read(here: Installation, wish: ImportWish, content: bytes, answers: Mapping[str, tuple[str, ...]]) -> Arrival:
    framework = here.framework()
    around = here.surroundings(framework)
    with counted_progress(f"Reading {name_of(wish.file)}") as on_progress:
        reading = read_file(
            content, name_of(wish.file), Kind(wish.kind), answers=answers, surroundings=around, on_progress=on_progress
        )
    return Arrival(content, framework, reading)


def _offer_other_kind(arrival: Arrival, wish: ImportWish, out: Console) -> ImportWish:
    """Ask whether a file is to be read as the other kind. Ends the command where it is not."""
    show_reading(arrival.reading, out)
    kind = other_kind(arrival.reading.kind)
    if not typer.confirm(f"Read it as a {kind}?"):
        raise typer.Exit(ExitCode.NOT_DONE)
    return replace(wish, kind=kind.value)


def _ask(question: Question, out: Console) -> str:
    show_questions([question], out)
    return str(typer.prompt(question.field))


def _say_not_read(arrival: Arrival, wish: ImportWish, out: Console) -> None:
    if wish.as_json:
        print_json({"import": None, "report": report_of(arrival.reading)})
    else:
        show_reading(arrival.reading, out)
    raise typer.Exit(ExitCode.NOT_DONE)


def _publish(here: Installation, wish: ImportWish, arrival: Arrival, out: Console) -> None:
    queries = asking(here)
    before = {row.id: row for row in queries.imports()}
    row = uploads.import_reading(
        writing(here.database),
        LOCAL_USER,
        arrival.reading,
        arrival.content,
        county=here.county,
        framework=arrival.framework,
    )
    known = before.get(row.id)
    is_new = known is None or known.state is not ImportState.PUBLISHED
    changed = queries.differences(row.id) if is_new else None
    if wish.as_json:
        told = {"differences": asdict(changed) if changed else None}
        print_json({"import": row_for_machines(row), "report": report_of(arrival.reading), **told})
        return
    show_reading(arrival.reading, out)
    if is_new:
        _say_published(row, out)
        _say_superseded([other for other in before.values() if other.in_force and other.what == row.what], row, out)
        if changed:
            since = "Since the version before: " if changed.against else "Since the decision before: "
            show_differences(changed, out, since, is_done=True)
        else:
            say_notes(uploads.notes_on(arrival.reading, here.county), out)
    elif known:
        _say_known(known, out)


def _say_published(row: ImportRow, out: Console) -> None:
    say(out, f"Import {row.id} is published: {_facts(row)}.", style="bold")


def _say_superseded(before: Sequence[ImportRow], row: ImportRow, out: Console) -> None:
    for other in before:
        say(out, f"It takes the place of import {other.id}, {other.records:,} records before, {row.records:,} now.")


def _say_known(row: ImportRow, out: Console) -> None:
    """Say that a file was published before, and what rules where that is another by now."""
    say(out, f"Import {row.id} was published before; nothing changes: {_facts(row)}.", style="bold")
    if not row.in_force:
        say(out, f"A later version is in force. To go back to import {row.id}, withdraw the later one (see `imports`).")


def _facts(row: ImportRow) -> str:
    version = f", version {row.version}" if row.version else ""
    return f"{row.what}{version}, {row.records:,} records"


def _offer(here: Installation, wish: ImportWish, arrival: Arrival, out: Console) -> None:
    uow = writing(here.database)
    waiting = uploads.check(
        uow,
        LOCAL_USER,
        county=here.county,
        file=name_of(wish.file),
        data=arrival.content,
        kind=Kind(wish.kind),
        answers=arrival.reading.own_answers,
    )
    if wish.as_json:
        told = asdict(waiting.differences)
        told["overlaps"] = [asdict(overlap) for overlap in waiting.overlaps]
        print_json({"import": row_for_machines(waiting.row), "report": waiting.report, **told})
        raise typer.Exit(ExitCode.NOT_DONE)
    show_reading(arrival.reading, out)
    _show_changes(waiting, out)
    if waiting.overlaps:
        _say_overlaps(waiting, out)
        raise typer.Exit(ExitCode.NOT_DONE)
    if not person_at_terminal(wish):
        say(out, f"It waits as import {waiting.row.id}. Accept it on the Imports page, or say --yes here.")
        raise typer.Exit(ExitCode.NOT_DONE)
    if typer.confirm("Publish it?"):
        row = uploads.accept(uow, LOCAL_USER, waiting.row.id)
        if waiting.same_as is None:
            _say_published(row, out)
        else:
            _say_known(row, out)
    else:
        uploads.discard(uow, LOCAL_USER, waiting.row.id)
        say(out, f"Nothing was published; import {waiting.row.id} stays on the list, as discarded.")
        raise typer.Exit(ExitCode.NOT_DONE)


def _say_overlaps(waiting: Pending, out: Console) -> None:
    for overlap in waiting.overlaps:
        say(out, f"{overlap.message[:1].upper()}{overlap.message[1:]}.")
    say(out, f"It waits as import {waiting.row.id}; nothing is published.")


def _show_changes(waiting: Pending, out: Console) -> None:
    if waiting.same_as is not None:
        say(out, f"The same file came in before, as import {waiting.same_as}; nothing would change.")
        return
    show_differences(waiting.differences, out)
