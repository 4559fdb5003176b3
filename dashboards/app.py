"""The home of the app: pages, wiring and wall put together. Nothing happens on import."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from dash import Dash, set_props

from dashboards.answer_files import serve_answer_files
from dashboards.asking import Ask, Desk
from dashboards.calls import check_requests, unforeseen
from dashboards.components.cards import notice
from dashboards.downloads import serve_downloads
from dashboards.files import read_through, serve_files
from dashboards.formats import sentence_case
from dashboards.guard import OWN_COMPUTER, Wall, stand_before
from dashboards.ids import Shell
from dashboards.pages import connecting
from dashboards.shell import connect, frame
from dashboards.wiring import Wiring
from plans.attainment import DEFAULT_THRESHOLDS, Thresholds
from tracker.errors import TrackerError
from tracker.permissions import LOCAL_USER, Actor

ASSETS = Path(__file__).parent / "assets"

_INDEX = """<!DOCTYPE html>
<html lang="en">
  <head>
    {%metas%}
    <meta name="color-scheme" content="light dark">
    <title>{%title%}</title>
    <script src="/assets/first.js"></script>
    <link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
    <link rel="preload" href="/assets/fonts/public-sans-latin-wght-normal.woff2" as="font" crossorigin>
    <link rel="preload" href="/assets/fonts/source-serif-4-latin-wght-normal.woff2" as="font" crossorigin>
    {%css%}
  </head>
  <body>
    {%app_entry%}
    <noscript>
      This page needs JavaScript. Its numbers come without a browser, too: <code>equity-tracker report goals</code>.
    </noscript>
    <footer>{%config%}{%scripts%}{%renderer%}</footer>
  </body>
</html>
"""


def put_together(
    ask: Ask,
    desk: Desk,
    wall: Wall = OWN_COMPUTER,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    current_actor: Callable[[], Actor] = lambda: LOCAL_USER,
) -> Wiring:
    """Build the app over what it may ask and do; the wiring knows the app and every door of it."""
    app = Dash(
        "dashboards",
        assets_folder=str(ASSETS),
        assets_ignore=r"first\.js",
        compress=True,
        index_string=_INDEX,
        title="Equity tracker",
        update_title="",
        suppress_callback_exceptions=True,
        on_error=tell_error,
        add_log_handler=False,
        health_endpoint="health",
    )
    app.layout = frame
    wiring = Wiring(app, current_actor)
    connect(wiring, ask)
    connecting.connect(wiring, ask, desk, thresholds, wall.file)
    serve_files(app.server, ask, desk, current_actor)
    serve_downloads(app.server, ask, current_actor)
    serve_answer_files(app.server, ask, current_actor)
    # What is registered last runs first: files are read before Dash's own compressor sees them.
    app.server.after_request(read_through)
    stand_before(app.server, wall, partial(app.csp_hashes))
    # After the wall: a body is looked at only where its sender may knock.
    check_requests(app)
    return wiring


def create_app(ask: Ask, desk: Desk, wall: Wall = OWN_COMPUTER, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Dash:
    """The app over what it may ask and do."""
    return put_together(ask, desk, wall, thresholds).app


def tell_error(error: Exception) -> None:
    """Say on the page what went wrong: a broken promise in its own sentence, anything else by its number in the log."""
    if isinstance(error, TrackerError):
        set_props(Shell.ALERT, {"children": notice(f"{sentence_case(str(error))}.")})
        return
    set_props(Shell.ALERT, {"children": notice(unforeseen(error))})
