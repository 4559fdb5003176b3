"""One change to a store in memory, kept with ``commit`` or not at all."""

import copy
from dataclasses import replace
from types import TracebackType
from typing import Self

from tests.memory.books import MemoryBooks, MemoryChart, MemoryLines
from tests.memory.comparing import MemoryComparing
from tests.memory.findings import MemoryFindings
from tests.memory.imports import MemoryFrameworks, MemoryImports, MemoryProfiles
from tests.memory.links import MemoryAlignment, MemoryLinks
from tests.memory.plans import MemoryPlans
from tests.memory.questions import MemoryQuestions
from tests.memory.state import State


class MemoryUnitOfWork:
    """One change to the state, kept with ``commit``."""

    def __init__(self) -> None:
        self._kept = State()

    def __enter__(self) -> Self:
        state = replace(
            self._kept,
            imports=dict(self._kept.imports),
            differences=dict(self._kept.differences),
            frameworks=list(self._kept.frameworks),
            profiles=dict(self._kept.profiles),
            last=dict(self._kept.last),
            plans=list(self._kept.plans),
            parts=list(self._kept.parts),
            lines=list(self._kept.lines),
            chart=list(self._kept.chart),
            links=dict(self._kept.links),
            aligned=dict(self._kept.aligned),
            findings=self._kept.findings.copy(),
            questions=self._kept.questions.copy(),
            numbers=copy.copy(self._kept.numbers),
        )
        self._state = state
        self.imports = MemoryImports(state)
        self.frameworks = MemoryFrameworks(state)
        self.plans = MemoryPlans(state)
        self.profiles = MemoryProfiles(state)
        self.findings = MemoryFindings(state.findings)
        self.questions = MemoryQuestions(state.questions)
        self.books = MemoryBooks(state)
        self.lines = MemoryLines(state)
        self.chart = MemoryChart(state)
        self.links = MemoryLinks(state)
        self.alignment = MemoryAlignment(state)
        self.comparing = MemoryComparing(state)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del self._state

    def commit(self) -> None:
        self._kept = self._state

    def data_version(self) -> int:
        return self._state.version

    def raise_data_version(self) -> None:
        self._state.version += 1
