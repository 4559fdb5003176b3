"""The home of downloads: the original of every file that came in, as it came in."""

from collections.abc import Callable
from io import BytesIO

from flask import Flask, Response, abort, send_file

from dashboards.asking import Ask
from tracker.errors import NotFoundError, PermissionDeniedError
from tracker.permissions import Actor, Permission, require


def serve_files(server: Flask, ask: Ask, current_actor: Callable[[], Actor]) -> None:
    """Serve originals at ``/files/<id>``; a browser saves them and never shows them."""

    def original(import_id: int) -> Response:
        try:
            require(current_actor(), Permission.IMPORT_READ)
            name, octets = ask.original(import_id)
        except PermissionDeniedError as error:
            abort(403, str(error))
        except NotFoundError as error:
            abort(404, str(error))
        response = send_file(BytesIO(octets), "application/octet-stream", as_attachment=True, download_name=name)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    server.add_url_rule("/files/<int:import_id>", "files", original, methods=["GET"])
