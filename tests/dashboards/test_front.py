import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from types import SimpleNamespace
from typing import TypeVar

import pytest
from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server

from dashboards.app import put_together
from dashboards.front import Answer, Bounds, Front, environment
from tests.dashboards.fakes import FakeDesk, FakeQueries

MORE_THAN_THREADS = 40

T = TypeVar("T")


def run(deed: Coroutine[object, object, T]) -> T:
    """Run it on a thread of its own: a browser that an earlier test opened leaves a loop on the thread of the tests."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, deed).result()


class Headers(SimpleNamespace):
    def __init__(self, *sent: tuple[str, str]) -> None:
        super().__init__(items=lambda: list(sent))


def asked(*headers: tuple[str, str], **parts: str) -> SimpleNamespace:
    usual = {"method": "POST", "path": "/", "query_string": "", "scheme": "http", "http_version": "1.1"}
    places = {"server": "127.0.0.1:8050", "client": "127.0.0.1:40000"}
    return SimpleNamespace(headers=Headers(*headers), **(usual | places | parts))


class Exchange:
    def __init__(self, *pieces: bytes, ends: bool = True) -> None:
        self.pieces, self.ends = pieces, ends
        self.answer: Answer = (0, [], b"")
        self.is_stalled = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            yield piece
        if not self.ends:
            self.is_stalled.set()
            await asyncio.Event().wait()

    def response_bytes(self, status, headers, body) -> None:
        self.answer = (status, headers, body)


def echo(environ, begin) -> Iterable[bytes]:
    begin("200 OK", [])
    return [environ["wsgi.input"].read()]


def answered(front: Front, exchange: Exchange):
    run(front.__rsgi__(asked(), exchange))
    return exchange.answer


def test_a_body_reaches_the_pages_whole():
    assert answered(Front(echo), Exchange(b"one", b"two")) == (200, [], b"onetwo")


@pytest.mark.parametrize("bounds", [Bounds(seconds=0), Bounds(quiet=0)])
def test_a_body_that_does_not_come_in_time_is_told_so(bounds):
    status, _, words = answered(Front(echo, bounds), Exchange(b"one", ends=False))

    assert (status, words) == (408, b"What was sent took too long to arrive. Try again.")


def test_bodies_that_are_held_have_a_bound_together():
    async def two() -> tuple[Exchange, Exchange]:
        front, first, second = Front(echo, Bounds(held=10)), Exchange(b"12345678", ends=False), Exchange(b"12345678")
        stalled = asyncio.create_task(front.__rsgi__(asked(), first))
        await first.is_stalled.wait()
        await front.__rsgi__(asked(), second)
        stalled.cancel()
        await asyncio.gather(stalled, return_exceptions=True)
        await front.__rsgi__(asked(), third := Exchange(b"12345678"))
        return second, third

    refused, taken = run(two())

    assert refused.answer[0] == 503
    assert taken.answer[0] == 200


def test_of_a_body_that_is_too_large_no_more_is_taken_than_says_so():
    pages = Front(echo, Bounds(largest=4))

    assert answered(pages, Exchange(b"12345", b"678", ends=False)) == (200, [], b"12345")


def test_the_pages_say_that_a_body_is_too_large():
    ask = FakeQueries()
    server = put_together(ask, FakeDesk(ask)).app.server
    server.config["MAX_CONTENT_LENGTH"] = 4

    exchange = Exchange(b"12345", ends=False)
    request = asked(("host", "localhost"), ("content-type", "application/json"), path="/_dash-update-component")
    run(Front(server, Bounds(largest=4)).__rsgi__(request, exchange))

    assert exchange.answer[0] == 413


def test_a_request_is_read_as_wsgi_says():
    request = asked(
        ("content-type", "text/plain"),
        ("x-a", "1"),
        ("X-A", "2"),
        ("cookie", "a=1"),
        ("cookie", "b=2"),
        ("transfer-encoding", "chunked"),
        ("content-length", "999"),
        path="/é",
        server="[::1]:8050",
    )

    read = environment(request, b"body")

    assert read["PATH_INFO"].encode("latin-1").decode() == "/é"
    assert (read["SERVER_NAME"], read["SERVER_PORT"], read["REMOTE_ADDR"]) == ("[::1]", "8050", "127.0.0.1")
    assert (read["CONTENT_TYPE"], read["CONTENT_LENGTH"]) == ("text/plain", "4")
    assert (read["HTTP_X_A"], read["HTTP_COOKIE"]) == ("1,2", "a=1;b=2")
    assert "HTTP_TRANSFER_ENCODING" not in read


@asynccontextmanager
async def listening(front: Front) -> AsyncIterator[int]:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(
        front, port=port, interface=Interfaces.RSGI, http=HTTPModes.http1, websockets=False, log_enabled=False
    )
    serving = asyncio.create_task(server.serve())
    try:
        yield port
    finally:
        server.stop()
        await serving


async def connect(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    while True:
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            await asyncio.sleep(0)


async def status_of_a_page(port: int) -> bytes:
    reader, writer = await connect(port)
    writer.write(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    line = await reader.readline()
    writer.close()
    return line


class Counted(Front):
    """Knows when so many requests are here."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.here, self.all_here = 0, asyncio.Event()

    async def __rsgi__(self, head, exchange) -> None:
        self.here += 1
        if self.here == MORE_THAN_THREADS:
            self.all_here.set()
        await super().__rsgi__(head, exchange)


@pytest.mark.parametrize("length", [b"Content-Length: 1000", b"Transfer-Encoding: chunked"])
def test_pages_answer_while_more_bodies_never_end_than_there_are_threads(wiring, length):
    head = b"POST /_dash-update-component HTTP/1.1\r\nHost: localhost\r\n" + length + b"\r\n\r\n1\r\n"

    async def besieged() -> bytes:
        front = Counted(wiring.app.server, Bounds(threads=2))
        async with asyncio.timeout(60), listening(front) as port:
            siege = [await connect(port) for _ in range(MORE_THAN_THREADS)]
            for _, writer in siege:
                writer.write(head)
            await front.all_here.wait()
            status = await status_of_a_page(port)
            for _, writer in siege:
                writer.close()
            return status

    assert run(besieged()).startswith(b"HTTP/1.1 200")
