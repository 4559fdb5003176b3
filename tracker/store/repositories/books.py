"""The home of budgets: the parts of books, their lines, and the totals that are kept of them."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import BigInteger, Connection, cast, func, or_, select, type_coerce

from budgets.lines import PartName, PartScope
from budgets.phases import Direction
from importers.lines import BookLines
from tracker.records import BESIDE, Dimension, Kept, PackageSum, Part, Sum
from tracker.rows import ImportState
from tracker.store.periods import in_period, period_of
from tracker.store.repositories.book_writer import BookWriter
from tracker.store.tables import book_parts, budget_lines, imports, line_accounts, line_groups
from tracker.store.tables import kept_totals as kept_table
from tracker.store.types import AnyRow


class Books:
    """Parts of books and what they add up to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def published(self) -> tuple[Part, ...]:
        """Every part of a published import, also those that a newer version took the place of."""
        return tuple(_part(row) for row in self._connection.execute(_PARTS))

    def of_imports(self, numbers: Collection[int]) -> tuple[Part, ...]:
        """Every part that these imports brought, whatever became of them since."""
        statement = _ALL_PARTS.where(book_parts.c.import_id.in_(numbers)).order_by(book_parts.c.id)
        return tuple(_part(row) for row in self._connection.execute(statement))

    def publish(self, import_id: int, parts: Sequence[PartName], versions: Sequence[int], lines: BookLines) -> None:
        """Keep the lines of a file, and what they add up to, as parts of these names and versions."""
        BookWriter(self._connection).write(import_id, parts, versions, lines)

    def highest_version(self, name: PartName) -> int:
        """The highest version that was ever given to a part of the same name; 0: none."""
        statement = _ALL_PARTS.where(*in_period(book_parts, name.period, "book"))
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

    def of_packages(self, parts: Collection[int], packages: Collection[int | None]) -> tuple[PackageSum, ...]:
        """What the lines of these packages add up to, by department, unit, fund, and whether they are one-time."""
        named = [package for package in packages if package is not None]
        column = line_groups.c.package_id
        wanted = or_(column.in_(named), column.is_(None)) if None in packages else column.in_(named)
        statement = select(*_AGREED, *_ADDED).where(line_groups.c.part_id.in_(parts), wanted).group_by(*_AGREED)
        return tuple(_package_sum(row) for row in self._connection.execute(statement))

    def filled(self, parts: Collection[int]) -> Mapping[str, int]:
        """On how many lines of these parts each field of which no total is kept is filled."""
        of_parts = line_groups.c.part_id.in_(parts)
        first = select(func.min(line_groups.c.id)).where(of_parts).scalar_subquery()
        last = select(func.max(line_groups.c.last_line)).where(of_parts).scalar_subquery()
        # The numbers of a file's lines run on: the key finds them, and the rest of the table is not looked at.
        of_file = budget_lines.c.id.between(first, last)
        lines = budget_lines.join(line_groups, line_groups.c.id == budget_lines.c.group_id)
        looked = lines.outerjoin(line_accounts, line_accounts.c.id == budget_lines.c.account_id)
        row = self._connection.execute(select(*_FILLED).select_from(looked).where(of_file, of_parts)).one()
        return {name: int(count) for name, count in row._mapping.items()}  # noqa: SLF001 - its public way to names


_AGREED = tuple(
    line_groups.c[name]
    for name in ("part_id", "direction", "fiscal_years", "department_id", "unit_id", "fund_id", "one_time")
)
_ADDED = (
    func.sum(line_groups.c.lines).label("lines"),
    *(
        # The sum of whole numbers is another type on PostgreSQL.
        cast(func.sum(type_coerce(line_groups.c[name], BigInteger)), BigInteger).label(label)
        for name, label in (
            ("amount", "cents"),
            ("fte", "millionths"),
            ("reductions", "reduction_cents"),
            ("transfers", "transfer_cents"),
        )
    ),
)
_FILLED = (
    *(func.count(line_accounts.c[f"{name.value}_id"]).label(name.value) for name in BESIDE),
    func.count(budget_lines.c.description).label("description"),
    func.count(budget_lines.c.reason).label("reason"),
    func.count(budget_lines.c.fte).label("fte"),
)
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
        period=period_of(row, "book"),
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


def _package_sum(row: AnyRow) -> PackageSum:
    added = Sum(int(row.lines), row.cents, row.millionths, row.reduction_cents, row.transfer_cents)
    named = row.department_id, row.unit_id, row.fund_id
    return PackageSum(row.part_id, Direction(row.direction), row.fiscal_years, *named, row.one_time, added)
