"""The home of telling whether a change was noticed: stopped, told, harmless, or missed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from importers.reading import BudgetReading, Outcome
from tests.mutations.books import Book, amounts_of
from tests.mutations.changes import CHANGES, Change, row_doubled


class Notice(StrEnum):
    """What became of a change."""

    STOPPED = "stopped"
    TOLD = "told"
    HARMLESS = "harmless"
    MISSED = "missed"


@dataclass(frozen=True)
class Tried:
    """One change of one book; ``heard`` is the first thing that was said, ``seed`` makes the change again."""

    change: str
    book: str
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
    new = list((_heard(after) - _heard(before)).elements())
    notice = (
        Notice.STOPPED
        if new and after.outcome is not Outcome.READ
        else Notice.TOLD
        if new
        else Notice.HARMLESS
        if amounts_of(after) == amounts_of(book.reading) and after.outcome is Outcome.READ
        else Notice.MISSED
    )
    return Tried(change.__name__, book.name, seed, notice, new[0] if new else "")


def _heard(reading: BudgetReading) -> Counter[str]:
    issues = (f"{each.code} {each.severity}: {each}" for each in reading.issues)
    return Counter([*issues, *(f"{each.code} {each.field}: {each.message}" for each in reading.questions)])
