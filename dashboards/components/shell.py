"""The home of what stands around every page: banner, county, navigation, the choice of period and phase, search."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from budgets.phases import Phase
from dashboards import formats
from dashboards.address import Arguments, address, nearest_phase
from dashboards.components.parts import aria, current, icon
from dashboards.marks import PHASE
from tracker.rows import CountyFacts, PeriodChoice, View


def banner(county: CountyFacts, view: View) -> list[Component]:
    """What must be said above everything: that the county is invented; and on paper, what the page is of.

    On paper there is no choice of period and phase, which says so on the screen.
    """
    of = f"{formats.period(view.period)}, {PHASE[view.phase].lower()}" if view.period else None
    said = " \N{MIDDLE DOT} ".join(each for each in (county.name, of, formats.as_of(county.as_of)) if each)
    on_paper = html.Div(said, className="on-paper")
    if not county.invented:
        return [on_paper]
    words = "Demonstration: an invented county. Nothing here describes a real place."
    return [html.Div(words, className="banner"), on_paper]


def navigation(
    places: Sequence[tuple[str, str, str, tuple[str, ...]]], path: str, view: View | None
) -> list[Component]:
    """Links to the places of the product: icon, words, address, and the other paths that belong to it."""
    return [_place(name, words, href, view, here=path in {href, *others}) for name, words, href, others in places]


def _place(name: str, words: str, href: str, view: View | None, *, here: bool) -> Component:
    told = [icon(name), html.Span(words)]
    return html.A(told, href=address(href, view), className="place", **current("page", here=here))


def choices(periods: Sequence[PeriodChoice], view: View, path: str, arguments: Arguments) -> list[Component]:
    """The two choices that everything hangs on. Each is a link, so that it can be opened, mailed and gone back from."""
    now = next((each for each in periods if each.key == view.period), None)
    if now is None:
        return []
    kept = {name: value for name, value in arguments.items() if name not in {"period", "phase", "after"}}
    return [_periods(periods, now, view, path, kept), _phases(now, view, path, kept), *_reach(now, view)]


def _reach(now: PeriodChoice, view: View) -> list[Component]:
    """How far actuals reach, on every page that shows them."""
    if view.phase is not Phase.ACTUAL or now.actuals is None:
        return []
    return [html.Span(formats.reach(now.actuals.as_of, now.actuals.share_of_period), className="reach")]


def _periods(periods: Sequence[PeriodChoice], now: PeriodChoice, view: View, path: str, kept: Arguments) -> Component:
    links = [
        html.A(
            [html.Strong(formats.period(each.key)), html.Span(f"{formats.day(each.start)} to {formats.day(each.end)}")],
            href=address(path, View(each.key, nearest_phase(each, view.phase)), **kept),
            **current("true", here=each is now),
        )
        for each in periods
    ]
    summary = html.Summary([html.Span("Period", className="unseen"), formats.period(now.key), icon("down")])
    return html.Details([summary, html.Div(links, className="menu")], className="period")


def _phases(now: PeriodChoice, view: View, path: str, kept: Arguments) -> Component:
    links = [
        html.A(
            PHASE[phase],
            href=address(path, View(now.key, phase), **kept),
            className="phase",
            **current("true", here=phase is view.phase),
        )
        for phase in now.phases
    ]
    return html.Div(links, className="phases", role="group", **aria(label="Phase of the budget"))


def search_box(form_id: str) -> Component:
    """The search of goals, departments, actions, their leads, and the chart of accounts."""
    words = dmc.TextInput(
        name="q",
        placeholder="Search goals, departments, actions, funds",
        leftSection=icon("search"),
        classNames={"input": "search-words"},
        attributes={"input": {"type": "search", **aria(label="Search goals, departments, actions, people and funds")}},
    )
    return html.Form(words, id=form_id, action="/search", method="get", role="search", className="search")


def theme_button(button_id: str, words_id: str) -> Component:
    """Light, dark, or as the device says; its name tells which of these is chosen."""
    words = html.Span("Theme", id=words_id, className="unseen")
    return html.Button(
        [html.Span(className="theme-icon", **aria(hidden="true")), words],
        id=button_id,
        className="theme",
        type="button",
        title="Theme: light, dark, or as the device says",
    )
