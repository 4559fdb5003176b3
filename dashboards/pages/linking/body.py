"""The parts of the linking workbench, from its data: actions, the budget's tree, suggestions, links."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import Arguments, address
from dashboards.components.cards import card, cards, empty, notice
from dashboards.components.head import made_line
from dashboards.components.pager import page_of, pager
from dashboards.components.parts import Child, Children, aria, current, icon, lines, link, quiet, source, status, unseen
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.ids import suggested, sure_tick
from dashboards.marks import ACTION, BASIS, PHASE
from dashboards.pages.linking.wanted import CUTS, PATH, choosing, keys_of, named_link, way
from dashboards.pages.telling import Told
from dashboards.terms import ONCE
from tracker.funding_rows import Fall, LinesLeft, LinkRow, Silence, Weighed
from tracker.linking_rows import AskMet, Branch, LinkAction, LinkingPage, SureLink
from tracker.rows import View
from tracker.suggesting import Sign, Suggestion

PAGE = 10
_NAMED = 3
"""How many of those who claim the same lines are named; of the others, how many there are."""
DONE = {
    "linked": "Linked. It counts in every page from now on.",
    "ended": "The link was ended. It stays in the history beneath.",
    "confirmed": "All of them were linked.",
    "chosen": "Those that were chosen were linked.",
    "taken": "The links of the workbook are kept. They count in every page from now on.",
}


def tell_linking(told: LinkingPage, arguments: Arguments, *, may_link: bool) -> Told:
    """Actions on one side, the budget on the other."""
    book = f"{PHASE[told.view.phase].lower()} {formats.period(told.view.period)}".strip()
    line = made_line(
        formats.sentence_case(formats.as_of(told.county.as_of)),
        formats.part_of(told.of - told.unlinked, told.of, "actions") + " are linked",
        book,
    )
    if not told.has_book:
        way_in: list[Child] = ["Drop the budget file at ", link("Imports", "/imports?kind=budget"), "."]
        return Told(f"There is no {book} budget to link to yet", line, [empty("What now?", way_in)])
    title = f"{formats.count(told.unlinked, 'action')} of {told.of:,} have no link to the budget yet"
    if told.chosen:
        title = f"Find what pays for {told.chosen.name}"
    parts: list[Child] = [notice(DONE[arguments["done"]])] if arguments.get("done") in DONE else []
    if named := named_link(told, arguments):
        title = f"Link {named.id}: {named.claim} for {named.action}"
        title += ", ended" if named.ended_at else ""
        parts.append(_named(named, told.view, arguments, may_link=may_link))
    parts.append(cards(_actions(told, arguments), _budget(told, arguments), css="cards-two"))
    parts.append(_links(told, arguments, may_link=may_link))
    return Told(title, line, parts)


def tell_chosen(told: LinkingPage, arguments: Arguments, *, may_link: bool) -> list[Component]:
    """The chosen action and what may pay for it, each suggestion with its button; nothing where none is chosen."""
    if told.chosen is None or not told.has_book:
        return []
    return [_chosen(told.chosen, arguments), _suggested(told, arguments, may_link=may_link)]


_SILENCE = {
    Silence.ANOTHER_PERIOD: "It would count nothing here: its days touch no day of this period.",
    Silence.NOT_SPENT: "It would count nothing here: of a fixed amount nobody says what is spent.",
}


def left_sentences(told: LinesLeft, view: View) -> list[Component]:
    """What a part of the budget comes to, what links claim of it, each dollar once, and what is left."""
    book = f"{PHASE[view.phase].lower()} {formats.period(view.period)}"
    if not told.total:
        return [html.P(f"No spending of the {book} budget is under these codes: a link claims nothing there.")]
    total, claimed, left = map(formats.dollars_and_cents, (told.total, told.claimed, told.left))
    here: list[Child] = [f"In the {book} budget these lines come to ", html.Strong(total)]
    return [html.P([*here, f"; links claim {claimed} of it, and nobody claims ", html.Strong(left), "."])]


def weighed_sentences(told: Weighed, view: View) -> list[Component]:
    """What a link would do, each dollar once; what nobody can be paid twice is named to the cent."""
    said = left_sentences(LinesLeft(told.total, told.left), view)
    if told.silence:
        return [*said, html.P(_SILENCE[told.silence], className="lacking")]
    if not told.total:
        return said
    gross, net, over = map(formats.dollars_and_cents, (told.gross, told.net, told.over))
    said.append(html.P(f"It would claim {gross}, of which {net} would be counted."))
    if told.over:
        twice = f"{over} more would be claimed than there is. {ONCE}"
        said.append(html.P(twice, className="lacking"))
    if told.falls:
        said.append(html.P("By this others would be counted less than now:", className="lacking"))
        said.append(html.Ul([html.Li(fall_words(own)) for own in told.falls]))
    return said


def fall_words(own: Fall) -> str:
    """A link that another one would take dollars from, to the cent."""
    before, after = map(formats.dollars_and_cents, (own.before, own.after))
    goal = f", goal {own.goal}" if own.goal else ""
    return f"link {own.link}, {own.action} of {own.department}{goal}: from {before} to {after}"


def sure_table(rows: Sequence[SureLink]) -> list[Child]:
    """The suggestions that only need a yes, each with a tick."""
    headings = (
        Heading("Action", Column.NAME),
        Heading("Would be paid from"),
        Heading("Amount", Column.NUMBER),
        Heading("Choose"),
    )
    drawn = [
        Row(
            (
                lines(html.Span([html.Span(row.link.action, className="code"), " ", row.title]), quiet(row.department)),
                lines(row.label, *(quiet(reason) for reason in row.reasons)),
                html.Strong(row.link.claim),
                _tick(row),
            )
        )
        for row in rows
    ]
    return [table("Sure suggestions", headings, drawn, css="sure-table")]


def _tick(row: SureLink) -> Component:
    which = unseen(f"{row.link.action} {row.title}: {row.link.claim} of {row.label}")
    tick: Component = dmc.Checkbox(id=sure_tick(row.key), label=html.Span(["Choose ", which]), checked=False)
    return tick


def left_out_table(rows: Sequence[SureLink]) -> list[Child]:
    """What plans state as well and nobody can confirm in one go, each with the reason; nothing where there is none."""
    if not rows:
        return []
    headings = (
        Heading("Left out", Column.NAME),
        Heading("States"),
        Heading("Amount", Column.NUMBER),
        Heading("Why"),
    )
    drawn = [
        Row(
            (
                lines(html.Span([html.Span(row.link.action, className="code"), " ", row.title]), quiet(row.department)),
                row.label,
                html.Strong(row.link.claim),
                _why_left_out(row),
            )
        )
        for row in rows[:PAGE]
    ]
    words = (
        f"{formats.count(len(rows), 'more is', 'more are')} stated by plans and left out: not all of each can be met"
    )
    more = [html.P(f"and {len(rows) - PAGE:,} more", className="quiet")] if len(rows) > PAGE else []
    told = [
        html.P("Link these one by one, with what each is to get.", className="quiet"),
        table("Left out of what is confirmed at once", headings, drawn, css="sure-table"),
    ]
    return [html.Details([html.Summary(words), *told, *more], className="tucked")]


def _why_left_out(row: SureLink) -> str:
    if not row.gross:
        return "nothing of it would count in this budget"
    if row.gross == row.net:
        return f"by what is stated others would be counted less: {_some([fall_words(own) for own in row.falls])}"
    got = "of {} it would get {}".format(*map(formats.dollars_and_cents, (row.gross, row.net)))
    if not row.beside:
        return got
    return f"{got}; {_some(row.beside)} {'claims' if len(row.beside) == 1 else 'claim'} the same lines"


def _some(names: Sequence[str]) -> str:
    """The first of some, and how many others there are."""
    others = len(names) - _NAMED
    return formats.listed([*names[:_NAMED], formats.count(others, "other")] if others > 0 else names)


# -- the chosen action


def _chosen(row: LinkAction, arguments: Arguments) -> Component:
    asks = f"asks for {formats.dollars(row.asked)}" if row.asked is not None else "its plan says no amount"
    said = asks + (f" ({', '.join(row.named)})" if row.named else "")
    if row.within_existing:
        said = "its plan says that what is there already carries it"
    paid = f"{formats.count(row.links, 'link')}, {formats.dollars(row.linked)}" if row.linked is not None else "no link"
    met = row.met
    return card(
        row.title,
        html.P([html.Span(row.name, className="code"), f" {row.department}: {said}; {paid}. ", source(row.source)]),
        html.P(_met(met), className="lacking" if met.beyond else "quiet") if met and met.linked else None,
        html.P(
            link("Choose another action", way(arguments, of=None, action=None, **choosing({}))), className="on-screen"
        ),
    )


def _met(met: AskMet) -> str:
    asked, linked, beyond = map(formats.dollars_and_cents, (met.asked, met.linked, met.beyond))
    book = f"in the {PHASE[met.phase].lower()} budget"
    if met.beyond:
        return f"Its links pay {linked} {book}: {beyond} more than the {asked} that it asks for."
    if not met.rest:
        return f"All of the {asked} that it asks for are linked already, {book}."
    return f"{linked} of the {asked} that it asks for are linked already, {book}."


def _suggested(told: LinkingPage, arguments: Arguments, *, may_link: bool) -> Component:
    met = told.chosen.met if told.chosen else None
    if met and met.linked and not met.rest:
        return empty("Nothing is suggested", "All that it asks for is linked already.")
    if not told.suggested:
        nothing = (
            "Its plan names no code that this budget has, and no name in it is like its own words. Choose beneath."
        )
        return empty("Nothing is suggested", nothing)
    headings = (
        Heading("Part of the budget", Column.NAME),
        Heading("Why"),
        Heading("Amount", Column.NUMBER),
        Heading("Confirm"),
    )
    rows = [_suggestion(one, arguments, may_link=may_link) for one in told.suggested]
    return card(
        "What may pay for it",
        table("Suggestions", headings, rows, css="suggested-table"),
        about="Found in the plan and by words; nothing is linked before somebody confirms it",
        css="card-table",
    )


def _suggestion(one: Suggestion, arguments: Arguments, *, may_link: bool) -> Row:
    amount = None if one.amount is None else f"{one.amount:f}"
    use = link("Put into the form", way(arguments, **choosing(dict(one.selector.named), amount)))
    confirm: Children = use
    if one.offered is not None and may_link:
        button = html.Button(
            f"Link {formats.dollars_and_cents(one.offered)}",
            id=suggested(one.selector.label, f"{one.offered:f}"),
            className="button" if one.sign is Sign.STATED else "button button-quiet",
            type="button",
            **aria(label=f"Link {formats.dollars_and_cents(one.offered)} of {one.label}"),
        )
        confirm = lines(button, use)
    left: Child = None if one.left is None else quiet(f"{formats.dollars(one.left)} not linked")
    if one.left == 0 < one.dollars:
        left = html.Span("all of it is linked", className="lacking")
    elif one.left is not None and one.amount is not None and one.left < one.amount:
        left = html.Span(f"{formats.dollars_and_cents(one.left)} not linked: less than is sought", className="lacking")
    return Row((one.label, lines(*one.reasons, *_expense(one)), lines(formats.dollars(one.dollars), left), confirm))


def _expense(one: Suggestion) -> list[Component]:
    """Why what a suggestion says is not linked with one press, where it would cost somebody."""
    told = one.weighed
    if one.offered is not None or told is None or told.is_at_no_expense:
        return []
    said = [] if not told.silence else [_SILENCE[told.silence]]
    if told.gross != told.net:
        got = "Of {} it would get {}.".format(*map(formats.dollars_and_cents, (told.gross, told.net)))
        said.append(got)
    if told.falls:
        named = [fall_words(own) for own in told.falls[:_NAMED]]
        more = [f"and {len(told.falls) - _NAMED:,} more"] if len(told.falls) > _NAMED else []
        said += ["By it others would be counted less:", *named, *more]
    return [html.Span(sentence, className="lacking") for sentence in said]


# -- actions


def _actions(told: LinkingPage, arguments: Arguments) -> Component:
    shown, number, last = page_of(told.actions, arguments.get("page"), PAGE)
    headings = (Heading("Action", Column.NAME), Heading("Asks for", Column.NUMBER), Heading("Linked", Column.NUMBER))
    rows = [_action(row, told, arguments) for row in shown]
    drawn: Child = table("Actions", headings, rows, css="link-actions") if rows else html.P("No action is like that.")
    return card(
        "Actions",
        _filters(told, arguments),
        drawn,
        pager(PATH, arguments, number, last),
        about=f"{formats.count(len(told.actions), 'action')}; choose one to link it",
        css="card-table",
    )


def _action(row: LinkAction, told: LinkingPage, arguments: Arguments) -> Row:
    here = told.chosen is not None and (row.department_key, row.name) == (told.chosen.department_key, told.chosen.name)
    href = way(arguments, of=row.department_key, action=row.name, end=None, **choosing({}))
    code: list[Child] = [html.Span(row.name, className="code"), " "] if row.name != row.title else []
    named = html.A([*code, row.title], href=href, **current("true", here=here))
    asks: Children = formats.dollars(row.asked) if row.asked is not None else quiet("not said")
    if row.within_existing:
        asks = quiet("within what is there")
    beyond = row.met.beyond if row.met else None
    linked: Component = lines(
        html.Strong(formats.dollars(row.linked)),
        quiet(formats.count(row.links, "link")),
        html.Span(f"{formats.dollars_and_cents(beyond)} more than it asks for", className="lacking")
        if beyond
        else None,
    )
    if row.linked is None:
        linked = quiet("no link") if row.within_existing else html.Span("no link", className="lacking")
    return Row(
        (
            lines(named, quiet(row.department), status(ACTION[row.status])),
            asks,
            linked,
        ),
        "chosen" if here else "",
    )


def _filters(told: LinkingPage, arguments: Arguments) -> Component:
    departments = [(None, "All departments"), *told.departments]
    goals = [(None, "All goals"), *told.goals]
    only = [("yes", "Without a link"), (None, "All")]
    return html.Div(
        [
            _menu("Department", departments, "department", arguments),
            _menu("Goal", goals, "goal", arguments),
            _choices("Which actions", only, "unlinked", arguments),
        ],
        className="chooser inset",
    )


def _menu(what: str, choices: Sequence[tuple[str | None, str]], name: str, arguments: Arguments) -> Component:
    now = next((words for key, words in choices if key == arguments.get(name)), choices[0][1])
    links = [
        html.A(words, href=way(arguments, **{name: key}, page=None), **current("true", here=words == now))
        for key, words in choices
    ]
    summary = html.Summary([html.Span(what, className="unseen"), now, icon("down")])
    return html.Details([summary, html.Div(links, className="menu")], className="period")


def _choices(what: str, choices: Sequence[tuple[str | None, str]], name: str, arguments: Arguments) -> Component:
    links = [
        html.A(
            words,
            href=way(arguments, **{name: key}, page=None),
            className="phase",
            **current("true", here=arguments.get(name) == key),
        )
        for key, words in choices
    ]
    return html.Div(links, className="phases", role="group", **aria(label=what))


# -- the budget


def _budget(told: LinkingPage, arguments: Arguments) -> Component:
    shown, number, last = page_of(told.branches, arguments.get("at"), PAGE)
    headings = (
        Heading("Part of the budget", Column.NAME),
        Heading("Amount", Column.NUMBER),
        Heading("Not linked", Column.NUMBER),
        Heading("Choose"),
    )
    rows = [_branch(own, told, arguments) for own in shown]
    drawn: Child = table("The budget", headings, rows, css="link-branches") if rows else html.P("Nothing is called so.")
    return card(
        "The budget",
        _cuts(arguments),
        _trail(told, arguments),
        drawn,
        _turner(arguments, number, last, "at", "Pages of the budget"),
        about="Expenditure, each dollar once",
        css="card-table",
    )


def _turner(arguments: Arguments, number: int, last: int, name: str, label: str) -> Component | None:
    """Links to the pages before and after of one of several lists on this page."""
    if last == 1:
        return None
    parts: list[Component] = [html.Span(f"Page {number} of {last}")]
    if number > 1:
        parts.insert(0, link("Earlier", way(arguments, **{name: number - 1}), "step"))
    if number < last:
        parts.append(link("Further", way(arguments, **{name: number + 1}), "step"))
    return html.Nav(parts, className="pager", **aria(label=label))


def _cuts(arguments: Arguments) -> Component:
    now = arguments.get("by", "department")
    beneath = dict.fromkeys(("within", "under", "words", "at"))
    links = [
        html.A(words, href=way(arguments, by=cut, **beneath), className="phase", **current("true", here=cut == now))
        for cut, words in CUTS.items()
    ]
    group = html.Div(links, className="phases", role="group", **aria(label="The budget by"))
    return html.Div(group, className="chooser inset")


def _trail(told: LinkingPage, arguments: Arguments) -> Component | None:
    if not told.trail:
        return None
    steps: list[Child] = [html.Li(link("All departments", way(arguments, within=None, under=None, at=None)))]
    for place, (key, words) in enumerate(told.trail):
        is_last = place == len(told.trail) - 1
        href = way(arguments, within=key, under=None, at=None)
        steps.append(html.Li(words if is_last else link(words, href)))
    return html.Nav(html.Ol(steps), className="trail inset", **aria(label="Where in the budget"))


def _branch(own: Branch, told: LinkingPage, arguments: Arguments) -> Row:
    words = " ".join(word for word in (own.code, own.name) if word)
    name: Child = words
    if own.opens:
        level = {"within": own.opens} if own.part == "department" else {"under": own.opens}
        name = link(words, way(arguments, **level, at=None))
    kind = quiet(own.part) if arguments.get("words") else None
    chosen = keys_of(arguments) == dict(own.keys)
    return Row(
        (
            lines(name, kind),
            formats.dollars(own.dollars),
            formats.dollars(own.left) if own.left is not None else quiet("told when chosen"),
            _choose(own, words, told, arguments, chosen=chosen),
        ),
        "chosen" if chosen else "",
    )


def _choose(own: Branch, words: str, told: LinkingPage, arguments: Arguments, *, chosen: bool) -> Child:
    if told.chosen is None:
        return quiet("choose an action first")
    href = way(arguments, **choosing(dict(own.keys)))
    said = aria(label=f"Choose {words}")
    return html.A("Chosen" if chosen else "Choose", href=href, **current("true", here=chosen), **said)


# -- links


_LINK_HEADINGS = (
    Heading("Link", Column.NAME),
    Heading("Pays from"),
    Heading("Counted", Column.NUMBER),
    Heading("Who and when"),
    Heading("End"),
)


def _named(row: LinkRow, view: View, arguments: Arguments, *, may_link: bool) -> Component:
    """The link that the address names: how it stands, with its end as a further deed, or who ended it, when and why."""
    drawn = table(f"Link {row.id}", _LINK_HEADINGS, [_link(row, view, arguments, may_link=may_link)], css="link-named")
    about = "It counts no more; who ended it, when and why stands beside it" if row.ended_at else "As it stands"
    others = html.P(link("All links", way(arguments, end=None)), className="card-foot inset on-screen")
    return card(f"Link {row.id}", drawn, others, about=about, css="card-table")


def _links(told: LinkingPage, arguments: Arguments, *, may_link: bool) -> Component:
    if not told.links:
        return empty("No link yet", "Links stand here with who made them and when, also after they were ended.")
    shown, number, last = page_of(told.links, arguments.get("links"), PAGE)
    rows = [_link(row, told.view, arguments, may_link=may_link) for row in shown]
    drawn = table("Links and their history", _LINK_HEADINGS, rows, css="link-history")
    turner = _turner(arguments, number, last, "links", "Pages of the links")
    about = "Of this action" if told.chosen else "The newest first, those that were ended last"
    return card("Links and their history", drawn, turner, about=about, css="card-table")


def _link(row: LinkRow, view: View, arguments: Arguments, *, may_link: bool) -> Row:
    title = row.action_title or "in no plan of this period"
    department = link(row.department, address("/department", view, key=row.department_key))
    who = [f"{BASIS[row.basis]}: {row.by}, {formats.day(row.at.date())}", row.note]
    if row.ended_at is not None:
        who.append(f"Ended by {row.ended_by}, {formats.day(row.ended_at.date())}: {row.ended_why}")
    counted: Children = formats.dollars(row.net) if row.net is not None else quiet("not in this budget")
    end: Children = quiet("ended")
    if row.ended_at is None:
        said = aria(label=f"End link {row.id}")
        end = html.A("End", href=way(arguments, end=row.id), **said) if may_link else quiet("stands")
    span = f"{formats.day(row.since)} to {formats.day(row.until)}" if row.until else f"from {formats.day(row.since)} on"
    return Row(
        (
            lines(html.Span([html.Span(f"{row.id}", className="code"), f" {row.action} {title}"]), department),
            lines(html.Strong(row.claim), row.lines, quiet(span)),
            counted,
            lines(*who),
            end,
        ),
        "ended" if row.ended_at else "",
    )
