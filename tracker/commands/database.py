"""The home of `db`: where the store is, and whether its form is that of this version."""

from contextlib import closing

from tracker.commands.installation import is_there
from tracker.commands.showing import console, print_json, say
from tracker.settings import Settings
from tracker.store.database import Database


def upgrade() -> None:
    """Bring the store up to date, and say from where to where."""
    with closing(Database(Settings().database)) as database:
        before = database.revision()
        database.upgrade()
        after = database.revision()
    if before == after:
        say(console(), f"The store is up to date (revision {after}).")
    else:
        say(console(), f"The store is ready: revision {before or 'none'} is now {after}.")


def show_status(*, as_json: bool) -> None:
    """Say where the store is and which form it has."""
    with closing(Database(Settings().database)) as database:
        place = database.url.render_as_string(hide_password=True)
        revision = database.revision() if is_there(database) else None
        newest = database.newest_revision()
    if as_json:
        told = {"database": place, "revision": revision, "newest": newest, "up_to_date": revision == newest}
        print_json(told)
        return
    out = console()
    say(out, f"Store:    {place}")
    say(out, f"Revision: {revision or 'none yet'}")
    say(out, "It is up to date." if revision == newest else "It needs: equity-tracker db upgrade")
