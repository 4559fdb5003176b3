"""The demonstration, served to a browser of this machine: for journeys, and for the pictures of the documentation."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from dashboards.opening import open_app
from tracker.commands.demonstration import demo_settings

# A fresh profile is what Playwright makes by itself.
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Silent(WSGIRequestHandler):
    """Serves without telling of every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing; what goes wrong is still logged."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the county of a folder is served meanwhile; the port is any that is free."""
    county = open_app(demo_settings(folder)).server
    server = make_server("127.0.0.1", 0, county, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def browsing(chromium: str) -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIETLY))
        yield browser
        browser.close()
