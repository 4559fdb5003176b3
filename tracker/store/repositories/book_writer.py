"""The home of writing a budget down: parts, groups of lines, lines, and the totals that are kept of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import Connection, insert, update

from budgets.lines import PartName
from importers.lines import BookLines
from tracker.records import BESIDE, GROUPED, Dimension, Sum
from tracker.store.bulk import Value, insert_many
from tracker.store.grouping import Entry, Group, GroupKey, group_lines, kept_totals
from tracker.store.periods import period_values
from tracker.store.repositories.chart import Chart
from tracker.store.tables import book_parts, budget_lines, line_accounts, line_groups, sheets, store_state
from tracker.store.tables import kept_totals as kept_table
from tracker.store.types import years_text

_SUM_COLUMNS = ["lines", "amount", "fte", "reductions", "transfers"]
_AGREED_COLUMNS = [*(f"{name.value}_id" for name in GROUPED), "transfer", "one_time", "sheet_id", "column"]
_GROUP_COLUMNS = ["id", "part_id", "fiscal_years", "direction", *_AGREED_COLUMNS, "last_line", *_SUM_COLUMNS]
_LINE_COLUMNS = ["id", "group_id", "account_id", "row", "amount"]
_MORE_COLUMNS = ["fte", "description", "reason"]
_NOTHING_MORE = (None,) * len(_MORE_COLUMNS)
_KEPT_COLUMNS = ["part_id", "direction", "fiscal_years", "outer", "inner", "outer_id", "inner_id", *_SUM_COLUMNS]

Numbers = Mapping[Dimension, Mapping[Entry | None, int | None]]


@dataclass(frozen=True, slots=True)
class _Places:
    """The numbers under which a file's parts, sheets and chart entries are kept."""

    parts: Sequence[int]
    sheets: Mapping[str, int]
    entries: Numbers


class BookWriter:
    """Writes budgets through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._chart = Chart(connection)

    def write(self, import_id: int, parts: Sequence[PartName], versions: Sequence[int], lines: BookLines) -> None:
        """Write the lines of a file, and what they add up to, as parts of these names and versions."""
        grouped = group_lines(lines, parts)
        groups, sums = grouped.groups, [group.sum() for group in grouped.groups]
        counts = [0] * len(parts)
        for group in groups:
            counts[group.key.part] += len(group.lines)
        named = zip(parts, versions, counts, strict=True)
        numbers = [self._add_part(import_id, name, version, count) for name, version, count in named]
        places = _Places(numbers, self._add_sheets(import_id, groups), self._entries(groups))
        first = self._reserve(len(lines))
        self._add_groups(first, groups, sums, places)
        self._add_lines(first, groups, self._add_accounts(grouped.accounts))
        self._add_totals([group.key for group in groups], sums, places)

    def _reserve(self, count: int) -> int:
        after = store_state.c.next_line + count
        statement = update(store_state).values(next_line=after).returning(store_state.c.next_line)
        return int(self._connection.execute(statement).scalar_one()) - count

    def _add_part(self, import_id: int, name: PartName, version: int, lines: int) -> int:
        values = {
            "import_id": import_id,
            **period_values(name.period, "book"),
            "phase": name.phase,
            "fiscal_years": name.fiscal_years,
            "directions": [direction.value for direction in name.directions],
            "scope_department": name.scope.department,
            "scope_fund": name.scope.fund,
            "basis": name.basis,
            "as_of": name.as_of,
            "version": version,
            "lines": lines,
        }
        return int(self._connection.execute(insert(book_parts).values(values).returning(book_parts.c.id)).scalar_one())

    def _add_sheets(self, import_id: int, groups: Sequence[Group]) -> Mapping[str, int]:
        statement = insert(sheets).returning(sheets.c.id)
        names = sorted({group.key.sheet for group in groups})
        added = (self._connection.execute(statement.values(import_id=import_id, name=name)) for name in names)
        return {name: int(result.scalar_one()) for name, result in zip(names, added, strict=True)}

    def _entries(self, groups: Sequence[Group]) -> Numbers:
        numbers: dict[Dimension, Mapping[Entry | None, int | None]] = {}
        for place, dimension in enumerate(GROUPED):
            named = {entry for group in groups if (entry := group.key.entries[place])}
            numbers[dimension] = _or_none(self._chart.numbers(dimension, named))
        return numbers

    def _add_groups(self, first: int, groups: Sequence[Group], sums: Sequence[Sum], places: _Places) -> None:
        starts = accumulate((total.lines for total in sums), initial=first)
        rows = (
            (start, *_agreed(group.key, places), start + total.lines - 1, *total)
            for start, group, total in zip(starts, groups, sums, strict=False)
        )
        insert_many(self._connection, line_groups, _GROUP_COLUMNS, rows)

    def _add_accounts(self, named: Sequence[tuple[Entry | None, ...]]) -> Sequence[int | None]:
        wanted = [entries for entries in named if any(entries)]
        rows = self._account_rows(wanted)
        statement = insert(line_accounts).returning(line_accounts.c.id, sort_by_parameter_order=True)
        added = self._connection.execute(statement, rows).scalars().all() if rows else []
        numbers = dict(zip(wanted, added, strict=True))
        return [numbers.get(entries) for entries in named]

    def _account_rows(self, wanted: Sequence[tuple[Entry | None, ...]]) -> list[dict[str, int | None]]:
        numbers: list[Mapping[Entry | None, int | None]] = []
        for place, dimension in enumerate(BESIDE):
            named = {entry for entries in wanted if (entry := entries[place])}
            numbers.append(_or_none(self._chart.numbers(dimension, named)))
        return [
            {f"{name.value}_id": known[entry] for name, known, entry in zip(BESIDE, numbers, entries, strict=True)}
            for entries in wanted
        ]

    def _add_lines(self, first: int, groups: Sequence[Group], accounts: Sequence[int | None]) -> None:
        rows = _line_rows(first, groups, accounts)
        # Most books say neither FTE nor a text line by line; what no line says need not be written.
        if any(line[3:] != _NOTHING_MORE for group in groups for line in group.lines):
            insert_many(self._connection, budget_lines, [*_LINE_COLUMNS, *_MORE_COLUMNS], rows)
        else:
            insert_many(self._connection, budget_lines, _LINE_COLUMNS, (row[: len(_LINE_COLUMNS)] for row in rows))

    def _add_totals(self, keys: Sequence[GroupKey], sums: Sequence[Sum], places: _Places) -> None:
        totals = kept_totals(zip(keys, sums, strict=True))
        rows: Iterator[tuple[Value, ...]] = (
            (
                places.parts[key.part],
                key.direction.value,
                years_text(key.fiscal_years),
                key.outer.value if key.outer else "",
                key.inner.value if key.inner else "",
                places.entries[key.outer][key.outer_entry] if key.outer else None,
                places.entries[key.inner][key.inner_entry] if key.inner else None,
                *total,
            )
            for key, total in totals.items()
        )
        insert_many(self._connection, kept_table, _KEPT_COLUMNS, rows)


def _or_none(numbers: Mapping[Entry, int]) -> Mapping[Entry | None, int | None]:
    found: dict[Entry | None, int | None] = {None: None}
    found.update((entry, number) for entry, number in numbers.items())
    return found


def _agreed(key: GroupKey, places: _Places) -> tuple[Value, ...]:
    named = (places.entries[dimension][entry] for dimension, entry in zip(GROUPED, key.entries, strict=True))
    about = places.parts[key.part], years_text(key.fiscal_years), key.direction.value, *named
    return *about, key.transfer, key.one_time, places.sheets[key.sheet], key.column


def _line_rows(first: int, groups: Sequence[Group], accounts: Sequence[int | None]) -> Iterator[tuple[Value, ...]]:
    number = first
    for group in groups:
        start = number
        for account, row, cents, *more in group.lines:
            yield number, start, accounts[account], row, cents, *more
            number += 1
