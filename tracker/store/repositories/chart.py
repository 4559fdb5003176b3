"""The home of the chart of accounts as files have it: every code and name, once."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, insert, select

from budgets.structure import ChartEntry
from tracker.records import Dimension
from tracker.store.grouping import Entry
from tracker.store.tables import chart_entries


class Chart:
    """Chart entries by dimension and number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entries(self, dimension: Dimension) -> Mapping[int, ChartEntry]:
        """Every entry of a dimension, by its number."""
        statement = select(chart_entries).where(chart_entries.c.dimension == dimension.value)
        return {row.id: as_entry(row.code, row.name) for row in self._connection.execute(statement)}

    def named(self, numbers: Collection[int]) -> Mapping[int, ChartEntry]:
        """The entries of these numbers."""
        statement = select(chart_entries).where(chart_entries.c.id.in_(numbers))
        return {row.id: as_entry(row.code, row.name) for row in self._connection.execute(statement)}

    def numbers(self, dimension: Dimension, entries: Iterable[Entry]) -> Mapping[Entry, int]:
        """The numbers of codes and names; those that are new get one."""
        known = self._numbers(dimension)
        new = sorted(set(entries) - known.keys())
        if new:
            rows = [{"dimension": dimension.value, "code": code, "name": name} for code, name in new]
            self._connection.execute(insert(chart_entries), rows)
            known = self._numbers(dimension)
        return known

    def _numbers(self, dimension: Dimension) -> dict[Entry, int]:
        statement = select(chart_entries).where(chart_entries.c.dimension == dimension.value)
        return {(row.code, row.name): row.id for row in self._connection.execute(statement)}


def as_entry(code: str, name: str) -> ChartEntry:
    """A chart entry from its code and name, an absent one empty."""
    return ChartEntry(code=code or None, name=name or None)
