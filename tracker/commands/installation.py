"""The home of what a command works on: this installation's settings, county and store."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from importers.reading import Surroundings
from plans.framework import Framework
from tracker.county import County, load_county
from tracker.errors import TrackerError
from tracker.services.frameworks import framework_in_force
from tracker.settings import Settings
from tracker.store.database import Database
from tracker.store.unit_of_work import reading


class StoreTooOldError(TrackerError):
    """The store has the form of an older version."""

    def __init__(self) -> None:
        super().__init__(
            "the store has the form of another version; bring it up to date with: equity-tracker db upgrade"
        )


@dataclass(frozen=True, slots=True)
class Installation:
    """One county's tracker: its settings, its rules and its store."""

    settings: Settings
    county: County
    database: Database

    def framework(self) -> Framework:
        """The framework in force: the one that was loaded, else the one that the county's file names."""
        with reading(self.database) as uow:
            return framework_in_force(uow, self.county)


class NoStoreError(TrackerError):
    """Nothing was ever kept."""

    def __init__(self) -> None:
        super().__init__("there is no store yet; make one with: equity-tracker db upgrade")


def known_to_the_store(county: Path | None) -> Surroundings:
    """What the store and the county's file say, for a reader; nothing is made or changed.

    Raises ``NoStoreError`` and ``StoreTooOldError``.
    """
    told = Settings()
    own = load_county(county) if county else told.read_county()
    with closing(Database(told.database)) as database:
        if not is_there(database):
            raise NoStoreError
        make_ready(database)
        return own.surroundings(Installation(told, own, database).framework())


@contextmanager
def installation(county: Path | None = None, settings: Settings | None = None) -> Iterator[Installation]:
    """This installation, with a store that is ready; one that is not there yet is made.

    Raises ``StoreTooOldError`` where an upgrade is needed, ``CountyError`` where the county's file cannot be read.
    """
    told = settings or Settings()
    own = load_county(county) if county else told.read_county()
    database = Database(told.database)
    try:
        make_ready(database)
        yield Installation(told, own, database)
    finally:
        database.close()


def is_there(database: Database) -> bool:
    """Whether there is a store; looking for one makes none."""
    place = database.url.database
    embedded = database.url.get_backend_name() == "sqlite"
    return not (embedded and place and not Path(place).exists()) and database.revision() is not None


def make_ready(database: Database) -> None:
    """Make a store where there is none; refuse one of another form."""
    revision = database.revision()
    if revision is None:
        database.upgrade()
    elif revision != database.newest_revision():
        raise StoreTooOldError
