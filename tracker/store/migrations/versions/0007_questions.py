"""Budget equity questions: sets in versions, for which period each is asked, and every answer."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "question_sets",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=120), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_question_sets"),
        sa.UniqueConstraint("code", "version", name="uq_question_sets_code_version"),
    )
    op.create_table(
        "asked_questions",
        sa.Column("id", ID, nullable=False),
        sa.Column("set_id", ID, nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["question_sets.id"], name="fk_asked_questions_set_id_question_sets"),
        sa.PrimaryKeyConstraint("id", name="pk_asked_questions"),
    )
    op.create_index("ix_asked_questions_period_start_period_end", "asked_questions", ["period_start", "period_end"])
    op.create_table(
        "equity_answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("set_id", ID, nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("asked_of", sa.String(40), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.CheckConstraint("asked_of IN ('department', 'package')", name=op.f("ck_equity_answers_asked_of_is_known")),
        sa.ForeignKeyConstraint(["set_id"], ["question_sets.id"], name="fk_equity_answers_set_id_question_sets"),
        sa.PrimaryKeyConstraint("id", name="pk_equity_answers"),
    )
    op.create_index(
        "ix_equity_answers_period_start_period_end_department_package",
        "equity_answers",
        ["period_start", "period_end", "department", "package"],
    )


def downgrade() -> None:
    op.drop_table("equity_answers")
    op.drop_table("asked_questions")
    op.drop_table("question_sets")
