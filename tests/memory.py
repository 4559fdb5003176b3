"""A second store that keeps everything in memory and adds up line by line: what the real one must agree with."""

import copy
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import count
from types import TracebackType
from typing import Any, Self

from budgets.lines import BudgetLine, PartName
from budgets.money import to_cents
from budgets.period import BudgetPeriod
from budgets.phases import Direction
from budgets.structure import ChartEntry
from importers.cells import CellRef, Read
from importers.issues import Severity
from importers.lines import BookLines
from importers.reading import Answers, HeadingProfile, Kind, RecordPath
from plans.framework import Framework
from plans.implementation import ImplementationPlan
from tests.memory_findings import FindingState, MemoryFindings
from tests.memory_questions import MemoryQuestions, QuestionState
from tracker.aligning import Aligned, CellKey, SumKey, added
from tracker.alignment import FundingLink
from tracker.errors import NotFoundError
from tracker.records import (
    BESIDE,
    FULL_KEY,
    GROUPED,
    BookName,
    Dimension,
    ImportRecord,
    Kept,
    KeptLine,
    KeptLink,
    KeptPlan,
    KeptProfile,
    KeySums,
    LinkedAction,
    NewImport,
    Numbers,
    PackageSum,
    Part,
    PartKey,
    PlanHead,
    Sides,
    SideSum,
    Sum,
)
from tracker.rows import ImportState
from tracker.services.unit_of_work import Filter

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


class MemoryImports:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, new: NewImport) -> int:
        number = next(self._state.numbers)
        self._state.imports[number] = _record(number, new), new
        return number

    def replace(self, number: int, new: NewImport) -> None:
        before, _ = self._state.imports[number]
        self._state.imports[number] = replace(_record(number, new), by=before.by, at=before.at), new

    def publish(self, number: int, *, by: str, at: datetime, differences: object = None) -> None:
        self._change(number, state=ImportState.PUBLISHED, published_by=by, published_at=at)
        self._state.differences[number] = json.dumps(differences)

    def withdraw(self, number: int, *, by: str, at: datetime, why: str) -> None:
        self._change(number, state=ImportState.WITHDRAWN, withdrawn_by=by, withdrawn_at=at, withdrawn_why=why)

    def discard(self, number: int, *, by: str, at: datetime) -> None:
        self._change(number, state=ImportState.DISCARDED, discarded_by=by, discarded_at=at)

    def remove(self, number: int) -> None:
        del self._state.imports[number]

    def get(self, number: int) -> ImportRecord:
        return self._both(number)[0]

    def all(self) -> tuple[ImportRecord, ...]:
        return tuple(record for record, _ in sorted(self._state.imports.values(), key=lambda both: -both[0].id))

    def same(self, kind: Kind, sha256: str, answers: Answers, layout: tuple[str, str]) -> tuple[ImportRecord, ...]:
        wanted = kind, sha256, dict(answers), layout
        return tuple(
            one for one in self.all() if (one.kind, one.sha256, one.answers, (one.layout, one.layout_version)) == wanted
        )

    def report(self, number: int) -> dict[str, object]:
        told: dict[str, object] = json.loads(json.dumps(self._both(number)[1].report))
        return told

    def differences(self, number: int) -> object:
        self._both(number)
        return json.loads(self._state.differences.get(number, "null"))

    def surroundings(self, number: int) -> object:
        return json.loads(json.dumps(self._both(number)[1].surroundings))

    def original(self, number: int) -> tuple[str, bytes]:
        new = self._both(number)[1]
        return new.file, new.content

    def _both(self, number: int) -> tuple[ImportRecord, NewImport]:
        if number not in self._state.imports:
            raise NotFoundError("import", number)
        return self._state.imports[number]

    def _change(self, number: int, **changes: object) -> None:
        record, new = self._state.imports[number]
        self._state.imports[number] = replace(record, **changes), new  # type: ignore[arg-type] # named above


def _record(number: int, new: NewImport) -> ImportRecord:
    severities = [issue.severity for issue in new.issues]
    return ImportRecord(
        id=number,
        kind=new.kind,
        file=new.file,
        sha256=new.sha256,
        size=len(new.content),
        state=ImportState.DRAFT,
        outcome=new.outcome,
        answers=dict(new.answers),
        layout=new.layout,
        layout_version=new.layout_version,
        what=new.what,
        records=new.records,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        by=new.by,
        at=new.at,
    )


class MemoryFrameworks:
    def __init__(self, state: State) -> None:
        self._state = state

    def in_force(self) -> Framework | None:
        return self._state.in_force

    def put_in_force(self, framework: Framework, *, by: str, at: datetime) -> None:  # noqa: ARG002 - nobody asks
        name = framework.code, framework.version
        places = [place for place, one in enumerate(self._state.frameworks) if (one.code, one.version) == name]
        if places:
            self._state.frameworks[places[0]] = framework
        else:
            self._state.frameworks.append(framework)
        self._state.in_force = framework

    def versions(self) -> tuple[Framework, ...]:
        return tuple(self._state.frameworks)


class MemoryProfiles:
    def __init__(self, state: State) -> None:
        self._state = state

    def all(self) -> tuple[KeptProfile, ...]:
        return tuple(sorted(self._state.profiles.values(), key=lambda kept: kept.kind))

    def keep(self, profile: HeadingProfile, import_id: int | None) -> None:
        self._state.profiles[profile.kind, profile.meaning.fingerprint] = KeptProfile(profile, import_id)

    def remove(self, kind: Kind, fingerprint: str) -> None:
        self._state.profiles.pop((kind, fingerprint), None)

    def last(self) -> Mapping[tuple[Kind, str], Answers]:
        return dict(self._state.last)

    def remember(self, kind: Kind, fingerprint: str, answers: Answers) -> None:
        self._state.last[kind, fingerprint] = dict(answers)

    def forget(self, kind: Kind, fingerprint: str) -> None:
        self._state.last.pop((kind, fingerprint), None)


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


class MemoryBooks:
    def __init__(self, state: State) -> None:
        self._state = state

    def highest_version(self, name: PartName) -> int:
        return max((part.version for part in self._state.parts if part.name.same_name(name)), default=0)

    def published(self) -> tuple[Part, ...]:
        both = ((part, self._state.imports[part.import_id][0]) for part in self._state.parts)
        return tuple(
            replace(part, published_at=record.published_at, file=record.file)
            for part, record in both
            if record.state is ImportState.PUBLISHED and record.published_at
        )

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


class MemoryComparing:
    """Adds up line by line, and sorts all keys before it gives a page of them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def count(self, sides: Sides, where: Filter) -> int:
        return len(self._differing(sides, where, sides.by))

    def whole(self, sides: Sides, where: Filter) -> KeySums:
        lines = MemoryLines(self._state)
        before, after = (lines.those(parts, sides.direction, where) for parts in (sides.before, sides.after))
        return KeySums((), _side_sum(before), _side_sum(after))

    def page(self, sides: Sides, where: Filter, *, skip: int, size: int) -> tuple[KeySums, ...]:
        return tuple(self._differing(sides, where, sides.by)[skip : skip + size])

    def one_sided(
        self, sides: Sides, where: Filter, alike: Collection[Mapping[Dimension, int | None]]
    ) -> tuple[KeySums, ...]:
        alone = [one for one in self._differing(sides, where, sides.by) if not (one.before.holds and one.after.holds)]
        keys = [dict(zip(sides.by, sums.key, strict=True)) for sums in alone]
        return tuple(
            sums
            for sums, key in zip(alone, keys, strict=True)
            if any(all(key[name] == number for name, number in each.items()) for each in alike)
        )

    def accounts(self, sides: Sides, where: Filter) -> tuple[KeySums, ...]:
        return tuple(self._differing(sides, where, (Dimension.ACCOUNT,)))

    def every_key(self, parts: Collection[int]) -> Iterator[PartKey]:
        found: dict[tuple[int, Direction, Numbers], list[KeptLine]] = {}
        for line in self._state.lines:
            if line.part in parts:
                key = tuple(number_of(self._state, line, dimension) for dimension in FULL_KEY)
                found.setdefault((line.part, line.direction, key), []).append(line)
        yield from (PartKey(*key, _side_sum(lines)) for key, lines in found.items())

    def _differing(self, sides: Sides, where: Filter, dimensions: Sequence[Dimension]) -> list[KeySums]:
        both = [self._by_key(parts, sides, where, dimensions) for parts in (sides.before, sides.after)]
        found = [
            KeySums(key, *(_side_sum(book.get(key, ())) for book in both))
            for key in dict.fromkeys([*both[0], *both[1]])
        ]
        differing = [sums for sums in found if any(self._differences(sums, sides))]
        return sorted(
            differing, key=lambda sums: (*(-abs(each) for each in self._differences(sums, sides)), _zeros(sums.key))
        )

    def _differences(self, sums: KeySums, sides: Sides) -> tuple[int, int]:
        money = (sums.after.cents or 0) * sides.cents[1] - (sums.before.cents or 0) * sides.cents[0]
        fte = (sums.after.millionth_years or 0) * sides.fte[1] - (sums.before.millionth_years or 0) * sides.fte[0]
        return money, fte

    def _by_key(
        self, parts: Collection[int], sides: Sides, where: Filter, dimensions: Sequence[Dimension]
    ) -> dict[Numbers, list[KeptLine]]:
        found: dict[Numbers, list[KeptLine]] = {}
        for line in MemoryLines(self._state).those(parts, sides.direction, where):
            numbers = [number_of(self._state, line, dimension) for dimension in dimensions]
            key = tuple(
                number if number is None else sides.same.get(dimension, {}).get(number, number)
                for dimension, number in zip(dimensions, numbers, strict=True)
            )
            found.setdefault(key, []).append(line)
        return found


def _zeros(key: Numbers) -> tuple[int, ...]:
    return tuple(number or 0 for number in key)


def _side_sum(lines: Sequence[KeptLine]) -> SideSum:
    ftes = [line.fte * len(line.fiscal_years) for line in lines if line.fte is not None]
    return SideSum(len(lines), naive_sum(lines).cents, int(sum(ftes, Decimal(0)) * MILLION) if ftes else None)


class MemoryChart:
    def __init__(self, state: State) -> None:
        self._state = state

    def entries(self, dimension: Dimension) -> Mapping[int, ChartEntry]:
        return {place + 1: entry for place, (of, entry) in enumerate(self._state.chart) if of is dimension}


class MemoryLinks:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, link: FundingLink, *, by: str, at: datetime) -> int:
        number = next(self._state.numbers)
        self._state.links[number] = KeptLink(id=number, link=link, by=by, at=at)
        return number

    def end(self, number: int, *, by: str, at: datetime, why: str) -> None:
        self._state.links[number] = replace(self.get(number), ended_by=by, ended_at=at, ended_why=why)

    def get(self, number: int) -> KeptLink:
        if number not in self._state.links:
            raise NotFoundError("funding link", number)
        return self._state.links[number]

    def counting(self, period: BudgetPeriod | None) -> Sequence[LinkedAction]:
        return [
            LinkedAction(number, kept.link.department, kept.link.action)
            for number, kept in self._state.links.items()
            if kept.stands and (period is None or kept.link.holds_in(period))
        ]

    def all(self) -> tuple[KeptLink, ...]:
        return tuple(self._state.links.values())


class MemoryAlignment:
    def __init__(self, state: State) -> None:
        self._state = state

    def cells(self, parts: Collection[int], where: Filter) -> Mapping[CellKey, int]:
        found: dict[CellKey, int] = {}
        for line in self._spent(parts, where):
            found[self._cell(line)] = found.get(self._cell(line), 0) + to_cents(line.amount or Decimal(0))
        return found

    def by_account(
        self, parts: Collection[int], where: Filter, accounts: Collection[int]
    ) -> Mapping[CellKey, Mapping[int, int]]:
        found: dict[CellKey, dict[int, int]] = {}
        for line in self._spent(parts, where):
            account = number_of(self._state, line, Dimension.ACCOUNT)
            if account in accounts and account is not None:
                own = found.setdefault(self._cell(line), {})
                own[account] = own.get(account, 0) + to_cents(line.amount or Decimal(0))
        return found

    def books(self) -> Mapping[BookName, str]:
        return {name: made_of for name, (made_of, _) in self._state.aligned.items()}

    def keep(self, book: BookName, made_of: str, sums: Mapping[SumKey, Aligned]) -> None:
        self._state.aligned[book] = made_of, dict(sums)

    def change(self, book: BookName, changes: Mapping[SumKey, Aligned]) -> None:
        made_of, sums = self._state.aligned[book]
        self._state.aligned[book] = made_of, added(sums, changes)

    def forget(self, book: BookName) -> None:
        self._state.aligned.pop(book, None)

    def sums(self, books: Collection[BookName], by: Collection[str]) -> Mapping[BookName, Mapping[SumKey, Aligned]]:
        found: dict[BookName, Mapping[SumKey, Aligned]] = {}
        for book in books:
            cut: dict[SumKey, Aligned] = {}
            for key, own in self._state.aligned.get(book, ("", {}))[1].items():
                short = SumKey(*(value if name in by else None for name, value in key._asdict().items()))
                before = cut.get(short, Aligned(0, 0))
                cut[short] = Aligned(before.gross + own.gross, before.net + own.net)
            if book in self._state.aligned:
                found[book] = cut
        return found

    def _spent(self, parts: Collection[int], where: Filter) -> list[KeptLine]:
        return MemoryLines(self._state).those(parts, Direction.EXPENDITURE, where)

    def _cell(self, line: KeptLine) -> CellKey:
        numbers = {dimension.value: number_of(self._state, line, dimension) for dimension in GROUPED}
        return CellKey(**numbers, one_time=line.one_time)
