"""Plans kept in memory as they came: what the real store must agree with."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from budgets.period import BudgetPeriod
from importers.cells import CellRef
from importers.reading import RecordPath
from plans.implementation import ImplementationPlan
from tests.memory.state import State
from tracker.records import (
    KeptPlan,
    PlanHead,
)
from tracker.rows import ImportState


class MemoryPlans:
    def __init__(self, state: State) -> None:
        self._state = state

    def highest_version(self, department_key: str, period: BudgetPeriod) -> int:
        heads = (head for head, _, _ in self._state.plans)
        same = [head.version for head in heads if (head.department_key, head.period) == (department_key, period)]
        return max(same, default=0)

    def published(self) -> tuple[PlanHead, ...]:
        heads = [self._dated(head) for head, _, _ in self._state.plans if self._is_published(head)]
        return tuple(sorted(heads, key=lambda head: (head.department_key, head.id)))

    def publish(
        self,
        import_id: int,
        head: tuple[str, BudgetPeriod, int],
        plan: ImplementationPlan,
        sources: Mapping[RecordPath, CellRef],
    ) -> None:
        key, period, version = head
        kept = PlanHead(
            id=next(self._state.numbers),
            import_id=import_id,
            department=plan.department,
            department_key=key,
            period=period,
            version=version,
            published_at=datetime.min,  # noqa: DTZ901 - the import knows when
        )
        self._state.plans.append((kept, plan, dict(sources)))

    def load(self, numbers: Collection[int]) -> tuple[KeptPlan, ...]:
        wanted = [both for both in self._state.plans if both[0].id in numbers]
        return tuple(
            self._kept(self._dated(head), plan, sources)
            for head, plan, sources in sorted(wanted, key=lambda both: (both[0].department_key, both[0].id))
        )

    def _is_published(self, head: PlanHead) -> bool:
        return self._state.imports[head.import_id][0].state is ImportState.PUBLISHED

    def _dated(self, head: PlanHead) -> PlanHead:
        at = self._state.imports[head.import_id][0].published_at
        assert at is not None
        return replace(head, published_at=at)

    def _kept(self, head: PlanHead, plan: ImplementationPlan, sources: Mapping[RecordPath, CellRef]) -> KeptPlan:
        return KeptPlan(
            id=head.id,
            import_id=head.import_id,
            file=self._state.imports[head.import_id][0].file,
            department_key=head.department_key,
            period=head.period,
            version=head.version,
            published_at=head.published_at,
            plan=plan,
            ids={path: number for number, path in enumerate(paths_of(plan), start=1)},
            sources=sources,
        )


def paths_of(plan: ImplementationPlan) -> Iterator[RecordPath]:
    """Every record of a plan."""
    yield ()
    measures: list[tuple[RecordPath, int, int]] = []
    for place, action in enumerate(plan.actions):
        yield ("actions", place)
        yield from (("actions", place, "updates", at) for at in range(len(action.updates)))
        for at, measure in enumerate(action.measures):
            measures.append((("actions", place, "measures", at), len(measure.targets), len(measure.values)))
    for place, measure in enumerate(plan.measures):
        measures.append((("measures", place), len(measure.targets), len(measure.values)))
    for path, targets, values in measures:
        yield path
        yield from ((*path, "targets", at) for at in range(targets))
        yield from ((*path, "values", at) for at in range(values))
    yield from (("agreements", place) for place in range(len(plan.agreements)))
