"""Waivers and the history of findings kept in memory, in plain lists: what the real store must agree with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from budgets.period import BudgetPeriod
from tracker.errors import NotFoundError
from tracker.finding_history import KeptRound, KeptWaiver, NewRound, Seen, Span, Waiver


@dataclass
class FindingState:
    """What is kept of findings."""

    waivers: list[KeptWaiver] = field(default_factory=list)
    rounds: list[KeptRound] = field(default_factory=list)
    spans: list[tuple[BudgetPeriod, Span]] = field(default_factory=list)

    def copy(self) -> "FindingState":
        return FindingState(list(self.waivers), list(self.rounds), list(self.spans))


class MemoryFindings:
    def __init__(self, state: FindingState) -> None:
        self._state = state

    def waive(self, waiver: Waiver, *, by: str, at: datetime) -> int:
        number = len(self._state.waivers) + 1
        self._state.waivers.append(KeptWaiver(id=number, waiver=waiver, by=by, at=at))
        return number

    def take_back(self, number: int, *, by: str, at: datetime) -> None:
        for place, kept in enumerate(self._state.waivers):
            if kept.id == number:
                self._state.waivers[place] = replace(kept, ended_by=by, ended_at=at)
                return
        raise NotFoundError("waiver", number)

    def waivers(self, period: BudgetPeriod) -> tuple[KeptWaiver, ...]:
        return tuple(kept for kept in self._state.waivers if kept.waiver.period == period)

    def standing(self, period: BudgetPeriod) -> Mapping[str, Seen]:
        return {span.seen.finding: span.seen for span in self.spans(period) if span.resolved is None}

    def keep_round(self, new: NewRound, opened: Sequence[Seen], resolved: Sequence[str], still_open: int) -> int:
        number = len(self._state.rounds) + 1
        kept = KeptRound(id=number, round=new, new=len(opened), resolved=len(resolved), open=still_open)
        self._state.rounds.append(kept)
        for place, (period, span) in enumerate(self._state.spans):
            if period == new.period and span.resolved is None and span.seen.finding in resolved:
                self._state.spans[place] = period, replace(span, resolved=number)
        self._state.spans += [(new.period, Span(seen=seen, opened=number)) for seen in opened]
        return number

    def rounds(self, period: BudgetPeriod) -> tuple[KeptRound, ...]:
        return tuple(kept for kept in reversed(self._state.rounds) if kept.round.period == period)

    def spans(self, period: BudgetPeriod) -> tuple[Span, ...]:
        return tuple(span for own, span in self._state.spans if own == period)
