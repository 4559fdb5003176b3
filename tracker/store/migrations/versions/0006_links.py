"""Funding links, and what they claim of each book."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BASES = "basis IN ('stated', 'suggested', 'entered')"
PHASES = "phase IN ('requested', 'proposed', 'adopted', 'amended', 'estimate', 'actual', 'forecast')"
CUTS = ("department_id", "unit_id", "fund_id", "package_id", "goal_id")


def upgrade() -> None:
    op.create_table(
        "funding_links",
        sa.Column("id", ID, nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("unit", "fund", "program", "account", "package")),
        sa.Column("budget_department", sa.Text(), nullable=True),
        sa.Column("share", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("basis", sa.String(40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True),
        sa.CheckConstraint(BASES, name=op.f("ck_funding_links_basis_is_known")),
        sa.CheckConstraint("(share IS NULL) <> (amount IS NULL)", name=op.f("ck_funding_links_claims_one_thing")),
        sa.PrimaryKeyConstraint("id", name="pk_funding_links"),
    )
    op.create_table(
        "aligned_books",
        sa.Column("id", ID, nullable=False),
        sa.Column("book_start", sa.Date(), nullable=False),
        sa.Column("book_end", sa.Date(), nullable=False),
        sa.Column("phase", sa.String(40), nullable=False),
        sa.Column("made_of", sa.String(64), nullable=False),
        sa.CheckConstraint(PHASES, name=op.f("ck_aligned_books_phase_is_known")),
        sa.PrimaryKeyConstraint("id", name="pk_aligned_books"),
        sa.UniqueConstraint("book_start", "book_end", "phase", name="uq_aligned_books_book_start_book_end_phase"),
    )
    op.create_table(
        "aligned_sums",
        sa.Column("id", ID, nullable=False),
        sa.Column("book_id", ID, nullable=False),
        sa.Column("link_id", ID, nullable=True),
        *(sa.Column(name, ID, nullable=True) for name in CUTS),
        sa.Column("one_time", sa.Boolean(), nullable=True),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["book_id"], ["aligned_books.id"], name="fk_aligned_sums_book_id_aligned_books"),
        sa.ForeignKeyConstraint(["link_id"], ["funding_links.id"], name="fk_aligned_sums_link_id_funding_links"),
        *(
            sa.ForeignKeyConstraint([name], ["chart_entries.id"], name=f"fk_aligned_sums_{name}_chart_entries")
            for name in CUTS
        ),
        sa.PrimaryKeyConstraint("id", name="pk_aligned_sums"),
    )
    op.create_index("ix_aligned_sums_book_id_link_id", "aligned_sums", ["book_id", "link_id"])


def downgrade() -> None:
    op.drop_table("aligned_sums")
    op.drop_table("aligned_books")
    op.drop_table("funding_links")
