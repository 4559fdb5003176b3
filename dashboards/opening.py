"""The home of the app over one installation: its settings, its county and its store, put beneath the pages."""

from functools import partial

from dash import Dash
from flask import Flask

from dashboards.app import create_app
from dashboards.guard import Wall
from tracker.commands.installation import make_ready
from tracker.services.desk import Desk
from tracker.services.queries import Queries
from tracker.settings import Settings, read_settings
from tracker.store.database import Database
from tracker.store.unit_of_work import reading, writing

# A workbook travels as text in JSON, which takes four thirds of its size, and a little more.
_IN_JSON = 1.4
_MEGABYTE = 1_000_000


def open_app(settings: Settings) -> Dash:
    """The app of this installation. Raises what the settings and the store say: CountyError, StoreTooOldError."""
    county, database = settings.read_county(), Database(settings.database)
    make_ready(database)
    wall = Wall(
        largest=int(settings.upload_megabytes * _MEGABYTE * _IN_JSON), file=settings.upload_megabytes * _MEGABYTE
    )
    return create_app(
        Queries(partial(reading, database), county), Desk(partial(writing, database), county), wall, county.attainment
    )


def build() -> Flask:
    """The server of this installation, by the settings of the environment; a worker calls it when it starts."""
    server: Flask = open_app(read_settings()).server
    return server
