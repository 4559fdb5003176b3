"""The command line: every command, its words and its help. What a command does is loaded when it is called."""

import io
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from tracker.commands.plugins import CommandGroup
from tracker.finding_cli import findings
from tracker.link_cli import links
from tracker.options import JsonOption, OutputOption, PeriodOption, PhaseOption

app = typer.Typer(
    cls=CommandGroup,
    help="Follow a county's equity plans, and the budgets that pay for them, from promise to result.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
frameworks = typer.Typer(help="The county's shared goals and the words beside them.", no_args_is_help=True)
profiles = typer.Typer(help="What headings of earlier files mean, as people said.", no_args_is_help=True)
questions = typer.Typer(help="Budget equity questions, and how far they are answered.", no_args_is_help=True)
reports = typer.Typer(help="What the numbers say, on paper or for a machine.", no_args_is_help=True)
database = typer.Typer(help="The store behind everything.", no_args_is_help=True)
app.add_typer(frameworks, name="framework")
app.add_typer(profiles, name="profile")
app.add_typer(questions, name="questions")
app.add_typer(links, name="link")
app.add_typer(findings, name="findings")
app.add_typer(reports, name="report")
app.add_typer(database, name="db")

KindName = Literal["plan", "budget"]
PurposeName = Literal["progress", "next"]
ChangeCutName = Literal["goal", "department", "unit", "fund", "program", "package"]
DirectionName = Literal["expenditure", "revenue"]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A workbook (xlsx, xlsm, xls, ods) or a csv file.")]
KindArgument = Annotated[
    KindName, typer.Argument(metavar="KIND", help="What the file is: a department's plan, or a budget.")
]
AnswerOption = Annotated[
    list[str] | None,
    typer.Option("--answer", metavar="KEY=VALUE", help="Settle a question, as in phase=adopted. May stand repeatedly."),
]
CountyOption = Annotated[
    Path | None,
    typer.Option("--county", metavar="FILE", help="The county's own rules (county.toml): year start, periods, names."),
]
FingerprintArgument = Annotated[
    str, typer.Argument(metavar="PROFILE", help="A profile, by how its fingerprint begins, as `profile list` shows it.")
]
KindOption = Annotated[KindName, typer.Option(help="What the file is: a department's plan, or a budget.")]
StoreOption = Annotated[bool, typer.Option("--store", help="Use what the store knows: framework, county, profiles.")]


@app.command("import")
def import_file(
    kind: KindArgument,
    file: FileArgument,
    *,
    answer: AnswerOption = None,
    county: CountyOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Publish at once what was read without errors.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read a file into the store.

    Shows what was found and what would change, and publishes it when you agree. Asks open questions on a terminal only.
    """
    from tracker.commands.importing import ImportWish, bring_in

    bring_in(ImportWish(kind=kind, file=file, answers=answer or [], county=county, yes=yes, as_json=as_json))


@app.command()
def validate(
    file: FileArgument,
    *,
    kind: KindOption,
    answer: AnswerOption = None,
    county: CountyOption = None,
    store: StoreOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say what a file holds and what is wrong with it, cell by cell. Writes nothing, and needs no database."""
    from tracker.commands.validating import validate_file

    validate_file(file, kind, answers=answer or [], county=county, use_store=store, as_json=as_json)


@app.command()
def annotate(
    file: FileArgument,
    *,
    kind: KindOption,
    answer: AnswerOption = None,
    county: CountyOption = None,
    store: StoreOption = False,
    output: OutputOption = None,
) -> None:
    """Give a workbook back with its problems marked, and a sheet in front that lists them.

    Everything else in it stays as it is. Of a file that cannot hold marks, the list is written alone.
    """
    from tracker.commands.annotating import annotate_file

    annotate_file(file, kind, answers=answer or [], county=county, use_store=store, output=output)


@app.command()
def template(
    kind: KindArgument,
    *,
    output: OutputOption = None,
    framework: Annotated[
        str | None,
        typer.Option(metavar="NAME|FILE", help="A shipped framework, or a file of your own; else the one in force."),
    ] = None,
    department: Annotated[str | None, typer.Option(help="The department to fill in.")] = None,
    period: Annotated[str | None, typer.Option(help="The period to fill in, as in 2026-2027.")] = None,
    purpose: Annotated[
        PurposeName | None,
        typer.Option("--for", help="Fill in the department's plan: to report its progress, or for its next period."),
    ] = None,
) -> None:
    """Write a workbook to fill in, with help and drop-downs.

    It is empty, or holds what is known: with `--for progress` the department's plan in force, with a row for each
    report that is due; with `--for next` the actions that go on into its next plan. Codes are protected there.
    """
    from tracker.commands.templates import TemplateWish, write_template

    write_template(TemplateWish(kind, output, framework, department, period, purpose))


@app.command("imports")
def list_imports(*, as_json: JsonOption = False) -> None:
    """List every file that came in, the newest first."""
    from tracker.commands.importing import show_imports

    show_imports(as_json=as_json)


@app.command()
def withdraw(
    number: Annotated[int, typer.Argument(metavar="IMPORT", help="The number of the import, as `imports` lists it.")],
    *,
    reason: Annotated[str, typer.Option(help="Why, for the record.")],
) -> None:
    """Take back an import that was accepted by mistake.

    The version before it is in force again; the record says who took it back, when and why.
    """
    from tracker.commands.importing import take_back

    take_back(number, reason)


@frameworks.command("load")
def load_framework(
    source: Annotated[
        str, typer.Argument(metavar="NAME|FILE", help="A shipped framework, or a toml file or workbook.")
    ],
) -> None:
    """Make a framework the one in force."""
    from tracker.commands.frameworks import load_into_store

    load_into_store(source)


@frameworks.command("show")
def show_framework(
    source: Annotated[
        str | None, typer.Argument(metavar="[NAME|FILE]", help="A framework to look at; else the one in force.")
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show the goals, strategies, policy areas and determinants of a framework."""
    from tracker.commands.frameworks import show

    show(source, as_json=as_json)


@profiles.command("list")
def list_profiles(*, as_json: JsonOption = False) -> None:
    """List the profiles: headings that people have said the meaning of."""
    from tracker.commands.profiles import show_profiles

    show_profiles(as_json=as_json)


@profiles.command("show")
def show_profile(fingerprint: FingerprintArgument, *, as_json: JsonOption = False) -> None:
    """Show the headings of one profile, what they mean, and who said so."""
    from tracker.commands.profiles import show_one

    show_one(fingerprint, as_json=as_json)


@profiles.command("export")
def export_profiles(
    fingerprint: Annotated[
        str | None, typer.Argument(metavar="[PROFILE]", help="One profile, by how its fingerprint begins; else all.")
    ] = None,
    *,
    output: OutputOption = None,
) -> None:
    """Write profiles as JSON, to take them to another county or to mend them."""
    from tracker.commands.profiles import export

    export(fingerprint, output)


@profiles.command("remove")
def remove_profile(fingerprint: FingerprintArgument) -> None:
    """Forget a profile, and what was answered last for its headings."""
    from tracker.commands.profiles import remove

    remove(fingerprint)


@profiles.command("load")
def load_profiles(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Profiles as `profile export` writes them.")],
) -> None:
    """Load profiles; each takes the place of one with the same headings."""
    from tracker.commands.profiles import load

    load(file)


@questions.command("show")
def show_questions(
    source: Annotated[
        str | None, typer.Argument(metavar="[NAME|FILE]", help="A set that comes along, or a file; else the one asked.")
    ] = None,
    *,
    period: PeriodOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it as a workbook; a new file.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what departments and decision packages are asked: the set asked for a period, or another one."""
    from tracker.commands.questions import show_set

    show_set(source, period, output, as_json=as_json)


@questions.command("load")
def load_questions(
    source: Annotated[
        str, typer.Argument(metavar="NAME|FILE", help="A set that comes along, or a toml file or workbook.")
    ],
    *,
    period: Annotated[
        list[str] | None,
        typer.Option(help="A budget period to ask it for, if the file names none. May stand repeatedly."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a set of questions for budget periods from now on.

    Answers stay with the version of the questions that they were given to.
    """
    from tracker.commands.questions import load_set

    load_set(source, period or [], as_json=as_json)


@questions.command("export")
def export_questions(
    *,
    department: Annotated[str | None, typer.Option(help="The department that is to answer.")] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Every department that is asked, a workbook each, in a new folder.")
    ] = False,
    period: PeriodOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE|FOLDER", help="Where to write it; a new one.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write the workbook in which a department answers, with its packages and what was answered."""
    from tracker.commands.answer_workbooks import export_all, export_workbook
    from tracker.commands.failures import UsageError

    if (department is None) != everybody:
        raise UsageError("say which department is to answer, with --department, or --all")
    if department is None:
        export_all(period, output, as_json=as_json)
    else:
        export_workbook(department, period, output, as_json=as_json)


@questions.command("import")
def import_answers(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE|FOLDER", help="Workbooks as `questions export` writes them, filled in."),
    ],
    *,
    check: Annotated[bool, typer.Option("--check", help="Say what is wrong and what is new; keep nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Keep the answers of departments' workbooks: of each all of them, or none where something is wrong.

    A folder stands for the workbooks in it. The same file twice changes nothing.
    """
    from tracker.commands.answer_workbooks import import_workbooks

    import_workbooks(files, check=check, as_json=as_json)


@questions.command("status")
def question_status(
    *,
    period: PeriodOption = None,
    department: Annotated[
        str | None, typer.Option(help="One department, with every question that it has not answered.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say how far departments and decision packages have answered."""
    from tracker.commands.questions import show_status

    show_status(period, department, as_json=as_json)


@reports.command("goals")
def report_goals(
    *,
    period: PeriodOption = None,
    phase: PhaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show, goal by goal, how far the county is, how much of that is measured, and the money beside it."""
    from tracker.commands.reports import show_goals

    show_goals(period, phase, as_json=as_json)


@app.command("changes")
def show_changes(
    *,
    before: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="BOOK", help="A book, as in 2026-2027.proposed, proposed or 2025; else the first."
        ),
    ] = None,
    after: Annotated[
        str | None, typer.Option("--to", metavar="BOOK", help="The book to compare it with, or now; else the furthest.")
    ] = None,
    by: Annotated[ChangeCutName, typer.Option(help="By what the steps are told.")] = "goal",
    direction: Annotated[DirectionName, typer.Option(help="Which money.")] = "expenditure",
    limit: Annotated[int, typer.Option(min=1, max=5000, help="How many of the largest changes to list.")] = 25,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all changes as a workbook (xlsx); a new file.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what changed from one budget book to another, step by step, and the largest changes.

    Between two phases of a period the steps of the decision are told: requested, proposed, adopted, now.
    """
    from tracker.commands.changes import ChangesWish
    from tracker.commands.changes import show_changes as show

    show(ChangesWish(before, after, by, direction, limit, out, as_json))


@app.command("calendar")
def calendar_command(
    *,
    period: Annotated[str | None, typer.Option(help="The budget of one period, as in 2026-2027; else all.")] = None,
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the milestones as a calendar (.ics); a new file.")
    ] = None,
    rules: Annotated[
        bool, typer.Option("--rules", help="Write the rules in force as TOML, to copy and change.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the budget cycle: its milestones, what comes next, in how many days, and how many departments are ready."""
    from tracker.commands.calendars import CalendarWish, show_calendar

    show_calendar(CalendarWish(period=period, ics=ics, rules=rules, as_json=as_json))


@database.command("upgrade")
def upgrade_database() -> None:
    """Bring the store to the form that this version needs; make it where there is none."""
    from tracker.commands.database import upgrade

    upgrade()


@database.command("status")
def database_status(*, as_json: JsonOption = False) -> None:
    """Say where the store is, which form it has, and whether it needs an upgrade."""
    from tracker.commands.database import show_status

    show_status(as_json=as_json)


@app.command()
def demo(
    *,
    folder: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where its workbooks go; else `demo` in the data folder.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew: forget the demo's store and workbooks.")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="Then show it in the browser.")] = False,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="With --serve: the port to serve on.")] = None,
) -> None:
    """Make an invented county as real workbooks, and import it.

    It has a store of its own, beside its workbooks. Done twice, it changes nothing.
    """
    from tracker.commands.demonstration import make_demo

    make_demo(folder, fresh=fresh, serve=serve, port=port)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal cannot show is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app(prog_name="equity-tracker")


if __name__ == "__main__":
    main()
