"""The home of what a command works on: this installation's settings, county and store."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from importers.by_kind import AnyReading
from importers.reading import Surroundings
from plans.framework import Framework
from tracker.county import County, load_county
from tracker.errors import TrackerError
from tracker.services.frameworks import framework_in_force
from tracker.services.opening import bring_up_to_date
from tracker.services.profiles import remembered
from tracker.services.publishing import differences
from tracker.settings import Settings, read_settings
from tracker.store.database import Database, Form
from tracker.store.unit_of_work import reading, writing
from tracker.waiting import Differences


class StoreTooOldError(TrackerError):
    """The store has the form of an older version."""

    def __init__(self) -> None:
        super().__init__(
            "the store has the form of an older version; bring it up to date with: equity-tracker db upgrade"
        )


class StoreTooNewError(TrackerError):
    """The store has a form that this version of the product does not know."""

    def __init__(self, revision: str | None, newest: str | None) -> None:
        super().__init__(
            f"the store is newer than this program: its form is revision {revision}, and this program knows those "
            f"up to {newest}; update equity-tracker, or name another store in EQUITY_TRACKER_DATABASE"
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

    def surroundings(self, framework: Framework) -> Surroundings:
        """What readers are told: the county's rules under these goals, and what earlier files have taught."""
        with reading(self.database) as uow:
            return replace(self.county.surroundings(framework), remembered=remembered(uow))


class NoStoreError(TrackerError):
    """Nothing was ever kept."""

    def __init__(self) -> None:
        super().__init__("there is no store yet; make one with: equity-tracker db upgrade")


def known_to_the_store(county: Path | None) -> Surroundings:
    """What the store and the county's file say, for a reader; nothing is made or changed.

    Raises ``NoStoreError``, ``StoreTooOldError`` and ``StoreTooNewError``.
    """
    with known_installation(county) as here:
        return here.surroundings(here.framework())


def would_change(found: AnyReading, county: Path | None) -> Differences:
    """What a file would change in what is in force, or beside the decision before it; nothing is made or changed.

    Raises ``NoStoreError``, ``StoreTooOldError`` and ``StoreTooNewError``.
    """
    with known_installation(county) as here, reading(here.database) as uow:
        return differences(uow, found, here.county)


@contextmanager
def known_installation(county: Path | None) -> Iterator[Installation]:
    """This installation as it is there already, to be asked; nothing is made or changed.

    Raises ``NoStoreError``, ``StoreTooOldError`` and ``StoreTooNewError``.
    """
    told = read_settings()
    own = load_county(county) if county else told.read_county()
    with closing(Database(told.database)) as database:
        if not is_there(database):
            raise NoStoreError
        make_ready(database)
        yield Installation(told, own, database)


@contextmanager
def installation(county: Path | None = None, settings: Settings | None = None) -> Iterator[Installation]:
    """This installation, with a store that is ready; one that is not there yet is made.

    Raises ``StoreTooOldError`` where an upgrade is needed, ``StoreTooNewError`` where the program is too old, and
    ``CountyError`` where the county's file cannot be read.
    """
    told = settings or read_settings()
    own = load_county(county) if county else told.read_county()
    database = Database(told.database)
    try:
        make_ready(database)
        bring_up_to_date(partial(reading, database), partial(writing, database), own)
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
    match database.form():
        case Form.NONE:
            database.upgrade()
        case Form.OLDER:
            raise StoreTooOldError
        case Form.NEWER:
            raise StoreTooNewError(database.revision(), database.newest_revision())
        case Form.CURRENT:
            return
