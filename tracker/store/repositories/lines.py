"""The home of budget lines as they are read back: a page at a time, at one cost in a small book and in a large one."""

from collections.abc import Collection, Mapping
from itertools import chain, islice

from sqlalchemy import ColumnElement, Connection, func, or_, select

from budgets.phases import Direction
from budgets.structure import ChartEntry
from importers.cells import CellRef
from tracker.records import BESIDE, GROUPED, KeptLine
from tracker.services.unit_of_work import Filter
from tracker.store.repositories.chart import Chart
from tracker.store.tables import budget_lines, line_accounts, line_groups, sheets
from tracker.store.types import AnyRow


class Lines:
    """The lines of parts of books, in the order in which they are kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._chart = Chart(connection)

    def count(self, parts: Collection[int], direction: Direction, where: Filter) -> int:
        """How many lines there are; told by what is kept of them, without a look at one."""
        statement = select(func.coalesce(func.sum(line_groups.c.lines), 0)).where(*those(parts, direction, where))
        return int(self._connection.execute(statement).scalar_one())

    def page(
        self, parts: Collection[int], direction: Direction, where: Filter, *, after: int, size: int
    ) -> tuple[KeptLine, ...]:
        """The next ``size`` lines after a number."""
        # Every group has at least one line, so that no more groups than lines are needed.
        groups = self._connection.execute(
            select(line_groups.c.id, line_groups.c.last_line)
            .where(*those(parts, direction, where), line_groups.c.last_line > after)
            .order_by(line_groups.c.last_line)
            .limit(size)
        ).all()
        # The numbers of a group run on without a gap, so that the wanted ones are known before a line is looked at.
        runs = (range(max(group.id, after + 1), group.last_line + 1) for group in groups)
        numbers = list(islice(chain.from_iterable(runs), size))
        rows = self._connection.execute(_LINES.where(budget_lines.c.id.in_(numbers)).order_by(budget_lines.c.id)).all()
        used = {number for row in rows for name in _NAMED if (number := getattr(row, f"{name.value}_id")) is not None}
        chart = self._chart.named(used)
        return tuple(_line(row, chart) for row in rows)


def those(parts: Collection[int], direction: Direction, where: Filter) -> list[ColumnElement[bool]]:
    """What holds of the groups of lines that are wanted."""
    conditions = [line_groups.c.part_id.in_(parts), line_groups.c.direction == direction]
    for dimension, numbers in where.items():
        column = line_groups.c[f"{dimension.value}_id"]
        named = [number for number in numbers if number is not None]
        conditions.append(or_(column.in_(named), column.is_(None)) if None in numbers else column.in_(named))
    return conditions


_NAMED = (*GROUPED, *BESIDE)
_LINES = (
    select(
        budget_lines.c.id,
        line_groups.c.part_id,
        line_groups.c.fiscal_years,
        line_groups.c.direction,
        *(line_groups.c[f"{name.value}_id"] for name in GROUPED),
        *(line_accounts.c[f"{name.value}_id"] for name in BESIDE),
        budget_lines.c.description,
        budget_lines.c.reason,
        budget_lines.c.amount,
        budget_lines.c.fte,
        line_groups.c.transfer,
        line_groups.c.one_time,
        sheets.c.name.label("sheet"),
        budget_lines.c.row,
        line_groups.c.column,
    )
    .join_from(budget_lines, line_groups)
    .join(sheets, line_groups.c.sheet_id == sheets.c.id)
    .join(line_accounts, budget_lines.c.account_id == line_accounts.c.id, isouter=True)
)


def _line(row: AnyRow, chart: Mapping[int, ChartEntry]) -> KeptLine:
    numbers = {name: getattr(row, f"{name.value}_id") for name in _NAMED}
    return KeptLine(
        id=row.id,
        part=row.part_id,
        fiscal_years=row.fiscal_years,
        direction=Direction(row.direction),
        entries={name: chart[number] for name, number in numbers.items() if number is not None},
        description=row.description,
        reason=row.reason,
        amount=row.amount,
        fte=row.fte,
        transfer=row.transfer,
        one_time=row.one_time,
        at=CellRef(row.sheet, row.row, row.column),
    )
