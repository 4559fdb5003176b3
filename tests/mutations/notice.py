"""The home of telling whether a change was noticed: stopped, told, harmless, or missed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from importers.reading import Outcome, Reading
from tests.mutations.books import Book, amounts_of
from tests.mutations.changes import CHANGES, Change, row_doubled
from tests.mutations.plan_changes import PLAN_CHANGES, PlanChange
from tests.mutations.plans import PlanFile


class Notice(StrEnum):
    """What became of a change."""

    STOPPED = "stopped"
    TOLD = "told"
    HARMLESS = "harmless"
    MISSED = "missed"


@dataclass(frozen=True)
class Tried:
    """One change of one file; ``heard`` is the first thing that was said, ``seed`` makes the change again."""

    change: str
    file: str
    seed: str
    notice: Notice
    heard: str = ""


def try_changes(books: Iterable[Book], times: int, changes: Sequence[Change] = CHANGES) -> Iterator[Tried]:
    """Change each book so many times in each way; a way that a book does not allow is left out."""
    for book in books:
        for change in changes:
            for time in range(times):
                tried = try_change(book, change, time)
                if tried:
                    yield tried


def try_change(book: Book, change: Change, time: int) -> Tried | None:
    """Change a book in one way, the same each time for the same number."""
    seed = f"{book.name} {change.__name__} {time}"
    rows = change(book, Random(seed))
    if rows is None:
        return None
    before = book.reading
    if change is row_doubled:
        # A row more moves all cells beneath: what is told of them is compared with a blank row in the same place.
        place = next(n for n, row in enumerate(rows) if n and row is rows[n - 1])
        before = book.read([*rows[:place], [], *rows[place + 1 :]])
    after = book.read(rows)
    same = amounts_of(after) == amounts_of(book.reading)
    return _tried(change.__name__, seed, book.name, before, after, same=same)


def try_plan_changes(
    plans: Iterable[PlanFile], times: int, changes: Sequence[PlanChange] = PLAN_CHANGES
) -> Iterator[Tried]:
    """Change each plan so many times in each way; a way that a plan does not allow is left out."""
    for plan in plans:
        for change in changes:
            for time in range(times):
                seed = f"{plan.name} {change.__name__} {time}"
                cells = change(plan, Random(seed))
                if cells is not None:
                    after = plan.read(cells)
                    same = after.actions == plan.reading.actions
                    yield _tried(change.__name__, seed, plan.name, plan.reading, after, same=same)


def _tried(change: str, seed: str, name: str, before: Reading, after: Reading, *, same: bool) -> Tried:
    new = list((_heard(after) - _heard(before)).elements())
    is_read = after.outcome is Outcome.READ
    if new:
        notice = Notice.TOLD if is_read else Notice.STOPPED
    else:
        notice = Notice.HARMLESS if same and is_read else Notice.MISSED
    return Tried(change, name, seed, notice, new[0] if new else "")


def _heard(reading: Reading) -> Counter[str]:
    issues = (f"{each.code} {each.severity}: {each}" for each in reading.issues)
    return Counter([*issues, *(f"{each.code} {each.field}: {each.message}" for each in reading.questions)])
