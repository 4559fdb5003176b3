"""Books kept in memory line by line, and added up anew for each question: what the real store must agree with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from budgets.lines import BudgetLine, PartName
from budgets.phases import Direction
from budgets.structure import ChartEntry
from importers.cells import Read
from importers.lines import BookLines
from tests.memory.state import State, naive_sum, number_of
from tracker.records import (
    BESIDE,
    GROUPED,
    Dimension,
    Kept,
    KeptLine,
    PackageSum,
    Part,
)
from tracker.rows import ImportState
from tracker.services.unit_of_work import Filter


class MemoryBooks:
    def __init__(self, state: State) -> None:
        self._state = state

    def highest_version(self, name: PartName) -> int:
        return max((part.version for part in self._state.parts if part.name.same_name(name)), default=0)

    def published(self) -> tuple[Part, ...]:
        imports = self._state.imports
        own = (part for part in self._state.parts if imports[part.import_id][0].state is ImportState.PUBLISHED)
        return tuple(map(self._dated, own))

    def _dated(self, part: Part) -> Part:
        record = self._state.imports[part.import_id][0]
        return replace(part, published_at=record.published_at or part.published_at, file=record.file)

    def of_imports(self, numbers: Collection[int]) -> tuple[Part, ...]:
        return tuple(self._dated(part) for part in self._state.parts if part.import_id in numbers)

    def publish(self, import_id: int, parts: Sequence[PartName], versions: Sequence[int], lines: BookLines) -> None:
        for name, version in zip(parts, versions, strict=True):
            own = [read for read in lines if _holds(name, read.record)]
            number = next(self._state.numbers)
            self._state.parts.append(
                Part(
                    id=number,
                    import_id=import_id,
                    file="",
                    name=name,
                    version=version,
                    lines=len(own),
                    published_at=datetime.min,  # noqa: DTZ901 - the import knows when
                )
            )
            self._state.lines += [self._line(number, read) for read in own]

    def totals(
        self, parts: Collection[int], outer: Dimension | None = None, inner: Dimension | None = None
    ) -> tuple[Kept, ...]:
        found: dict[tuple[int, Direction, tuple[int, ...], int | None, int | None], list[KeptLine]] = {}
        for line in self._state.lines:
            if line.part in parts:
                key = line.part, line.direction, line.fiscal_years, self._entry(line, outer), self._entry(line, inner)
                found.setdefault(key, []).append(line)
        return tuple(Kept(*key, naive_sum(lines)) for key, lines in found.items())

    def of_packages(self, parts: Collection[int], packages: Collection[int | None]) -> tuple[PackageSum, ...]:
        found: dict[tuple[Any, ...], list[KeptLine]] = {}
        for line in self._state.lines:
            if line.part in parts and number_of(self._state, line, Dimension.PACKAGE) in packages:
                named = (self._entry(line, each) for each in (Dimension.DEPARTMENT, Dimension.UNIT, Dimension.FUND))
                key = line.part, line.direction, line.fiscal_years, *named, line.one_time
                found.setdefault(key, []).append(line)
        return tuple(PackageSum._make((*key, naive_sum(lines))) for key, lines in found.items())

    def filled(self, parts: Collection[int]) -> Mapping[str, int]:
        own = [line for line in self._state.lines if line.part in parts]
        found = {dimension.value: sum(dimension in line.entries for line in own) for dimension in BESIDE}
        told = ("description", "reason", "fte")
        return found | {name: sum(getattr(line, name) is not None for line in own) for name in told}

    def _entry(self, line: KeptLine, dimension: Dimension | None) -> int | None:
        return number_of(self._state, line, dimension) if dimension else None

    def _line(self, part: int, read: Read[BudgetLine]) -> KeptLine:
        line, at = read
        entries: dict[Dimension, ChartEntry | None] = {
            name: getattr(line, name.value) for name in (*GROUPED, *BESIDE) if name is not Dimension.GOAL
        }
        if line.goal:
            entries[Dimension.GOAL] = ChartEntry(code=line.goal)
        named = {name: entry for name, entry in entries.items() if entry}
        self._state.chart += [both for both in named.items() if both not in self._state.chart]
        return KeptLine(
            id=next(self._state.numbers),
            part=part,
            fiscal_years=line.fiscal_years,
            direction=line.direction,
            entries=named,
            description=line.description,
            reason=line.reason,
            amount=line.amount,
            fte=line.fte,
            transfer=line.transfer,
            one_time=line.one_time,
            at=at,
        )


def _holds(name: PartName, line: BudgetLine) -> bool:
    own_years = set(line.fiscal_years) <= set(name.fiscal_years)
    return line.phase is name.phase and line.direction in name.directions and own_years


class MemoryLines:
    def __init__(self, state: State) -> None:
        self._state = state

    def count(self, parts: Collection[int], direction: Direction, where: Filter) -> int:
        return len(self.those(parts, direction, where))

    def page(
        self, parts: Collection[int], direction: Direction, where: Filter, *, after: int, size: int
    ) -> tuple[KeptLine, ...]:
        return tuple(line for line in self.those(parts, direction, where) if line.id > after)[:size]

    def those(self, parts: Collection[int], direction: Direction, where: Filter) -> list[KeptLine]:
        return [
            line
            for line in self._state.lines
            if line.part in parts
            and line.direction is direction
            and all(number_of(self._state, line, dimension) in numbers for dimension, numbers in where.items())
        ]


class MemoryChart:
    def __init__(self, state: State) -> None:
        self._state = state

    def entries(self, dimension: Dimension) -> Mapping[int, ChartEntry]:
        return {place + 1: entry for place, (of, entry) in enumerate(self._state.chart) if of is dimension}
