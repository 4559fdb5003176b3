"""Files, imports and frameworks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "frameworks",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.Column("version", sa.String(length=120), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_frameworks"),
        sa.UniqueConstraint("code", "version", name="uq_frameworks_code_version"),
    )
    op.create_table(
        "store_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("data_version", ID, nullable=False),
        sa.Column("next_line", ID, nullable=False),
        sa.CheckConstraint("id = 1", name="ck_store_state_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_store_state"),
    )
    op.create_table(
        "stored_files",
        sa.Column("id", ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stored_files"),
        sa.UniqueConstraint("sha256", name="uq_stored_files_sha256"),
    )
    op.create_table(
        "imports",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("file_id", ID, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=True),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("layout_version", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("surroundings", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('plan', 'budget')", name="ck_imports_kind_is_known"),
        sa.CheckConstraint("outcome IN ('read', 'questions', 'rejected')", name="ck_imports_outcome_is_known"),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'approved', 'published', 'withdrawn')",
            name="ck_imports_state_is_known",
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name="fk_imports_file_id_stored_files"),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_index("ix_imports_file_id_kind", "imports", ["file_id", "kind"])
    op.create_table(
        "import_issues",
        sa.Column("id", ID, nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("column", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_import_issues_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_import_issues"),
    )
    op.create_index("ix_import_issues_import_id", "import_issues", ["import_id"])
    op.create_table(
        "sheets",
        sa.Column("id", ID, nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_sheets_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_sheets"),
        sa.UniqueConstraint("import_id", "name", name="uq_sheets_import_id_name"),
    )
    op.execute("INSERT INTO store_state (id, data_version, next_line) VALUES (1, 0, 1)")


def downgrade() -> None:
    op.drop_table("sheets")
    op.drop_index("ix_import_issues_import_id", table_name="import_issues")
    op.drop_table("import_issues")
    op.drop_index("ix_imports_file_id_kind", table_name="imports")
    op.drop_table("imports")
    op.drop_table("stored_files")
    op.drop_table("store_state")
    op.drop_table("frameworks")
