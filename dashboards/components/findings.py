"""The home of findings as tables: how many of each kind, one by one with the ways on, and what imports did to them."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import UNNAMED, address
from dashboards.components.parts import Child, Children, lines, link, quiet, source, status
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import FINDING_STATE, FINDING_WEIGHT, PHASE
from tracker.finding_history import Cause, KeptRound, KeptWaiver
from tracker.finding_overlaps import ALONE, Overlaps, called_beside
from tracker.finding_rows import FindingRow, Gone, KindCount
from tracker.findings import CATALOGUE, UNANSWERED, UNDER_FUNDED, UNEXPLAINED, UNFUNDED, Fact, Finding, named_slice
from tracker.rows import Cut, View

MOST_NAMED = 3
CAUSES = {
    Cause.IMPORT: "a file came in",
    Cause.WITHDRAWAL: "a file was withdrawn",
    Cause.LINK: "links were made or ended",
    Cause.ANSWERS: "equity questions were answered",
    Cause.QUESTIONS: "other equity questions are asked",
    Cause.FRAMEWORK: "other goals are in force",
    Cause.RULES: "the county's rules or the program changed",
}


def told(finding: Finding) -> str:
    """The sentence of a finding, with numbers and days as pages tell them."""
    return finding.sentence(_say)


def at_stake(finding: Finding) -> Children:
    """The dollars of a finding; those that are not known are no zero."""
    if finding.dollars is not None:
        return formats.dollars(finding.dollars)
    return quiet("not known" if finding.kind.of_money else "no money")


def kind_table(counts: Sequence[KindCount], new: Callable[[str], int], way: Callable[[str], str]) -> Component:
    """How many findings there are of each kind, and what to do about them; each leads to its list."""
    headings = (
        Heading("Kind", Column.NAME),
        Heading("Weight"),
        Heading("How many", Column.NUMBER),
        Heading("New", Column.NUMBER),
        Heading("At stake", Column.NUMBER),
    )
    rows = [
        Row(
            (
                lines(link(each.kind.title, way(each.kind.code)), quiet(each.kind.remedy)),
                status(FINDING_WEIGHT[each.kind.severity]),
                html.Strong(f"{each.count:,}"),
                f"{new(each.kind.code):,}",
                formats.dollars(each.dollars) if each.dollars is not None else quiet("not known"),
            )
        )
        for each in counts
    ]
    return table("Findings by kind", headings, rows, css="finding-kinds")


def finding_table(
    rows: Sequence[FindingRow],
    view: View,
    names: Callable[[str | None], str],
    same: Overlaps,
    way: Callable[[str], str],
) -> Component:
    """Findings one by one, each with its owner, its dollars, where the same dollars are told, and the ways on.

    ``way`` gives the address of one by its key.
    """
    headings = (
        Heading("What was found", Column.NAME),
        Heading("Owner"),
        Heading("Goal"),
        Heading("At stake", Column.NUMBER),
        Heading("State"),
        Heading("Where from"),
    )
    return table("Findings", headings, [_row(row, view, names, same, way) for row in rows], css="finding-table")


def _row(
    row: FindingRow, view: View, names: Callable[[str | None], str], same: Overlaps, way: Callable[[str], str]
) -> Row:
    own = row.finding
    head = link(own.kind.title, way(own.key))
    return Row(
        (
            lines(html.Strong(head), told(own), *overlap_lines(own, same, view, MOST_NAMED)),
            lines(own.lead or quiet("no lead named"), department_way(own, view)),
            link(names(own.goal), address("/goal", view, code=own.goal)) if own.goal else quiet("no shared goal"),
            at_stake(own),
            lines(status(FINDING_WEIGHT[own.kind.severity]), status(FINDING_STATE[row.state])),
            lines(*ways(own, view)),
        )
    )


def overlap_lines(finding: Finding, same: Overlaps, view: View, most: int | None = None) -> list[Component]:
    """Where the dollars of a finding are told as well, at most ``most`` of each sort, so that nobody adds them up."""
    beside = same.get(finding.key, ALONE)
    told_as = (("Same dollars as: ", beside.same), ("May hold some of the same dollars: ", beside.others))
    return [_named(words, finding, found, view, most) for words, found in told_as if found]


def _named(words: str, finding: Finding, found: Sequence[Finding], view: View, most: int | None) -> Component:
    parts: list[Child] = [words]
    for place, other in enumerate(found[:most]):
        way = link(called_beside(other, finding), address("/findings", view, finding=other.key))
        parts += [", ", way] if place else [way]
    if most is not None and len(found) > most:
        parts.append(f" and {len(found) - most:,} more")
    return html.Span(parts, className="quiet")


def department_way(finding: Finding, view: View) -> Children:
    """The department of a finding, as a link where there is a page of it."""
    if finding.department is None:
        return quiet(finding.department_name or "no department")
    return link(finding.department_name, address("/department", view, key=finding.department))


def ways(finding: Finding, view: View) -> list[Child]:
    """Where a finding comes from: the cell of the plan, the action, the lines of the budget, the link."""
    found: list[Child] = [source(finding.source)] if finding.source else []
    if finding.department and finding.action:
        href = address("/department", view, key=finding.department, action=finding.action)
        found.append(link("the action", href))
    found += _line_ways(finding, View(view.period, finding.phase or view.phase))
    package = next((key for cut, key in finding.lines if cut is Cut.PACKAGE), None)
    if package and finding.department:
        found.append(link("the package", address("/package", view, code=package)))
    if finding.department and finding.kind in (UNANSWERED, UNEXPLAINED):
        found.append(link("answer it", address("/questions", view, department=finding.department, package=package)))
    if finding.link is not None:
        found.append(link(f"link {finding.link}", address("/linking", view, link=finding.link)))
    if finding.kind in (UNFUNDED, UNDER_FUNDED):
        found.append(link("link it", address("/linking", view, of=finding.department, action=finding.action)))
    return found


def _line_ways(finding: Finding, view: View) -> list[Child]:
    """The ways to the lines of a finding, in the book that it is about."""
    phase = PHASE[view.phase].lower()
    if not finding.is_of_all_keys:
        return [
            link(f"lines of {named_slice(cut, key)}, {phase}", address("/budget", view, cut=cut.value, slice=key))
            for cut, key in finding.lines[:2]
        ]
    cut, key = finding.lines[0]
    department = next((own for each, own in finding.lines if each is Cut.DEPARTMENT), UNNAMED)
    words = f"lines of {named_slice(cut, key)} and {finding.department_name}, {phase}"
    linked = finding.said.get("linked")
    beside = f"of them {_say(linked)} are linked" if linked else "none of them is linked"
    return [
        lines(link(words, address("/budget", view, cut=cut.value, slice=key, department=department)), quiet(beside))
    ]


def gone_table(rows: Sequence[Gone], names: Callable[[str | None], str]) -> Component:
    """Findings that were resolved, and when."""
    headings = (
        Heading("What it was", Column.NAME),
        Heading("Goal"),
        Heading("Was at stake", Column.NUMBER),
        Heading("Resolved"),
    )
    drawn = [
        Row(
            (
                lines(html.Strong(CATALOGUE[row.seen.kind].title), row.seen.told),
                names(row.seen.goal) if row.seen.goal else quiet("no shared goal"),
                formats.dollars(row.seen.dollars) if row.seen.dollars is not None else quiet("not known"),
                formats.moment(row.at),
            )
        )
        for row in rows
    ]
    return table("Resolved findings", headings, drawn, css="finding-gone")


def round_table(rounds: Sequence[KeptRound], way: Callable[[int], str]) -> Component:
    """What each change opened and resolved, the last one first; each leads to what came up from then on."""
    headings = (
        Heading("When", Column.NAME),
        Heading("What happened"),
        Heading("Came up", Column.NUMBER),
        Heading("Resolved", Column.NUMBER),
        Heading("Open then", Column.NUMBER),
    )
    drawn = [
        Row(
            (
                link(formats.moment(kept.round.at), way(kept.id)),
                _cause(kept),
                f"{kept.new:,}",
                f"{kept.resolved:,}",
                f"{kept.open:,}",
            )
        )
        for kept in rounds
    ]
    return table("History of findings", headings, drawn, css="finding-rounds")


def _cause(kept: KeptRound) -> Children:
    words = CAUSES[kept.round.cause]
    if kept.round.import_id is None:
        return f"{words}, by {kept.round.by}"
    return html.Span([link(words, address("/imports", id=kept.round.import_id)), f", by {kept.round.by}"])


def round_words(kept: KeptRound) -> str:
    """A round in a few words: when, and what happened then."""
    number = kept.round.import_id
    file = f" (import {number})" if number is not None else ""
    return f"{formats.moment(kept.round.at)}, {CAUSES[kept.round.cause]}{file}"


def waiver_words(kept: KeptWaiver) -> str:
    """Who lets a finding stand, until when, and why."""
    own = kept.waiver
    ended = f"; taken back by {kept.ended_by}" if kept.ended_by else ""
    return f"{own.person}, until {formats.day(own.until)}: {own.reason}{ended}"


def _say(fact: Fact) -> str:
    if isinstance(fact, Decimal):
        return formats.dollars_and_cents(fact)
    return formats.day(fact) if isinstance(fact, date) else str(fact)
