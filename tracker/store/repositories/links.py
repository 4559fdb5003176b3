"""The home of funding links as they are kept: none is ever deleted."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, insert, select, update

from budgets.lines import LineKey
from budgets.period import BudgetPeriod
from budgets.selectors import LineSelector
from tracker.alignment import FundingLink
from tracker.errors import NotFoundError
from tracker.records import KeptLink, LinkedAction
from tracker.store.link_tables import funding_links
from tracker.store.types import AnyRow, is_number

_LINKS_KEPT = 16_384
"""Of how many links one process keeps what they claim: 48 MB where all of them differ, as measured."""
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
        statement = _LINKS.where(funding_links.c.id == number)
        row = self._connection.execute(statement).one_or_none() if is_number(number) else None
        if row is None:
            raise NotFoundError("funding link", number)
        return _kept(row)

    def counting(self, period: BudgetPeriod | None) -> Sequence[LinkedAction]:
        """The links that stand and count in the books of a period (None: of any), in the order of their making."""
        own = funding_links.c
        named = select(own.id, own.department, own.action, own.share.is_(None)).where(own.ended_at.is_(None))
        if period is not None:
            named = named.where(own.since <= period.end, own.until.is_(None) | (own.until >= period.start))
        return [LinkedAction(*row) for row in self._connection.execute(named.order_by(own.id))]

    def all(self) -> tuple[KeptLink, ...]:
        """Every link, also those that were ended, in the order in which they were made."""
        return tuple(_kept(row) for row in self._connection.execute(_LINKS.order_by(funding_links.c.id)))


def _kept(row: AnyRow) -> KeptLink:
    told = tuple(row[_OWN:])
    # 0.5 and 0.50 are equal, and nobody else's link is to be told in place of this one.
    return KeptLink(link=_link(told, str(told[_SHARE])), **dict(zip(_KEPT, row[:_OWN], strict=True)))


@lru_cache(maxsize=_LINKS_KEPT)
def _link(told: tuple[Any, ...], _share: str) -> FundingLink:
    # What a link claims never changes, and was validated when it came in. A page reads thousands of links, and all of
    # them again after every change of the store.
    keys = len(_COLUMNS)
    selector = LineSelector.model_construct(**dict(zip(_COLUMNS, told[:keys], strict=True)))
    return FundingLink.model_construct(selector=selector, **dict(zip(_TOLD, told[keys:], strict=True)))


_TOLD = tuple(name for name in FundingLink.model_fields if name != "selector")
_SHARE = len(_COLUMNS) + _TOLD.index("share")
_KEPT = ("id", "by", "at", "ended_by", "ended_at", "ended_why")
_ABOUT = ("id", "said_by", "said_at", "ended_by", "ended_at", "ended_why")
_OWN = len(_ABOUT)
_LINKS = select(*(funding_links.c[name] for name in (*_ABOUT, *_COLUMNS.values(), *_TOLD)))
