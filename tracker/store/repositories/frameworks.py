"""The home of frameworks: every version that was ever loaded, and which one is in force."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from plans.framework import Framework
from tracker.store.tables import frameworks


class Frameworks:
    """A county's shared goals, in versions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def in_force(self) -> Framework | None:
        """The framework in force; None where none was loaded."""
        document = self._connection.execute(
            select(frameworks.c.document).where(frameworks.c.in_force)
        ).scalar_one_or_none()
        return None if document is None else Framework.model_validate(document)

    def put_in_force(self, framework: Framework, *, by: str, at: datetime) -> None:
        """Keep a framework, a newer text of the same version in place of the older, and make it the one in force."""
        table = frameworks.c
        self._connection.execute(update(frameworks).values(in_force=False))
        values = {"document": framework.model_dump(mode="json"), "in_force": True, "loaded_by": by, "loaded_at": at}
        that = (table.code == framework.code) & (table.version == framework.version)
        if not self._connection.execute(update(frameworks).where(that).values(values)).rowcount:
            names = {"code": framework.code, "version": framework.version}
            self._connection.execute(insert(frameworks).values(**names, **values))

    def versions(self) -> tuple[Framework, ...]:
        """Every version that was loaded, the first one first."""
        rows = self._connection.execute(select(frameworks.c.document).order_by(frameworks.c.id))
        return tuple(Framework.model_validate(row.document) for row in rows)
