"""The home of what stands between the sockets and the pages: a request is taken in whole before a thread is taken."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Protocol

Pages = Callable[[dict[str, Any], Callable[..., None]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""

Answer = tuple[int, list[tuple[str, str]], bytes]
"""Status, headers, body."""

_PLAIN = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
BUSY: Answer = (503, _PLAIN, b"Too much is being sent at this moment. Try again in a minute.")
LATE: Answer = (408, _PLAIN, b"What was sent took too long to arrive. Try again.")


class Asked(Protocol):
    """The head of a request, as Granian's RSGI hands it over."""

    method: str
    path: str
    query_string: str
    scheme: str
    server: str
    client: str
    http_version: str
    headers: Any


class Exchange(Protocol):
    """The body of a request, piece by piece as it comes, and the way back."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces of the body."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes, /) -> None:
        """Answer in one piece."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is taken in: bytes of one body, and of all that are held at one time; seconds that a body may take to come.

    ``quiet`` is how many seconds may go by without a piece of it, ``threads`` how many requests the pages work on at
    one time.
    """

    largest: int = 70_000_000
    held: int = 280_000_000
    seconds: float = 120.0
    quiet: float = 15.0
    threads: int = 8


@dataclass
class Front:
    """Takes bodies in without a thread, each within its time, and hands whole requests to the pages.

    A body that never ends costs a connection and what was sent of it, until its time is up; whoever asks for a page
    meanwhile has the threads.
    """

    pages: Pages
    bounds: Bounds = field(default_factory=Bounds)

    def __post_init__(self) -> None:
        self._held = 0
        self._threads = ThreadPoolExecutor(self.bounds.threads, "pages")

    async def __rsgi__(self, asked: Asked, exchange: Exchange) -> None:
        """Answer one request (the RSGI specification of Granian, 1.5)."""
        if not hasattr(exchange, "response_bytes"):
            return
        pieces: list[bytes] = []
        # Whatever ends it, a client that goes away too, what was held is let go.
        try:
            refusal = await self._take_in(exchange, pieces)
            # One copy is enough.
            pieces[:] = [b"".join(pieces)]
            exchange.response_bytes(*(refusal or await self._ask(environment(asked, pieces[0]))))
        finally:
            self._held -= sum(map(len, pieces))

    def __rsgi_del__(self, _: asyncio.AbstractEventLoop) -> None:
        """Let those that wait go; those that are worked on end."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _take_in(self, exchange: Exchange, pieces: list[bytes]) -> Answer | None:
        taken, now = 0, asyncio.get_running_loop().time
        end = now() + self.bounds.seconds
        try:
            async with asyncio.timeout_at(min(end, now() + self.bounds.quiet)) as clock:
                async for piece in exchange:
                    clock.reschedule(min(end, now() + self.bounds.quiet))
                    pieces.append(piece)
                    taken += len(piece)
                    self._held += len(piece)
                    if self._held > self.bounds.held:
                        return BUSY
                    # What is too large, the pages refuse in their own words; one byte more than fits is enough for it.
                    if taken > self.bounds.largest:
                        break
        except TimeoutError:
            return LATE
        return None

    async def _ask(self, environ: dict[str, Any]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._threads, _answer, self.pages, environ)


def environment(asked: Asked, body: bytes) -> dict[str, Any]:
    """The request as a WSGI application reads it (PEP 3333), its body in hand."""
    host, _, port = asked.server.rpartition(":")
    read: dict[str, Any] = {
        "REQUEST_METHOD": asked.method,
        "SCRIPT_NAME": "",
        # PEP 3333 carries the bytes of a path as characters, one each.
        "PATH_INFO": asked.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": asked.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{asked.http_version}",
        "REMOTE_ADDR": asked.client.rpartition(":")[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": asked.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.input": BytesIO(body),
    }
    return read | _headers(asked.headers.items()) | {"CONTENT_LENGTH": str(len(body))}


def _headers(sent: Iterable[tuple[str, str]]) -> dict[str, str]:
    read: dict[str, str] = {}
    for name, value in sent:
        key = name.upper().replace("-", "_")
        if key == "TRANSFER_ENCODING":  # the body is in hand, whole
            continue
        key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
        between = ";" if key == "HTTP_COOKIE" else ","
        read[key] = f"{read[key]}{between}{value}" if key in read else value
    return read


def _answer(pages: Pages, environ: dict[str, Any]) -> Answer:
    begun: list[tuple[int, list[tuple[str, str]]]] = []

    def begin(status: str, headers: list[tuple[str, str]], _: object = None) -> None:
        begun.append((int(status.split(" ", 1)[0]), headers))

    parts = pages(environ, begin)
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    return *begun[-1], body
