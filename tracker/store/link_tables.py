"""The home of the tables of funding links, and of what they claim of each book (docs/decisions/0040)."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Date, Index, String, Table, Text, UniqueConstraint

from budgets.phases import Phase
from tracker.alignment import Basis
from tracker.store.periods import period_columns
from tracker.store.schema import metadata, of, one_of, own_number, who_and_when
from tracker.store.types import Cents, Exact, Word

funding_links = Table(
    "funding_links",
    metadata,
    own_number(),
    Column("department", Text, nullable=False),
    Column("action", Text, nullable=False),
    *(Column(part, Text) for part in ("unit", "fund", "program", "account", "package")),
    Column("budget_department", Text),
    Column("share", Exact),
    Column("amount", Cents),
    Column("basis", Word(Basis), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("note", Text),
    *who_and_when("said"),
    *who_and_when("ended", nullable=True),
    Column("ended_why", Text),
    one_of("basis", Basis),
    CheckConstraint("(share IS NULL) <> (amount IS NULL)", name="claims_one_thing"),
)
"""What pays for an action (docs/decisions/0040-each-dollar-once.md); ``budget_department`` is the one of the lines."""

aligned_books = Table(
    "aligned_books",
    metadata,
    own_number(),
    *period_columns("book"),
    Column("phase", Word(Phase), nullable=False),
    Column("made_of", String(64), nullable=False),
    UniqueConstraint("book_start", "book_end", "phase"),
    one_of("phase", Phase),
)
"""The books over which links are laid, each with a fingerprint of the parts and rules that its sums were made of."""

aligned_sums = Table(
    "aligned_sums",
    metadata,
    own_number(),
    of("aligned_books", name="book_id"),
    of("funding_links", name="link_id", nullable=True),
    *(
        of("chart_entries", name=f"{name}_id", nullable=True)
        for name in ("department", "unit", "fund", "package", "goal")
    ),
    Column("one_time", Boolean),
    Column("gross", Cents, nullable=False),
    Column("net", Cents, nullable=False),
    Column("fte", BigInteger, nullable=False),
    Index(None, "book_id", "link_id"),
)
"""Expenditure by link, each dollar once in ``net``; the rows of a book without a link are what no link claims.

``fte`` are millionths added up over years (see ``tracker.aligning.Aligned``).
"""
