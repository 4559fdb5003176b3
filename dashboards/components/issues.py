"""The home of lists of problems: grouped by what to do, each a sentence with its cell."""

from collections.abc import Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.parts import Child, icon, link, quiet
from dashboards.marks import SEVERITY
from dashboards.reports import IssueTold, ReportTold
from importers.issues import Issue, Severity

MOST_FAULTS, LONGEST_FAULT = 100, 1_000
"""How many faults of a filled-in workbook are listed, and in how many characters each: it quotes its cell."""
_SHOWN = 4
_TITLES = {
    Severity.ERROR: "To mend before it can be accepted",
    Severity.WARNING: "Worth a look",
    Severity.INFO: "For the record",
}


def issue_list(report: ReportTold, still_open: str = "") -> list[Component]:
    """All problems of a file, those that stop it first; ``still_open`` says what a person has yet to look at."""
    if not report.issues:
        if still_open:
            return [html.P(still_open)]
        return [html.P([icon("check"), " No problem was found in this file."], className="status-met")]
    return [_severity(severity, report.of(severity)) for severity in Severity if report.of(severity)]


def _severity(severity: Severity, issues: Sequence[IssueTold]) -> Component:
    mark = SEVERITY[severity]
    title = html.H3(
        [icon(mark.icon), f" {_TITLES[severity]} ({len(issues):,})"], className=f"issue-title status-{mark.token}"
    )
    kinds = [
        list(group) for _, group in groupby(sorted(issues, key=lambda issue: issue.code), lambda issue: issue.code)
    ]
    groups = [_kind(group) for group in kinds]
    if severity is Severity.INFO:
        folded = html.Details([html.Summary(f"Show {formats.count(len(issues), 'note')}"), *groups], className="tucked")
        return html.Div([title, folded], className="issue-group")
    return html.Div([title, *groups], className="issue-group")


def _kind(issues: Sequence[IssueTold]) -> Component:
    shown = html.Ul([_issue(issue) for issue in issues[:_SHOWN]], className="issues")
    rest = issues[_SHOWN:]
    if not rest:
        return shown
    words = f"{formats.count(len(rest), 'more', 'more')} like this"
    more = html.Ul([_issue(issue) for issue in rest], className="issues")
    return html.Div([shown, html.Details([html.Summary(words), more], className="tucked")])


def _issue(issue: IssueTold) -> Component:
    return html.Li([html.Span(issue.message, className="issue-words"), html.Span(_where(issue), className="quiet")])


def _where(issue: IssueTold) -> list[Child]:
    if issue.cell is None:
        return [quiet("the file as a whole")]
    place = f"{issue.sheet}!{issue.cell}" if issue.sheet else issue.cell
    there = link(place, f"#{cell_id(issue.sheet, issue.cell)}", "source")
    return [there, f" \N{MIDDLE DOT} {formats.quoted(issue.value)}"] if issue.value else [there]


def fault_list(file: str, issues: Sequence[Issue]) -> Component:
    """Why nothing of a filled-in workbook is kept: every fault with its cell, and what to do."""
    count = sum(issue.severity is Severity.ERROR for issue in issues)
    title = f"{file}: {formats.count(count, 'thing')} to mend; nothing was kept"
    return html.Div([html.P(html.Strong(title)), told_cells(issues)], className="notice")


def told_cells(issues: Sequence[Issue]) -> Component:
    """What was found in a filled-in workbook, what stops it first, each with its cell."""
    ordered = sorted(issues, key=lambda issue: list(Severity).index(issue.severity))
    items = [
        html.Li(
            [
                html.Span(_few_words(issue.message), className="issue-words"),
                quiet(str(issue.cell) if issue.cell else "the file as a whole"),
            ]
        )
        for issue in ordered[:MOST_FAULTS]
    ]
    if len(ordered) > MOST_FAULTS:
        items.append(html.Li(f"and {len(ordered) - MOST_FAULTS:,} more"))
    return html.Ul(items, className="issues")


def _few_words(message: str) -> str:
    return message if len(message) <= LONGEST_FAULT else f"{message[:LONGEST_FAULT]} ..."


def cell_id(sheet: str | None, cell: str) -> str:
    """The anchor of a cell in an excerpt."""
    return f"cell-{''.join(letter if letter.isalnum() else '-' for letter in sheet or '')}-{cell}"
