"""What headings mean is kept, and what was answered last."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = "kind IN ('plan', 'budget')"


def upgrade() -> None:
    op.create_table(
        "profiles",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("picks_sheet", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("import_id", ID, nullable=True),
        sa.CheckConstraint(KINDS, name=op.f("ck_profiles_kind_is_known")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_profiles_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_profiles"),
        sa.UniqueConstraint("kind", "fingerprint", name="uq_profiles_kind_fingerprint"),
    )
    op.create_table(
        "last_answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_last_answers_kind_is_known")),
        sa.PrimaryKeyConstraint("id", name="pk_last_answers"),
        sa.UniqueConstraint("kind", "fingerprint", name="uq_last_answers_kind_fingerprint"),
    )


def downgrade() -> None:
    op.drop_table("last_answers")
    op.drop_table("profiles")
