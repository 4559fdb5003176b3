"""The home of `changes`: what changed from one book to another, on a terminal, for a machine, or as a workbook."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from rich.text import Text

from budgets.phases import Direction
from importers.report import decimal_text
from tracker.aligned_money import Coverage
from tracker.change_rows import (
    BESIDE_PACKAGES,
    BookSide,
    ChangeCut,
    ChangesAsked,
    ChangesPage,
    CutChange,
    HitAction,
    KeyChange,
    Step,
    none_named,
)
from tracker.choosing import book_name
from tracker.commands.failures import UsageError
from tracker.commands.files import write_new
from tracker.commands.installation import installation
from tracker.commands.showing import console, dollars, print_json, say, show_table, table
from tracker.commands.views import asking
from tracker.errors import NotFoundError
from tracker.exchange.change_tables import change_workbook, pages_of
from tracker.records import KEYS
from tracker.rows import Money
from tracker.sums import Slice

MOST_ACTIONS = 3
NUMBERS = ("Before", "After", "Change", "FTE")


class ChangesWish(NamedTuple):
    """What was typed."""

    before: str | None
    after: str | None
    by: str
    direction: str
    limit: int
    output: Path | None
    as_json: bool


def show_changes(wish: ChangesWish) -> None:
    """Show what changed from one book to another, or write it. Raises ``UsageError`` for a book that is not there."""
    with installation() as here:
        queries = asking(here)
        asked = ChangesAsked(
            view=queries.default_view(),
            before=wish.before,
            after=wish.after,
            direction=Direction(wish.direction),
            cut=ChangeCut(wish.by),
            size=wish.limit,
        )
        try:
            page = queries.changes(asked)
        except NotFoundError as error:
            known = ", ".join(
                book_name(view) for view in queries.changes(replace(asked, before=None, after=None)).books
            )
            raise UsageError(f"{error}; there are {known or 'none yet'}") from error
        content = change_workbook(pages_of(queries.changes, asked)) if wish.output else None
    if content is not None and wish.output:
        write_new(wish.output, content, "--out")
        say(console(), f"Written to {wish.output}: {_title(page)}, {page.of:,} changes.")
    elif wish.as_json:
        print_json(_for_machines(page))
    else:
        _show(page)


def _title(page: ChangesPage) -> str:
    a_year = ", dollars by the year" if page.yearly else ""
    return f"{page.asked.direction.value} from {page.asked.before} to {page.asked.after}{a_year}"


def _show(page: ChangesPage) -> None:
    out = console()
    invented = " (an invented county)" if page.county.invented else ""
    say(out, f"{page.county.name}{invented}: {_title(page)}", style="bold")
    for reason in page.missing:
        say(out, f"  {reason[:1].upper()}{reason[1:]}.", style="yellow")
    if not page.steps:
        say(out, "There are no two budgets to compare.")
        return
    for step in page.steps:
        made = table(page.asked.cut.value.capitalize(), *NUMBERS, numbers=NUMBERS, title=_books(step))
        for row in step.rows:
            made.add_row(*_cells(_slice(row.of, none_named(page.asked)), row.before, row.after, row.dollars, row.fte))
        made.add_section()
        made.add_row(*_cells("all", step.before.money, step.after.money, step.dollars, Decimal(0)))
        show_table(out, made)
    _show_keys(page)


def _show_keys(page: ChangesPage) -> None:
    out, shown = console(), len(page.keys)
    if not shown:
        say(out, "Both budgets come to the same line by line.")
        return
    title = f"The {shown:,} largest of {page.of:,} changes"
    made = table("What happened", "What", *NUMBERS[:3], "Actions", numbers=NUMBERS, title=title)
    for change in page.keys:
        cells = _cells(_named(change), change.before, change.after, change.dollars, change.fte)[:4]
        made.add_row(Text(change.kind.value), *cells, Text(_actions(change.actions)))
    show_table(out, made)


def _books(step: Step) -> str:
    return f"{book_name(step.before.view)} to {book_name(step.after.view)}"


def _cells(name: str, before: Money | None, after: Money | None, change: Decimal, fte: Decimal) -> tuple[Text, ...]:
    amounts = (dollars(money.amount) if money else "not there" for money in (before, after))
    return tuple(map(Text, (name, *amounts, _signed(change), f"{fte:+,f}" if fte else "")))


def _signed(change: Decimal) -> str:
    return f"{'+' if change > 0 else '-' if change < 0 else ''}${abs(change):,.2f}"


def _slice(of: Slice, none: str) -> str:
    return none if of.key is None else of.name or of.code or none


def _named(change: KeyChange) -> str:
    named = [of.code or of.name or "" for of in change.key if of.key is not None]
    came = [of.code or of.name or "" for of in (change.came_from or ())[:2] if of.key is not None]
    named += [BESIDE_PACKAGES] if change.beside_packages else []
    return " / ".join(named) + (f" (from {' / '.join(came)})" if came else "")


def _actions(actions: Sequence[HitAction]) -> str:
    """The first few actions that a change hits, by their codes."""
    shown = [action.name if action.title is not None else action.label for action in actions[:MOST_ACTIONS]]
    more = len(actions) - len(shown)
    return "; ".join([*shown, *([f"{more} more"] if more else [])])


def _for_machines(page: ChangesPage) -> dict[str, object]:
    return {
        "from": page.asked.before,
        "to": page.asked.after,
        "direction": page.asked.direction.value,
        "by": page.asked.cut.value,
        "yearly": page.yearly,
        "missing": list(page.missing),
        "steps": [_step(step) for step in page.steps],
        "keys": {"of": page.of, "changes": [_key(change) for change in page.keys]},
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "before": _side(step.before),
        "after": _side(step.after),
        "change": decimal_text(step.dollars),
        "changes": [_cut(row) for row in step.rows],
    }


def _side(side: BookSide) -> dict[str, object]:
    whole = side.whole.amount if side.whole else None
    told = {"book": book_name(side.view), **_sum(side.money), "whole": decimal_text(whole), "files": list(side.files)}
    return told if side.goals is None else {**told, "coverage": _coverage(side.goals)}


def _coverage(goals: Coverage) -> dict[str, object]:
    """How a whole book is tied to goals, each dollar once."""
    return {
        "linked": decimal_text(goals.linked),
        "tagged": decimal_text(goals.tagged),
        "linked_for_no_shared_goal": decimal_text(goals.for_none),
        "neither": decimal_text(goals.neither),
    }


def _cut(row: CutChange) -> dict[str, object]:
    return {"key": row.of.key, "code": row.of.code, "name": row.of.name, **_change(row)}


def _key(change: KeyChange) -> dict[str, object]:
    told = {dimension.value: of.key for dimension, of in zip(KEYS, change.key, strict=True)}
    came = {dimension.value: of.key for dimension, of in zip(KEYS, change.came_from or (), strict=False)}
    actions = [
        {
            "code": action.code,
            "title": action.title,
            "department": action.department,
            "linked": action.linked,
            "in_plan": action.title is not None,
        }
        for action in change.actions
    ]
    beside = {"moved_from": came or None, "beside_packages": change.beside_packages}
    return {**told, **beside, **_change(change), "actions": actions}


def _change(change: CutChange | KeyChange) -> dict[str, object]:
    sums = {"before": _sum(change.before), "after": _sum(change.after)}
    return {
        "became": change.kind.value,
        **sums,
        "change": decimal_text(change.dollars),
        "fte": decimal_text(change.fte),
    }


def _sum(money: Money | None) -> dict[str, object]:
    return {"amount": decimal_text(money.amount if money else None), "fte": decimal_text(money.fte if money else None)}
