"""The home of the frame around the pages: its skeleton, and the callbacks that keep it in step with the address."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import dash_mantine_components as dmc
from dash import Input, Output, dcc, html
from dash.development.base_component import Component

from dashboards.address import chosen_view, read_arguments
from dashboards.asking import Ask
from dashboards.components import shell
from dashboards.components.parts import Children, aria, icon, link
from dashboards.ids import Shell
from dashboards.pages.registry import NUMBERS_PATH, PLACES, open_page, page_at
from dashboards.settling import settle
from dashboards.theme import mantine
from dashboards.wiring import Wiring
from tracker.errors import NotFoundError
from tracker.permissions import Actor, Permission
from tracker.rows import View


def frame() -> Component:
    """What every page stands in. It holds no data."""
    top = html.Div(
        [
            html.Div(id=Shell.CHOICES, className="choices"),
            shell.search_box(Shell.SEARCH),
            shell.theme_button(Shell.THEME, Shell.THEME_WORDS),
        ],
        className="top-bar",
        role="region",
        **aria(label="Period, phase and search"),
    )
    main = html.Main(
        [html.Div(id=Shell.ALERT, role="alert"), html.Div(id=Shell.PAGE, className="page")],
        id="main",
        tabIndex=-1,
        className="main",
    )
    provider: Component = dmc.MantineProvider(
        [
            dcc.Location(id=Shell.ADDRESS, refresh="callback-nav"),
            dcc.Store(id=Shell.TITLE),
            dcc.Store(id=Shell.SCHEME),
            html.A("Skip to the page", href="#main", className="skip"),
            html.Aside(id=Shell.BANNER, **aria(label="About this county")),
            html.Div([_side(), html.Div([top, main], className="beside")], className="frame"),
            html.Nav(id=Shell.BOTTOM_BAR, className="bottom-bar", **aria(label="Places, at the bottom")),
            html.Div(id=Shell.ANNOUNCER, className="unseen", role="status"),
        ],
        theme=mantine(),
        defaultColorScheme="auto",
    )
    return provider


def _side() -> Component:
    county = html.Div(id=Shell.COUNTY, className="county")
    places = html.Nav(id=Shell.NAVIGATION, className="places", **aria(label="Places"))
    foot = html.Div(
        [
            link("How these numbers are made", NUMBERS_PATH, "foot-link"),
            html.P([icon("lock"), "No accounts: this opens on this computer alone."], className="foot-note"),
        ],
        className="foot",
    )
    return html.Header([county, places, foot], className="side")


class Opened(NamedTuple):
    """A page that was opened: its skeleton, its title for the browser, and no alert."""

    page: Component
    title: str
    alert: Children


def show_page(pathname: str | None, search: str | None, *, ask: Ask, current_actor: Callable[[], Actor]) -> Opened:
    """Open the page at the address."""
    page = page_at(pathname)
    skeleton = open_page(page, settle(page.path, read_arguments(search), ask.key), current_actor())
    return Opened(skeleton, f"{page.name} \N{MIDDLE DOT} {ask.county().name}", [])


class Around(NamedTuple):
    """What stands around a page: banner, county, navigation twice, and the two choices."""

    banner: list[Component]
    county: list[Component]
    navigation: list[Component]
    bottom_bar: list[Component]
    choices: list[Component]


def show_around(pathname: str | None, search: str | None, *, ask: Ask) -> Around:
    """Keep banner, navigation and choices in step with the address."""
    county, periods, arguments, path = ask.county(), ask.periods(), read_arguments(search), pathname or "/"
    view = _view(arguments, ask)
    return Around(
        banner=shell.banner(county, view),
        county=[html.Strong(county.name), html.Span("Equity plan and budget")],
        navigation=shell.navigation(PLACES, path, view),
        bottom_bar=shell.navigation(PLACES, path, view),
        choices=shell.choices(periods, view, path, arguments),
    )


def _view(arguments: dict[str, str], ask: Ask) -> View:
    try:
        return chosen_view(arguments, ask.periods(), ask.default_view())
    except NotFoundError:
        # The page itself says that the period or phase is not there; around it, the default ones lead on.
        return ask.default_view()


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the frame to the address."""
    address: tuple[Any, ...] = (Input(Shell.ADDRESS, "pathname"), Input(Shell.ADDRESS, "search"))
    wiring.on(
        Output(Shell.PAGE, "children"),
        Output(Shell.TITLE, "data"),
        Output(Shell.ALERT, "children"),
        *address,
        needs=Permission.REPORT_READ,
    )(partial(show_page, ask=ask, current_actor=wiring.current_actor))
    wiring.on(
        *[
            Output(each, "children")
            for each in (Shell.BANNER, Shell.COUNTY, Shell.NAVIGATION, Shell.BOTTOM_BAR, Shell.CHOICES)
        ],
        *address,
        needs=Permission.REPORT_READ,
    )(partial(show_around, ask=ask))
    wiring.in_the_browser("arrive", Output(Shell.ANNOUNCER, "children"), Input(Shell.TITLE, "data"))
    wiring.in_the_browser(
        "turn_theme",
        Output(Shell.SCHEME, "data"),
        Output(Shell.THEME_WORDS, "children"),
        Output(Shell.THEME, "title"),
        Input(Shell.THEME, "n_clicks"),
    )
