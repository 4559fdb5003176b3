"""The home of `report`: what the pages say, on a terminal or for a machine."""

from dataclasses import asdict
from decimal import Decimal

from rich.console import Console
from rich.text import Text

from budgets.dollars import NBSP, short
from importers.report import decimal_text
from plans.attainment import Progress
from tracker.aligned_money import AlignedMoney, Coverage
from tracker.commands.installation import installation
from tracker.commands.showing import console, dollars, print_json, say, show_table, table
from tracker.commands.views import asking, chosen_view
from tracker.rows import GoalRow, Overview, View

NUMBERS = ("Share", "Measured", "Actions", "No lead", "Asked", "Budget")


def show_goals(period: str | None, phase: str | None, *, as_json: bool) -> None:
    """Show, goal by goal, progress beside its coverage, and the money beside it."""
    with installation() as here:
        queries = asking(here)
        view = chosen_view(queries, period, phase)
        overview = queries.overview(view)
    if as_json:
        print_json(_for_machines(overview, view))
    else:
        _show(overview, view, console())


def _show(overview: Overview, view: View, out: Console) -> None:
    county = overview.county
    invented = " (an invented county)" if county.invented else ""
    say(out, f"{county.name}{invented}, as of {county.as_of:%Y-%m-%d}", style="bold")
    say(out, f"{county.framework_title} ({county.framework_version}); {_budget(view)}")
    made = table("Goal", *NUMBERS, "Status", numbers=NUMBERS, whole=("Goal", "Status"))
    for row in overview.goals:
        made.add_row(*_cells(row))
    show_table(out, made)
    say(out, "Share: the mean share of the way to target of the measures that have one, beside how many of how many.")
    say(out, f"Budget, each dollar once: {_money(overview)}.")


def _budget(view: View) -> str:
    return f"budget {view.period}, {view.phase}" if view.period else "no budget yet"


def _cells(row: GoalRow) -> tuple[Text, ...]:
    aligned = row.aligned.total if row.aligned else None
    cells = (
        row.short_name,
        _share(row.progress.share),
        f"{row.progress.measured} of {row.progress.of}",
        f"{row.counts.actions}",
        f"{row.counts.without_lead}",
        _short(row.asked.amount),
        _short(aligned),
        row.status.value.replace("_", " "),
    )
    return tuple(Text(cell) for cell in cells)


def _share(share: Decimal | None) -> str:
    return "no data" if share is None else f"{share * 100:.0f} %"


def _short(amount: Decimal | None) -> str:
    return "none" if amount is None else short(amount).replace(NBSP, " ")


def _whole(amount: Decimal | None) -> str:
    return "none said" if amount is None else dollars(amount).removesuffix(".00")


def _money(overview: Overview) -> str:
    cover = overview.coverage
    if cover is None:
        return "no budget of this phase"
    stopped = f" (of it {_whole(cover.stopped)} to cancelled or deferred actions)" if cover.stopped else ""
    aside = f", linked for no shared goal {_whole(cover.for_none)}" if cover.for_none else ""
    tied = f"linked {_whole(cover.linked)}{stopped}, tagged {_whole(cover.tagged)}"
    return f"{tied}{aside}, neither {_whole(cover.neither)}"


def _for_machines(overview: Overview, view: View) -> dict[str, object]:
    return {
        "county": {**asdict(overview.county), "as_of": overview.county.as_of.isoformat()},
        "period": view.period,
        "phase": view.phase.value,
        "goals": [_goal_for_machines(row) for row in overview.goals],
        **_aligned(overview.coverage),
        "linked_for_no_shared_goal": decimal_text(overview.coverage.for_none if overview.coverage else None),
        "neither": decimal_text(overview.coverage.neither if overview.coverage else None),
    }


def _goal_for_machines(row: GoalRow) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "progress": _progress(row.progress),
        "status": row.status.value,
        "measure_status": {status.value: count for status, count in row.measure_status.items()},
        "action_status": {status.value if status else "not_said": n for status, n in row.action_status.items()},
        "counts": asdict(row.counts),
        "departments": row.departments,
        "asked": decimal_text(row.asked.amount),
        **_aligned(row.aligned),
    }


def _aligned(money: AlignedMoney | Coverage | None) -> dict[str, object]:
    """Dollars, each once: what links pay, and what lines are tagged with that no link claims."""
    return {
        "linked": decimal_text(money.linked if money else None),
        "linked_to_stopped_actions": decimal_text(money.stopped if money else None),
        "tagged": decimal_text(money.tagged if money else None),
        "claimed_twice": decimal_text(money.over if money else None),
    }


def _progress(progress: Progress) -> dict[str, object]:
    shares = {"share": decimal_text(progress.share), "expected": decimal_text(progress.expected)}
    return {**shares, "measured": progress.measured, "of": progress.of}
