"""What the store in memory keeps, and a sum of lines taken one by one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from budgets.money import to_cents
from budgets.structure import ChartEntry
from importers.cells import CellRef
from importers.reading import Answers, Kind, RecordPath
from plans.framework import Framework
from plans.implementation import ImplementationPlan
from tests.memory.findings import FindingState
from tests.memory.questions import QuestionState
from tracker.aligning import Aligned, SumKey
from tracker.records import (
    BookName,
    Dimension,
    ImportRecord,
    KeptLine,
    KeptLink,
    KeptProfile,
    NewImport,
    Part,
    PlanHead,
    Sum,
)

MILLION = 1_000_000


@dataclass
class State:
    """Everything that is kept."""

    version: int = 0
    imports: dict[int, tuple[ImportRecord, NewImport]] = field(default_factory=dict)
    differences: dict[int, str] = field(default_factory=dict)
    frameworks: list[Framework] = field(default_factory=list)
    in_force: Framework | None = None
    profiles: dict[tuple[Kind, str], KeptProfile] = field(default_factory=dict)
    last: dict[tuple[Kind, str], Answers] = field(default_factory=dict)
    plans: list[tuple[PlanHead, ImplementationPlan, Mapping[RecordPath, CellRef]]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    lines: list[KeptLine] = field(default_factory=list)
    chart: list[tuple[Dimension, ChartEntry]] = field(default_factory=list)
    links: dict[int, KeptLink] = field(default_factory=dict)
    aligned: dict[BookName, tuple[str, dict[SumKey, Aligned]]] = field(default_factory=dict)
    findings: FindingState = field(default_factory=FindingState)
    questions: QuestionState = field(default_factory=QuestionState)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))


def number_of(state: State, line: KeptLine, dimension: Dimension) -> int | None:
    entry = line.entries.get(dimension)
    return None if entry is None else state.chart.index((dimension, entry)) + 1


def naive_sum(lines: Sequence[KeptLine]) -> Sum:
    """The sum of lines, one by one."""
    cents = [to_cents(line.amount) for line in lines if line.amount is not None]
    ftes = [line.fte for line in lines if line.fte is not None]
    return Sum(
        lines=len(lines),
        cents=sum(cents) if cents else None,
        millionths=int(sum(ftes, Decimal(0)) * MILLION) if ftes else None,
        reduction_cents=sum(cent for cent in cents if cent < 0),
        transfer_cents=sum(to_cents(line.amount) for line in lines if line.transfer and line.amount is not None),
    )
