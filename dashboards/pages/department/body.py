"""The parts of the page of one department, from its data."""

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import UNNAMED, Arguments, address
from dashboards.components.actions import action_card, is_filtered
from dashboards.components.bars import action_mix
from dashboards.components.cards import card, cards, empty, figures
from dashboards.components.goals import asked, indicators
from dashboards.components.head import made_line
from dashboards.components.measures import gap_card, measure_parts
from dashboards.components.money import slice_table
from dashboards.components.parts import Child, Children, icon, lines, link, quiet, separated, source, status
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import ACTION, PHASE
from dashboards.pages.telling import Told
from tracker.rows import AgreementRow, CutRow, DepartmentPage, DueRow, UpdateRow, View

_MOST, _DUE = 12, 7


def tell_department(told: DepartmentPage, view: View, arguments: Arguments) -> Told:
    """One department as a page."""
    row = told.department
    facts = [
        formats.as_of(told.county.as_of),
        f"{formats.part_of(row.progress.measured, row.progress.of, 'measures')} have measured progress",
        indicators(row.counts),
    ]
    if row.plan_version is None:
        never = f"{row.name} never sent a plan" if row.plan_expected else f"{row.name} has no plan of this period"
        return Told(never, made_line(row.name, facts[0]), [_silent(told), *_budget(told, view)])
    return Told(
        _sentence(told),
        made_line(
            row.name,
            *facts,
            _plan_link(told),
            _report_link(told),
            _next_link(told),
            _questions_link(told, view),
            _briefing_link(told, view),
        ),
        _parts(told, view, arguments),
    )


def _sentence(told: DepartmentPage) -> str:
    counts = told.department.counts
    promised = f"{told.department.name} promised {formats.count(counts.actions, 'action')}"
    late = [row for row in told.due if row.days < 0]
    if late:
        return f"{promised}; {formats.count(len(late), 'thing is', 'things are')} past due"
    if counts.without_lead:
        return f"{promised}; {counts.without_lead:,} without an owner"
    return f"{promised}, and nothing is past due"


def _plan_link(told: DepartmentPage) -> Component | None:
    if told.plan is None:
        return None
    words = f"plan version {told.department.plan_version}, {formats.day(told.department.plan_published)}"
    return link(words, address("/imports", id=told.plan.id))


def _questions_link(told: DepartmentPage, view: View) -> Component:
    return link("equity questions", address("/questions", view, department=told.department.key))


def _report_link(told: DepartmentPage) -> Component:
    href = address("/download/plan/progress.xlsx", key=told.department.key)
    return html.A("workbook to report progress", href=href, download="")


def _briefing_link(told: DepartmentPage, view: View) -> Component:
    return link("what to ask before the budget", address("/briefing", view, department=told.department.key))


def _next_link(told: DepartmentPage) -> Component | None:
    if told.next_period is None:
        return None
    href = address("/download/plan/next.xlsx", key=told.department.key)
    return html.A(f"template of its next plan, {formats.period(told.next_period)}", href=href, download="")


def _silent(told: DepartmentPage) -> Component:
    return empty(
        "Nothing can be said of its progress",
        f"No implementation plan of {told.department.name} for this period is here, so there is no action, no measure "
        "and no promise to hold it to.",
        [
            "When its plan comes, drop it at ",
            link("Imports", "/imports?kind=plan"),
            "; the template names every column.",
        ],
    )


def _parts(told: DepartmentPage, view: View, arguments: Arguments) -> list[Child]:
    today = told.county.as_of
    promised = action_card("What it promised", told.actions, today, view, "/department", arguments)
    first: list[Child] = [_set_aside(told)] if told.set_aside else []
    parts: list[Child] = [*first, _headlines(told, view), cards(_due(told), _plan(told), css="cards-two")]
    # Who asks for some of the actions finds them on top.
    parts.insert(0 if is_filtered(arguments) else len(parts), promised)
    parts += measure_parts(told.measures, "How it is measured", today, view, with_department=False)
    parts += [gap_card(row) for row in told.measures if row.disparities]
    if told.agreements:
        parts.append(_agreements(told.agreements))
    if told.updates:
        parts.append(_updates(told.updates))
    return [*parts, *_budget(told, view)]


def _set_aside(told: DepartmentPage) -> Component:
    """Of two plans for the same time one counts; nothing is counted twice, and the reader is told which."""
    others = [
        html.Li([link(plan.what, address("/imports", id=plan.id)), quiet(f", {plan.file}")]) for plan in told.set_aside
    ]
    counts = f"This page and all counts are of {told.plan.what}." if told.plan else ""
    return card(
        f"{formats.count(len(others), 'other plan', 'other plans')} in force for part of this period: not counted here",
        html.P(
            f"{counts} Where plans overlap, the one for the later period counts, so that no action is counted twice. "
            "Withdraw the one that no longer holds."
        ),
        html.Ul(others, className="found"),
    )


def _headlines(told: DepartmentPage, view: View) -> Component:
    row = told.department
    share = formats.percent(row.progress.share)
    coverage = f"from {formats.part_of(row.progress.measured, row.progress.of, 'measures')}"
    budget = formats.dollars_short(row.budget.amount) if row.budget else formats.NO_DATA
    counts = row.counts
    late = f"of {formats.count(counts.open_actions, 'open action')}; {counts.stale_actions:,} have no recent report"
    return figures(
        ("Of the way to its targets", share, coverage),
        ("Actions", action_mix(row.action_status), None),
        ("Actions overdue", f"{counts.overdue:,}", late),
        (
            "Actions without owner",
            f"{counts.without_lead:,}",
            f"of {formats.count(counts.open_actions, 'open action')}",
        ),
        ("Asked in its plan", asked(row.asked, row.counts), None),
        (f"{PHASE[view.phase]} spending", budget, f"{formats.period(view.period)}, all purposes"),
    )


def _due(told: DepartmentPage) -> Component:
    if not told.due:
        return card(
            "Nothing is due now", html.P("No action or report has a date that is near or past.", className="quiet")
        )
    ordered = sorted(told.due, key=lambda row: row.days)
    more = len(ordered) - _DUE
    rest = (
        html.P(quiet(f"and {formats.count(more, 'more', 'more')} later"), className="card-foot") if more > 0 else None
    )
    late = sum(row.days < 0 for row in ordered)
    title = f"{formats.count(late, 'thing is', 'things are')} past due" if late else "What is due next"
    return card(title, html.Ul([_due_row(row) for row in ordered[:_DUE]], className="due"), rest)


def _due_row(row: DueRow) -> Component:
    late = row.days < 0
    token, name = ("off-track", "fall") if late else ("no-data", "ring")
    when = html.Span(formats.days_until(row.days), className="lacking nowrap" if late else "nowrap")
    told = lines(
        row.title,
        html.Span(
            [*separated([row.what.replace("_", " "), formats.day(row.due), source(row.source)])], className="quiet"
        ),
    )
    return html.Li([html.Span(icon(name), className=f"status-{token}"), told, when])


def _plan(told: DepartmentPage) -> Component:
    plan = told.plan
    if plan is None:
        return card("No plan is in force", html.P(["Drop one at ", link("Imports", "/imports?kind=plan"), "."]))
    facts: list[tuple[str, Children]] = [
        ("File", link(plan.file, address("/imports", id=plan.id))),
        ("Version", f"{plan.version}" if plan.version else "none"),
        ("In force since", formats.day(told.department.plan_published)),
        ("Came in", f"{formats.moment(plan.at)}, by {plan.by}"),
        ("Read", f"{formats.count(plan.records, 'record')}, {formats.count(plan.warnings, 'warning')}"),
        ("Original", html.A([icon("save"), " download"], href=f"/files/{plan.id}", download="")),
    ]
    items = [html.Div([html.Dt(what), html.Dd(value)]) for what, value in facts]
    return card("The plan in force", html.Dl(items, className="facts"), about=plan.what)


def _agreements(rows: tuple[AgreementRow, ...]) -> Component:
    running_out = sum(bool(row.ends_before_actions) for row in rows)
    title = (
        f"{formats.count(running_out, 'agreement ends', 'agreements end')} before the actions that stand on it"
        if running_out
        else f"{formats.count(len(rows), 'agreement')} with partners"
    )
    headings = (
        Heading("Partner and agreement", Column.NAME),
        Heading("Runs"),
        Heading("The county promises"),
        Heading("The partner promises"),
        Heading("Carries"),
        Heading("Source"),
    )
    return card(title, table("Agreements", headings, [_agreement(row) for row in rows]), css="card-table")


def _agreement(row: AgreementRow) -> Row:
    agreement = row.agreement
    runs = f"{formats.day(agreement.start)} to {formats.day(agreement.end)}"
    outlived = f"ends before {formats.listed(row.ends_before_actions)}" if row.ends_before_actions else ""
    return Row(
        (
            lines(html.Strong(agreement.partner), quiet(agreement.title)),
            lines(runs, html.Span(outlived, className="lacking") if outlived else None),
            agreement.county_promises or quiet("not said"),
            agreement.partner_promises or quiet("not said"),
            ", ".join(agreement.actions) or quiet("no action named"),
            source(row.source),
        )
    )


def _updates(rows: tuple[UpdateRow, ...]) -> Component:
    latest = rows[0].update.as_of if rows else None
    items = [_update(row) for row in rows[:_MOST]]
    more = len(rows) - _MOST
    rest = (
        html.P(quiet(f"and {formats.count(more, 'earlier one', 'earlier ones')}"), className="card-foot")
        if more > 0
        else None
    )
    return card("What it reported", html.Ol(items, className="updates"), rest, about=f"Latest on {formats.day(latest)}")


def _update(row: UpdateRow) -> Component:
    update = row.update
    who = f"by {update.reported_by}" if update.reported_by else None
    mark = status(ACTION[update.status]) if update.status else None
    about = html.Span([*separated([formats.day(update.as_of), who, source(row.source)])], className="quiet")
    head = html.Span([html.Span(update.action, className="code"), " ", html.Strong(row.action_title)])
    return html.Li(lines(html.Span([head, " ", mark] if mark else head), update.note, update.blocked_reason, about))


def _budget(told: DepartmentPage, view: View) -> list[Child]:
    if not told.budget_by_unit:
        return []

    def way(row: CutRow) -> str:
        return address("/budget", view, cut="unit", slice=row.key or UNNAMED)

    about = (
        f"{PHASE[view.phase]}, {formats.period(view.period)}, spending; what it pays for is not linked to actions yet"
    )
    drawn = slice_table(told.budget_by_unit, "Appropriation unit", way)
    return [card("Its budget by appropriation unit", drawn, about=about, css="card-table")]
