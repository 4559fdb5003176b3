"""The home of tables that people take along: what a page shows, as a file."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from io import BytesIO
from typing import NamedTuple, TypeVar

from flask import Flask, Response, abort, request, send_file

from dashboards.address import find_period
from dashboards.asking import Ask
from dashboards.pages.budget.wanted import wanted
from dashboards.pages.changes.wanted import changes_wanted
from dashboards.pages.findings.wanted import chosen, since
from dashboards.pages.telling import view_of
from tracker.budget_rows import BudgetPage
from tracker.errors import NotFoundError, PermissionDeniedError, TrackerError
from tracker.exchange import calendar_feed
from tracker.exchange.budget_tables import TableForm, budget_table
from tracker.exchange.change_tables import change_workbook, pages_of
from tracker.exchange.finding_tables import finding_table
from tracker.permissions import Actor, Permission, require
from tracker.rows import View
from tracker.services.prefilling import Purpose

MEDIA = {
    TableForm.CSV: "text/csv",
    TableForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


W = TypeVar("W", bound=StrEnum)


class Taken(NamedTuple):
    """A file to take along."""

    name: str
    content: bytes
    media: str


def serve_downloads(server: Flask, ask: Ask, current_actor: Callable[[], Actor]) -> None:
    """Serve a period's books, cut as the budget page is, at ``/download/budget.csv`` and ``/download/budget.xlsx``.

    What changed between two books is at ``/download/changes.xlsx``, the links that stand at ``/download/links.xlsx``.
    A department's template, filled with what is known, is at ``/download/plan/progress.xlsx`` and ``.../next.xlsx``;
    the budget cycle as a calendar at ``/calendar.ics``, all of it or the budget of one ``period``.
    """

    def answer(make: Callable[..., Taken], needs: Permission, **named: str) -> Response:
        try:
            require(current_actor(), needs)
            taken = make(ask, **named)
        except PermissionDeniedError as error:
            abort(403, str(error))
        except TrackerError as error:
            abort(404, str(error))
        response = send_file(BytesIO(taken.content), taken.media, as_attachment=True, download_name=taken.name)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    for address, endpoint, make, needs in (
        ("/download/budget.<form>", "download_budget", _budget, Permission.REPORT_READ),
        ("/download/changes.xlsx", "download_changes", _changes, Permission.REPORT_READ),
        ("/download/findings.<form>", "download_findings", _findings, Permission.REPORT_READ),
        ("/download/links.xlsx", "download_links", _links, Permission.REPORT_READ),
        # It holds every value of the plan as it came in, small groups too.
        ("/download/plan/<purpose>.xlsx", "download_template", _template, Permission.IMPORT_READ),
        ("/calendar.ics", "calendar_feed", _feed, Permission.REPORT_READ),
    ):
        server.add_url_rule(address, endpoint, partial(answer, make, needs), methods=["GET"])


def _budget(ask: Ask, form: str) -> Taken:
    kind, pages = _named(TableForm, form), _books(request.args.to_dict(), ask)
    return Taken(f"budget {pages[0].view.period} by {pages[0].cut}.{kind}", budget_table(pages, kind), MEDIA[kind])


def _findings(ask: Ask, form: str) -> Taken:
    kind, arguments = _named(TableForm, form), request.args.to_dict()
    page = ask.findings(view_of(arguments, ask), since(arguments))
    return Taken(f"findings {page.view.period}.{kind}", finding_table(page, chosen(page, arguments), kind), MEDIA[kind])


def _links(ask: Ask) -> Taken:
    view = view_of(request.args.to_dict(), ask)
    return Taken(f"links {view.period}".rstrip() + ".xlsx", ask.links_workbook(view), MEDIA[TableForm.XLSX])


def _changes(ask: Ask) -> Taken:
    arguments = request.args.to_dict()
    pages = pages_of(ask.changes, changes_wanted(arguments, view_of(arguments, ask)))
    name = f"changes {pages[0].asked.before} to {pages[0].asked.after}.xlsx"
    return Taken(name, change_workbook(pages), MEDIA[TableForm.XLSX])


def _template(ask: Ask, purpose: str) -> Taken:
    filled = ask.filled_template(request.args.get("key", ""), _named(Purpose, purpose))
    return Taken(filled.name, filled.content, MEDIA[TableForm.XLSX])


def _feed(ask: Ask) -> Taken:
    told = ask.calendar(request.args.get("period"))
    content = calendar_feed.calendar_feed(told.county, told.milestones)
    return Taken(calendar_feed.feed_name(told.county), content, calendar_feed.MEDIA)


def _named(words: type[W], said: str) -> W:
    """One of the words that the name of a file may have. Raises ``NotFoundError``."""
    if said not in set(words):
        raise NotFoundError("file of the kind", said)
    return words(said)


def _books(arguments: dict[str, str], ask: Ask) -> list[BudgetPage]:
    view, asked = view_of(arguments, ask), wanted(arguments)
    period = find_period(view.period, ask.periods())
    if period is None or not period.phases:
        raise NotFoundError("budget in period", view.period)
    return [ask.budget(View(view.period, phase), asked.direction, asked.cut) for phase in period.phases]
