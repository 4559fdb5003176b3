"""The home of `findings`: what is found, on a terminal, for a machine or as a file; waivers are made and taken back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from importers.report import decimal_text
from tracker.commands.failures import UsageError
from tracker.commands.files import write_new
from tracker.commands.installation import Installation, installation
from tracker.commands.showing import console, dollars, print_json, say, show_table, table
from tracker.commands.views import asking, desk
from tracker.county import County
from tracker.errors import NotFoundError
from tracker.exchange.budget_tables import TableForm
from tracker.exchange.finding_tables import finding_table
from tracker.finding_history import KeptRound
from tracker.finding_overlaps import ALONE, Beside, called_beside, same_dollars
from tracker.finding_rows import FindingRow, FindingsPage, FindingState, Wanted, counted
from tracker.findings import CATALOGUE, Severity, plain
from tracker.permissions import LOCAL_USER
from tracker.rows import View
from tracker.services.findings import NewWaiver
from tracker.services.queries import Queries

MOST, MOST_ROUNDS = 40, 12


class FindingsWish(NamedTuple):
    """What was typed."""

    kind: str | None
    goal: str | None
    department: str | None
    severity: str | None
    state: str | None
    since: int | None
    period: str | None
    out: Path | None
    as_json: bool


def show_findings(wish: FindingsWish) -> None:
    """Tell what is found, or write it down."""
    with installation() as here:
        queries = asking(here)
        page = _page(queries, wish)
        rows = _wanted(wish, page, here.county).of(page.rows)
    if wish.out:
        write_new(wish.out, finding_table(page, rows, _form(wish.out)), "--out")
    if wish.as_json:
        print_json(_for_machines(page, rows))
    elif wish.out:
        say(console(), f"{len(rows)} findings are in {wish.out}.")
    else:
        _show(page, rows, console())


def waive(finding: str, person: str, reason: str, until: date, period: str | None) -> None:
    """Let a finding stand until a day."""
    with installation() as here:
        wanted = NewWaiver(_period(here, period), finding, person, reason, until)
        kept = desk(here).waive(LOCAL_USER, wanted)
    own = kept.waiver
    say(console(), f"{own.finding} ({own.kind}) is let stand until {own.until.isoformat()}, as {own.person} says.")


def unwaive(finding: str, period: str | None) -> None:
    """Take the waiver of a finding back."""
    with installation() as here:
        own = _period(here, period)
        desk(here).take_waiver_back(LOCAL_USER, own, finding)
    say(console(), f"The waiver of {finding} is taken back; it is told again.")


def _page(queries: Queries, wish: FindingsWish) -> FindingsPage:
    view = _view(queries, wish.period)
    rounds = {kept.id for kept in queries.findings(view).rounds} if wish.since is not None else set()
    if wish.since is not None and wish.since not in rounds:
        last = ", ".join(str(number) for number in sorted(rounds, reverse=True)[:MOST_ROUNDS])
        raise UsageError(f"there is no round {wish.since} in {view.period}; the last are {last or 'none yet'}")
    return queries.findings(view, wish.since)


def _view(queries: Queries, period: str | None) -> View:
    usual = queries.default_view()
    known = [choice.key for choice in queries.periods()]
    if period and period not in known:
        raise UsageError(f"there is no budget period {period}; there are {', '.join(known) or 'none yet'}")
    return View(period or usual.period, usual.phase)


def _period(here: Installation, period: str | None) -> str:
    return _view(asking(here), period).period


def _wanted(wish: FindingsWish, page: FindingsPage, county: County) -> Wanted:
    if wish.kind and wish.kind not in CATALOGUE:
        raise UsageError(f"there is no kind {wish.kind}; there are {', '.join(CATALOGUE)}")
    key = county.department_key(wish.department) if wish.department else None
    names = {row.finding.department: row.finding.department_name for row in page.rows if row.finding.department}
    if key and key not in names and county.find_department(wish.department) is None:
        raise NotFoundError("department", wish.department)
    return Wanted(
        kind=wish.kind,
        severity=Severity(wish.severity) if wish.severity else None,
        goal=wish.goal,
        department=key,
        state=FindingState(wish.state) if wish.state else None,
    )


def _form(path: Path) -> TableForm:
    try:
        return TableForm(path.suffix.removeprefix(".").casefold())
    except ValueError:
        raise UsageError(f"the file {path} would be neither .xlsx nor .csv; name one of these with --out") from None


def _show(page: FindingsPage, rows: tuple[FindingRow, ...], out: Console) -> None:
    county = page.county
    invented = " (an invented county)" if county.invented else ""
    judged = f"judged by the {page.judged.value} budget" if page.judged else "no budget is judged"
    say(out, f"{county.name}{invented}, {page.view.period}, as of {county.as_of:%Y-%m-%d}: {judged}", style="bold")
    for sentence in page.silent:
        say(out, sentence)
    if page.new_since:
        new = sum(row.state is FindingState.NEW for row in page.rows)
        say(out, f"{new} new since {_round_words(page.new_since)}; --since names another round.")
    if not rows:
        say(out, "Nothing of this is found.")
        return
    sums = table("Kind", "Severity", "How many", "At stake", numbers=("How many", "At stake"), whole=("Kind",))
    for each in counted(rows):
        cells = each.kind.code, each.kind.severity.value, f"{each.count}", _dollars(each.dollars)
        sums.add_row(*map(Text, cells))
    show_table(out, sums)
    say(out, "One dollar may be at stake in several kinds; they are not to be added up.")
    same = same_dollars(row.finding for row in page.rows)
    for row in rows[:MOST]:
        own = row.finding
        at = f" [{own.source.file}, {own.source.sheet}!{own.source.cell}]" if own.source else ""
        say(out, f"{own.key}  {own.sentence(plain)} {_dollars(own.dollars)}, {own.owner}{at}{_state(row)}")
        if beside := same.get(own.key):
            named = ", ".join(f"{other.key} {called_beside(other, own)}" for each in beside for other in each)
            say(out, f"    not to be added to {named}")
    if len(rows) > MOST:
        say(out, f"and {len(rows) - MOST} more; --kind, --goal and --department narrow it, --out writes all.")


def _dollars(amount: Decimal | None) -> str:
    return "no dollars known" if amount is None else dollars(amount)


def _state(row: FindingRow) -> str:
    own = row.waiver.waiver if row.waiver else None
    if own:
        return f" (waived by {own.person} until {own.until.isoformat()}: {own.reason})"
    return " (new)" if row.state is FindingState.NEW else ""


def _round_words(kept: KeptRound) -> str:
    number = kept.round.import_id
    file = f" {number}" if number is not None else ""
    return f"round {kept.id} of {kept.round.at:%Y-%m-%d %H:%M}, {kept.round.cause.value}{file}"


def _for_machines(page: FindingsPage, rows: tuple[FindingRow, ...]) -> dict[str, object]:
    county, same = page.county, same_dollars(row.finding for row in page.rows)
    return {
        "county": {"name": county.name, "as_of": county.as_of.isoformat(), "invented": county.invented},
        "period": page.view.period,
        "judged": page.judged.value if page.judged else None,
        "held_against": [phase.value for phase in page.earlier],
        "not_judged": list(page.silent),
        "kinds": [
            {
                "kind": each.kind.code,
                "severity": each.kind.severity.value,
                "count": each.count,
                "dollars": decimal_text(each.dollars),
            }
            for each in counted(rows)
        ],
        "findings": [_finding(row, same.get(row.finding.key, ALONE)) for row in rows],
        "new_since": _round(page.new_since) if page.new_since else None,
        "rounds": [_round(kept) for kept in page.rounds],
    }


def _round(kept: KeptRound) -> dict[str, object]:
    return {
        "round": kept.id,
        "cause": kept.round.cause.value,
        "import": kept.round.import_id,
        "at": kept.round.at.isoformat(),
        "by": kept.round.by,
        "new": kept.new,
        "resolved": kept.resolved,
        "open": kept.open,
    }


def _finding(row: FindingRow, beside: Beside) -> dict[str, object]:
    own, waiver = row.finding, row.waiver.waiver if row.waiver else None
    return {
        "finding": own.key,
        "kind": own.kind.code,
        "severity": own.kind.severity.value,
        "state": row.state.value,
        "dollars": decimal_text(own.dollars),
        "same_dollars_as": [other.key for other in beside.same],
        "may_share_dollars_with": [other.key for other in beside.others],
        "sentence": own.sentence(plain),
        "remedy": own.kind.remedy,
        "owner": own.owner,
        "lead": own.lead,
        "department": own.department_name or None,
        "goal": own.goal,
        "action": own.action,
        "link": own.link,
        "lines": [{"cut": cut.value, "key": key} for cut, key in own.lines],
        "lines_of_all_keys": own.is_of_all_keys,
        "source": None
        if own.source is None
        else {"import": own.source.import_id, "file": own.source.file, "cell": f"{own.source.sheet}!{own.source.cell}"},
        "since": row.since.isoformat() if row.since else None,
        "waiver": None
        if waiver is None
        else {"person": waiver.person, "reason": waiver.reason, "until": waiver.until.isoformat()},
    }
