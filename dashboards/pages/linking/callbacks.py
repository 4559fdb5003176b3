"""The callbacks of the linking workbench: show, weigh, link, confirm, end."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dash import ALL, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from budgets.lines import LineKey
from budgets.period import BudgetPeriod
from budgets.selectors import LineSelector
from dashboards.address import find_period, read_number
from dashboards.asking import Ask, Desk
from dashboards.components.cards import notice
from dashboards.components.parts import Child, Children
from dashboards.formats import sentence_case
from dashboards.ids import Linking, Shell, link_field, suggested, sure_tick
from dashboards.pages.linking.body import (
    PAGE,
    left_out_table,
    left_sentences,
    sure_table,
    tell_chosen,
    tell_linking,
    weighed_sentences,
)
from dashboards.pages.linking.wanted import named_link, onward, read_wanted
from dashboards.pages.linking.workbook_callbacks import LinkFiles, connect_workbook
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.alignment import FundingLink
from tracker.errors import NotFoundError, TrackerError
from tracker.link_forms import TypedLink, link_typed
from tracker.linking_rows import LinkingAsked, LinkingPage, SureLink, by_key
from tracker.permissions import Actor, Permission
from tracker.rows import View
from tracker.suggesting import confirmed

_Arguments = dict[str, str]


class Done(NamedTuple):
    """What came of a deed: where to go on, or why it was not done, beside the form that keeps what was typed."""

    href: Any
    refused: Children


class Made(NamedTuple):
    """What came of the form: as of any deed; where it was refused, what was weighed before says nothing beside that."""

    href: Any
    refused: Children
    weighed: Any


class Sure(NamedTuple):
    """The suggestions that need a yes: their table, whether there is none, and what the reader has seen.

    ``nothing_to_confirm``: all of them are told as left out.
    """

    children: Children
    hidden: bool
    seen: dict[str, str]
    nothing_to_confirm: bool = False


class OthersNowError(TrackerError):
    """What is suggested changed since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            "something was linked or imported meanwhile, and other links are suggested now; look once more"
        )


class AtAnExpenseError(TrackerError):
    """Links that are to be made together would take from each other, or from links that stand."""

    def __init__(self) -> None:
        super().__init__(
            "made together, not each of these links would get what it claims, or others would be counted less; link "
            "them one by one, with what each is to get"
        )


class NoneChosenError(TrackerError):
    """No suggestion is ticked."""

    def __init__(self) -> None:
        super().__init__("none is chosen; tick those that are to be linked")


@dataclass(frozen=True, slots=True)
class Workbench:
    """Where actions are linked: what may be asked, what may be done, and by whom."""

    ask: Ask
    desk: Desk
    current_actor: Callable[[], Actor]

    def show(self, arguments: _Arguments) -> Told:
        """Tell actions, budget, suggestions and links."""
        return tell_linking(self._page(arguments), arguments, may_link=self._may_link())

    def show_chosen(self, arguments: _Arguments) -> Children:
        """Tell the chosen action and what may pay for it; its buttons are alive, so it is not told with the rest."""
        if not arguments.get("action"):
            return []
        try:
            return list[Child](tell_chosen(self._page(arguments), arguments, may_link=self._may_link()))
        except NotFoundError:
            return []

    def show_sure(self, arguments: _Arguments) -> Sure:
        """Offer to confirm what plans state themselves, a page of it at once."""
        nothing = Sure([], hidden=True, seen={})
        if arguments.get("action") or not self._may_link():
            return nothing
        try:
            shown, left_out = self._sure(arguments)
        except NotFoundError:
            return nothing
        if not shown and not left_out:
            return nothing
        told = [*(sure_table(shown) if shown else []), *left_out_table(left_out)]
        return Sure(told, hidden=False, seen={"links": _fingerprint(shown)}, nothing_to_confirm=not shown)

    def check(self, values: Sequence[str | None], ids: Sequence[Any], arguments: _Arguments) -> Children:
        """Say what is left of the named part of the budget, and what the link being typed would claim, to the cent."""
        typed = _typed(values, ids, arguments)
        named = {part: code for part, code in typed.keys.items() if code and code.strip()}
        if not named:
            return "Name a part of the budget, and what is left of it stands here."
        try:
            view = view_of(arguments, self.ask)
            if not (typed.share or typed.amount):
                return list[Child](left_sentences(self.ask.lines_left(LineSelector(**named), view), view))
            told = self.ask.weighed(link_typed(typed, self._period(view)), view)
        except TrackerError as error:
            return f"{sentence_case(str(error))}."
        return list[Child](weighed_sentences(told, view))

    def make(
        self, _presses: int | None, values: Sequence[str | None], ids: Sequence[Any], arguments: _Arguments
    ) -> Made:
        """Link the chosen action to what was typed."""

        def deed() -> None:
            view = view_of(arguments, self.ask)
            self.desk.link(self.current_actor(), link_typed(_typed(values, ids, arguments), self._period(view)))

        done = _done(deed, arguments, "linked")
        return Made(*done, weighed=[] if done.refused else no_update)

    @staticmethod
    def forget(_values: Sequence[str | None]) -> Children:
        """Take back why the form was refused, as soon as something else is typed."""
        return []

    def confirm(
        self,
        presses: Sequence[int | None],
        moments: Sequence[int | None],
        ids: Sequence[Any],
        arguments: _Arguments,
    ) -> Done:
        """Link what the pressed suggestion says, for the amount that stood on its button."""
        if not any(presses):
            raise PreventUpdate
        pressed = max(zip(ids, moments, strict=True), key=lambda each: each[1] or 0)[0]
        wanted = pressed["lines"], pressed["amount"]

        def deed() -> None:
            page = self._page(arguments)
            shown = {(one.selector.label, f"{one.offered:f}"): one for one in page.suggested if one.offered is not None}
            found = shown.get(wanted)
            if page.chosen is None or found is None:
                raise OthersNowError
            own = confirmed(found, page.chosen.department_key, page.chosen.name, self._period(page.view))
            self.desk.link(self.current_actor(), own)

        return _done(deed, arguments, "linked")

    def confirm_all(self, _presses: int | None, arguments: _Arguments, seen: dict[str, str]) -> Done:
        """Link all sure suggestions that the person has seen, or none."""

        def deed() -> None:
            shown, _ = self._sure(arguments)
            if not shown or seen.get("links") != _fingerprint(shown):
                raise OthersNowError
            self._link_all(arguments, [each.link for each in shown])

        return _done(deed, arguments, "confirmed")

    def confirm_chosen(
        self, _presses: int | None, ticks: Sequence[bool | None], ids: Sequence[Any], arguments: _Arguments
    ) -> Done:
        """Link the sure suggestions that are ticked, all of them as they were seen, or none."""
        chosen = list(dict.fromkeys(each["key"] for each, ticked in zip(ids, ticks, strict=True) if ticked))

        def deed() -> None:
            if not chosen:
                raise NoneChosenError
            sure = by_key(self.ask.sure_links(self._asked(arguments).view).met)
            if not sure.keys() >= set(chosen):
                raise OthersNowError
            self._link_all(arguments, [sure[key].link for key in chosen])

        return _done(deed, arguments, "chosen")

    def hides_ending(self, arguments: _Arguments) -> bool:
        """Whether nothing is to be ended: the address names no link to end, or one that is not there or was ended."""
        if "end" not in arguments or not self._may_link():
            return True
        try:
            named = named_link(self._page(arguments), arguments)
        except NotFoundError:
            return True
        return named is not None and named.ended_at is not None

    def end(self, _presses: int | None, arguments: _Arguments, reason: str | None) -> Done:
        """End the link that the address names, with the reason."""

        def deed() -> None:
            number = read_number(arguments.get("end", ""))
            if number is None:
                raise NotFoundError("funding link", arguments.get("end", ""))
            self.desk.end_link(self.current_actor(), number, reason or "")

        return _done(deed, arguments, "ended")

    def _page(self, arguments: _Arguments) -> LinkingPage:
        return self.ask.linking(self._asked(arguments))

    def _asked(self, arguments: _Arguments) -> LinkingAsked:
        return read_wanted(arguments, view_of(arguments, self.ask))

    def _sure(self, arguments: _Arguments) -> tuple[tuple[SureLink, ...], tuple[SureLink, ...]]:
        """The sure suggestions that are shown, a page of them, and those that are left out of them."""
        asked = self._asked(arguments)
        found = self.ask.sure_links(asked.view)
        return _asked_for(found.met, asked)[:PAGE], _asked_for(found.left_out, asked)

    def _link_all(self, arguments: _Arguments, wanted: Sequence[FundingLink]) -> None:
        # Those that are sure were weighed with all others that are: some of them alone may come out otherwise.
        if not self.ask.can_be_made_together(tuple(wanted), self._asked(arguments).view):
            raise AtAnExpenseError
        self.desk.link_all(self.current_actor(), wanted)

    def _period(self, view: View) -> BudgetPeriod:
        choice = find_period(view.period, self.ask.periods())
        if choice is None:
            raise NotFoundError("budget period", view.period)
        return BudgetPeriod(start=choice.start, end=choice.end)

    def _may_link(self) -> bool:
        return Permission.LINK_WRITE in self.current_actor().permissions


def _asked_for(rows: Sequence[SureLink], asked: LinkingAsked) -> tuple[SureLink, ...]:
    of_department = [each for each in rows if asked.department in (None, each.link.department)]
    return tuple(each for each in of_department if asked.goal in (None, each.goal))


def _typed(values: Sequence[str | None], ids: Sequence[Any], arguments: _Arguments) -> TypedLink:
    said = {str(each["name"]): value for each, value in zip(ids, values, strict=True)}
    return TypedLink(
        department=arguments.get("of"),
        action=arguments.get("action"),
        keys={part: said.get(part) for part in LineKey._fields},
        share=said.get("share"),
        amount=said.get("amount"),
        since=said.get("since"),
        until=said.get("until"),
        note=said.get("note"),
    )


def _done(deed: Callable[[], None], arguments: _Arguments, word: str) -> Done:
    """Do it and go on, or say beside the form why not: nothing that was typed is lost."""
    try:
        deed()
    except TrackerError as error:
        return Done(no_update, notice(f"{sentence_case(str(error))}."))
    return Done(onward(arguments, word), [])


def _fingerprint(rows: Sequence[SureLink]) -> str:
    links: list[FundingLink] = [each.link for each in rows]
    return hashlib.sha256("\n".join(each.model_dump_json() for each in links).encode()).hexdigest()


def connect(wiring: Wiring, ask: Ask, desk: Desk, largest: int) -> None:
    """Tie the page to its arguments, and its buttons to what they do; ``largest`` is the largest file, in bytes."""
    bench = Workbench(ask, desk, wiring.current_actor)
    _connect_showing(wiring, bench)
    _connect_form(wiring, bench)
    _connect_suggestions(wiring, bench)
    _connect_ticks(wiring, bench)
    _connect_ending(wiring, bench)
    connect_workbook(wiring, LinkFiles(ask, desk, wiring.current_actor, largest))


_FIELDS, _NAMES = link_field(ALL), State(link_field(ALL), "id")
_ARGUMENTS = State(Linking.ARGUMENTS, "data")
# Every deed ends by going to a page, or by saying why not beside its form; a person does one at a time.
_ONWARD = Output(Shell.ADDRESS, "href", allow_duplicate=True)


def _connect_showing(wiring: Wiring, bench: Workbench) -> None:
    ids = (Linking.ARGUMENTS, Linking.TITLE, Linking.LINE, Linking.BODY)
    tell(wiring, ids, Permission.REPORT_READ, bench.show)
    shown = Input(Linking.ARGUMENTS, "data")
    wiring.on(Output(Linking.CHOSEN, "children"), shown, needs=Permission.REPORT_READ)(bench.show_chosen)
    wiring.on(
        Output(Linking.SURE_LIST, "children"),
        Output(Linking.SURE, "hidden"),
        Output(Linking.SURE_SEEN, "data"),
        Output(Linking.CONFIRMING, "hidden"),
        shown,
        needs=Permission.REPORT_READ,
    )(bench.show_sure)


def _connect_form(wiring: Wiring, bench: Workbench) -> None:
    wiring.on(
        Output(Linking.CHECK, "children"), Input(_FIELDS, "value"), _NAMES, _ARGUMENTS, needs=Permission.REPORT_READ
    )(bench.check)
    wiring.on(
        _ONWARD,
        Output(Linking.REFUSED, "children"),
        Output(Linking.CHECK, "children", allow_duplicate=True),
        Input(Linking.MAKE, "n_clicks"),
        State(_FIELDS, "value"),
        _NAMES,
        _ARGUMENTS,
        needs=Permission.LINK_WRITE,
        at_once=False,
        running=[(Output(Linking.MAKE, "disabled"), True, False)],
    )(bench.make)
    wiring.on(
        Output(Linking.REFUSED, "children", allow_duplicate=True),
        Input(_FIELDS, "value"),
        needs=Permission.REPORT_READ,
        at_once=False,
    )(bench.forget)


def _connect_suggestions(wiring: Wiring, bench: Workbench) -> None:
    wiring.on(
        _ONWARD,
        Output(Linking.REFUSED, "children", allow_duplicate=True),
        Input(suggested(ALL, ALL), "n_clicks"),
        State(suggested(ALL, ALL), "n_clicks_timestamp"),
        State(suggested(ALL, ALL), "id"),
        _ARGUMENTS,
        needs=Permission.LINK_WRITE,
        at_once=False,
    )(bench.confirm)
    wiring.on(
        _ONWARD,
        Output(Linking.SURE_REFUSED, "children"),
        Input(Linking.CONFIRM_ALL, "n_clicks"),
        _ARGUMENTS,
        State(Linking.SURE_SEEN, "data"),
        needs=Permission.LINK_WRITE,
        at_once=False,
        running=[(Output(Linking.CONFIRM_ALL, "disabled"), True, False)],
    )(bench.confirm_all)


def _connect_ticks(wiring: Wiring, bench: Workbench) -> None:
    ticks, button = sure_tick(ALL), Linking.CONFIRM_CHOSEN
    wiring.in_the_browser(
        "tell_chosen", Output(button, "children"), Output(button, "disabled"), Input(ticks, "checked")
    )
    wiring.on(
        _ONWARD,
        Output(Linking.SURE_REFUSED, "children", allow_duplicate=True),
        Input(button, "n_clicks"),
        State(ticks, "checked"),
        State(ticks, "id"),
        _ARGUMENTS,
        needs=Permission.LINK_WRITE,
        at_once=False,
        running=[(Output(button, "disabled"), True, False)],
    )(bench.confirm_chosen)


def _connect_ending(wiring: Wiring, bench: Workbench) -> None:
    wiring.on(Output(Linking.ENDING, "hidden"), Input(Linking.ARGUMENTS, "data"), needs=Permission.REPORT_READ)(
        bench.hides_ending
    )
    wiring.on(
        _ONWARD,
        Output(Linking.END_REFUSED, "children"),
        Input(Linking.END, "n_clicks"),
        _ARGUMENTS,
        State(Linking.REASON, "value"),
        needs=Permission.LINK_WRITE,
        at_once=False,
        running=[(Output(Linking.END, "disabled"), True, False)],
    )(bench.end)
