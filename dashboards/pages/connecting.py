"""The home of the list of callbacks: every page's, tied to the app through the one door."""

from dashboards.asking import Ask, Desk
from dashboards.pages.overview.callbacks import connect as overview
from dashboards.wiring import Wiring


def connect(wiring: Wiring, ask: Ask, desk: Desk) -> None:
    """Tie all pages to what they may ask and do."""
    for page in (overview,):
        page(wiring, ask)
