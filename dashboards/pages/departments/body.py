"""The parts of the list of departments, from its data."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.bars import action_mix
from dashboards.components.cards import card, empty
from dashboards.components.goals import asked, doubts
from dashboards.components.head import coverage, made_line
from dashboards.components.parts import Child, icon, lines, link, quiet
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import PHASE
from dashboards.pages.telling import Told
from tracker.rows import CountyFacts, DepartmentRow, View


def tell_departments(county: CountyFacts, rows: Sequence[DepartmentRow], view: View) -> Told:
    """All departments as a page."""
    planned = [row for row in rows if row.plan_version is not None]
    line = made_line(
        formats.sentence_case(formats.as_of(county.as_of)),
        f"{coverage([row.progress for row in rows])} have measured progress" if planned else None,
    )
    if not rows:
        way: list[Child] = [
            "A department appears with its first plan or budget line: drop a file at ",
            link("Imports", "/imports"),
            ".",
        ]
        return Told("No department is known yet", line, empty("What now?", way))
    return Told(_sentence(len(planned), rows), line, card("Departments", _table(rows, view), css="card-table headless"))


def _sentence(planned: int, rows: Sequence[DepartmentRow]) -> str:
    silent = [row.name for row in rows if row.plan_version is None]
    if rows and not any(row.plan_expected for row in rows):
        return f"There is no plan of this period from any of the {formats.in_words(len(rows))} departments"
    if not silent:
        return f"All {formats.in_words(len(rows))} departments have sent a plan"
    if not planned:
        return f"None of the {formats.in_words(len(rows))} departments has sent a plan of this period"
    many = formats.sentence_case(formats.in_words(planned))
    sent = f"{many} of {formats.in_words(len(rows))} departments have sent a plan"
    if len(silent) == 1:
        return f"{sent}; {silent[0]} never did"
    return f"{sent}; {formats.in_words(len(silent))} never did"


def _table(rows: Sequence[DepartmentRow], view: View) -> Component:
    headings = (
        Heading("Department", Column.NAME),
        Heading("Plan"),
        Heading("Measured"),
        Heading("Actions"),
        Heading("Asked in plans", Column.NUMBER),
        Heading(f"{PHASE[view.phase]} spending", Column.NUMBER),
    )
    return table("Departments", headings, [_row(row, view) for row in rows], css="department-table")


def _row(row: DepartmentRow, view: View) -> Row:
    name = html.Span(
        [
            link(row.name, address("/department", view, key=row.key), "goal-link"),
            html.Span(doubts(row.counts), className="doubts"),
        ]
    )
    budget = formats.dollars_short(row.budget.amount) if row.budget else formats.NO_DATA
    if row.plan_version is None:
        return Row(
            (name, _silent(row), quiet("no plan"), quiet("no plan"), quiet("no plan"), html.Strong(budget)), "silent"
        )
    measured = formats.part_of(row.progress.measured, row.progress.of)
    share = quiet(f"{formats.percent(row.progress.share)} of the way") if row.progress.share is not None else None
    return Row(
        (
            name,
            lines(f"version {row.plan_version}", quiet(formats.day(row.plan_published))),
            lines(measured, share),
            action_mix(row.action_status),
            asked(row.asked, row.counts),
            html.Strong(budget),
        )
    )


def _silent(row: DepartmentRow) -> Component:
    if not row.plan_expected:
        return quiet("no plan of this period")
    return html.Span([icon("fall"), "never sent a plan"], className="status status-off-track")
