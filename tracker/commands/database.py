"""The home of `db`: where the store is, and whether its form is that of this version."""

from contextlib import closing

from tracker.commands.installation import StoreTooNewError, is_there
from tracker.commands.showing import console, print_json, say
from tracker.settings import read_settings
from tracker.store.database import Database, Form

_ADVICE = {
    Form.NONE: "It needs: equity-tracker db upgrade",
    Form.OLDER: "It needs: equity-tracker db upgrade",
    Form.CURRENT: "It is up to date.",
    Form.NEWER: "It is newer than this program, which knows revisions up to {newest}: update equity-tracker.",
}


def upgrade() -> None:
    """Bring the store up to date, and say from where to where."""
    with closing(Database(read_settings().database)) as database:
        before = database.revision()
        if database.form() is Form.NEWER:
            raise StoreTooNewError(before, database.newest_revision())
        database.upgrade()
        after = database.revision()
    if before == after:
        say(console(), f"The store is up to date (revision {after}).")
    else:
        say(console(), f"The store is ready: revision {before or 'none'} is now {after}.")


def show_status(*, as_json: bool) -> None:
    """Say where the store is and which form it has."""
    with closing(Database(read_settings().database)) as database:
        place = database.url.render_as_string(hide_password=True)
        revision = database.revision() if is_there(database) else None
        newest = database.newest_revision()
        form = database.form() if revision else Form.NONE
    if as_json:
        told = {"database": place, "revision": revision, "newest": newest, "up_to_date": revision == newest}
        print_json(told)
        return
    out = console()
    say(out, f"Store:    {place}")
    say(out, f"Revision: {revision or 'none yet'}")
    say(out, _ADVICE[form].format(newest=newest))
