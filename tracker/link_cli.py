"""The commands of `link`: their words and their help. What a command does is loaded when it is called."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tracker.options import JsonOption, PeriodOption, PhaseOption

links = typer.Typer(help="Which part of the budget pays for which action.", no_args_is_help=True)

DepartmentOption = Annotated[str, typer.Option(help="The department whose action it is.")]
ActionOption = Annotated[str, typer.Option(help="The code of the action, or its title where it has none.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Another day than that of the period.")]


@links.command("add")
def add_link(
    *,
    department: DepartmentOption,
    action: ActionOption,
    lines_of: Annotated[str | None, typer.Option(help="Only lines of this department of the budget.")] = None,
    unit: Annotated[str | None, typer.Option(help="Only lines of this appropriation unit.")] = None,
    fund: Annotated[str | None, typer.Option(help="Only lines of this fund.")] = None,
    program: Annotated[str | None, typer.Option(help="Only lines of this program.")] = None,
    account: Annotated[str | None, typer.Option(help="Only lines of this account.")] = None,
    package: Annotated[str | None, typer.Option(help="Only lines of this decision package.")] = None,
    share: Annotated[str | None, typer.Option(metavar="PERCENT", help="The share of them, as in 25.")] = None,
    amount: Annotated[str | None, typer.Option(metavar="DOLLARS", help="Or a fixed amount, as in 120,000.")] = None,
    since: Day = None,
    until: Day = None,
    note: Annotated[str | None, typer.Option(help="A note for those who read it later.")] = None,
    period: PeriodOption = None,
    check: Annotated[bool, typer.Option("--check", help="Say what it would claim and what is left; keep nothing.")] = (
        False
    ),
    as_json: JsonOption = False,
) -> None:
    """Tie an action to the part of the budget that pays for it, by at least one of its codes.

    A share goes on until it is ended; an amount is for the period alone.
    """
    from tracker.commands.links import add
    from tracker.link_forms import TypedLink

    keys = {
        "department": lines_of,
        "unit": unit,
        "fund": fund,
        "program": program,
        "account": account,
        "package": package,
    }
    typed = TypedLink(
        department=department,
        action=action,
        keys=keys,
        share=share,
        amount=amount,
        since=since.date() if since else None,
        until=until.date() if until else None,
        note=note,
    )
    add(typed, period, check=check, as_json=as_json)


@links.command("list")
def list_links(
    *,
    department: Annotated[str | None, typer.Option(help="Only the links of this department's actions.")] = None,
    period: PeriodOption = None,
    phase: PhaseOption = None,
    ended: Annotated[bool, typer.Option("--ended", help="Also those that were ended.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the links, with what each claims of a budget and what of it is counted, each dollar once."""
    from tracker.commands.links import show_links

    show_links(department, (period, phase), ended=ended, as_json=as_json)


@links.command("end")
def end_link(
    number: Annotated[int, typer.Argument(metavar="LINK", help="The number of the link, as `link list` shows it.")],
    *,
    reason: Annotated[str, typer.Option(help="Why, for the record.")],
) -> None:
    """Let a link count no more. It stays in the history with who ended it, when and why."""
    from tracker.commands.links import end

    end(number, reason)


@links.command("suggest")
def suggest_links(
    *,
    department: Annotated[str | None, typer.Option(help="Only for the actions of this department.")] = None,
    action: Annotated[str | None, typer.Option(help="Only for this action, by its code or title.")] = None,
    period: PeriodOption = None,
    phase: PhaseOption = None,
    confirm_sure: Annotated[
        bool,
        typer.Option("--confirm-sure", help="Link what plans themselves state, place and amount, and what can be met."),
    ] = False,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", metavar="KEY", help="Link one of these by its key; may be said several times."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say what may pay for each action that is not linked to it yet, and why. Links nothing that nobody confirms."""
    from tracker.commands.links import Confirmed, suggest

    confirmed = Confirmed(every=confirm_sure, keys=tuple(confirm or ()))
    suggest((department, action), (period, phase), confirmed, as_json=as_json)


@links.command("export")
def export_links(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the workbook; a new file.")],
    *,
    period: PeriodOption = None,
    phase: PhaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the links that stand as a workbook, with what of each is counted in a budget."""
    from tracker.commands.link_files import export_workbook

    export_workbook(file, (period, phase), as_json=as_json)


@links.command("import")
def import_links(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook as `link export` writes it.")],
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Say what is wrong and what it would do; keep nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Keep the links of a workbook: all of them, or none where something is wrong.

    A row with the number of a link changes that one; the same file twice changes nothing, and no link is ended by a
    row that is not there.
    """
    from tracker.commands.link_files import import_workbook

    import_workbook(file, check=check, as_json=as_json)
