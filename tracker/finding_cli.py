"""The commands of `findings`: their words and their help. What a command does is loaded when it is called."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from tracker.options import JsonOption, PeriodOption

findings = typer.Typer(
    help="What is unfunded, cut, claimed twice, or not kept up, where plans and budgets meet.",
    invoke_without_command=True,
    subcommand_metavar="[COMMAND]",
)

SeverityName = Literal["high", "medium", "low"]
StateName = Literal["new", "open", "waived"]
FindingArgument = Annotated[str, typer.Argument(metavar="FINDING", help="A finding, as `findings` shows it.")]


@findings.callback()
def show_findings(  # noqa: PLR0913 - what a person may type, each by its name
    context: typer.Context,
    *,
    kind: Annotated[str | None, typer.Option(help="One kind, as in funding-cut.")] = None,
    goal: Annotated[str | None, typer.Option(help="One goal, by its code.")] = None,
    department: Annotated[str | None, typer.Option(help="One department, by its name or code.")] = None,
    severity: Annotated[SeverityName | None, typer.Option(help="How much they weigh.")] = None,
    state: Annotated[StateName | None, typer.Option(help="Else those that nobody waived.")] = None,
    since: Annotated[
        int | None, typer.Option(metavar="ROUND", help="What is new: since this round; else since the last import.")
    ] = None,
    period: PeriodOption = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them to a new file, .xlsx or .csv.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what is found where plans and budgets meet, the most dollars of each kind first.

    What each kind means stands in docs/reference/findings.md.
    """
    if context.invoked_subcommand:
        return
    from tracker.commands.findings import FindingsWish
    from tracker.commands.findings import show_findings as show

    show(FindingsWish(kind, goal, department, severity, state, since, period, out, as_json))


@findings.command("waive")
def waive(
    finding: FindingArgument,
    *,
    by: Annotated[str, typer.Option(metavar="NAME", help="The person who lets it stand.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The last day on which it is let stand.")],
    period: PeriodOption = None,
) -> None:
    """Let a finding stand until a day; afterwards it is told again."""
    from tracker.commands.findings import waive as let_stand

    let_stand(finding, by, reason, until.date(), period)


@findings.command("unwaive")
def unwaive(finding: FindingArgument, *, period: PeriodOption = None) -> None:
    """Take the waiver of a finding back."""
    from tracker.commands.findings import unwaive as take_back

    take_back(finding, period)
