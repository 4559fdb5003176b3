"""The home of files that are sent: every workbook as it came in, the same with marks, and our own assets."""

from collections.abc import Callable
from io import BytesIO

from flask import Flask, Response, abort, send_file

from dashboards.asking import Ask, Desk
from importers.file_names import shown_name
from tracker.errors import NotFoundError, PermissionDeniedError, StateError
from tracker.exchange.waiting_tables import key_workbook
from tracker.permissions import Actor, Permission, require
from tracker.rows import ImportState

COMPRESSED = frozenset({"application/javascript", "application/json", "image/svg+xml", "text/css", "text/javascript"})


def serve_files(server: Flask, ask: Ask, desk: Desk, current_actor: Callable[[], Actor]) -> None:
    """Serve originals at ``/files/<id>``, with their problems marked at ``/files/<id>/marked``.

    What a budget would change, or changed when it was accepted, is line by line at ``/files/<id>/changes.xlsx``.
    A browser saves them and never shows them.
    """

    def original(import_id: int) -> Response:
        try:
            require(current_actor(), Permission.IMPORT_READ)
            name, octets = ask.original(import_id)
        except PermissionDeniedError as error:
            abort(403, str(error))
        except NotFoundError as error:
            abort(404, str(error))
        return _sent(name, octets)

    def marked(import_id: int) -> Response:
        try:
            given = desk.give_back(current_actor(), import_id)
        except PermissionDeniedError as error:
            abort(403, str(error))
        except NotFoundError as error:
            abort(404, str(error))
        return _sent(given.name, given.content)

    def changes(import_id: int) -> Response:
        try:
            found = desk.all_keys(current_actor(), import_id)
            row = ask.import_row(import_id)
        except PermissionDeniedError as error:
            abort(403, str(error))
        except (NotFoundError, StateError) as error:
            abort(404, str(error))
        is_done = row.state is not ImportState.DRAFT
        return _sent(f"changes of {row.file}.xlsx", key_workbook(found, shown_name(row.file), is_done=is_done))

    server.add_url_rule("/files/<int:import_id>/changes.xlsx", "files_changes", changes, methods=["GET"])
    server.add_url_rule("/files/<int:import_id>", "files", original, methods=["GET"])
    server.add_url_rule("/files/<int:import_id>/marked", "files_marked", marked, methods=["GET"])


def _sent(name: str, octets: bytes) -> Response:
    response = send_file(
        BytesIO(octets), "application/octet-stream", as_attachment=True, download_name=shown_name(name)
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def read_through(response: Response) -> Response:
    """Read the file that a response would send, and close it; the compressor reads such files and leaves them open."""
    if response.direct_passthrough and response.mimetype in COMPRESSED:
        file = response.response
        response.direct_passthrough = False
        response.set_data(response.get_data())
        getattr(file, "close", lambda: None)()
    return response
