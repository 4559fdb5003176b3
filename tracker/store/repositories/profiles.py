"""The home of what headings mean: one profile for each set of headings, and the last answers beside it."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, delete, insert, select, update

from importers.reading import Answers, HeadingProfile, Kind, Meaning
from tracker.records import KeptProfile
from tracker.store.tables import last_answers, profiles
from tracker.store.types import AnyRow


class Profiles:
    """Profiles and last answers, by kind and fingerprint."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[KeptProfile, ...]:
        """Every profile, by kind, in the order in which their headings were first seen."""
        rows = self._connection.execute(select(profiles).order_by(profiles.c.kind, profiles.c.id))
        return tuple(_profile(row) for row in rows)

    def keep(self, profile: HeadingProfile, import_id: int | None) -> None:
        """Keep a profile, in place of an earlier one of the same headings."""
        meaning = profile.meaning
        self._put(
            profiles,
            profile.kind,
            meaning.fingerprint,
            headings=[list(headings) for headings in meaning.tables],
            answers=_listed(meaning.answers),
            picks_sheet=meaning.picks_sheet,
            said_by=profile.by,
            said_at=profile.at,
            import_id=import_id,
        )

    def remove(self, kind: Kind, fingerprint: str) -> None:
        """Let a profile go, where there is one; last answers stay."""
        self._drop(profiles, kind, fingerprint)

    def last(self) -> Mapping[tuple[Kind, str], Answers]:
        """The last answers for files with these headings, by kind and fingerprint."""
        rows = self._connection.execute(select(last_answers))
        return {(Kind(row.kind), row.fingerprint): _answers(row.answers) for row in rows}

    def remember(self, kind: Kind, fingerprint: str, answers: Answers) -> None:
        """Keep the last answers for files with these headings."""
        self._put(last_answers, kind, fingerprint, answers=_listed(answers))

    def forget(self, kind: Kind, fingerprint: str) -> None:
        """Let the last answers go."""
        self._drop(last_answers, kind, fingerprint)

    def _put(self, table: Table, kind: Kind, fingerprint: str, **values: object) -> None:
        that = (table.c.kind == kind) & (table.c.fingerprint == fingerprint)
        if not self._connection.execute(update(table).where(that).values(values)).rowcount:
            self._connection.execute(insert(table).values(kind=kind, fingerprint=fingerprint, **values))

    def _drop(self, table: Table, kind: Kind, fingerprint: str) -> None:
        self._connection.execute(delete(table).where(table.c.kind == kind, table.c.fingerprint == fingerprint))


def _profile(row: AnyRow) -> KeptProfile:
    tables = tuple(tuple(headings) for headings in row.headings)
    meaning = Meaning(tables, _answers(row.answers), picks_sheet=bool(row.picks_sheet))
    return KeptProfile(HeadingProfile(Kind(row.kind), meaning, row.said_by, row.said_at), row.import_id)


def _answers(document: Mapping[str, list[str]]) -> Answers:
    return {key: tuple(texts) for key, texts in document.items()}


def _listed(answers: Answers) -> dict[str, list[str]]:
    return {key: list(texts) for key, texts in answers.items()}
