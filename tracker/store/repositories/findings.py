"""The home of what is kept of findings: waivers, and what each round opened and resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from budgets.period import BudgetPeriod
from tracker.errors import NotFoundError
from tracker.finding_history import KeptRound, KeptWaiver, NewRound, Seen, Span, Waiver
from tracker.store.finding_tables import finding_rounds, finding_spans, finding_waivers
from tracker.store.periods import in_period, period_values
from tracker.store.types import AnyRow

_SEEN = ("finding", "kind", "told", "dollars", "department", "goal")


class Findings:
    """Waivers and the history of findings, by period."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waive(self, waiver: Waiver, *, by: str, at: datetime) -> int:
        """Keep a waiver, and give its number."""
        own = {name: value for name, value in asdict(waiver).items() if name != "period"}
        made = insert(finding_waivers).values(**period_values(waiver.period), **own, said_by=by, said_at=at)
        return int(self._connection.execute(made.returning(finding_waivers.c.id)).scalar_one())

    def take_back(self, number: int, *, by: str, at: datetime) -> None:
        """Say that a waiver counts no more. Raises ``NotFoundError``."""
        that = update(finding_waivers).where(finding_waivers.c.id == number)
        if not self._connection.execute(that.values(ended_by=by, ended_at=at)).rowcount:
            raise NotFoundError("waiver", number)

    def waivers(self, period: BudgetPeriod) -> tuple[KeptWaiver, ...]:
        """Every waiver of a period, also those that were taken back or ran out, the first one first."""
        statement = select(finding_waivers).where(*in_period(finding_waivers, period)).order_by(finding_waivers.c.id)
        return tuple(_waiver(row, period) for row in self._connection.execute(statement))

    def standing(self, period: BudgetPeriod) -> Mapping[str, Seen]:
        """The findings that the last round left open, by their keys."""
        open_ = finding_spans.c.resolved_id.is_(None)
        rows = self._connection.execute(select(finding_spans).where(*in_period(finding_spans, period), open_))
        return {row.finding: _seen(row) for row in rows}

    def keep_round(self, new: NewRound, opened: Sequence[Seen], resolved: Sequence[str], still_open: int) -> int:
        """Keep a round: what it opened, the keys of what it resolved, and how many are open; gives its number."""
        counts = {"new": len(opened), "resolved": len(resolved), "open": still_open}
        told = {"cause": new.cause, "import_id": new.import_id, "said_by": new.by, "said_at": new.at}
        made = insert(finding_rounds).values(**period_values(new.period), **told, **counts)
        number = int(self._connection.execute(made.returning(finding_rounds.c.id)).scalar_one())
        gone = [*in_period(finding_spans, new.period), finding_spans.c.resolved_id.is_(None)]
        if resolved:
            that = update(finding_spans).where(*gone, finding_spans.c.finding == bindparam("key"))
            self._connection.execute(that.values(resolved_id=number), [{"key": key} for key in resolved])
        rows = [
            {**period_values(new.period), **{name: getattr(seen, name) for name in _SEEN}, "opened_id": number}
            for seen in opened
        ]
        if rows:
            self._connection.execute(insert(finding_spans), rows)
        return number

    def rounds(self, period: BudgetPeriod) -> tuple[KeptRound, ...]:
        """Every round of a period, the last one first."""
        statement = (
            select(finding_rounds).where(*in_period(finding_rounds, period)).order_by(finding_rounds.c.id.desc())
        )
        return tuple(_round(row, period) for row in self._connection.execute(statement))

    def spans(self, period: BudgetPeriod) -> tuple[Span, ...]:
        """From when to when each finding of a period was there, in the order in which they came up."""
        statement = select(finding_spans).where(*in_period(finding_spans, period)).order_by(finding_spans.c.id)
        rows = self._connection.execute(statement)
        return tuple(Span(seen=_seen(row), opened=row.opened_id, resolved=row.resolved_id) for row in rows)


def _seen(row: AnyRow) -> Seen:
    return Seen(**{name: getattr(row, name) for name in _SEEN})


def _waiver(row: AnyRow, period: BudgetPeriod) -> KeptWaiver:
    told = {name: getattr(row, name) for name in ("finding", "kind", "told", "person", "reason", "until")}
    return KeptWaiver(
        id=row.id,
        waiver=Waiver(period=period, **told),
        by=row.said_by,
        at=row.said_at,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
    )


def _round(row: AnyRow, period: BudgetPeriod) -> KeptRound:
    new = NewRound(period=period, cause=row.cause, by=row.said_by, at=row.said_at, import_id=row.import_id)
    return KeptRound(id=row.id, round=new, new=row.new, resolved=row.resolved, open=row.open)
