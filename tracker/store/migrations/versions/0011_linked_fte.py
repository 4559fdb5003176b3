"""FTE beside the dollars that links claim of each book; the sums are made anew before anybody asks for them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What is kept of no book is laid anew by the first program that opens the store.
    for table in ("aligned_sums", "aligned_books"):
        op.execute(sa.delete(sa.table(table)))
    with op.batch_alter_table("aligned_sums") as sums:
        sums.add_column(sa.Column("fte", sa.BigInteger(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("aligned_sums") as sums:
        sums.drop_column("fte")
