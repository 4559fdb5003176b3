"""The home of what is told of a workbook of links: what each row would do, and what all of them would do to a book."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from importers.cells import CellRef
from importers.issues import Issue, Severity
from tracker.alignment import FundingLink, over_allocated
from tracker.funding_rows import Fall
from tracker.records import KeptLink
from tracker.rows import View


@dataclass(frozen=True, slots=True)
class LinkIn:
    """A row that says something new: its cell, its link, and the one that it takes the place of; None: none.

    ``department`` is written as the row has it. ``gross`` is what it would claim of the book that is looked at, in
    dollars, and ``net`` what of that would be counted beside all others; None: it counts in no such book.
    """

    at: CellRef
    department: str
    link: FundingLink
    before: KeptLink | None = None
    gross: Decimal | None = None
    net: Decimal | None = None

    @property
    def over(self) -> Decimal:
        """What it would be over-allocated, in dollars; 0 where it counts in no book that is looked at."""
        return over_allocated(self.gross or Decimal(0), self.net or Decimal(0))


@dataclass(frozen=True, slots=True)
class BookUnderLinks:
    """What is claimed of a book beyond what there is, before and after, in dollars; and which links would fall."""

    view: View
    over_before: Decimal
    over_after: Decimal
    falls: tuple[Fall, ...] = ()


@dataclass(frozen=True, slots=True)
class LinksIn:
    """What comes of a workbook of links: the rows that say something new, how many are known, and every issue.

    ``book`` is what they would do to the book that is looked at; None: nobody asked, or there is none.
    """

    file: str
    rows: tuple[LinkIn, ...] = ()
    unchanged: int = 0
    issues: tuple[Issue, ...] = ()
    book: BookUnderLinks | None = None

    @property
    def changed(self) -> int:
        """How many rows take the place of a link that stands."""
        return sum(row.before is not None for row in self.rows)

    @property
    def new(self) -> int:
        """How many rows are links that were not there."""
        return len(self.rows) - self.changed

    @property
    def is_sound(self) -> bool:
        """Whether there is no error, so that the links may be kept."""
        return not any(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def fingerprint(self) -> str:
        """What names everything that was told of it, so that nothing else is kept than what a person saw."""
        return hashlib.sha256("\n".join(self._told()).encode()).hexdigest()

    def _told(self) -> Iterator[str]:
        yield f"{self.unchanged}"
        yield from map(str, self.issues)
        for row in self.rows:
            yield f"{row.link.model_dump_json()} {row.before.id if row.before else ''} {row.gross} {row.net}"
        if self.book:
            yield f"{self.book.view} {self.book.over_before} {self.book.over_after} {self.book.falls}"
