"""A draft that is let go stays in the history, and an import keeps what it changed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# The first revision gave its constraints their prefix twice.
NAME_BEFORE, NAME = "ck_imports_ck_imports_state_is_known", "ck_imports_state_is_known"
BEFORE = "state IN ('draft', 'submitted', 'returned', 'approved', 'published', 'withdrawn')"
AFTER = "state IN ('draft', 'submitted', 'returned', 'approved', 'published', 'withdrawn', 'discarded')"
FINAL = {"ck": "%(constraint_name)s"}


def upgrade() -> None:
    # SQLite knows no change of a constraint: the table is made anew, with the other constraints as they are.
    with op.batch_alter_table("imports", naming_convention=FINAL) as imports:
        imports.add_column(sa.Column("discarded_by", sa.Text(), nullable=True))
        imports.add_column(sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True))
        imports.add_column(sa.Column("differences", sa.Text(), nullable=True))
        imports.drop_constraint(op.f(NAME_BEFORE), type_="check")
        imports.create_check_constraint(op.f(NAME), AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM import_issues WHERE import_id IN (SELECT id FROM imports WHERE state = 'discarded')")
    op.execute("DELETE FROM imports WHERE state = 'discarded'")
    op.execute("DELETE FROM stored_files WHERE id NOT IN (SELECT file_id FROM imports)")
    with op.batch_alter_table("imports", naming_convention=FINAL) as imports:
        imports.drop_constraint(op.f(NAME), type_="check")
        imports.create_check_constraint(op.f(NAME_BEFORE), BEFORE)
        for column in ("differences", "discarded_at", "discarded_by"):
            imports.drop_column(column)
