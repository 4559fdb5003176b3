"""The home of two books beside each other: keys that differ, the largest difference first, found by the database."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    column,
    func,
    literal,
    or_,
    select,
    tuple_,
    type_coerce,
    values,
)

from budgets.phases import Direction
from tracker.records import FULL_KEY, Dimension, KeySums, PartKey, Sides, SideSum
from tracker.services.unit_of_work import Filter
from tracker.store.repositories.lines import those
from tracker.store.tables import budget_lines, line_accounts, line_groups
from tracker.store.types import AnyRow, how_many_years


class Comparing:
    """Keys of two books, and what each comes to in both; the cost grows with groups of lines, not with lines."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, sides: Sides, where: Filter) -> int:
        """How many keys do not come to the same in both books."""
        keys = _keys(sides, where)
        statement = select(func.count()).select_from(keys).where(_differ(keys, sides))
        return int(self._connection.execute(statement).scalar_one())

    def whole(self, sides: Sides, where: Filter) -> KeySums:
        """What all lines that a filter leaves come to, under no key."""
        sums = _sums(sides, line_groups.c.lines, line_groups.c.amount, line_groups.c.fte)
        return _key_sums(self._connection.execute(select(*sums).where(*_of(sides, where))).one(), ())

    def page(self, sides: Sides, where: Filter, *, skip: int, size: int | None) -> tuple[KeySums, ...]:
        """Keys that do not come to the same, the largest difference first; ``size`` None: all from ``skip`` on."""
        keys = _keys(sides, where)
        statement = select(keys).where(_differ(keys, sides)).order_by(*_largest_first(keys, sides))
        return self._told(statement.offset(skip).limit(size), sides.by)

    def one_sided(
        self, sides: Sides, where: Filter, alike: Collection[Mapping[Dimension, int | None]]
    ) -> tuple[KeySums, ...]:
        """Keys that stand in one of the books alone and agree with one of these in all that it names."""
        if not alike:
            return ()
        keys = _keys(sides, where)
        alone = or_(*(_holds_nothing(keys, side) for side in ("before", "after")))
        return self._told(select(keys).where(alone, _agrees(keys, alike), _differ(keys, sides)), sides.by)

    def accounts(self, sides: Sides, where: Filter) -> tuple[KeySums, ...]:
        """What each account comes to, of lines that a filter leaves; meant for the lines of one key."""
        accounts = _accounts(sides, where)
        statement = select(accounts).where(_differ(accounts, sides))
        return self._told(statement.order_by(*_largest_first(accounts, sides)), (Dimension.ACCOUNT,))

    def every_key(self, parts: Collection[int]) -> Iterator[PartKey]:
        """What every whole key comes to in each of these parts: as much work as there are lines."""
        cents = func.sum(type_coerce(budget_lines.c.amount, BigInteger))
        fte = func.sum(type_coerce(budget_lines.c.fte, BigInteger) * how_many_years(line_groups.c.fiscal_years))
        statement = (
            select(*_PART_KEY, func.count(), cents, fte)
            .select_from(_WITH_ACCOUNTS)
            .where(line_groups.c.part_id.in_(parts))
            .group_by(*_PART_KEY)
        )
        for part, direction, *key, lines, amount, positions in self._connection.execute(statement):
            yield PartKey(
                part, Direction(direction), tuple(key), SideSum(int(lines), _whole(amount), _whole(positions))
            )

    def _told(self, statement: Select[*tuple[object, ...]], dimensions: Sequence[Dimension]) -> tuple[KeySums, ...]:
        return tuple(_key_sums(row, dimensions) for row in self._connection.execute(statement))


# The numbers of a group's lines run on: each is found by its key.
_WITH_ACCOUNTS: FromClause = line_groups.join(
    budget_lines, budget_lines.c.id.between(line_groups.c.id, line_groups.c.last_line)
).outerjoin(line_accounts, line_accounts.c.id == budget_lines.c.account_id)
_PART_KEY = (
    line_groups.c.part_id,
    line_groups.c.direction,
    *((line_accounts if name is Dimension.ACCOUNT else line_groups).c[f"{name.value}_id"] for name in FULL_KEY),
)
_AMOUNTS = ("lines", "cents", "fte")


def _keys(sides: Sides, where: Filter) -> Subquery:
    """Each key of the two books, once, with its sums in both."""
    source: FromClause = line_groups
    named = []
    for dimension in sides.by:
        source, entry = _standing_for(source, line_groups.c[f"{dimension.value}_id"], dimension, sides)
        named.append(entry.label(dimension.value))
    sums = _sums(sides, line_groups.c.lines, line_groups.c.amount, line_groups.c.fte)
    return (
        select(*named, *sums).select_from(source).where(*_of(sides, where)).group_by(*(each.element for each in named))
    ).subquery()


def _accounts(sides: Sides, where: Filter) -> Subquery:
    source, entry = _standing_for(_WITH_ACCOUNTS, line_accounts.c.account_id, Dimension.ACCOUNT, sides)
    sums = _sums(sides, literal(1), budget_lines.c.amount, budget_lines.c.fte)
    named = entry.label(Dimension.ACCOUNT.value)
    return select(named, *sums).select_from(source).where(*_of(sides, where)).group_by(named.element).subquery()


def _of(sides: Sides, where: Filter) -> list[ColumnElement[bool]]:
    return those({*sides.before, *sides.after}, sides.direction, where)


def _standing_for(
    source: FromClause, entry: ColumnElement[int | None], dimension: Dimension, sides: Sides
) -> tuple[FromClause, ColumnElement[int | None]]:
    """The entry that stands for all that compare equal to the one of a line."""
    same = sides.same.get(dimension)
    if not same:
        return source, entry
    # Numbers of our own, written out: so many could be more than a statement takes as parameters.
    pairs = values(column("entry", Integer), column("other", Integer), literal_binds=True).data(sorted(same.items()))
    # SQLite takes a list of values nowhere but under a name of its own.
    known = pairs.cte(f"same_{dimension.value}")
    return source.outerjoin(known, known.c.entry == entry), func.coalesce(known.c.other, entry)


def _sums(
    sides: Sides, lines: ColumnElement[int], amount: ColumnElement[object], fte: ColumnElement[object]
) -> list[ColumnElement[int]]:
    years = how_many_years(line_groups.c.fiscal_years)
    found: list[ColumnElement[int]] = []
    for side, parts in (("before", sides.before), ("after", sides.after)):
        own = line_groups.c.part_id.in_(parts)
        found += [
            func.coalesce(func.sum(case((own, lines))), 0).label(f"{side}_lines"),
            func.sum(case((own, type_coerce(amount, BigInteger)))).label(f"{side}_cents"),
            func.sum(case((own, type_coerce(fte, BigInteger) * years))).label(f"{side}_fte"),
        ]
    return found


def _difference(keys: Subquery, what: str, weights: tuple[int, int]) -> ColumnElement[int]:
    before, after = (func.coalesce(keys.c[f"{side}_{what}"], 0) for side in ("before", "after"))
    return after * weights[1] - before * weights[0]


def _differ(keys: Subquery, sides: Sides) -> ColumnElement[bool]:
    return or_(_difference(keys, "cents", sides.cents) != 0, _difference(keys, "fte", sides.fte) != 0)


def _largest_first(keys: Subquery, sides: Sides) -> list[ColumnElement[object]]:
    sizes = (_difference(keys, "cents", sides.cents), _difference(keys, "fte", sides.fte))
    # Where nothing is named, each database would sort it to another end.
    return [
        *(func.abs(size).desc() for size in sizes),
        *(func.coalesce(each, 0) for each in keys.c[: -2 * len(_AMOUNTS)]),
    ]


def _holds_nothing(keys: Subquery, side: str) -> ColumnElement[bool]:
    return and_(*(func.coalesce(keys.c[f"{side}_{what}"], 0) == 0 for what in ("cents", "fte")))


def _agrees(keys: Subquery, alike: Collection[Mapping[Dimension, int | None]]) -> ColumnElement[bool]:
    """Whether a key agrees with one of these in all that it names; as many of them as two books have keys."""
    wanted: dict[tuple[Dimension, ...], set[tuple[int, ...]]] = defaultdict(set)
    for each in alike:
        wanted[tuple(each)].add(tuple(number or 0 for number in each.values()))
    found = []
    for place, (names, numbers) in enumerate(wanted.items()):
        own = tuple_(*(func.coalesce(keys.c[name.value], 0) for name in names))
        # Numbers of our own, written out: a condition for each would be more than a statement may have.
        listed = values(*(column(name.value, Integer) for name in names), literal_binds=True).data(sorted(numbers))
        found.append(own.in_(select(listed.cte(f"alike_{place}"))))
    return or_(*found)


def _key_sums(row: AnyRow, dimensions: Sequence[Dimension]) -> KeySums:
    told: Mapping[str, int | None] = row._mapping  # type: ignore[assignment] # noqa: SLF001 - its public way to names
    before, after = (
        SideSum(int(told[f"{side}_lines"] or 0), _whole(told[f"{side}_cents"]), _whole(told[f"{side}_fte"]))
        for side in ("before", "after")
    )
    return KeySums(tuple(told[name.value] for name in dimensions), before, after)


def _whole(added: int | None) -> int | None:
    # PostgreSQL adds whole numbers up to decimals.
    return None if added is None else int(added)
