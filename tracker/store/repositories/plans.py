"""The home of implementation plans: what each department promised, in versions, every record with its cells."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, Table, func, select

from budgets.period import BudgetPeriod
from importers.cells import CellRef
from importers.reading import RecordPath
from plans.implementation import Action, ImplementationPlan, Partner
from plans.measures import DatedTarget, Measure
from tracker.records import KeptPlan, PlanHead
from tracker.rows import ImportState
from tracker.store import tables
from tracker.store.periods import in_period, period_of
from tracker.store.repositories import plan_rows as rows
from tracker.store.repositories.plan_writer import PlanWriter
from tracker.store.types import AnyRow

_ByOwner = Mapping[int | None, list[AnyRow]]


class Plans:
    """Plans by department and period."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def highest_version(self, department_key: str, period: BudgetPeriod) -> int:
        """The highest version that was ever given to this plan; 0: there is none."""
        plans = tables.plans.c
        same = plans.department_key == department_key, *in_period(tables.plans, period)
        statement = select(func.coalesce(func.max(plans.version), 0)).where(*same)
        return int(self._connection.execute(statement).scalar_one())

    def published(self) -> tuple[PlanHead, ...]:
        """Every published plan without its content, also those that a newer version took the place of."""
        return tuple(_head(row) for row in self._connection.execute(_HEADS))

    def publish(
        self,
        import_id: int,
        head: tuple[str, BudgetPeriod, int],
        plan: ImplementationPlan,
        sources: Mapping[RecordPath, CellRef],
    ) -> None:
        """Keep a plan as the version of a department key and period that ``head`` says."""
        PlanWriter(self._connection).write(import_id, head, plan, sources)

    def load(self, numbers: Collection[int]) -> tuple[KeptPlan, ...]:
        """The plans of these numbers, whole, in the order of their departments."""
        heads = self._connection.execute(_HEADS.where(tables.plans.c.id.in_(numbers))).all()
        actions = self._of(tables.actions, "plan_id", numbers)
        measures = self._of(tables.measures, "plan_id", numbers)
        of_actions = [row.id for found in actions.values() for row in found]
        of_measures = [row.id for found in measures.values() for row in found]
        builder = _Builder(
            actions=actions,
            agreements=self._of(tables.agreements, "plan_id", numbers),
            measures=measures,
            partners=self._of(tables.action_partners, "action_id", of_actions),
            updates=self._of(tables.progress_updates, "action_id", of_actions),
            targets=self._of(tables.measure_targets, "measure_id", of_measures),
            values=self._of(tables.measure_values, "measure_id", of_measures),
        )
        return tuple(builder.plan(head) for head in heads)

    def _of(self, table: Table, owner: str, numbers: Collection[int]) -> _ByOwner:
        found: defaultdict[int | None, list[AnyRow]] = defaultdict(list)
        statement = select(table).where(table.c[owner].in_(numbers)).order_by(table.c.position, table.c.id)
        for row in self._connection.execute(statement):
            found[getattr(row, owner)].append(row)
        return found


class _Builder:
    """Puts plans together from the rows of all of them."""

    def __init__(self, **rows_of: _ByOwner) -> None:
        self._rows = rows_of

    def plan(self, head: AnyRow) -> KeptPlan:
        ids: dict[RecordPath, int] = {(): head.id}
        sources: dict[RecordPath, CellRef] = {}
        for path, row in self._paths(head.id):
            ids[path] = row.id
            sources.update(rows.sources_of(path, row.cells))
        return KeptPlan(
            id=head.id,
            import_id=head.import_id,
            file=head.file_name,
            department_key=head.department_key,
            period=period_of(head),
            version=head.version,
            published_at=head.published_at,
            plan=self._whole(head),
            ids=ids,
            sources=sources,
        )

    def _whole(self, head: AnyRow) -> ImplementationPlan:
        return ImplementationPlan(
            department=head.department,
            start=head.start,
            end=head.end,
            as_of=head.as_of,
            framework=head.framework,
            actions=tuple(self._action(row, head.id) for row in self._under("actions", head.id)),
            measures=tuple(self._measure(row) for row in self._measures(head.id, None)),
            agreements=tuple(rows.agreement_of(row) for row in self._under("agreements", head.id)),
        )

    def _action(self, row: AnyRow, plan: int) -> Action:
        partners = [Partner(name=one.name, kind=one.kind) for one in self._under("partners", row.id)]
        updates = [rows.update_of(one) for one in self._under("updates", row.id)]
        return rows.action_of(row, partners, [self._measure(one) for one in self._measures(plan, row.id)], updates)

    def _measure(self, row: AnyRow) -> Measure:
        targets = [DatedTarget(date=one.date, value=one.value) for one in self._under("targets", row.id)]
        return rows.measure_of(row, targets, [rows.value_of(one) for one in self._under("values", row.id)])

    def _measures(self, plan: int, action: int | None) -> list[AnyRow]:
        return [row for row in self._under("measures", plan) if row.action_id == action]

    def _under(self, kind: str, owner: int) -> list[AnyRow]:
        return self._rows[kind].get(owner, [])

    def _paths(self, plan: int) -> Iterator[tuple[RecordPath, AnyRow]]:
        measures: list[tuple[RecordPath, AnyRow]] = [
            (("measures", place), row) for place, row in enumerate(self._measures(plan, None))
        ]
        for place, action in enumerate(self._under("actions", plan)):
            yield ("actions", place), action
            for at, update in enumerate(self._under("updates", action.id)):
                yield ("actions", place, "updates", at), update
            under = enumerate(self._measures(plan, action.id))
            measures += [(("actions", place, "measures", at), row) for at, row in under]
        for path, measure in measures:
            yield path, measure
            yield from (((*path, "targets", at), row) for at, row in enumerate(self._under("targets", measure.id)))
            yield from (((*path, "values", at), row) for at, row in enumerate(self._under("values", measure.id)))
        for place, agreement in enumerate(self._under("agreements", plan)):
            yield ("agreements", place), agreement


_HEADS = (
    select(
        *(column for column in tables.plans.c),
        tables.imports.c.file_name,
        tables.imports.c.published_at,
    )
    .join_from(tables.plans, tables.imports)
    .where(tables.imports.c.state == ImportState.PUBLISHED)
    .order_by(tables.plans.c.department_key, tables.plans.c.id)
)


def _head(row: AnyRow) -> PlanHead:
    return PlanHead(
        id=row.id,
        import_id=row.import_id,
        department=row.department,
        department_key=row.department_key,
        period=period_of(row),
        version=row.version,
        published_at=row.published_at,
    )
