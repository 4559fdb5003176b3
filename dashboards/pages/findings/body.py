"""The parts of the page of findings: counts, filters, the list, its history, and one finding."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import Arguments, address
from dashboards.attention import words_of
from dashboards.components.cards import card, empty, notice
from dashboards.components.findings import (
    at_stake,
    department_way,
    finding_table,
    gone_table,
    kind_table,
    overlap_lines,
    round_table,
    round_words,
    told,
    waiver_words,
    ways,
)
from dashboards.components.head import made_line
from dashboards.components.pager import page_of, pager
from dashboards.components.parts import Child, aria, current, lines, link, quiet, status
from dashboards.components.tables import tucked_table
from dashboards.marks import FINDING_STATE, FINDING_WEIGHT, PHASE
from dashboards.pages.findings.wanted import BY_DOLLARS, BY_KIND, RESOLVED, chosen
from dashboards.pages.telling import Told
from tracker.errors import NotFoundError
from tracker.finding_history import Cause
from tracker.finding_overlaps import Overlaps, same_dollars
from tracker.finding_rows import FindingRow, FindingsPage, FindingState, counted
from tracker.findings import CATALOGUE, CUT, GONE, Finding, Severity

PAGE, ROUNDS, CHOICES = 25, 15, 10
_SORTED = {BY_DOLLARS: "The most dollars first", BY_KIND: "Kind by kind"}
FILTERS = ("kind", "severity", "state", "since", "goal", "department", "sort")


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way to narrow a list: its argument, and each value with its words; None: all."""

    name: str
    words: str
    values: tuple[tuple[str | None, str], ...]


def tell_findings(page: FindingsPage, arguments: Arguments) -> Told:
    """All findings of a period, or those that the address asks for."""
    rows = chosen(page, arguments)
    is_resolved = arguments.get("state") == RESOLVED
    parts: list[Child] = [notice(sentence) for sentence in page.silent]
    if page.rows or page.rounds:
        parts.append(_kinds(page, arguments.get("since")))
        parts.append(_filters(page, arguments))
        parts.append(_resolved(page, arguments) if is_resolved else _list(page, rows, arguments))
    elif not page.silent:
        parts.append(empty("Nothing was found", "Every promise has its money, its owner and its report."))
    if page.rounds:
        parts.append(_history(page))
    return Told(_title(page), _line(page), parts)


def tell_finding(page: FindingsPage, key: str) -> Told:
    """One finding with everything about it. Raises ``NotFoundError``."""
    row = find_row(page, key)
    own, view = row.finding, page.view
    facts: list[tuple[str, Child]] = [
        ("Kind", link(own.kind.title, address("/findings", view, kind=own.kind.code))),
        ("Weight", status(FINDING_WEIGHT[own.kind.severity])),
        ("State", lines(status(FINDING_STATE[row.state]), _new_words(page))),
        ("At stake", html.Span(at_stake(own))),
        *_same_facts(page, own),
        ("Owner", own.owner),
        ("Department", html.Span(department_way(own, view))),
        ("Goal", _naming(page)(own.goal) if own.goal else quiet("no shared goal")),
        ("Open since", formats.moment(row.since) if row.since else quiet("the last change, or the days since")),
        ("Where from", lines(*ways(own, view)) if ways(own, view) else quiet("no cell")),
    ]
    waivers = [kept for kept in (row.waiver, row.ran_out) if kept]
    facts += [("Waiver" if kept is row.waiver else "Waiver that ran out", waiver_words(kept)) for kept in waivers]
    items = [html.Div([html.Dt(what), html.Dd(value)]) for what, value in facts]
    line = made_line(
        formats.sentence_case(formats.as_of(page.county.as_of)),
        _judged(page),
        link("all findings", address("/findings", view)),
    )
    return Told(
        told(own).removesuffix("."),
        line,
        [
            card("What to do", html.P(own.kind.remedy)),
            card("About this finding", html.Dl(items, className="facts facts-wide")),
        ],
    )


def _same(page: FindingsPage) -> Overlaps:
    return same_dollars(row.finding for row in page.rows)


def _same_facts(page: FindingsPage, own: Finding) -> list[tuple[str, Child]]:
    told_as = overlap_lines(own, _same(page), page.view)
    return [("Not to be added up", lines(*told_as))] if told_as else []


def find_row(page: FindingsPage, key: str) -> FindingRow:
    """One finding by its key. Raises ``NotFoundError`` for one that is not there, or no longer."""
    row = next((row for row in page.rows if row.finding.key == key), None)
    if row is None:
        raise NotFoundError("finding", f"{key}, or no longer")
    return row


def _title(page: FindingsPage) -> str:
    counts = {each.kind.code: each for each in counted(page.counting)}
    if cut := counts.get(CUT.code) or counts.get(GONE.code):
        said = words_of(cut.kind.code)
        phase = f" in the {PHASE[page.judged].lower()} budget" if page.judged else ""
        dollars = f", {formats.dollars_short(cut.dollars)}" if cut.dollars is not None else ""
        return f"{formats.count(cut.count, said.one, said.many)}{phase}{dollars}"
    if page.counting:
        period = formats.period(page.view.period)
        return f"{formats.count(len(page.counting), 'finding')} in {period}; none of them lost money"
    return "Nothing is found that somebody should mend" if not page.silent else "Nothing can be said yet"


def _line(page: FindingsPage) -> list[Child]:
    states = [row.state for row in page.rows]
    new, waived = states.count(FindingState.NEW), states.count(FindingState.WAIVED)
    return made_line(
        formats.sentence_case(formats.as_of(page.county.as_of)),
        _judged(page),
        _new(page, new),
        f"{waived:,} waived" if waived else None,
        "dollars of different kinds of findings are not to be added together",
    )


def _new(page: FindingsPage, many: int) -> Child | None:
    """How many are new, and since when; a finding that came up by the passing of days is new as well."""
    if page.new_since is None:
        return None
    kept = page.new_since
    file = kept.round.import_id
    words = round_words(kept)
    when = link(words, address("/imports", id=file)) if file is not None else words
    return html.Span([f"{many:,} new since ", when])


def _new_words(page: FindingsPage) -> Child:
    return quiet(f"new: what came up since {round_words(page.new_since)}") if page.new_since else None


def _judged(page: FindingsPage) -> str | None:
    if page.judged is None:
        return None
    against = formats.listed(PHASE[phase].lower() for phase in page.earlier)
    held = f", held against the {against} one" if page.earlier else ""
    return f"judged by the {PHASE[page.judged].lower()} budget{held}"


def _kinds(page: FindingsPage, since: str | None) -> Component:
    new = [row.finding.kind.code for row in page.rows if row.state is FindingState.NEW]
    way = partial(address, "/findings", page.view, since=since)
    return card(
        "By kind",
        kind_table(counted(page.counting), new.count, lambda code: way(kind=code)),
        about="Without those that were waived, each with what to do; each opens its list",
        css="card-table",
    )


def _filters(page: FindingsPage, arguments: Arguments) -> Component:
    departments = {row.finding.department: row.finding.department_name for row in page.rows if row.finding.department}
    named = {row.finding.goal for row in page.rows if row.finding.goal}
    own_goals = {goal: _naming(page)(goal) for goal in named}
    found = {row.finding.kind.code for row in page.rows}
    choices = (
        _Choice("state", "State", ((None, "open"), *((each, each) for each in ("new", "waived", RESOLVED)))),
        _Choice("since", "New since", tuple(_rounds(page, arguments))),
        _Choice("severity", "Weight", ((None, "all"), *((each.value, each.value) for each in Severity))),
        _Choice("sort", "Sorted by", ((None, "weight, then dollars"), (BY_DOLLARS, "dollars"), (BY_KIND, "kind"))),
        _Choice(
            "kind", "Kind", ((None, "all"), *((code, CATALOGUE[code].title) for code in CATALOGUE if code in found))
        ),
        _Choice("goal", "Goal", ((None, "all"), *sorted(own_goals.items()))),
        _Choice("department", "Department", ((None, "all"), *sorted(departments.items(), key=lambda one: one[1]))),
    )
    return html.Section(
        [html.H2("Narrow the list", className="unseen"), *(_choice(each, page, arguments) for each in choices)],
        className="finding-filters",
    )


def _rounds(page: FindingsPage, arguments: Arguments) -> Iterator[tuple[str | None, str]]:
    """The rounds that can be chosen: the last that opened or resolved any, the last imports, and the chosen one."""
    yield None, "the last import"
    telling = [kept for kept in page.rounds if kept.new or kept.resolved]
    imports = [kept for kept in telling if kept.round.cause is Cause.IMPORT]
    offered = {kept.id for kept in (*telling[:CHOICES], *imports[:CHOICES])}
    for kept in page.rounds:
        if kept.id in offered or str(kept.id) == arguments.get("since"):
            yield str(kept.id), f"{round_words(kept)}: {kept.new:,} came up"


def _choice(choice: _Choice, page: FindingsPage, arguments: Arguments) -> Component:
    kept = {name: arguments[name] for name in FILTERS if name in arguments and name != choice.name}
    now = arguments.get(choice.name)
    words = next((said for value, said in choice.values if value == now), now)
    links = [
        html.A(
            said,
            href=address("/findings", page.view, **kept, **{choice.name: value}),
            **current("true", here=value == now),
        )
        for value, said in choice.values
    ]
    summary = html.Summary([html.Span(f"{choice.words}: ", className="quiet"), html.Strong(words)])
    menu = html.Div(links, className="finding-menu", role="group", **aria(label=choice.words))
    return html.Details([summary, menu], className="finding-filter")


def _list(page: FindingsPage, rows: Iterable[FindingRow], arguments: Arguments) -> Component:
    found = list(rows)
    if not found:
        return empty("None of these", "Nothing of this kind is found, or all of it is waived.")
    shown, number, last = page_of(found, arguments.get("page"), PAGE)
    kept = {name: arguments[name] for name in FILTERS if name in arguments}
    way = partial(address, "/findings", page.view, since=arguments.get("since"))
    files = [
        html.A(form, href=address(f"/download/findings.{form}", page.view, **kept), download="")
        for form in ("xlsx", "csv")
    ]
    return card(
        formats.count(len(found), "finding"),
        finding_table(shown, page.view, _naming(page), _same(page), lambda key: way(finding=key)),
        pager("/findings", arguments, number, last),
        html.P(["Take them along: ", files[0], " or ", files[1]], className="card-foot inset on-screen"),
        about=_SORTED.get(arguments.get("sort", ""), "The weightiest first, and of these the most dollars"),
        css="card-table",
    )


def _resolved(page: FindingsPage, arguments: Arguments) -> Component:
    if not page.resolved:
        return empty("Nothing was resolved yet", "What an import, a link or an answer resolves stands here.")
    shown, number, last = page_of(page.resolved, arguments.get("page"), PAGE)
    return card(
        f"{formats.count(len(page.resolved), 'finding')} resolved",
        gone_table(shown, _naming(page)),
        pager("/findings", arguments, number, last),
        about="The last one first, as they were told when they came up",
        css="card-table",
    )


def _naming(page: FindingsPage) -> Callable[[str | None], str]:
    goals = dict(page.goals)
    return lambda code: goals.get(code or "", code or "")


def _history(page: FindingsPage) -> Component:
    drawn = round_table(
        page.rounds[:ROUNDS], lambda number: address("/findings", page.view, state=FindingState.NEW.value, since=number)
    )
    words = formats.count(len(page.rounds), "change")
    return card(
        "History",
        tucked_table(drawn, f"What {words} opened and resolved"),
        about="Kept with each import, withdrawal, link and answer; each moment leads to what came up from then on",
        css="card-table",
    )
