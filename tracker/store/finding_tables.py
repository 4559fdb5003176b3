"""The home of the tables of findings: waivers, rounds in which findings were looked at, and how long each was there."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from tracker.finding_history import Cause
from tracker.findings import KEY_DIGITS
from tracker.store.periods import period_columns
from tracker.store.schema import metadata, of, one_of, own_number, who_and_when
from tracker.store.types import Cents, Word

finding_waivers = Table(
    "finding_waivers",
    metadata,
    own_number(),
    *period_columns(),
    Column("finding", String(KEY_DIGITS), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("told", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("until", Date, nullable=False),
    *who_and_when("said"),
    *who_and_when("ended", nullable=True),
    Index(None, "period_start", "period_end"),
)
"""Who lets which finding stand, why and until when; none is ever deleted."""

finding_rounds = Table(
    "finding_rounds",
    metadata,
    own_number(),
    *period_columns(),
    Column("cause", Word(Cause), nullable=False),
    of("imports", name="import_id", nullable=True),
    *who_and_when("said"),
    Column("new", Integer, nullable=False),
    Column("resolved", Integer, nullable=False),
    Column("open", Integer, nullable=False),
    one_of("cause", Cause),
    Index(None, "period_start", "period_end"),
)

finding_spans = Table(
    "finding_spans",
    metadata,
    own_number(),
    *period_columns(),
    Column("finding", String(KEY_DIGITS), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("told", Text, nullable=False),
    Column("dollars", Cents),
    Column("department", Text),
    Column("goal", Text),
    of("finding_rounds", name="opened_id"),
    of("finding_rounds", name="resolved_id", nullable=True),
    Index(None, "period_start", "period_end", "resolved_id"),
)
