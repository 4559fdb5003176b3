"""Decision packages: why lines are asked for, lines found by their package, totals of packages by department."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEX = "ix_line_groups_part_id_direction_package_id_last_line"
PAIR = "outer", "inner"
AGREED = "part_id", "direction", "fiscal_years"
ENTRIES = "package_id", "department_id"
ADDED = "lines", "amount", "fte", "reductions", "transfers"

KEPT = sa.table("kept_totals", *map(sa.column, (*AGREED, *PAIR, "outer_id", "inner_id", *ADDED)))
GROUPS = sa.table("line_groups", *map(sa.column, (*AGREED, *ENTRIES, *ADDED)))


def upgrade() -> None:
    with op.batch_alter_table("budget_lines") as batch:
        batch.add_column(sa.Column("reason", sa.Text(), nullable=True))
    op.create_index(INDEX, "line_groups", ["part_id", "direction", "package_id", "last_line"])
    # Books that came in before have these sums from now on, too. What adds up whole numbers may be no whole number.
    sums = [sa.cast(sa.func.sum(GROUPS.c[name]), sa.BigInteger()) for name in ADDED]
    names = sa.literal("package"), sa.literal("department")
    kept = sa.select(*(GROUPS.c[name] for name in AGREED), *names, *(GROUPS.c[name] for name in ENTRIES), *sums)
    grouped = kept.group_by(*(GROUPS.c[name] for name in (*AGREED, *ENTRIES)))
    op.execute(KEPT.insert().from_select([*AGREED, *PAIR, "outer_id", "inner_id", *ADDED], grouped))


def downgrade() -> None:
    op.execute(KEPT.delete().where(KEPT.c.outer == "package", KEPT.c.inner == "department"))
    op.drop_index(INDEX, table_name="line_groups")
    with op.batch_alter_table("budget_lines") as batch:
        batch.drop_column("reason")
