"""The home of the tables of questions: sets in versions, the periods for which they are asked, and every answer."""

from sqlalchemy import Column, Index, LargeBinary, String, Table, Text, UniqueConstraint

from plans.questions import AskedOf
from tracker.store.periods import period_columns
from tracker.store.schema import metadata, of, one_of, own_number, who_and_when
from tracker.store.types import Json, Word

question_sets = Table(
    "question_sets",
    metadata,
    own_number(),
    Column("code", String(120), nullable=False),
    Column("version", String(120), nullable=False),
    Column("document", Json, nullable=False),
    *who_and_when("loaded"),
    UniqueConstraint("code", "version"),
)

asked_questions = Table(
    "asked_questions",
    metadata,
    own_number(),
    of("question_sets", name="set_id"),
    *period_columns(),
    *who_and_when("said"),
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
    *who_and_when("sent"),
)
"""Workbooks of which answers were kept, as they came; the same bytes once."""

equity_answers = Table(
    "equity_answers",
    metadata,
    own_number(),
    of("question_sets", name="set_id"),
    *period_columns(),
    Column("asked_of", Word(AskedOf), nullable=False),
    Column("department", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text),
    *who_and_when("said"),
    Column("file", Text),
    Column("cell", Text),
    of("answer_files", name="file_id", nullable=True),
    one_of("asked_of", AskedOf),
    Index(None, "period_start", "period_end", "department", "package"),
)
"""Every answer that was ever given, none taken out; without an answer: the one before was taken back."""
