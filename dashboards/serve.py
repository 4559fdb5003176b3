"""The home of `serve`: the pages in a browser, on this computer alone."""

import ipaddress
import socket
from contextlib import closing
from typing import Annotated

import typer
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from rich.console import Console

from tracker.commands.installation import installation
from tracker.errors import TrackerError
from tracker.settings import read_settings

CONNECTIONS = 1024
HEAD_MILLISECONDS = 10_000
RESPAWN_SECONDS = 1.0


class NotLoopbackError(TrackerError):
    """Without accounts the pages may not be served to other computers."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"there are no accounts yet, so the pages are served to this computer alone; {host} would show them to "
            "others: use 127.0.0.1"
        )


class PortTakenError(TrackerError):
    """Something else listens on the port."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"something else uses {host}:{port} already; stop it, or choose another with --port")


def serve(
    *,
    host: Annotated[
        str | None, typer.Option(help="The address to serve on; this computer's own, as there are no accounts yet.")
    ] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port to serve on.")] = None,
) -> None:
    """Show the county in the browser, on this computer alone."""
    settings = read_settings()
    place, door = host or settings.host, port or settings.port
    check_is_loopback(place)
    check_is_free(place, door)
    # What is wrong with the store, the county's file or its cycle is told here, not in the log of a worker.
    with installation(settings=settings) as here:
        here.county.own_cycle()
    _say(place, door)
    Granian(
        "dashboards.opening:build",
        address=place,
        port=door,
        # The head of a request has its time here, its body in `front`; neither waits in a thread of the pages.
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_MILLISECONDS),
        websockets=False,
        backpressure=CONNECTIONS,
        factory=True,
        log_enabled=False,
        # A file that ends the process of the pages all the same ends it for a moment only.
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_SECONDS,
    ).serve()


def check_is_loopback(host: str) -> None:
    """Raise NotLoopbackError for an address that others can reach."""
    if host == "localhost":
        return
    try:
        is_own = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_own = False
    if not is_own:
        raise NotLoopbackError(host)


def check_is_free(host: str, port: int) -> None:
    """Raise PortTakenError where something listens already."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with closing(socket.socket(family, kind, protocol)) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(address)
        except OSError as error:
            raise PortTakenError(host, port) from error


def _say(host: str, port: int) -> None:
    out = Console(highlight=False)
    shown = f"[{host}]" if ":" in host else host
    out.print(f"The county is at [bold]http://{shown}:{port}[/bold]", soft_wrap=True)
    out.print("No accounts yet: it opens on this computer alone. Stop it with Ctrl+C.", soft_wrap=True)
