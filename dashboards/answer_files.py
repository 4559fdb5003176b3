"""The home of workbooks in which departments answer equity questions: handed out, and given back as they came."""

from collections.abc import Callable
from io import BytesIO

from flask import Flask, Response, abort, request, send_file

from dashboards.asking import Ask
from dashboards.downloads import MEDIA
from dashboards.pages.telling import view_of
from importers.file_names import shown_name
from tracker.errors import NotFoundError, PermissionDeniedError, TrackerError
from tracker.exchange.budget_tables import TableForm
from tracker.permissions import Actor, Permission, require


def serve_answer_files(server: Flask, ask: Ask, current_actor: Callable[[], Actor]) -> None:
    """Serve the workbook of a department at ``/download/questions.xlsx``; the pages show all that stands in it.

    One that was sent back is at ``/files/answers/<number>``, as it came.
    """

    def answers() -> Response:
        try:
            require(current_actor(), Permission.REPORT_READ)
            view = view_of(request.args.to_dict(), ask)
            filled = ask.answers_workbook(request.args.get("department", ""), ask.span(view))
        except PermissionDeniedError as error:
            abort(403, str(error))
        except TrackerError as error:
            abort(404, str(error))
        octets, kind = BytesIO(filled.content), MEDIA[TableForm.XLSX]
        response = send_file(octets, kind, as_attachment=True, download_name=filled.name)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def original(number: int) -> Response:
        try:
            require(current_actor(), Permission.IMPORT_READ)
            name, content = ask.answers_file(number)
        except PermissionDeniedError as error:
            abort(403, str(error))
        except NotFoundError as error:
            abort(404, str(error))
        octets, kind = BytesIO(content), "application/octet-stream"
        response = send_file(octets, kind, as_attachment=True, download_name=shown_name(name))
        response.headers["Cache-Control"] = "private, no-store"
        return response

    server.add_url_rule("/files/answers/<int:number>", "files_answers", original, methods=["GET"])
    server.add_url_rule("/download/questions.xlsx", "download_questions", answers, methods=["GET"])
