"""The home of what a file changes, as the command line shows it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rich.console import Console
from rich.text import Text

from tracker.commands.showing import say, show_table, table
from tracker.waiting import Differences, KeyChanges, Moved, WholeGone

MOST_CHANGES = 25
MOST_KEYS = 12


def show_differences(found: Differences, out: Console, before: str = "", *, is_done: bool = False) -> None:
    """How totals move and what was new, gone and changed; before that what the file is compared with."""
    say_notes([each.words(is_done=is_done) for each in found.keys.compared], out)
    say_notes(found.notes, out)
    _show_totals(found.totals, out)
    _show_whole(found.keys.whole, out)
    _show_keys(found.keys, out)
    counts = f"{len(found.new):,} records new, {len(found.gone):,} gone, {len(found.changes):,} values changed."
    say(out, f"{before}{counts}")
    for name in found.gone[:MOST_CHANGES]:
        say(out, f"  gone: {name}")
    for each in found.filled:
        now = f"{each.after:,} of {each.of_after:,}"
        say(out, f"  {each.field}: was filled on {each.before:,} of {each.of_before:,} {each.record}s, now on {now}.")
    if not found.changes:
        return
    made = table("Record", "What", "Before", "After")
    for change in found.changes[:MOST_CHANGES]:
        made.add_row(Text(change.record), Text(change.field), Text(change.before or ""), Text(change.after or ""))
    show_table(out, made)
    if len(found.changes) > MOST_CHANGES:
        say(out, f"... and {len(found.changes) - MOST_CHANGES} more; the Imports page shows all of them.")


def _show_whole(whole: Sequence[WholeGone], out: Console) -> None:
    """The departments, programs and packages that are gone entirely, with what they held."""
    if not whole:
        return
    made = table("What", "Name", "Was", "FTE", "In the file", numbers=("Was", "FTE"))
    made.title = "Gone entirely; what a department held is told as one"
    for each in whole[:MOST_CHANGES]:
        name = f"{each.name} ({each.department})" if each.department else each.name
        left = "only lines of $0" if each.has_lines else "no line"
        made.add_row(each.dimension, Text(name), _dollars(each.dollars), _fte(each.fte), left)
    show_table(out, made)
    if len(whole) > MOST_CHANGES:
        say(out, f"... and {len(whole) - MOST_CHANGES} more; --json and the workbook of the file have all of them.")


def _show_keys(keys: KeyChanges, out: Console) -> None:
    """What became of the keys of a budget, the largest changes by name."""
    if not keys.of:
        return
    told = f"{keys.added:,} added, {keys.gone:,} gone, {keys.changed:,} changed, {keys.moved:,} moved"
    made = table("", "Key", "Was", "Becomes", "Difference", numbers=("Was", "Becomes", "Difference"))
    made.title = f"Line by line, by key: {told}"
    for each in keys.largest[:MOST_KEYS]:
        moved = f"{each.key} (from {each.came_from})" if each.came_from else each.key
        alone = "FTE alone" if not (Decimal(each.difference) or each.came_from) else None
        before = _dollars(each.before) if each.had_lines else "not there"
        after = _dollars(each.after) if each.has_lines else "not there"
        amounts = (before, after, alone or _dollars(each.difference, sign="+"))
        made.add_row(Text(each.became), Text(moved), *amounts)
    show_table(out, made)


def say_notes(notes: Iterable[str], out: Console) -> None:
    """Sentences that a person should not miss."""
    for note in notes:
        say(out, note, style="bold")


def _show_totals(totals: Sequence[Moved], out: Console) -> None:
    if not totals:
        return
    made = table("Total", "Was", "Becomes", "Difference", numbers=("Was", "Becomes", "Difference"), whole=("Total",))
    for each in totals:
        made.add_row(Text(each.book), _dollars(each.before), _dollars(each.after), _dollars(each.difference, sign="+"))
    show_table(out, made)


def _dollars(text: str | None, *, sign: str = "") -> str:
    return "no data" if text is None else f"{Decimal(text):{sign},.2f}"


def _fte(text: str | None) -> str:
    return "no data" if text is None else f"{Decimal(text):,.2f}"
