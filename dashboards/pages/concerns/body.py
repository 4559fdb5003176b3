"""The parts of the page of what needs attention: kind by kind, every record with its cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import Arguments, address
from dashboards.attention import sentence, words_of
from dashboards.components.actions import action_card
from dashboards.components.attention import attention_table
from dashboards.components.cards import card, empty
from dashboards.components.head import made_line
from dashboards.components.measures import measure_table
from dashboards.components.parts import Child, lines, link, quiet, source
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.pages.telling import Told
from dashboards.sentences import holds_nothing
from plans.attention import ConcernKind
from plans.progress import OPEN_STATUSES, ActionStatus, MeasureStatus
from tracker.rows import ActionRow, AgreementRow, DepartmentPage, ImportRow, MeasureRow, Overview, View

_ACTIONS: dict[str, Callable[[ActionRow], bool]] = {
    "blocked": lambda row: row.status is ActionStatus.BLOCKED,
    "unknown_goal": lambda row: row.goal is None and (row.status is None or row.status in OPEN_STATUSES),
}
_MEASURES: dict[str, Callable[[MeasureRow], bool]] = {
    "off_track": lambda row: row.status is MeasureStatus.OFF_TRACK,
}


@dataclass(frozen=True, slots=True)
class Found:
    """All records of one kind of concern."""

    actions: tuple[ActionRow, ...]
    measures: tuple[MeasureRow, ...]
    agreements: tuple[tuple[str, AgreementRow], ...]
    set_aside: tuple[DepartmentPage, ...] = ()


def found_in(kind: str, pages: Sequence[DepartmentPage]) -> Found:
    """Every action, measure and agreement that a kind concerns, department by department."""
    is_action = _ACTIONS.get(kind) or _tagged_with(kind)
    is_measure = _MEASURES.get(kind) or _tagged_with(kind)
    ending = kind == ConcernKind.AGREEMENT_ENDS
    return Found(
        actions=tuple(row for page in pages for row in page.actions if is_action(row)),
        measures=tuple(row for page in pages for row in page.measures if is_measure(row)),
        agreements=tuple(
            (page.department.name, row)
            for page in pages
            for row in page.agreements
            if ending and row.ends_before_actions
        ),
        set_aside=tuple(page for page in pages if page.set_aside) if kind == "plan_set_aside" else (),
    )


def _tagged_with(kind: str) -> Callable[[ActionRow | MeasureRow], bool]:
    return lambda row: kind in row.attention


def tell_all(told: Overview, view: View) -> Told:
    """All kinds, each leading to its list."""
    line = made_line(formats.sentence_case(formats.as_of(told.county.as_of)))
    if not told.attention and holds_nothing(told.counts):
        why = "There is no plan of this period, so nothing can be said of actions and measures."
        return Told("Nothing needs attention in this period", line, empty("No plan, no promise", why))
    if not told.attention:
        return Told(
            "Nothing needs attention now", line, empty("All is well", "Every action has an owner and a recent update.")
        )
    kinds = formats.count(len(told.attention), "kind of thing needs", "kinds of things need")
    return Told(
        f"{formats.sentence_case(kinds)} a person now",
        line,
        card(
            "Needs attention",
            attention_table(told.attention, view),
            about="One dollar may be in several of these, so they are not to be added up",
            css="card-table",
        ),
    )


def tell_kind(kind: str, told: Overview, found: Found, view: View, arguments: Arguments) -> Told:
    """One kind, with every record that it concerns."""
    item = next((each for each in told.attention if each.kind == kind), None)
    line = made_line(
        formats.sentence_case(formats.as_of(told.county.as_of)),
        f"{formats.dollars_short(item.dollars)} asked for them" if item and item.dollars is not None else None,
        link("everything that needs attention", address("/attention", view)),
    )
    if item is None:
        plural = words_of(kind).many
        return Told(f"None: no {plural}", line, empty("All is well", "Nothing of this kind needs attention now."))
    parts: list[Child] = []
    if found.actions:
        title = formats.sentence_case(formats.count(len(found.actions), "action"))
        parts.append(action_card(title, found.actions, told.county.as_of, view, "/attention", arguments))
    if found.measures:
        title = formats.sentence_case(formats.count(len(found.measures), "measure"))
        parts.append(card(title, measure_table(found.measures, view), css="card-table"))
    if found.agreements:
        parts.append(_agreements(found.agreements))
    if found.set_aside:
        parts.append(_set_aside(found.set_aside, view))
    if item.kind == "never_reported":
        parts.append(_silent(item.where, view))
    return Told(sentence(item), line, parts)


def _agreements(rows: Sequence[tuple[str, AgreementRow]]) -> Component:
    headings = (
        Heading("Agreement", Column.NAME),
        Heading("Department"),
        Heading("Ends"),
        Heading("Before"),
        Heading("Source"),
    )
    drawn = [
        Row(
            (
                lines(html.Strong(row.agreement.partner), quiet(row.agreement.title)),
                department,
                formats.day(row.agreement.end),
                ", ".join(row.ends_before_actions),
                source(row.source),
            )
        )
        for department, row in rows
    ]
    return card(formats.count(len(rows), "agreement"), table("Agreements", headings, drawn), css="card-table")


def _set_aside(pages: Sequence[DepartmentPage], view: View) -> Component:
    headings = (Heading("Department", Column.NAME), Heading("Counts"), Heading("In force, and not counted"))
    drawn = [
        Row(
            (
                link(page.department.name, address("/department", view, key=page.department.key)),
                _plan(page.plan) if page.plan else None,
                lines(*(_plan(plan) for plan in page.set_aside)),
            )
        )
        for page in pages
    ]
    return card("Plans that overlap", table("Plans that overlap", headings, drawn), css="card-table")


def _plan(plan: ImportRow) -> Component:
    return link(plan.what, address("/imports", id=plan.id))


def _silent(where: Sequence[tuple[str, int]], view: View) -> Component:
    names = [html.Li(name) for name, _ in where]
    way = html.P(link("All departments", address("/departments", view)), className="card-foot")
    return card("Departments without a plan", html.Ul(names, className="found"), way)
