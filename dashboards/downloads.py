"""The home of tables that people take along: what a page shows, as a file."""

from collections.abc import Callable
from io import BytesIO

from flask import Flask, Response, abort, request, send_file

from dashboards.address import find_period
from dashboards.asking import Ask
from dashboards.pages.budget.wanted import wanted
from dashboards.pages.telling import view_of
from tracker.errors import NotFoundError, PermissionDeniedError, TrackerError
from tracker.exchange import calendar_feed
from tracker.exchange.budget_tables import TableForm, budget_table
from tracker.permissions import Actor, Permission, require
from tracker.rows import BudgetPage, View
from tracker.services.prefilling import Purpose

MEDIA = {
    TableForm.CSV: "text/csv",
    TableForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def serve_downloads(server: Flask, ask: Ask, current_actor: Callable[[], Actor]) -> None:
    """Serve a period's books, cut as the budget page is, at ``/download/budget.csv`` and ``/download/budget.xlsx``.

    A department's template, filled with what is known, is at ``/download/plan/progress.xlsx`` and ``.../next.xlsx``;
    the budget cycle as a calendar at ``/calendar.ics``, all of it or the budget of one ``period``.
    """

    def budget(form: str) -> Response:
        try:
            require(current_actor(), Permission.REPORT_READ)
            pages = _books(request.args.to_dict(), ask)
            kind = TableForm(form)
        except PermissionDeniedError as error:
            abort(403, str(error))
        except (NotFoundError, ValueError) as error:
            abort(404, str(error))
        name = f"budget {pages[0].view.period} by {pages[0].cut}.{kind}"
        octets = BytesIO(budget_table(pages, kind))
        response = send_file(octets, MEDIA[kind], as_attachment=True, download_name=name)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def template(purpose: str) -> Response:
        try:
            # It holds every value of the plan as it came in, small groups too.
            require(current_actor(), Permission.IMPORT_READ)
            filled = ask.filled_template(request.args.get("key", ""), Purpose(purpose))
        except PermissionDeniedError as error:
            abort(403, str(error))
        except (TrackerError, ValueError) as error:
            abort(404, str(error))
        octets, kind = BytesIO(filled.content), MEDIA[TableForm.XLSX]
        response = send_file(octets, kind, as_attachment=True, download_name=filled.name)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def feed() -> Response:
        try:
            require(current_actor(), Permission.REPORT_READ)
            told = ask.calendar(request.args.get("period"))
        except PermissionDeniedError as error:
            abort(403, str(error))
        except NotFoundError as error:
            abort(404, str(error))
        octets = BytesIO(calendar_feed.calendar_feed(told.county, told.milestones))
        name = calendar_feed.feed_name(told.county)
        response = send_file(octets, calendar_feed.MEDIA, as_attachment=True, download_name=name)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    server.add_url_rule("/calendar.ics", "calendar_feed", feed, methods=["GET"])
    server.add_url_rule("/download/budget.<form>", "download_budget", budget, methods=["GET"])
    server.add_url_rule("/download/plan/<purpose>.xlsx", "download_template", template, methods=["GET"])


def _books(arguments: dict[str, str], ask: Ask) -> list[BudgetPage]:
    view, asked = view_of(arguments, ask), wanted(arguments)
    period = find_period(view.period, ask.periods())
    if period is None or not period.phases:
        raise NotFoundError("budget book in period", view.period)
    return [ask.budget(View(view.period, phase), asked.direction, asked.cut) for phase in period.phases]
