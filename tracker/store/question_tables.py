"""The home of the tables of questions: sets in versions, the periods for which they are asked, and every answer."""

from sqlalchemy import Column, Date, Index, LargeBinary, String, Table, Text, UniqueConstraint

from plans.questions import AskedOf
from tracker.store.schema import metadata, of, one_of, own_number
from tracker.store.types import Json, Moment, Word

question_sets = Table(
    "question_sets",
    metadata,
    own_number(),
    Column("code", String(120), nullable=False),
    Column("version", String(120), nullable=False),
    Column("document", Json, nullable=False),
    Column("loaded_by", Text, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    UniqueConstraint("code", "version"),
)

asked_questions = Table(
    "asked_questions",
    metadata,
    own_number(),
    of("question_sets", name="set_id"),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("said_at", Moment, nullable=False),
    Index(None, "period_start", "period_end"),
)
"""Which set is asked for a period: of several the one that was said last. Nothing is taken out of this table."""

answer_files = Table(
    "answer_files",
    metadata,
    own_number(),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sent_by", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
)
"""Workbooks of which answers were kept, as they came; the same bytes once."""

equity_answers = Table(
    "equity_answers",
    metadata,
    own_number(),
    of("question_sets", name="set_id"),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("asked_of", Word(AskedOf), nullable=False),
    Column("department", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text),
    Column("said_by", Text, nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("file", Text),
    Column("cell", Text),
    of("answer_files", name="file_id", nullable=True),
    one_of("asked_of", AskedOf),
    Index(None, "period_start", "period_end", "department", "package"),
)
"""Every answer that was ever given, none taken out; without an answer: the one before was taken back."""
