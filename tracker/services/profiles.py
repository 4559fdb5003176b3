"""The home of profiles as a county keeps them: learnt when a file is published, looked at, taken along, let go."""

from collections.abc import Iterable
from datetime import datetime

from importers.reading import HeadingProfile, Reading, Remembered
from tracker.errors import TrackerError
from tracker.permissions import Actor, Permission, require
from tracker.records import KeptProfile
from tracker.services.unit_of_work import UnitOfWork


class NoProfileError(TrackerError):
    """No profile has the fingerprint that was named, or several begin with it."""

    def __init__(self, named: str, many: int) -> None:
        found = f"{many} profiles begin" if many else "there is no profile whose fingerprint begins"
        super().__init__(f"{found} with '{named}'; see `equity-tracker profile list`")


def remembered(uow: UnitOfWork) -> Remembered:
    """What readers are told of earlier files; inside a unit of work."""
    return Remembered(tuple(kept.profile for kept in uow.profiles.all()), uow.profiles.last())


def learn(uow: UnitOfWork, number: int, reading: Reading, *, by: str, at: datetime) -> None:
    """Keep what a published import's answers say of its headings, and all of them as the last ones.

    A profile keeps who said it first, until somebody says something else; where nothing had to be said, it goes.
    """
    meaning = reading.meaning
    if meaning is None:
        return
    name = reading.kind, meaning.fingerprint
    uow.profiles.remember(*name, reading.answers)
    before = next((kept for kept in uow.profiles.all() if (kept.kind, kept.fingerprint) == name), None)
    if meaning.says_nothing:
        uow.profiles.remove(*name)
    elif before is None or _said(before) != (dict(meaning.answers), meaning.picks_sheet):
        uow.profiles.keep(HeadingProfile(reading.kind, meaning, by, at), number)


def unlearn(uow: UnitOfWork, number: int) -> None:
    """Let go what was learnt from an import that is withdrawn: its answers may be the mistake."""
    for kept in uow.profiles.all():
        if kept.import_id == number:
            uow.profiles.remove(kept.kind, kept.fingerprint)


def list_profiles(uow: UnitOfWork, actor: Actor) -> tuple[KeptProfile, ...]:
    """Every profile."""
    require(actor, Permission.IMPORT_READ)
    with uow:
        return uow.profiles.all()


def find_profile(uow: UnitOfWork, actor: Actor, named: str) -> KeptProfile:
    """The one profile whose fingerprint begins so. Raises ``NoProfileError``."""
    require(actor, Permission.IMPORT_READ)
    with uow:
        return _find(uow, named)


def remove_profile(uow: UnitOfWork, actor: Actor, named: str) -> KeptProfile:
    """Forget what headings mean and what was answered last for them. Raises ``NoProfileError``."""
    require(actor, Permission.PROFILE_WRITE)
    with uow:
        found = _find(uow, named)
        uow.profiles.remove(found.kind, found.fingerprint)
        uow.profiles.forget(found.kind, found.fingerprint)
        uow.commit()
    return found


def load_profiles(uow: UnitOfWork, actor: Actor, profiles: Iterable[HeadingProfile]) -> int:
    """Keep profiles that came along in a file, in place of those of the same headings; how many there were."""
    require(actor, Permission.PROFILE_WRITE)
    loaded = list(profiles)
    with uow:
        for profile in loaded:
            uow.profiles.keep(profile, None)
        uow.commit()
    return len(loaded)


def _find(uow: UnitOfWork, named: str) -> KeptProfile:
    found = [kept for kept in uow.profiles.all() if kept.fingerprint.startswith(named)]
    if len(found) != 1:
        raise NoProfileError(named, len(found))
    return found[0]


def _said(kept: KeptProfile) -> tuple[dict[str, tuple[str, ...]], bool]:
    meaning = kept.profile.meaning
    return dict(meaning.answers), meaning.picks_sheet
