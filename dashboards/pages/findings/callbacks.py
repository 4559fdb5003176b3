"""The callbacks of the page of findings: show, waive, take back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dash import Input, Output, State

from dashboards.address import address
from dashboards.asking import Ask, Desk
from dashboards.ids import Findings, Shell
from dashboards.pages.findings.body import find_row, tell_finding, tell_findings
from dashboards.pages.findings.wanted import since
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.errors import NotFoundError, TrackerError
from tracker.permissions import Actor, Permission
from tracker.services.findings import NewWaiver

_Arguments = dict[str, str]


class Forms(NamedTuple):
    """Whether the forms are hidden: that of a waiver, and that which takes one back."""

    waiving: bool
    taking_back: bool


class NoDayError(TrackerError):
    """What was typed as a last day is none."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is not a day; write year, month and day, such as 2026-12-31")


@dataclass(frozen=True, slots=True)
class Counter:
    """Where findings are shown and waived."""

    ask: Ask
    desk: Desk
    current_actor: Callable[[], Actor]

    def show(self, arguments: _Arguments) -> Told:
        """Tell all findings, or the one that the address names."""
        view = view_of(arguments, self.ask)
        page = self.ask.findings(view, since(arguments))
        if "finding" in arguments:
            return tell_finding(page, arguments["finding"])
        return tell_findings(page, arguments)

    def show_forms(self, arguments: _Arguments) -> Forms:
        """Offer to waive the finding that the address names, or to take its waiver back."""
        if "finding" not in arguments:
            return Forms(waiving=True, taking_back=True)
        try:
            row = find_row(self.ask.findings(view_of(arguments, self.ask)), arguments["finding"])
        except NotFoundError:
            return Forms(waiving=True, taking_back=True)
        return Forms(waiving=row.waiver is not None, taking_back=row.waiver is None)

    def waive(
        self, _presses: int | None, arguments: _Arguments, person: str | None, reason: str | None, until: str | None
    ) -> str:
        """Let a finding stand, and go back to it. Raises ``NoDayError``, and what ``waive_finding`` raises."""
        view, key = view_of(arguments, self.ask), arguments.get("finding", "")
        try:
            day = date.fromisoformat((until or "").strip())
        except ValueError as error:
            raise NoDayError((until or "").strip()) from error
        wanted = NewWaiver(view.period, key, person or "", reason or "", day)
        self.desk.waive(self.current_actor(), wanted)
        return address("/findings", view, finding=key, done="waived")

    def take_back(self, _presses: int | None, arguments: _Arguments) -> str:
        """Take a waiver back, and go back to its finding."""
        view, key = view_of(arguments, self.ask), arguments.get("finding", "")
        self.desk.take_waiver_back(self.current_actor(), view.period, key)
        return address("/findings", view, finding=key, done="taken-back")


def connect(wiring: Wiring, ask: Ask, desk: Desk) -> None:
    """Tie the page to its arguments, and its buttons to what they do."""
    counter = Counter(ask, desk, wiring.current_actor)
    ids = (Findings.ARGUMENTS, Findings.TITLE, Findings.LINE, Findings.BODY)
    tell(wiring, ids, Permission.REPORT_READ, counter.show)
    wiring.on(
        Output(Findings.WAIVING, "hidden"),
        Output(Findings.TAKING_BACK, "hidden"),
        Input(Findings.ARGUMENTS, "data"),
        needs=Permission.REPORT_READ,
    )(counter.show_forms)
    arguments = State(Findings.ARGUMENTS, "data")
    # Both deeds end by going to a page, and a person does one at a time: they may share the address as their output.
    onward = Output(Shell.ADDRESS, "href", allow_duplicate=True)
    wiring.on(
        onward,
        Input(Findings.WAIVE, "n_clicks"),
        arguments,
        State(Findings.PERSON, "value"),
        State(Findings.REASON, "value"),
        State(Findings.UNTIL, "value"),
        needs=Permission.FINDING_WAIVE,
        at_once=False,
    )(counter.waive)
    wiring.on(
        onward,
        Input(Findings.TAKE_BACK, "n_clicks"),
        arguments,
        needs=Permission.FINDING_WAIVE,
        at_once=False,
    )(counter.take_back)
