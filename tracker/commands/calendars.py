"""The home of `calendar`: the budget cycle on a terminal, for a machine, or as a file for a program of appointments."""

from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from budgets.calendar import MilestoneState
from tracker.commands.failures import UsageError
from tracker.commands.files import write_new
from tracker.commands.installation import installation
from tracker.commands.showing import console, print_json, say, show_table, table
from tracker.commands.views import asking
from tracker.cycle import CycleCalendar, MilestoneRow, ReadinessRow
from tracker.errors import NotFoundError
from tracker.exchange.calendar_feed import calendar_feed
from tracker.settings import read_settings


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """What of the cycle is wanted, and how."""

    period: str | None
    ics: Path | None
    rules: bool
    as_json: bool


def show_calendar(wish: CalendarWish) -> None:
    """Show the milestones, what comes next and who is ready; or write them down as was asked for.

    Raises ``UsageError`` for a period that is not there, and where there is no milestone to write.
    """
    if wish.rules:
        typer.echo(read_settings().read_county().cycle_text(), nl=False)
        return
    with installation() as here:
        queries = asking(here)
        try:
            told = queries.calendar(wish.period)
        except NotFoundError as error:
            known = dict.fromkeys(row.budget for row in queries.calendar().milestones if row.budget)
            raise UsageError(f"{error}; there are {', '.join(known) or 'none yet'}") from error
    if wish.ics:
        _write(told, wish.ics)
    if wish.as_json:
        print_json(_for_machines(told))
    elif wish.ics:
        say(console(), f"{len(told.milestones)} milestones are in {wish.ics}.")
    else:
        _show(told, wish.period, console())


def _write(told: CycleCalendar, path: Path) -> None:
    if not told.milestones:
        raise UsageError("there is no milestone to write: no budget period is known")
    write_new(path, calendar_feed(told.county, told.milestones), "--ics")


def _show(told: CycleCalendar, period: str | None, out: Console) -> None:
    county = told.county
    invented = " (an invented county)" if county.invented else ""
    say(out, f"{county.name}{invented}, as of {county.as_of:%Y-%m-%d}", style="bold")
    say(out, f"Rules: {told.title}")
    if not told.milestones:
        say(out, "No budget period is known: name the periods in the county file, or import a budget.")
        return
    made = table("Milestone", "Who", "Budget", "When", "Days", numbers=("Days",), whole=("Budget", "When"))
    shown = told.milestones if period else told.coming
    for row in shown:
        cells = (row.name, row.who or "", _budget(row), _when(row), f"{row.days:+d}" if row.days else "0")
        made.add_row(*map(Text, cells), style="dim" if row.state is MilestoneState.PAST else "")
    show_table(out, made)
    if passed := len(told.milestones) - len(shown):
        say(out, f"{passed} have passed; --period shows those of one budget, --json all.")
    say(out, f"Next: {_next(told.next)}" if told.next else "Nothing comes: no budget period around today is known.")
    if told.asks:
        say(out, f"Ready for '{told.asks.name}': {told.ready} of {len(told.readiness)} departments.")
    for words in told.unplaced_words:
        say(out, words)
    if not told.has_rules:
        say(out, 'The county file names no rules of the cycle; add cycle = "king_county", or rules of your own.')


def _next(row: MilestoneRow) -> str:
    days = "today" if row.days == 0 else f"in {row.days} day{'' if row.days == 1 else 's'}"
    until = f", runs until {row.last:%Y-%m-%d}" if row.state is MilestoneState.NOW and row.is_window else ""
    return f"{row.name} ({_budget(row)}), {days}{until}"


def _budget(row: MilestoneRow) -> str:
    return row.budget or f"from {row.period_start:%Y-%m-%d}"


def _when(row: MilestoneRow) -> str:
    return f"{row.first:%Y-%m-%d} to {row.last:%Y-%m-%d}" if row.is_window else f"{row.first:%Y-%m-%d}"


def _for_machines(told: CycleCalendar) -> dict[str, object]:
    county = told.county
    return {
        "county": {"name": county.name, "as_of": county.as_of.isoformat(), "invented": county.invented},
        "rules": told.title,
        "has_rules": told.has_rules,
        "milestones": [_milestone(row) for row in told.milestones],
        "next": _milestone(told.next) if told.next else None,
        "asks": _milestone(told.asks) if told.asks else None,
        "unplaced": [{"key": key, "period_start": start.isoformat()} for key, start in told.unplaced],
        "readiness": [_readiness(row) for row in told.readiness],
    }


def _milestone(row: MilestoneRow) -> dict[str, object]:
    return {
        "key": row.key,
        "name": row.name,
        "who": row.who,
        "rule": row.rule,
        "budget": row.budget,
        "period_start": row.period_start.isoformat(),
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "state": row.state.value,
        "days": row.days,
        "moved_from": row.by_rule.isoformat() if row.by_rule else None,
        "moved_why": row.moved_why,
        "ready": [each.value for each in row.ready],
    }


def _readiness(row: ReadinessRow) -> dict[str, object]:
    """What one department has, also of what the milestone does not ask for; ``asks`` says what it does."""
    has = row.has
    return {
        "department": row.name,
        "key": row.key,
        "ready": row.is_ready,
        "plan_version": has.plan,
        "measures": has.measures,
        "measures_waiting": has.waiting,
        "asks": has.asks,
        "asks_linked": has.linked,
        "questions_required": has.questions.required,
        "questions_answered": has.questions.required_answered,
    }
