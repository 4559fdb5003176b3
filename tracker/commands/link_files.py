"""The home of `link export` and `link import`: links as a workbook."""

from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console

from importers.report import decimal_text
from tracker.commands.failures import ExitCode
from tracker.commands.files import name_of, read_bytes, write_new
from tracker.commands.installation import installation
from tracker.commands.links import fall_json, fall_words
from tracker.commands.showing import console, dollars, issue_json, print_json, say, show_issues
from tracker.commands.views import asking, chosen_view
from tracker.crosswalk_rows import BookUnderLinks, LinkIn, LinksIn
from tracker.permissions import LOCAL_USER
from tracker.services.crosswalk import check_links, import_links
from tracker.store.unit_of_work import writing

MOST = 40
"""How many rows of a workbook are told on a terminal."""


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
    """Keep the links of a workbook, or with ``check`` say what it would do; ends with 1 where something is wrong."""
    given = name_of(file), read_bytes(file)
    with installation() as here:
        store = writing(here.database)
        if check:
            view, today = asking(here).default_view(), datetime.now().astimezone().date()
            told = check_links(store, LOCAL_USER, here.county, given, view, today=today)
        else:
            told = import_links(store, LOCAL_USER, here.county, given)
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
    if told.book:
        _show_book(told, told.book, out)


def _show_book(told: LinksIn, own: BookUnderLinks, out: Console) -> None:
    """What the links would do to a budget; those that cannot all be met first."""
    for row in sorted(told.rows, key=lambda row: -row.over)[:MOST]:
        was = f", in place of {row.before.link.claim} (link {row.before.id})" if row.before else ""
        named = f"{row.link.action} ({row.department}), {row.link.claim} of {row.link.selector.label}{was}"
        say(out, f"  {row.at}  {named}: {_counted(row)}")
    if len(told.rows) > MOST:
        say(out, f"  and {len(told.rows) - MOST} more; --json tells all.")
    book = f"{own.view.phase.value} {own.view.period}"
    now = f"now it is {dollars(own.over_before)}"
    say(out, f"{dollars(own.over_after)} more of the {book} budget would be claimed than there is; {now}.")
    for fall in own.falls:
        say(out, fall_words(fall))


def _counted(row: LinkIn) -> str:
    if row.gross is None:
        return "counts nothing in that budget."
    over = f", {dollars(row.over)} more than is left for it" if row.over else ""
    return f"claims {dollars(row.gross)}, of which {dollars(row.net)} are counted{over}."


def _json(told: LinksIn, *, check: bool) -> dict[str, object]:
    return {
        "file": told.file,
        "outcome": "read" if told.is_sound else "rejected",
        "new": told.new,
        "changed": told.changed,
        "unchanged": told.unchanged,
        "checked_only": check,
        "issues": [issue_json(issue) for issue in told.issues],
        "links": [_link(row) for row in told.rows],
        "budget": _book(told.book) if told.book else None,
    }


def _link(row: LinkIn) -> dict[str, object]:
    return {
        "cell": str(row.at),
        "department": row.department,
        "action": row.link.action,
        "lines": row.link.selector.label,
        "claim": row.link.claim,
        "in_place_of": row.before.id if row.before else None,
        "claimed": decimal_text(row.gross),
        "counted": decimal_text(row.net),
    }


def _book(own: BookUnderLinks) -> dict[str, object]:
    return {
        "period": own.view.period,
        "phase": own.view.phase.value,
        "over_allocated_before": decimal_text(own.over_before),
        "over_allocated_after": decimal_text(own.over_after),
        "falls": [fall_json(fall) for fall in own.falls],
    }
