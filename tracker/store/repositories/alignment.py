"""The home of what links claim of books: the cells of a book, and the sums that are kept of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    cast,
    delete,
    func,
    insert,
    null,
    select,
    type_coerce,
    update,
)

from budgets.phases import Direction
from tracker.aligning import NOTHING, Aligned, CellKey, Size, SumKey
from tracker.records import BookName
from tracker.services.unit_of_work import Filter
from tracker.store.bulk import insert_many
from tracker.store.link_tables import aligned_books, aligned_sums
from tracker.store.periods import period_of, period_values
from tracker.store.repositories.lines import those
from tracker.store.tables import budget_lines, line_accounts, line_groups
from tracker.store.types import AnyRow, how_many_years


class Alignment:
    """Cells, and kept sums by book."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def cells(self, parts: Collection[int], where: Filter) -> Mapping[CellKey, Size]:
        """What the expenditure of parts comes to, by cell."""
        sizes = _sizes(line_groups)
        statement = select(*_CELL, *sizes).where(*those(parts, Direction.EXPENDITURE, where)).group_by(*_CELL)
        return {CellKey(*cell): Size(int(cents), int(fte)) for *cell, cents, fte in self._connection.execute(statement)}

    def by_account(
        self, parts: Collection[int], where: Filter, accounts: Collection[int]
    ) -> Mapping[CellKey, Mapping[int, Size]]:
        """What the lines of parts that name one of these accounts come to, by cell and account."""
        of_lines = and_(
            budget_lines.c.id.between(line_groups.c.last_line - line_groups.c.lines + 1, line_groups.c.last_line),
            line_accounts.c.id == budget_lines.c.account_id,
        )
        account = line_accounts.c.account_id
        statement = (
            select(*_CELL, account, *_sizes(budget_lines))
            .where(*those(parts, Direction.EXPENDITURE, where), of_lines, account.in_(accounts))
            .group_by(*_CELL, account)
        )
        found: dict[CellKey, dict[int, Size]] = defaultdict(dict)
        for *cell, number, cents, fte in self._connection.execute(statement):
            found[CellKey(*cell)][number] = Size(int(cents), int(fte))
        return found

    def books(self) -> Mapping[BookName, str]:
        """The books of which sums are kept, each with the fingerprint of what they were made of."""
        return {_name(row): row.made_of for row in self._connection.execute(select(aligned_books))}

    def keep(self, book: BookName, made_of: str, sums: Mapping[SumKey, Aligned]) -> None:
        """Keep the sums of a book, in place of earlier ones."""
        self.forget(book)
        made = insert(aligned_books).values(**_named(book), made_of=made_of)
        number = self._connection.execute(made.returning(aligned_books.c.id)).scalar_one()
        self._insert(number, sums)

    def change(self, book: BookName, changes: Mapping[SumKey, Aligned]) -> None:
        """Add to the sums of a book; a sum that comes to nothing goes."""
        if not changes:
            return
        number = self._connection.execute(select(aligned_books.c.id).where(*_is(book))).scalar_one()
        links = {key.link for key in changes}
        linked = aligned_sums.c.link_id.in_(links - {None})
        of_links = linked | aligned_sums.c.link_id.is_(None) if None in links else linked
        rows = self._connection.execute(_SUMS.where(aligned_sums.c.book_id == number, of_links))
        known = {_key(row): (row.id, Aligned(row.gross, row.net, row.fte)) for row in rows}
        both = ((known[key], change) for key, change in changes.items() if key in known)
        self._put({row: before.plus(change) for (row, before), change in both})
        self._insert(number, {key: change for key, change in changes.items() if key not in known})

    def forget(self, book: BookName) -> None:
        """Let the sums of a book go."""
        number = select(aligned_books.c.id).where(*_is(book)).scalar_subquery()
        self._connection.execute(delete(aligned_sums).where(aligned_sums.c.book_id == number))
        self._connection.execute(delete(aligned_books).where(*_is(book)))

    def sums(
        self, books: Collection[BookName], by: Collection[str], *, naming: Mapping[str, bool] | None = None
    ) -> Mapping[BookName, Mapping[SumKey, Aligned]]:
        """The kept sums of books, added up by these fields of ``SumKey``; the others are None.

        ``naming`` says which of them must be named by what is added up (True), or must not be (False).
        """
        cuts = [_CUTS[name] for name in SumKey._fields if name in by]
        keys = [_CUTS[name] if name in by else null() for name in SumKey._fields]
        # PostgreSQL gives a sum of whole numbers as a decimal number.
        sums = [cast(func.sum(type_coerce(aligned_sums.c[name], BigInteger)), BigInteger) for name in Aligned._fields]
        names = {row.id: _name(row) for row in self._connection.execute(select(aligned_books))}
        wanted = {number: name for number, name in names.items() if name in books}
        of_books = [aligned_sums.c.book_id.in_(wanted), *(_is_named(*one) for one in (naming or {}).items())]
        statement = (
            select(aligned_sums.c.book_id, *keys, *sums).where(*of_books).group_by(aligned_sums.c.book_id, *cuts)
        )
        found: dict[BookName, dict[SumKey, Aligned]] = {name: {} for name in wanted.values()}
        for number, *row in self._connection.execute(statement):
            found[wanted[number]][SumKey._make(row[: len(keys)])] = Aligned._make(row[len(keys) :])
        return found

    def _put(self, sums: Mapping[int, Aligned]) -> None:
        """Hold kept sums, by their numbers, at what they come to; those that come to nothing go."""
        gone = [{"number": number} for number, own in sums.items() if own == NOTHING]
        held = [{"number": number, **_new(own)} for number, own in sums.items() if own != NOTHING]
        # A link to a wide unit touches thousands of sums: all of them in one statement.
        for statement, rows in ((_FORGET, gone), (_HOLD, held)):
            if rows:
                self._connection.execute(statement, rows)

    def _insert(self, book: int, sums: Mapping[SumKey, Aligned]) -> None:
        rows = ((book, *key, *own) for key, own in sums.items())
        insert_many(self._connection, aligned_sums, ("book_id", *_COLUMNS, *Aligned._fields), rows)


_CELL = (
    *(line_groups.c[f"{name}_id"] for name in ("department", "unit", "fund", "program", "package", "goal")),
    line_groups.c.one_time,
)
_COLUMNS = tuple(name if name == "one_time" else f"{name}_id" for name in SumKey._fields)
_CUTS = {name: aligned_sums.c[column] for name, column in zip(SumKey._fields, _COLUMNS, strict=True)}
_SUMS = select(
    aligned_sums.c.id,
    *_CUTS.values(),
    *(type_coerce(aligned_sums.c[name], BigInteger).label(name) for name in Aligned._fields),
)


_THAT = aligned_sums.c.id == bindparam("number")
_FORGET = delete(aligned_sums).where(_THAT)
_HOLD = (
    update(aligned_sums)
    .where(_THAT)
    .values({name: bindparam(f"new_{name}", type_=BigInteger) for name in Aligned._fields})
)


def _is_named(field: str, wanted: bool) -> ColumnElement[bool]:  # noqa: FBT001 - an entry of a mapping
    return _CUTS[field].is_not(None) if wanted else _CUTS[field].is_(None)


def _new(own: Aligned) -> dict[str, int]:
    return {f"new_{name}": value for name, value in own._asdict().items()}


def _sizes(of: Table) -> tuple[ColumnElement[int], ColumnElement[int]]:
    fte = type_coerce(of.c.fte, BigInteger) * how_many_years(line_groups.c.fiscal_years)
    added_up = (func.sum(type_coerce(of.c.amount, BigInteger)), func.sum(fte))
    cents, positions = (func.coalesce(own, 0) for own in added_up)
    return cents, positions


def _key(row: AnyRow) -> SumKey:
    return SumKey(*(getattr(row, column) for column in _COLUMNS))


def _named(book: BookName) -> dict[str, object]:
    return {**period_values(book.period, "book"), "phase": book.phase}


def _is(book: BookName) -> list[ColumnElement[bool]]:
    return [aligned_books.c[column] == value for column, value in _named(book).items()]


def _name(row: AnyRow) -> BookName:
    return BookName(period_of(row, "book"), row.phase)
