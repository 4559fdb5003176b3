"""The home of how readings look on a terminal: what was found, every issue by cell, every question."""

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

import typer
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from importers.answerable import column_keys
from importers.cells import addresses
from importers.issues import COMPARISON_NOT_READ, MONEY_NOT_READ, Issue, Severity
from importers.plain_words import without_steering
from importers.plan_issues import COLUMN_NOT_READ
from importers.profiles import LAST_ANSWER, READ_BY_PROFILE, words_of
from importers.reading import Applied, BudgetReading, Candidate, Outcome, PlanReading, Question, Reading, TableFound

MOST_ISSUES = 40
MOST_CELLS = 12
MOST_SAMPLES = 3
SEVERAL = 2
SHORT = 12
"""How much of a fingerprint is shown: as much as tells a county's profiles apart."""
SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_NOT_PRINTED = re.compile("[\x7f-\x9f\ud800-\udfff]")
"""What JSON may hold as it is, and a terminal obeys, or no text can hold."""
OUTCOMES = {
    Outcome.READ: "Read.",
    Outcome.QUESTIONS: "Read so far; a person has to decide something first.",
    Outcome.REJECTED: "Not to be imported as it is; the errors below say why.",
}


class Terminal(Console):
    """A terminal that shows words and never obeys them: no text of a file moves its cursor or names its window."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is shown, each piece as plain text."""
        for piece in super().render(renderable, options):
            yield piece if piece.control else Segment(without_steering(piece.text), piece.style)


def console() -> Console:
    """The terminal, or whatever stands in its place."""
    return Terminal(highlight=False, soft_wrap=False)


def say(out: Console, text: str, *, style: str = "") -> None:
    """Write one sentence on one line, however narrow the terminal: its own text, no markup."""
    out.print(Text(text, style=style), soft_wrap=True)


def print_json(content: object) -> None:
    """Write JSON, and nothing else, as UTF-8 whatever the terminal is set to."""
    written = json.dumps(content, ensure_ascii=False, indent=2)
    typer.echo(_NOT_PRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", written).encode())


@contextmanager
def counted_progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, told how many of how many; nothing is drawn where nobody watches."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    watched = Console(stderr=True)
    with Progress(*columns, console=watched, transient=True, disable=not watched.is_terminal) as progress:
        task = progress.add_task(words, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


def issue_json(issue: Issue) -> dict[str, object]:
    """An issue as commands tell it to machines."""
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "sheet": issue.cell.sheet if issue.cell else None,
        "cell": issue.cell.address if issue.cell else None,
        "field": list(issue.field),
        "value": issue.value,
        "message": issue.message,
    }


def table(*headings: str, numbers: Sequence[str] = (), whole: Sequence[str] = (), title: str | None = None) -> Table:
    """An empty table. The columns of ``numbers`` stand to the right; they and those of ``whole`` are never broken."""
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )
    for heading in headings:
        right = heading in numbers
        made.add_column(
            heading, justify="right" if right else "left", overflow="fold", no_wrap=right or heading in whole
        )
    return made


def show_table(out: Console, made: Table) -> None:
    """Print a table; where the terminal is too narrow for it, lines run on rather than lose a digit."""
    for column in made.columns:
        if column.no_wrap:
            column.min_width = max(cell_len(str(cell)) for cell in (column.header, *column.cells))
    needed = Measurement.get(out, out.options, made).minimum
    out.print(made, width=max(out.width, needed), crop=False)


def dollars(amount: Decimal | None) -> str:
    """Dollars as people read them; negative ones in parentheses."""
    if amount is None:
        return "not said"
    return f"(${-amount:,.2f})" if amount < 0 else f"${amount:,.2f}"


def years(fiscal_years: tuple[int, ...]) -> str:
    """Fiscal years as one label."""
    return str(fiscal_years[0]) if len(fiscal_years) == 1 else f"{fiscal_years[0]}-{fiscal_years[-1]}"


def show_reading(reading: Reading, out: Console) -> None:
    """Say what a file holds and where it was found, then every issue and question."""
    say(out, f"{reading.file}: {OUTCOMES[reading.outcome]}", style="bold")
    money = {str(issue.cell) for issue in reading.issues if issue.kind is MONEY_NOT_READ}
    for found in reading.tables:
        if found.last_row >= found.first_row:
            _show_place(found, reading.layout, out)
            _show_unread(found, money, out)
    _show_keys(reading, out)
    if reading.applied:
        _show_applied(reading.applied, out)
    if isinstance(reading, BudgetReading):
        _show_totals(reading, out)
    elif isinstance(reading, PlanReading):
        _show_plan(reading, out)
    told = (COLUMN_NOT_READ, READ_BY_PROFILE)
    show_issues((issue for issue in reading.issues if issue.kind not in told), out)
    show_questions(reading.questions, out)


def _show_applied(applied: Applied, out: Console) -> None:
    profile = applied.profile
    said = f"{profile.by} said on {profile.at:%Y-%m-%d} (profile {profile.meaning.fingerprint[:SHORT]})"
    say(out, f"  Headings as in an earlier file, read as {said}: {words_of(applied.answers)}")


def _show_place(found: TableFound, layout: str, out: Console) -> None:
    headings = " and ".join(map(str, found.header_rows))
    rows = (
        f"rows {found.first_row} to {found.last_row}" if found.last_row > found.first_row else f"row {found.last_row}"
    )
    say(out, f"  {found.sheet}: headings in row {headings}, {rows} beneath")
    read = [f"{column.letter} '{column.heading}' as {column.field}" for column in found.columns if column.field]
    if read:
        # The headings of our own templates mean what they say.
        told = "" if layout.startswith("standard_") else f": {', '.join(read)}"
        say(out, f"  {_columns(read)} read{told}")


def _show_unread(found: TableFound, money: Container[str], out: Console) -> None:
    unread = []
    for column in found.columns:
        if column.field is None:
            heading = f"{found.sheet}!{column.letter}{found.header_rows[-1]}"
            told = " (numbers that may be money)" if column.may_be_money or heading in money else ""
            unread.append(f"{column.letter} '{column.heading}'{told}" if column.heading else f"{column.letter}{told}")
    if unread:
        say(out, f"  {_columns(unread)} not read: {', '.join(unread)}", style="yellow")


def _show_keys(reading: Reading, out: Console) -> None:
    """How to have a column read that was not, where there is one that is more than a comparison of others."""
    keys = column_keys(reading.layout)
    compared = {str(issue.cell) for issue in reading.issues if issue.kind is COMPARISON_NOT_READ}
    unread = (
        f"{found.sheet}!{column.letter}{found.header_rows[-1]}"
        for found in reading.tables
        for column in found.columns
        if column.field is None and column.heading
    )
    if keys and any(heading not in compared for heading in unread):
        say(out, f"  To have one read: --answer 'KEY=heading', where KEY is one of {', '.join(keys)}")


def _columns(told: Sequence[str]) -> str:
    return "1 column" if len(told) == 1 else f"{len(told)} columns"


def show_issues(issues: Iterable[Issue], out: Console) -> None:
    """List issues, errors first: where, what, and what to do; what is said of many cells is said once."""
    groups: dict[tuple[object, ...], list[Issue]] = {}
    for issue in sorted(issues, key=lambda issue: list(Severity).index(issue.severity)):
        sheet = issue.cell.sheet if issue.cell else None
        groups.setdefault((issue.code, issue.problem, issue.remedy, sheet), []).append(issue)
    if not groups:
        return
    made = table("", "Where", "What", "What to do")
    for alike in list(groups.values())[:MOST_ISSUES]:
        first = alike[0]
        made.add_row(
            Text(first.severity.value, style=SEVERITY_STYLES[first.severity]),
            Text(_places(alike)),
            Text(first.problem),
            Text(f"{first.remedy} [{first.code}]"),
        )
    show_table(out, made)
    if rest := sum(len(alike) for alike in list(groups.values())[MOST_ISSUES:]):
        say(out, f"... and {rest} more; --json lists them all.")


def _places(alike: Sequence[Issue]) -> str:
    """The cells of issues that say the same: ``Plan: 30 cells: B3, B4, B5 ...``."""
    cells = list(dict.fromkeys(issue.cell for issue in alike if issue.cell))
    if len(cells) < SEVERAL:
        return str(cells[0]) if cells else "the file"
    return f"{cells[0].sheet}, {len(cells)} cells: {addresses(cells, MOST_CELLS)}"


def show_questions(questions: Iterable[Question], out: Console) -> None:
    """List open questions, each with the answers that it takes."""
    for question in questions:
        say(out, f"? {question.message}", style="bold")
        for candidate in question.candidates:
            say(out, f"    --answer '{question.field}={candidate.value}'{_samples(candidate)}")
        if not question.candidates:
            say(out, f"    --answer '{question.field}=...'")


def _samples(candidate: Candidate) -> str:
    last = [LAST_ANSWER] if LAST_ANSWER in candidate.samples else []
    samples = [sample for sample in candidate.samples if sample != LAST_ANSWER][:MOST_SAMPLES]
    told = "; ".join([*last, *([f"such as {', '.join(samples)}"] if samples else [])])
    return f"  ({told})" if told else ""


def _show_totals(reading: BudgetReading, out: Console) -> None:
    # What is left beside cells that could not be read is no total of anything.
    if not reading.totals or reading.outcome is Outcome.REJECTED:
        return
    made = table("Fiscal years", "Phase", "Direction", "Amount", "FTE", numbers=("Amount", "FTE"))
    for total in reading.totals:
        fte = "" if total.fte is None else f"{total.fte:,f}"
        made.add_row(years(total.fiscal_years), total.phase, total.direction, dollars(total.amount), fte)
    show_table(out, made)
    say(out, f"  {len(reading.lines):,} lines")


def _show_plan(reading: PlanReading, out: Console) -> None:
    plan = reading.plan
    if plan is None:
        return
    counted = sum(len(action.measures) for action in plan.actions) + len(plan.measures)
    without = sum(1 for action in plan.actions if not action.lead)
    span = f"{plan.start:%Y-%m-%d} to {plan.end:%Y-%m-%d}"
    actions = f"{len(plan.actions)} actions ({without} without a lead)"
    say(out, f"  {plan.department or 'Plan'}, {span}: {actions}, {counted} measures")
