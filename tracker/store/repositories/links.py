"""The home of funding links as they are kept: none is ever deleted."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from budgets.lines import LineKey
from budgets.selectors import LineSelector
from tracker.alignment import FundingLink
from tracker.errors import NotFoundError
from tracker.records import KeptLink
from tracker.store.link_tables import funding_links
from tracker.store.types import AnyRow

_COLUMNS = {part: "budget_department" if part == "department" else part for part in LineKey._fields}


class Links:
    """Funding links by number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, link: FundingLink, *, by: str, at: datetime) -> int:
        """Keep a link, and give its number."""
        own = link.model_dump(exclude={"selector"})
        keys = {_COLUMNS[part]: code for part, code in link.selector.named.items()}
        statement = insert(funding_links).values(**own, **keys, said_by=by, said_at=at)
        return int(self._connection.execute(statement.returning(funding_links.c.id)).scalar_one())

    def end(self, number: int, *, by: str, at: datetime, why: str) -> None:
        """Say that a link counts no more."""
        that = update(funding_links).where(funding_links.c.id == number)
        self._connection.execute(that.values(ended_by=by, ended_at=at, ended_why=why))

    def get(self, number: int) -> KeptLink:
        """One link; raises ``NotFoundError``."""
        row = self._connection.execute(select(funding_links).where(funding_links.c.id == number)).one_or_none()
        if row is None:
            raise NotFoundError("funding link", number)
        return _kept(row)

    def all(self) -> tuple[KeptLink, ...]:
        """Every link, also those that were ended, in the order in which they were made."""
        return tuple(_kept(row) for row in self._connection.execute(select(funding_links).order_by(funding_links.c.id)))


def _kept(row: AnyRow) -> KeptLink:
    told = row._mapping  # noqa: SLF001 - how SQLAlchemy names a row's columns
    # What the store holds was validated when it came in; a page reads thousands of links.
    selector = LineSelector.model_construct(**{part: told[column] for part, column in _COLUMNS.items()})
    link = FundingLink.model_construct(selector=selector, **{name: told[name] for name in _TOLD})
    return KeptLink(
        id=row.id,
        link=link,
        by=row.said_by,
        at=row.said_at,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
        ended_why=row.ended_why,
    )


_TOLD = tuple(name for name in FundingLink.model_fields if name != "selector")
