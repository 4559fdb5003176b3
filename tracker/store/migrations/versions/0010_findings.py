"""Waivers of findings, and what each import opened and resolved."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CAUSES = "cause IN ('import', 'withdrawal', 'link', 'answers')"


def upgrade() -> None:
    op.create_table(
        "finding_waivers",
        sa.Column("id", ID, nullable=False),
        *_period(),
        sa.Column("finding", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        *_said(),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_finding_waivers"),
    )
    op.create_table(
        "finding_rounds",
        sa.Column("id", ID, nullable=False),
        *_period(),
        sa.Column("cause", sa.String(40), nullable=False),
        sa.Column("import_id", ID, nullable=True),
        *_said(),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("new", "resolved", "open")),
        sa.CheckConstraint(CAUSES, name=op.f("ck_finding_rounds_cause_is_known")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_finding_rounds_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_finding_rounds"),
    )
    op.create_table(
        "finding_spans",
        sa.Column("id", ID, nullable=False),
        *_period(),
        sa.Column("finding", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("dollars", sa.BigInteger(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("opened_id", ID, nullable=False),
        sa.Column("resolved_id", ID, nullable=True),
        *(
            sa.ForeignKeyConstraint([name], ["finding_rounds.id"], name=f"fk_finding_spans_{name}_finding_rounds")
            for name in ("opened_id", "resolved_id")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_finding_spans"),
    )
    for table in ("finding_waivers", "finding_rounds"):
        op.create_index(f"ix_{table}_period_start_period_end", table, ["period_start", "period_end"])
    columns = ["period_start", "period_end", "resolved_id"]
    op.create_index("ix_finding_spans_period_start_period_end_resolved_id", "finding_spans", columns)


def downgrade() -> None:
    for table in ("finding_spans", "finding_rounds", "finding_waivers"):
        op.drop_table(table)


def _period() -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, sa.Date(), nullable=False) for name in ("period_start", "period_end"))


def _said() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
    )
