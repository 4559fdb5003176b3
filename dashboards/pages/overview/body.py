"""The parts of the overview, from its data."""

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from budgets.phases import Phase
from dashboards import formats
from dashboards.address import address
from dashboards.attention import found_of_money
from dashboards.components.attention import attention_table
from dashboards.components.bars import tally
from dashboards.components.books import book_parts, book_title
from dashboards.components.cards import card, cards, empty, figures
from dashboards.components.funding import for_none_note, stopped_note
from dashboards.components.goals import asking, goal_table, indicators
from dashboards.components.head import made_line
from dashboards.components.milestones import how_far, when, whose_budget
from dashboards.components.money import phase_strip
from dashboards.components.parts import Child, Children, link, quiet
from dashboards.marks import PHASE
from dashboards.pages.telling import Told
from dashboards.sentences import holds_nothing, overview_sentence, phase_sentence
from dashboards.terms import ASKED_AND_REQUESTED
from tracker.budget_rows import BudgetPage
from tracker.cycle import CycleCalendar
from tracker.finding_rows import FindingsPage
from tracker.rows import Overview, View

_ROOM = 8


def tell_overview(told: Overview, view: View, money: BudgetPage, cycle: CycleCalendar, found: FindingsPage) -> Told:
    """The overview as a page; ``money`` is the spending of the same view, phase by phase, ``cycle`` as of today.

    What is found of money stands first among what needs attention.
    """
    told = replace(told, attention=(*found_of_money(found), *told.attention))
    line = made_line(
        formats.sentence_case(formats.as_of(told.county.as_of)),
        f"{formats.part_of(told.progress.measured, told.progress.of, 'measures')} have measured progress"
        if told.progress.of
        else None,
        indicators(told.counts),
        f"{formats.part_of(told.departments_reporting, told.departments, 'departments')} reported"
        if told.departments and (told.plans_expected or told.departments_reporting)
        else None,
    )
    return Told(overview_sentence(told), line, _body(told, view, money, cycle))


def _body(told: Overview, view: View, money: BudgetPage, cycle: CycleCalendar) -> Children:
    if not told.goals:
        return [_no_framework()]
    table = card(
        "Shared goals",
        goal_table(told.goals, view, told.coverage, told.no_goal),
        html.P(quiet(ASKED_AND_REQUESTED), className="card-foot inset") if view.phase is Phase.REQUESTED else None,
        css="card-table headless",
    )
    if holds_nothing(told.counts) and told.book is None:
        return [_first_steps(), table]
    return [
        table,
        headlines(told, view),
        _cards(told, view, money, cycle),
    ]


def _cards(told: Overview, view: View, money: BudgetPage, cycle: CycleCalendar) -> Component:
    needs = _attention(told, view)
    others = [_next(cycle, view), _departments(told, view), _phases(money, view), _book(told, view)]
    return cards(needs, *others, css="cards-three") if needs else cards(*others, css="cards-two")


def headlines(told: Overview, view: View) -> Component:
    """The counts that are never footnotes, and the money asked and named."""
    counts, phase = told.counts, PHASE[view.phase].lower()
    whole = told.book.expenditure if told.book else None
    none = "no spending in the budget of this phase" if told.book else "no budget of this phase"
    of_whole = f"of {formats.dollars_short(whole.amount)} {phase} spending" if whole else none
    cover = told.coverage if whole else None
    tied = cover.tied if cover else None
    of_open = f"of {formats.count(counts.open_actions, 'open action')}"
    stale = formats.count(counts.stale_measures, "measure")
    what = "what it pays for" if tied else "why, and how to link or tag it"
    ways: list[Child] = [link(what, address("/alignment", view)), ", ", link("what changed", address("/changes", view))]
    note: Child = stopped_note(cover.stopped, view) if cover else None
    ways += ["; ", note] if note else []
    ways += [f"; {beside}"] if cover and (beside := for_none_note(cover)) else []
    made_of: Children = [of_whole, ": ", *ways] if whole else of_whole
    named = (
        f"{PHASE[view.phase]}, tied to a shared goal",
        "none" if whole and not tied else formats.dollars_short(tied),
        made_of,
    )
    if holds_nothing(counts):
        return figures(named)
    return figures(
        ("Actions without owner", f"{counts.without_lead:,}", of_open),
        ("Actions never updated", f"{counts.never_updated:,}", of_open),
        ("Stale actions", f"{counts.stale_actions:,}", f"{of_open}; {stale} of theirs, too"),
        ("Measures without baseline", f"{counts.without_baseline:,}", "of open actions"),
        ("Asked in plans", formats.dollars_short(told.asked.amount), asking(told.asked, counts)),
        named,
    )


def _attention(told: Overview, view: View) -> Component | None:
    if not told.attention and holds_nothing(told.counts):
        return None
    if not told.attention:
        return card(
            "Nothing needs attention now", html.P("Every action has an owner and a recent update.", className="quiet")
        )
    rest = len(told.attention) - _ROOM
    words = f"and {formats.count(rest, 'other kind', 'other kinds')}"
    more = html.P(link(words, address("/attention", view)), className="card-foot inset") if rest > 0 else None
    return card(
        "Needs attention",
        attention_table(told.attention, view, _ROOM),
        more,
        about="Most urgent first; each opens its list. One dollar may be in several, so they are not to be added up",
        css="card-table",
    )


def _next(cycle: CycleCalendar, view: View) -> Component:
    """What comes next in the budget cycle, and who is ready for it."""
    way = html.P(link("The budget cycle", address("/cycle", view)), className="card-foot")
    row, asks = cycle.next, cycle.asks
    if row is None:
        why = "No budget period around today is known; the county file names them."
        return card("What is next is not known", html.P(why, className="quiet"), way)
    later = [f"Then: {each.name}, {when(each)}" for each in cycle.coming[1:2]]
    ready: list[Child] = []
    if asks and cycle.readiness:
        known = f" of {formats.count(len(cycle.readiness), 'department')} ready"
        about = "" if asks == row else f" for: {asks.name}, {when(asks)}"
        told = [html.Strong(f"{cycle.ready:,}", className="big"), quiet(f"{known}{about}")]
        ready = [html.P(told, className="tally-line"), tally(cycle.ready, len(cycle.readiness))]
    return card(
        f"{formats.sentence_case(how_far(row))}: {row.name}",
        *ready,
        *[html.P(quiet(each), className="card-note") for each in later],
        way,
        about=f"What is next in the budget cycle: {when(row)}, budget {whose_budget(row)}",
    )


def _departments(told: Overview, view: View) -> Component:
    done, of = told.departments_reporting, told.departments
    silent = of - done
    if silent and not told.plans_expected:
        return _no_plans(of, view)
    title = (
        f"All {formats.in_words(of)} departments reported"
        if of and not silent
        else f"{formats.count(silent, 'department has', 'departments have')} not reported"
    )
    return card(
        title if of else "No department is known yet",
        html.P(
            [html.Strong(f"{done:,}", className="big"), quiet(f" of {of:,} sent a plan or an update")],
            className="tally-line",
        ),
        tally(done, of),
        html.P(link("The departments and their plans", address("/departments", view)), className="card-foot"),
        about="Plans and progress reports of this period",
    )


def _no_plans(of: int, view: View) -> Component:
    """Beside a period that does not run and of which no plan came: nobody has missed anything."""
    way = html.P(link(f"The {formats.in_words(of)} departments", address("/departments", view)), className="card-foot")
    return card(
        "There is no plan of this period",
        html.P("It does not run now, and no department sent a plan for it.", className="quiet"),
        way,
    )


def _book(told: Overview, view: View) -> Component:
    if told.book is None:
        way: list[Child] = [
            "Drop the budget file at ",
            link("Imports", "/imports?kind=budget"),
            ", or choose another phase above.",
        ]
        return card(
            f"There is no {PHASE[view.phase].lower()} budget for {formats.period(view.period) or 'this period'}",
            html.P(way),
        )
    way_on = html.P(link("The budget, cut by department", address("/budget", view)), className="card-foot")
    return card(
        book_title(told.book),
        book_parts(told.book),
        way_on,
        about="One file a part; a newer file supersedes its own part alone",
    )


def _phases(money: BudgetPage, view: View) -> Component | None:
    if not any(each for _, each in money.by_phase):
        return None
    drawn = phase_strip(money.by_phase, view.phase, lambda phase: address("/", View(view.period, phase)), money.actuals)
    return card(
        phase_sentence(money.by_phase, view.phase, money.actuals),
        drawn,
        about=["All spending, phase by phase; ", link("what changed, goal by goal", address("/changes", view))],
        css="card-table",
    )


def _no_framework() -> Component:
    return empty(
        "What now?",
        [
            "The shared goals come with a framework: ",
            html.Code("equity-tracker framework load"),
            " takes the county's own.",
        ],
        ["Then drop a department's plan and the budget at ", link("Imports", "/imports"), "."],
    )


def _first_steps() -> Component:
    return empty(
        "What now?",
        ["The goals are set. Drop a department's implementation plan at ", link("Imports", "/imports?kind=plan"), "."],
        [
            "Then a budget file at ",
            link("Imports", "/imports?kind=budget"),
            ": xlsx, xls, ods or csv, in its own words.",
        ],
        [
            "Templates to fill in: ",
            html.Code("equity-tracker template plan"),
            " and ",
            html.Code("equity-tracker template budget"),
            ".",
        ],
    )
