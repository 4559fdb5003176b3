"""The home of workbooks of answers on the command line: written for one department or for all, and taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from tracker.commands.failures import ExitCode, UsageError
from tracker.commands.files import name_of, read_bytes, write_new
from tracker.commands.installation import installation
from tracker.commands.questions import looking
from tracker.commands.showing import console, issue_json, print_json, say, show_issues
from tracker.permissions import LOCAL_USER
from tracker.services.prefilling import FilledTemplate
from tracker.services.questions import AnswersIn, NothingAskedError, import_answers
from tracker.store.unit_of_work import writing

WORKBOOK = ".xlsx"
_NOT_ANSWERS = ("~$", ".")
"""How the names of files begin that a program leaves beside a workbook that is open."""


def export_workbook(department: str, period: str | None, output: Path | None, *, as_json: bool) -> None:
    """Write a department's workbook to a new file."""
    with installation() as here:
        queries, view = looking(here, period)
        filled = queries.answers_workbook(department, queries.span(view))
    place = output or Path(filled.name)
    write_new(place, filled.content)
    if as_json:
        print_json({"file": str(place)})
    else:
        say(console(), f"{place} is ready to be filled in.")


def export_all(period: str | None, output: Path | None, *, as_json: bool) -> None:
    """Write the workbook of every department that is asked into a new folder."""
    with installation() as here:
        queries, view = looking(here, period)
        page = queries.questions(view)
        if page.asked is None:
            raise NothingAskedError(view.period or "any period")
        filled = [queries.answers_workbook(row.name, queries.span(view)) for row in page.departments]
    folder = output or Path(f"Equity questions {view.period}")
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise UsageError(f"{folder} is there already; name a new folder with --output") from error
    except OSError as error:
        raise UsageError(f"the folder {folder} cannot be made: {error.strerror}") from error
    files = [folder / name for name in _names(filled)]
    for place, each in zip(files, filled, strict=True):
        write_new(place, each.content)
    if as_json:
        print_json({"folder": str(folder), "files": [str(place) for place in files]})
    else:
        say(console(), f"{len(files)} workbooks in {folder} are ready to be filled in.")


def import_workbooks(paths: Sequence[Path], *, check: bool, as_json: bool) -> None:
    """Keep the answers of workbooks, each whole or not at all; ends with 1 where something in one of them is wrong."""
    given = [(name_of(path), read_bytes(path)) for path in _workbooks(paths)]
    today = datetime.now().astimezone().date()
    with installation() as here:
        told = [
            import_answers(writing(here.database), LOCAL_USER, here.county, each, today=today, keep=not check)
            for each in given
        ]
    if as_json:
        rows = [_import_json(each, check=check) for each in told]
        print_json(rows[0] if len(paths) == 1 and not paths[0].is_dir() else {"workbooks": rows})
    else:
        for each in told:
            _show_import(each, check=check)
        _show_whole(told)
    if not all(each.reading.is_sound for each in told):
        raise typer.Exit(ExitCode.NOT_DONE)


def _workbooks(paths: Iterable[Path]) -> list[Path]:
    """The files that were named, and of folders the workbooks in them, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        own = (each for each in path.iterdir() if each.suffix.casefold() == WORKBOOK and each.is_file())
        inside = sorted(each for each in own if not each.name.startswith(_NOT_ANSWERS))
        if not inside:
            raise UsageError(f"there is no {WORKBOOK} workbook in the folder {path}")
        found += inside
    return found


def _names(filled: Iterable[FilledTemplate]) -> list[str]:
    """A name for each, of which none stands twice: departments may differ in what no file name can hold."""
    names: list[str] = []
    for each in filled:
        name, times = each.name, 1
        while name.casefold() in {other.casefold() for other in names}:
            times += 1
            name = f"{Path(each.name).stem} ({times}){WORKBOOK}"
        names.append(name)
    return names


def _show_import(told: AnswersIn, *, check: bool) -> None:
    out, read = console(), told.reading
    show_issues(read.issues, out)
    if not read.is_sound or read.asked is None:
        say(out, f"{told.file}: nothing was kept; the errors above say why.", style="bold")
        return
    whose = read.asked.sheet.department
    new, same = len(read.answers), f"{read.unchanged} known already"
    if check:
        say(out, f"{told.file}, {whose}: {new} new answers, {same}. Nothing was kept.")
    elif not new:
        say(out, f"{told.file}, {whose}: nothing is new, {same}.")
    else:
        say(out, f"{told.file}, {whose}: {told.kept} new answers were kept, {same}.")


def _show_whole(told: Sequence[AnswersIn]) -> None:
    if len(told) > 1:
        wrong = sum(1 for each in told if not each.reading.is_sound)
        kept = sum(each.kept for each in told)
        whole = f"{len(told)} workbooks, {kept} new answers kept; {wrong} of them could not be taken."
        say(console(), whole, style="bold")


def _import_json(told: AnswersIn, *, check: bool) -> dict[str, Any]:
    read = told.reading
    return {
        "file": told.file,
        "outcome": "read" if read.is_sound else "rejected",
        "department": read.asked.sheet.department if read.asked else None,
        "kept": told.kept,
        "checked_only": check,
        "unchanged": read.unchanged,
        "answers": [
            {
                "package": each.package or None,
                "question": each.question,
                "answer": each.answer,
                "sheet": each.at.sheet,
                "cell": each.at.address,
            }
            for each in read.answers
        ],
        "issues": [issue_json(issue) for issue in read.issues],
    }
