"""The home of budgets: the parts of books, their lines, and the totals that are kept of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate

from sqlalchemy import BigInteger, Connection, insert, select, type_coerce, update

from budgets.lines import BudgetLine, PartName, PartScope
from budgets.period import BudgetPeriod
from budgets.phases import Direction
from importers.reading import Read
from tracker.records import BESIDE, GROUPED, Dimension, Kept, Part, Sum
from tracker.rows import ImportState
from tracker.store.bulk import Value, insert_many
from tracker.store.grouping import Entry, Group, group_lines, kept_totals
from tracker.store.repositories.chart import Chart
from tracker.store.tables import book_parts, budget_lines, imports, line_accounts, line_groups, sheets, store_state
from tracker.store.tables import kept_totals as kept_table
from tracker.store.types import AnyRow, years_text

_SUM_COLUMNS = ["lines", "amount", "fte", "reductions", "transfers"]
_AGREED_COLUMNS = [*(f"{name.value}_id" for name in GROUPED), "transfer", "one_time", "sheet_id", "column"]
_GROUP_COLUMNS = ["id", "part_id", "fiscal_years", "direction", *_AGREED_COLUMNS, "last_line", *_SUM_COLUMNS]
_LINE_COLUMNS = ["id", "group_id", "account_id", "row", "amount", "fte", "description"]
_KEPT_COLUMNS = ["part_id", "direction", "fiscal_years", "outer", "inner", "outer_id", "inner_id", *_SUM_COLUMNS]

Numbers = Mapping[Dimension, Mapping[Entry | None, int | None]]


class Books:
    """Parts of books and what they add up to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._chart = Chart(connection)

    def published(self) -> tuple[Part, ...]:
        """Every part of a published import, also those that a newer version took the place of."""
        return tuple(_part(row) for row in self._connection.execute(_PARTS))

    def publish(
        self, import_id: int, parts: Sequence[PartName], versions: Sequence[int], lines: Sequence[Read[BudgetLine]]
    ) -> None:
        """Keep the lines of a file, and what they add up to, as parts of these names and versions."""
        grouped = group_lines(lines, parts)
        groups = grouped.groups
        counts = [sum(len(group.lines) for group in groups if group.key.part == place) for place in range(len(parts))]
        numbers = [
            self._add_part(import_id, name, version, count)
            for name, version, count in zip(parts, versions, counts, strict=True)
        ]
        entries = self._entries(groups)
        first = self._reserve(len(lines))
        starts = list(accumulate((len(group.lines) for group in groups), initial=first))
        places = self._add_sheets(import_id, groups)
        rows = [
            _group_row(start, numbers, group, entries, places) for start, group in zip(starts, groups, strict=False)
        ]
        insert_many(self._connection, line_groups, _GROUP_COLUMNS, rows)
        accounts = self._add_accounts(grouped.accounts)
        insert_many(self._connection, budget_lines, _LINE_COLUMNS, _line_rows(first, groups, accounts))
        self._add_totals(numbers, groups, entries)

    def highest_version(self, name: PartName) -> int:
        """The highest version that was ever given to a part of the same name; 0: none."""
        statement = _ALL_PARTS.where(
            book_parts.c.book_start == name.period.start, book_parts.c.book_end == name.period.end
        )
        known = (_part(row) for row in self._connection.execute(statement))
        return max((part.version for part in known if part.name.same_name(name)), default=0)

    def totals(
        self, parts: Collection[int], outer: Dimension | None = None, inner: Dimension | None = None
    ) -> tuple[Kept, ...]:
        """The kept totals of these parts, whole or by one or two dimensions."""
        statement = select(kept_table).where(
            kept_table.c.part_id.in_(parts),
            kept_table.c.outer == (outer.value if outer else ""),
            kept_table.c.inner == (inner.value if inner else ""),
        )
        return tuple(_kept(row) for row in self._connection.execute(statement.with_only_columns(*_KEPT)))

    def _add_part(self, import_id: int, name: PartName, version: int, lines: int) -> int:
        values = {
            "import_id": import_id,
            "book_start": name.period.start,
            "book_end": name.period.end,
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

    def _entries(self, groups: Sequence[Group]) -> Numbers:
        numbers: dict[Dimension, Mapping[Entry | None, int | None]] = {}
        for place, dimension in enumerate(GROUPED):
            named = {entry for group in groups if (entry := group.key.entries[place])}
            numbers[dimension] = _or_none(self._chart.numbers(dimension, named))
        return numbers

    def _add_sheets(self, import_id: int, groups: Sequence[Group]) -> Mapping[str, int]:
        statement = insert(sheets).returning(sheets.c.id)
        names = sorted({group.key.sheet for group in groups})
        added = (self._connection.execute(statement.values(import_id=import_id, name=name)) for name in names)
        return {name: int(result.scalar_one()) for name, result in zip(names, added, strict=True)}

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

    def _add_totals(self, parts: Sequence[int], groups: Sequence[Group], entries: Numbers) -> None:
        rows: list[tuple[Value, ...]] = [
            (
                parts[key.part],
                key.direction.value,
                years_text(key.fiscal_years),
                key.outer.value if key.outer else "",
                key.inner.value if key.inner else "",
                entries[key.outer][key.outer_entry] if key.outer else None,
                entries[key.inner][key.inner_entry] if key.inner else None,
                *total,
            )
            for key, total in kept_totals((group.key, group.sum()) for group in groups).items()
        ]
        insert_many(self._connection, kept_table, _KEPT_COLUMNS, rows)

    def _reserve(self, count: int) -> int:
        after = store_state.c.next_line + count
        statement = update(store_state).values(next_line=after).returning(store_state.c.next_line)
        return int(self._connection.execute(statement).scalar_one()) - count


def _or_none(numbers: Mapping[Entry, int]) -> Mapping[Entry | None, int | None]:
    found: dict[Entry | None, int | None] = {None: None}
    found.update((entry, number) for entry, number in numbers.items())
    return found


def _group_row(
    start: int, parts: Sequence[int], group: Group, entries: Numbers, places: Mapping[str, int]
) -> tuple[Value, ...]:
    key = group.key
    named = (entries[dimension][entry] for dimension, entry in zip(GROUPED, key.entries, strict=True))
    about = parts[key.part], years_text(key.fiscal_years), key.direction.value, *named
    agreed = key.transfer, key.one_time, places[key.sheet], key.column
    return start, *about, *agreed, start + len(group.lines) - 1, *group.sum()


def _line_rows(first: int, groups: Sequence[Group], accounts: Sequence[int | None]) -> Iterator[tuple[Value, ...]]:
    number = first
    for group in groups:
        start = number
        for account, row, cents, fte, description in group.lines:
            yield number, start, accounts[account], row, cents, fte, description
            number += 1


_ALL_PARTS = select(
    book_parts.c.id,
    book_parts.c.import_id,
    imports.c.file_name,
    imports.c.published_at,
    book_parts.c.book_start,
    book_parts.c.book_end,
    book_parts.c.phase,
    book_parts.c.fiscal_years,
    book_parts.c.directions,
    book_parts.c.scope_department,
    book_parts.c.scope_fund,
    book_parts.c.basis,
    book_parts.c.as_of,
    book_parts.c.version,
    book_parts.c.lines,
).join_from(book_parts, imports)
_PARTS = _ALL_PARTS.where(imports.c.state == ImportState.PUBLISHED).order_by(book_parts.c.id)


def _part(row: AnyRow) -> Part:
    name = PartName(
        period=BudgetPeriod(start=row.book_start, end=row.book_end),
        phase=row.phase,
        fiscal_years=row.fiscal_years,
        directions=tuple(Direction(direction) for direction in row.directions),
        scope=PartScope(department=row.scope_department, fund=row.scope_fund),
        basis=row.basis,
        as_of=row.as_of,
    )
    return Part(
        id=row.id,
        import_id=row.import_id,
        file=row.file_name,
        name=name,
        version=row.version,
        lines=row.lines,
        published_at=row.published_at,
    )


_KEPT = (
    kept_table.c.part_id,
    kept_table.c.direction,
    kept_table.c.fiscal_years,
    kept_table.c.outer_id,
    kept_table.c.inner_id,
    kept_table.c.lines,
    type_coerce(kept_table.c.amount, BigInteger).label("cents"),
    type_coerce(kept_table.c.fte, BigInteger).label("millionths"),
    type_coerce(kept_table.c.reductions, BigInteger).label("reduction_cents"),
    type_coerce(kept_table.c.transfers, BigInteger).label("transfer_cents"),
)


def _kept(row: AnyRow) -> Kept:
    added = Sum(row.lines, row.cents, row.millionths, row.reduction_cents, row.transfer_cents)
    return Kept(row.part_id, Direction(row.direction), row.fiscal_years, row.outer_id, row.inner_id, added)
