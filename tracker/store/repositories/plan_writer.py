"""The home of writing a plan down: every record in its table, with its place in the plan and its cells."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from budgets.period import BudgetPeriod
from importers.cells import CellRef
from importers.reading import RecordPath
from plans.implementation import Action, ImplementationPlan
from plans.measures import Measure
from tracker.store import tables
from tracker.store.periods import period_values
from tracker.store.repositories import plan_rows as rows

Known = Mapping[RecordPath, rows.Cells]


class PlanWriter:
    """Writes plans through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(
        self,
        import_id: int,
        head: tuple[str, BudgetPeriod, int],
        plan: ImplementationPlan,
        sources: Mapping[RecordPath, CellRef],
    ) -> None:
        """Write a plan as the version of a department key and period that ``head`` says."""
        key, period, version = head
        values = {
            "import_id": import_id,
            "department": plan.department,
            "department_key": key,
            **period_values(period),
            "start": plan.start,
            "end": plan.end,
            "as_of": plan.as_of,
            "framework": plan.framework,
            "version": version,
        }
        number = self._add(tables.plans, [values])[0]
        cells = rows.cells_of(sources)
        actions = self._add_actions(number, plan.actions, cells)
        partners = self._partners(plan)
        self._add_partners(actions, plan.actions, partners)
        self._add_updates(actions, plan.actions, cells)
        self._add_agreements(number, plan, partners, cells)
        self._add_measures(number, actions, plan, cells)

    def _add(self, table: Table, values: Sequence[dict[str, Any]]) -> Sequence[int]:
        if not values:
            return []
        statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        return self._connection.execute(statement, values).scalars().all()

    def _add_actions(self, plan: int, actions: Sequence[Action], cells: Known) -> Sequence[int]:
        return self._add(
            tables.actions,
            [
                {
                    **rows.action_values(action),
                    "plan_id": plan,
                    "position": place,
                    "cells": cells.get(("actions", place), {}),
                }
                for place, action in enumerate(actions)
            ],
        )

    def _partners(self, plan: ImplementationPlan) -> Mapping[str, int]:
        names = {_folded(partner.name): partner.name for action in plan.actions for partner in action.partners}
        names |= {_folded(agreement.partner): agreement.partner for agreement in plan.agreements}
        table = tables.partners
        statement = select(table.c.name_key, table.c.id).where(table.c.name_key.in_(names))
        known = {row.name_key: row.id for row in self._connection.execute(statement)}
        new = sorted(names.keys() - known.keys())
        added = self._add(table, [{"name_key": key, "name": names[key]} for key in new])
        return {**known, **dict(zip(new, added, strict=True))}

    def _add_partners(self, numbers: Sequence[int], actions: Sequence[Action], partners: Mapping[str, int]) -> None:
        self._add(
            tables.action_partners,
            [
                {
                    "action_id": number,
                    "partner_id": partners[_folded(partner.name)],
                    "position": place,
                    "name": partner.name,
                    "kind": partner.kind,
                }
                for number, action in zip(numbers, actions, strict=True)
                for place, partner in enumerate(action.partners)
            ],
        )

    def _add_updates(self, numbers: Sequence[int], actions: Sequence[Action], cells: Known) -> None:
        self._add(
            tables.progress_updates,
            [
                {
                    **rows.update_values(update),
                    "action_id": numbers[at],
                    "position": place,
                    "cells": cells.get(("actions", at, "updates", place), {}),
                }
                for at, action in enumerate(actions)
                for place, update in enumerate(action.updates)
            ],
        )

    def _add_agreements(self, plan: int, whole: ImplementationPlan, partners: Mapping[str, int], cells: Known) -> None:
        self._add(
            tables.agreements,
            [
                {
                    **rows.agreement_values(agreement),
                    "plan_id": plan,
                    "partner_id": partners[_folded(agreement.partner)],
                    "position": place,
                    "cells": cells.get(("agreements", place), {}),
                }
                for place, agreement in enumerate(whole.agreements)
            ],
        )

    def _add_measures(self, plan: int, actions: Sequence[int], whole: ImplementationPlan, cells: Known) -> None:
        placed: list[tuple[RecordPath, int | None, Measure]] = [
            (("actions", at, "measures", place), actions[at], measure)
            for at, action in enumerate(whole.actions)
            for place, measure in enumerate(action.measures)
        ]
        placed += [(("measures", place), None, measure) for place, measure in enumerate(whole.measures)]
        numbers = self._add(
            tables.measures,
            [
                {
                    **rows.measure_values(measure),
                    "plan_id": plan,
                    "action_id": action,
                    "position": path[-1],
                    "cells": cells.get(path, {}),
                }
                for path, action, measure in placed
            ],
        )
        self._add_series(numbers, placed, cells)

    def _add_series(
        self, numbers: Sequence[int], placed: Sequence[tuple[RecordPath, int | None, Measure]], cells: Known
    ) -> None:
        targets = [
            {
                "measure_id": number,
                "position": place,
                "date": target.date,
                "value": target.value,
                "cells": cells.get((*path, "targets", place), {}),
            }
            for number, (path, _, measure) in zip(numbers, placed, strict=True)
            for place, target in enumerate(measure.targets)
        ]
        values = [
            {
                **rows.value_values(value),
                "measure_id": number,
                "position": place,
                "cells": cells.get((*path, "values", place), {}),
            }
            for number, (path, _, measure) in zip(numbers, placed, strict=True)
            for place, value in enumerate(measure.values)
        ]
        self._add(tables.measure_targets, targets)
        self._add(tables.measure_values, values)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
