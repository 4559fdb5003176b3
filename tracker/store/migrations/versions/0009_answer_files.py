"""Workbooks of answers are kept as they came, and answers name theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = "fk_equity_answers_file_id_answer_files"


def upgrade() -> None:
    op.create_table(
        "answer_files",
        sa.Column("id", ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answer_files"),
        sa.UniqueConstraint("sha256", name="uq_answer_files_sha256"),
    )
    with op.batch_alter_table("equity_answers") as batch:
        batch.add_column(sa.Column("file_id", ID, nullable=True))
        batch.create_foreign_key(KEY, "answer_files", ["file_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("equity_answers") as batch:
        batch.drop_constraint(KEY, type_="foreignkey")
        batch.drop_column("file_id")
    op.drop_table("answer_files")
