"""The callbacks of links as a workbook: the way to it, what one that was sent would do, and keeping its links."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from dash import Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from dashboards import formats
from dashboards.asking import Ask, Desk
from dashboards.components.cards import notice
from dashboards.components.parts import Children
from dashboards.ids import Linking, Shell
from dashboards.pages.linking.wanted import onward
from dashboards.pages.linking.workbook import tell_way, tell_would
from dashboards.pages.taking import read_sent
from dashboards.pages.telling import view_of
from dashboards.still import Still
from dashboards.wiring import Wiring
from tracker.crosswalk_rows import LinksIn
from tracker.errors import NotFoundError, TrackerError
from tracker.permissions import Actor, Permission
from tracker.services.crosswalk import LinksMeanwhileError

_Arguments = dict[str, str]


class Ways(NamedTuple):
    """The section of the workbook: the way to it, whether none is taken back, whether the section is hidden."""

    children: Children
    without_sending: bool
    hidden: bool


class Would(NamedTuple):
    """What a workbook would do, what its reader has seen, and whether there is nothing to keep.

    ``refused`` takes back why the one before was refused.
    """

    children: Children
    seen: dict[str, str]
    without_button: bool
    refused: Children = ()


class Taken(NamedTuple):
    """What came of keeping a workbook: where to go on, or why not, and what it would do by now."""

    href: Any
    refused: Children
    children: Any = no_update
    seen: Any = no_update
    without_button: Any = no_update


@dataclass(frozen=True, slots=True)
class LinkFiles:
    """Where links leave and come back as a workbook; ``largest`` is the largest file that is taken, in bytes."""

    ask: Ask
    desk: Desk
    current_actor: Callable[[], Actor]
    largest: int

    def show(self, arguments: _Arguments) -> Ways:
        """Lead to the workbook where no link is being made or ended, and take it back from who may link."""
        nothing = Ways([], without_sending=True, hidden=True)
        if arguments.get("action") or "end" in arguments:
            return nothing
        try:
            view = view_of(arguments, self.ask)
        except NotFoundError:
            return nothing
        may_link = Permission.LINK_WRITE in self.current_actor().permissions
        return Ways(tell_way(view, may_link=may_link), without_sending=not may_link, hidden=False)

    def look(self, contents: str | None, file: str | None, arguments: _Arguments) -> Would:
        """Say what a workbook that was dropped would do; nothing of it is kept."""
        if not contents or not file:
            raise PreventUpdate
        try:
            data = read_sent(contents, file, self.largest)
            told = self.desk.check_links(self.current_actor(), file, data, view_of(arguments, self.ask))
        except TrackerError as error:
            return Would(_refused(error), {}, without_button=True)
        return _would(told)

    def take(
        self,
        _presses: int | None,
        contents: str | None,
        file: str | None,
        seen: dict[str, str],
        arguments: _Arguments,
    ) -> Taken:
        """Keep the links of the workbook as they were shown; where they would be others by now, show those."""
        if not contents or not file:
            raise PreventUpdate
        try:
            view, data = view_of(arguments, self.ask), read_sent(contents, file, self.largest)
            self.desk.take_links(self.current_actor(), file, data, view, seen.get("would", ""))
        except LinksMeanwhileError as error:
            would = self.look(contents, file, arguments)
            return Taken(no_update, _refused(error), would.children, would.seen, would.without_button)
        except TrackerError as error:
            return Taken(no_update, _refused(error))
        return Taken(onward(arguments, "taken"), [])


def connect_workbook(wiring: Wiring, files: LinkFiles) -> None:
    """Tie the section to the arguments of the page, and its deeds to what they do."""
    arguments = State(Linking.ARGUMENTS, "data")
    wiring.on(
        Output(Linking.WORKBOOK_WAY, "children"),
        Output(Linking.SENDING, "hidden"),
        Output(Linking.WORKBOOK, "hidden"),
        Input(Linking.ARGUMENTS, "data"),
        needs=Permission.REPORT_READ,
    )(files.show)
    wiring.on(
        Output(Linking.WOULD, "children"),
        Output(Linking.WOULD_SEEN, "data"),
        Output(Linking.TAKE, "hidden"),
        Output(Linking.TAKE_REFUSED, "children", allow_duplicate=True),
        Input(Linking.DROP, "contents"),
        State(Linking.DROP, "filename"),
        arguments,
        needs=Permission.LINK_WRITE,
        at_once=False,
        running=[(Output(Linking.READING, "hidden"), False, True), (Output(Linking.DROP, "disabled"), True, False)],
    )(files.look)
    wiring.on(
        # Every deed ends by going to a page, and what was shown is shown anew where it is no longer so.
        Output(Shell.ADDRESS, "href", allow_duplicate=True),
        Output(Linking.TAKE_REFUSED, "children"),
        Output(Linking.WOULD, "children", allow_duplicate=True),
        Output(Linking.WOULD_SEEN, "data", allow_duplicate=True),
        Output(Linking.TAKE, "hidden", allow_duplicate=True),
        Input(Linking.TAKE, "n_clicks"),
        State(Linking.DROP, "contents"),
        State(Linking.DROP, "filename"),
        State(Linking.WOULD_SEEN, "data"),
        arguments,
        needs=Permission.LINK_WRITE,
        at_once=False,
        running=[(Output(Linking.TAKE, "disabled"), True, False)],
    )(files.take)


def _would(told: LinksIn) -> Would:
    can_keep = told.is_sound and bool(told.rows)
    return Would(Still(tell_would(told)), {"would": told.fingerprint}, without_button=not can_keep)


def _refused(error: TrackerError) -> Children:
    return notice(f"{formats.sentence_case(str(error))}.")
