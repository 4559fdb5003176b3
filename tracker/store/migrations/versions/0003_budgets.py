"""Budgets: parts of books, lines, kept totals."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "chart_entries",
        sa.Column("id", ID, nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chart_entries"),
        sa.UniqueConstraint("dimension", "code", "name", name="uq_chart_entries_dimension_code_name"),
    )
    op.create_table(
        "line_accounts",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("division_id", ID, nullable=True),
        sa.Column("category_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["chart_entries.id"], name="fk_line_accounts_account_id_chart_entries"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["chart_entries.id"], name="fk_line_accounts_category_id_chart_entries"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["chart_entries.id"], name="fk_line_accounts_division_id_chart_entries"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_line_accounts"),
    )
    op.create_index("ix_line_accounts_account_id", "line_accounts", ["account_id"])
    op.create_index("ix_line_accounts_category_id", "line_accounts", ["category_id"])
    op.create_index("ix_line_accounts_division_id", "line_accounts", ["division_id"])
    op.create_table(
        "book_parts",
        sa.Column("id", ID, nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("book_start", sa.Date(), nullable=False),
        sa.Column("book_end", sa.Date(), nullable=False),
        sa.Column("phase", sa.String(40), nullable=False),
        sa.Column("fiscal_years", sa.String(60), nullable=False),
        sa.Column("directions", sa.Text(), nullable=False),
        sa.Column("scope_department", sa.Text(), nullable=True),
        sa.Column("scope_fund", sa.Text(), nullable=True),
        sa.Column("basis", sa.String(40), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.CheckConstraint("basis IN ('levels', 'changes')", name="ck_book_parts_basis_is_known"),
        sa.CheckConstraint(
            "phase IN ('requested', 'proposed', 'adopted', 'amended', 'estimate', 'actual', 'forecast')",
            name="ck_book_parts_phase_is_known",
        ),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_book_parts_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_book_parts"),
    )
    op.create_index("ix_book_parts_book_start_book_end_phase", "book_parts", ["book_start", "book_end", "phase"])
    op.create_index("ix_book_parts_import_id", "book_parts", ["import_id"])
    op.create_table(
        "kept_totals",
        sa.Column("id", ID, nullable=False),
        sa.Column("part_id", ID, nullable=False),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("fiscal_years", sa.String(60), nullable=False),
        sa.Column("outer", sa.String(length=20), nullable=False),
        sa.Column("inner", sa.String(length=20), nullable=False),
        sa.Column("outer_id", ID, nullable=True),
        sa.Column("inner_id", ID, nullable=True),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("fte", sa.BigInteger(), nullable=True),
        sa.Column("reductions", sa.BigInteger(), nullable=False),
        sa.Column("transfers", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("direction IN ('expenditure', 'revenue')", name="ck_kept_totals_direction_is_known"),
        sa.ForeignKeyConstraint(["inner_id"], ["chart_entries.id"], name="fk_kept_totals_inner_id_chart_entries"),
        sa.ForeignKeyConstraint(["outer_id"], ["chart_entries.id"], name="fk_kept_totals_outer_id_chart_entries"),
        sa.ForeignKeyConstraint(["part_id"], ["book_parts.id"], name="fk_kept_totals_part_id_book_parts"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_totals"),
    )
    op.create_index(
        "ix_kept_totals_part_id_outer_inner_direction", "kept_totals", ["part_id", "outer", "inner", "direction"]
    )
    op.create_table(
        "line_groups",
        sa.Column("id", ID, nullable=False),
        sa.Column("part_id", ID, nullable=False),
        sa.Column("fiscal_years", sa.String(60), nullable=False),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("department_id", ID, nullable=True),
        sa.Column("unit_id", ID, nullable=True),
        sa.Column("fund_id", ID, nullable=True),
        sa.Column("program_id", ID, nullable=True),
        sa.Column("package_id", ID, nullable=True),
        sa.Column("goal_id", ID, nullable=True),
        sa.Column("transfer", sa.Boolean(), nullable=False),
        sa.Column("one_time", sa.Boolean(), nullable=True),
        sa.Column("sheet_id", ID, nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("last_line", ID, nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("fte", sa.BigInteger(), nullable=True),
        sa.Column("reductions", sa.BigInteger(), nullable=False),
        sa.Column("transfers", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("direction IN ('expenditure', 'revenue')", name="ck_line_groups_direction_is_known"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["chart_entries.id"], name="fk_line_groups_department_id_chart_entries"
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["chart_entries.id"], name="fk_line_groups_fund_id_chart_entries"),
        sa.ForeignKeyConstraint(["goal_id"], ["chart_entries.id"], name="fk_line_groups_goal_id_chart_entries"),
        sa.ForeignKeyConstraint(["package_id"], ["chart_entries.id"], name="fk_line_groups_package_id_chart_entries"),
        sa.ForeignKeyConstraint(["part_id"], ["book_parts.id"], name="fk_line_groups_part_id_book_parts"),
        sa.ForeignKeyConstraint(["program_id"], ["chart_entries.id"], name="fk_line_groups_program_id_chart_entries"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name="fk_line_groups_sheet_id_sheets"),
        sa.ForeignKeyConstraint(["unit_id"], ["chart_entries.id"], name="fk_line_groups_unit_id_chart_entries"),
        sa.PrimaryKeyConstraint("id", name="pk_line_groups"),
    )
    op.create_index(
        "ix_line_groups_part_id_direction_department_id_last_line",
        "line_groups",
        ["part_id", "direction", "department_id", "last_line"],
    )
    op.create_index(
        "ix_line_groups_part_id_direction_fund_id_last_line",
        "line_groups",
        ["part_id", "direction", "fund_id", "last_line"],
    )
    op.create_index(
        "ix_line_groups_part_id_direction_goal_id_last_line",
        "line_groups",
        ["part_id", "direction", "goal_id", "last_line"],
    )
    op.create_index("ix_line_groups_part_id_direction_last_line", "line_groups", ["part_id", "direction", "last_line"])
    op.create_index(
        "ix_line_groups_part_id_direction_program_id_last_line",
        "line_groups",
        ["part_id", "direction", "program_id", "last_line"],
    )
    op.create_index(
        "ix_line_groups_part_id_direction_unit_id_last_line",
        "line_groups",
        ["part_id", "direction", "unit_id", "last_line"],
    )
    op.create_table(
        "budget_lines",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("fte", sa.BigInteger(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["line_accounts.id"], name="fk_budget_lines_account_id_line_accounts"),
        sa.ForeignKeyConstraint(["group_id"], ["line_groups.id"], name="fk_budget_lines_group_id_line_groups"),
        sa.PrimaryKeyConstraint("id", name="pk_budget_lines"),
    )


def downgrade() -> None:
    op.drop_table("budget_lines")
    op.drop_index("ix_line_groups_part_id_direction_unit_id_last_line", table_name="line_groups")
    op.drop_index("ix_line_groups_part_id_direction_program_id_last_line", table_name="line_groups")
    op.drop_index("ix_line_groups_part_id_direction_last_line", table_name="line_groups")
    op.drop_index("ix_line_groups_part_id_direction_goal_id_last_line", table_name="line_groups")
    op.drop_index("ix_line_groups_part_id_direction_fund_id_last_line", table_name="line_groups")
    op.drop_index("ix_line_groups_part_id_direction_department_id_last_line", table_name="line_groups")
    op.drop_table("line_groups")
    op.drop_index("ix_kept_totals_part_id_outer_inner_direction", table_name="kept_totals")
    op.drop_table("kept_totals")
    op.drop_index("ix_book_parts_import_id", table_name="book_parts")
    op.drop_index("ix_book_parts_book_start_book_end_phase", table_name="book_parts")
    op.drop_table("book_parts")
    op.drop_index("ix_line_accounts_division_id", table_name="line_accounts")
    op.drop_index("ix_line_accounts_category_id", table_name="line_accounts")
    op.drop_index("ix_line_accounts_account_id", table_name="line_accounts")
    op.drop_table("line_accounts")
    op.drop_table("chart_entries")
