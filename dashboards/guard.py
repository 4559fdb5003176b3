"""The home of the wall: who may knock, how much may come in at once, and what the browser is told to refuse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

READING = frozenset({"GET", "HEAD", "OPTIONS"})
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Wall:
    """What is let in.

    ``hosts`` are the names under which we answer, against DNS rebinding; ``largest`` is the largest body, ``file`` the
    largest file in it, in bytes.
    """

    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "::1"})
    largest: int = 70_000_000
    file: int = 50_000_000


OWN_COMPUTER = Wall()


def stand_before(server: Flask, wall: Wall, inline_scripts: Callable[[], Sequence[str]]) -> None:
    """Put the wall before every route of the server. ``inline_scripts`` gives the hashes of those that may run."""
    server.config["MAX_CONTENT_LENGTH"] = wall.largest
    # What Flask parses from forms stays small; workbooks come as JSON.
    server.config["MAX_FORM_MEMORY_SIZE"] = 64 * 1024

    def check_knock() -> None:
        if urlsplit(f"//{request.host}").hostname not in wall.hosts:
            abort(400, "This server does not answer under that name.")
        if request.method not in READING and not comes_from_here():
            abort(403, "This was sent from another site.")

    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy(inline_scripts()))
        if request.path.startswith("/assets/") and request.args.get("m") and response.status_code in {200, 304}:
            response.headers["Cache-Control"] = FOREVER
        return response

    def tell_largest(_: Exception) -> tuple[str, int, dict[str, str]]:
        most = f"{wall.file / 1_000_000:g} MB"
        words = f"This is more than comes in at once: a file taken in here may have {most} at most."
        return words, 413, {"Content-Type": "text/plain; charset=utf-8"}

    server.register_error_handler(413, tell_largest)
    server.before_request(check_knock)
    server.after_request(add_headers)


def comes_from_here() -> bool:
    """Whether the request comes from a page of ours, by what a browser says of itself; a program says nothing."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    return site in {"same-origin", "none"} and (origin is None or origin.partition("://")[2] == request.host)


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(inline_scripts: Sequence[str]) -> str:
    """The content security policy: everything from here, nothing inline but the renderer's one line, no frames.

    Styles may stand inline, because the component library writes its theme into the page.
    """
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *inline_scripts],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())
