"""The home of the app over one installation: its settings, its county and its store, put beneath the pages."""

import gc
from functools import partial

from dash import Dash

from dashboards.app import create_app
from dashboards.front import Bounds, Front
from dashboards.guard import Wall
from tracker.commands.installation import make_ready
from tracker.services.desk import Desk
from tracker.services.opening import bring_up_to_date
from tracker.services.queries import Queries
from tracker.settings import Settings, read_settings
from tracker.store.database import Database
from tracker.store.unit_of_work import reading, writing

# A workbook travels as text in JSON, which takes four thirds of its size, and a little more.
_IN_JSON = 1.4
_MEGABYTE = 1_000_000
_AT_ONCE = 4


def open_app(settings: Settings) -> Dash:
    """The app of this installation. Raises what the settings and the store say: CountyError, StoreTooOldError."""
    county, database = settings.read_county(), Database(settings.database)
    make_ready(database)
    bring_up_to_date(partial(reading, database), partial(writing, database), county)
    file = settings.upload_megabytes * _MEGABYTE
    wall = Wall(largest=_as_sent(settings), file=file)
    return create_app(
        Queries(partial(reading, database), county), Desk(partial(writing, database), county), wall, county.attainment
    )


def build() -> Front:
    """What serves this installation, by the settings of the environment; a worker calls it when it starts."""
    settings = read_settings()
    largest = _as_sent(settings)
    front = Front(open_app(settings).server, Bounds(largest=largest, held=_AT_ONCE * largest))
    # Libraries and app stay as long as the worker does: no page waits while they are looked through for garbage.
    gc.collect()
    gc.freeze()
    return front


def _as_sent(settings: Settings) -> int:
    return int(settings.upload_megabytes * _MEGABYTE * _IN_JSON)
