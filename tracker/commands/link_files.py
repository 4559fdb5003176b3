"""The home of `link export` and `link import`: links as a workbook."""

from pathlib import Path

import typer

from tracker.commands.failures import ExitCode
from tracker.commands.files import name_of, read_bytes, write_new
from tracker.commands.installation import installation
from tracker.commands.showing import console, issue_json, print_json, say, show_issues
from tracker.commands.views import asking, chosen_view
from tracker.crosswalk_rows import LinksIn
from tracker.permissions import LOCAL_USER
from tracker.services.crosswalk import import_links
from tracker.store.unit_of_work import writing


def export_workbook(file: Path, chosen: tuple[str | None, str | None], *, as_json: bool) -> None:
    """Write the links that stand to a new file."""
    with installation() as here:
        queries = asking(here)
        content = queries.links_workbook(chosen_view(queries, *chosen))
    write_new(file, content, option="FILE")
    if as_json:
        print_json({"file": str(file)})
    else:
        say(console(), f"{file} holds every link that stands.")


def import_workbook(file: Path, *, check: bool, as_json: bool) -> None:
    """Keep the links of a workbook, or say why not; ends with 1 where something in it is wrong."""
    data = read_bytes(file)
    with installation() as here:
        told = import_links(writing(here.database), LOCAL_USER, here.county, (name_of(file), data), keep=not check)
    if as_json:
        print_json(_json(told, check=check))
    else:
        _show(told, check=check)
    if not told.is_sound:
        raise typer.Exit(ExitCode.NOT_DONE)


def _show(told: LinksIn, *, check: bool) -> None:
    out = console()
    show_issues(told.issues, out)
    if not told.is_sound:
        say(out, f"{told.file}: nothing was kept; the errors above say why.", style="bold")
        return
    kept = "would be kept" if check else "were kept"
    counts = f"{told.new} new and {told.changed} changed links {kept}, {told.unchanged} known already"
    say(out, f"{told.file}: {counts}.")


def _json(told: LinksIn, *, check: bool) -> dict[str, object]:
    return {
        "file": told.file,
        "outcome": "read" if told.is_sound else "rejected",
        "new": told.new,
        "changed": told.changed,
        "unchanged": told.unchanged,
        "checked_only": check,
        "issues": [issue_json(issue) for issue in told.issues],
    }
