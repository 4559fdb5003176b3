"""Links and the sums under them kept in memory: what the real store must agree with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from budgets.period import BudgetPeriod
from budgets.phases import Direction
from tests.memory.books import MemoryLines
from tests.memory.state import MILLION, State, naive_sum, number_of
from tracker.aligning import Aligned, CellKey, Size, SumKey
from tracker.alignment import FundingLink
from tracker.errors import NotFoundError
from tracker.records import GROUPED, BookName, Dimension, KeptLine, KeptLink, LinkedAction
from tracker.services.unit_of_work import Filter


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
            LinkedAction(number, kept.link.department, kept.link.action, kept.link.amount is not None)
            for number, kept in self._state.links.items()
            if kept.stands and (period is None or kept.link.holds_in(period))
        ]

    def all(self) -> tuple[KeptLink, ...]:
        return tuple(self._state.links.values())


class MemoryAlignment:
    def __init__(self, state: State) -> None:
        self._state = state

    def cells(self, parts: Collection[int], where: Filter) -> Mapping[CellKey, Size]:
        found: dict[CellKey, list[KeptLine]] = {}
        for line in self._spent(parts, where):
            found.setdefault(self._cell(line), []).append(line)
        return {cell: _size(lines) for cell, lines in found.items()}

    def by_account(
        self, parts: Collection[int], where: Filter, accounts: Collection[int]
    ) -> Mapping[CellKey, Mapping[int, Size]]:
        found: dict[CellKey, dict[int, list[KeptLine]]] = {}
        for line in self._spent(parts, where):
            account = number_of(self._state, line, Dimension.ACCOUNT)
            if account in accounts and account is not None:
                found.setdefault(self._cell(line), {}).setdefault(account, []).append(line)
        return {cell: {account: _size(lines) for account, lines in own.items()} for cell, own in found.items()}

    def books(self) -> Mapping[BookName, str]:
        return {name: made_of for name, (made_of, _) in self._state.aligned.items()}

    def keep(self, book: BookName, made_of: str, sums: Mapping[SumKey, Aligned]) -> None:
        self._state.aligned[book] = made_of, dict(sums)

    def change(self, book: BookName, changes: Mapping[SumKey, Aligned]) -> None:
        made_of, sums = self._state.aligned[book]
        changed = dict(sums)
        for key, change in changes.items():
            changed[key] = _both(changed.get(key, Aligned(0, 0)), change)
        self._state.aligned[book] = made_of, {key: own for key, own in changed.items() if any(own)}

    def forget(self, book: BookName) -> None:
        self._state.aligned.pop(book, None)

    def sums(
        self, books: Collection[BookName], by: Collection[str], *, naming: Mapping[str, bool] | None = None
    ) -> Mapping[BookName, Mapping[SumKey, Aligned]]:
        found: dict[BookName, Mapping[SumKey, Aligned]] = {}
        for book in books:
            cut: dict[SumKey, Aligned] = {}
            for key, own in self._state.aligned.get(book, ("", {}))[1].items():
                if any((getattr(key, name) is not None) is not wanted for name, wanted in (naming or {}).items()):
                    continue
                short = SumKey(*(value if name in by else None for name, value in key._asdict().items()))
                cut[short] = _both(cut.get(short, Aligned(0, 0)), own)
            if book in self._state.aligned:
                found[book] = cut
        return found

    def _spent(self, parts: Collection[int], where: Filter) -> list[KeptLine]:
        return MemoryLines(self._state).those(parts, Direction.EXPENDITURE, where)

    def _cell(self, line: KeptLine) -> CellKey:
        numbers = {dimension.value: number_of(self._state, line, dimension) for dimension in GROUPED}
        return CellKey(**numbers, one_time=line.one_time)


def _size(lines: Sequence[KeptLine]) -> Size:
    fte = sum((line.fte * len(line.fiscal_years) for line in lines if line.fte is not None), Decimal(0))
    return Size(naive_sum(lines).cents or 0, int(fte * MILLION))


def _both(one: Aligned, other: Aligned) -> Aligned:
    return Aligned(*(left + right for left, right in zip(one, other, strict=True)))
