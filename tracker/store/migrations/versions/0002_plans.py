"""Plans: actions, partners, measures, progress."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "partners",
        sa.Column("id", ID, nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_partners"),
        sa.UniqueConstraint("name_key", name="uq_partners_name_key"),
    )
    op.create_table(
        "plans",
        sa.Column("id", ID, nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("department_key", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("framework", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_plans_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_plans"),
        sa.UniqueConstraint(
            "department_key",
            "period_start",
            "period_end",
            "version",
            name="uq_plans_department_key_period_start_period_end_version",
        ),
    )
    op.create_index("ix_plans_import_id", "plans", ["import_id"])
    op.create_table(
        "actions",
        sa.Column("id", ID, nullable=False),
        sa.Column("plan_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("strategy", sa.Text(), nullable=True),
        sa.Column("determinants", sa.Text(), nullable=False),
        sa.Column("policy_area", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_text", sa.Text(), nullable=True),
        sa.Column("status", sa.String(40), nullable=True),
        sa.Column("progress_note", sa.Text(), nullable=True),
        sa.Column("blocked_reason", sa.Text(), nullable=True),
        sa.Column("population", sa.Text(), nullable=True),
        sa.Column("geography", sa.Text(), nullable=True),
        sa.Column("ask_amount", sa.BigInteger(), nullable=True),
        sa.Column("ask_fte", sa.BigInteger(), nullable=True),
        sa.Column("ask_fund", sa.Text(), nullable=True),
        sa.Column("ask_appropriation_unit", sa.Text(), nullable=True),
        sa.Column("ask_decision_package", sa.Text(), nullable=True),
        sa.Column("ask_within_existing", sa.Boolean(), nullable=False),
        sa.Column("ask_text", sa.Text(), nullable=True),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'blocked', 'completed', 'deferred', 'cancelled')",
            name="ck_actions_status_is_known",
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_actions_plan_id_plans"),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
        sa.UniqueConstraint("plan_id", "position", name="uq_actions_plan_id_position"),
    )
    op.create_table(
        "agreements",
        sa.Column("id", ID, nullable=False),
        sa.Column("plan_id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("county_promises", sa.Text(), nullable=True),
        sa.Column("partner_promises", sa.Text(), nullable=True),
        sa.Column("actions", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name="fk_agreements_partner_id_partners"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_agreements_plan_id_plans"),
        sa.PrimaryKeyConstraint("id", name="pk_agreements"),
        sa.UniqueConstraint("plan_id", "position", name="uq_agreements_plan_id_position"),
    )
    op.create_index("ix_agreements_partner_id", "agreements", ["partner_id"])
    op.create_table(
        "action_partners",
        sa.Column("id", ID, nullable=False),
        sa.Column("action_id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.CheckConstraint(
            "kind IN ('community_organization', 'agency', 'other_government')", name="ck_action_partners_kind_is_known"
        ),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name="fk_action_partners_action_id_actions"),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name="fk_action_partners_partner_id_partners"),
        sa.PrimaryKeyConstraint("id", name="pk_action_partners"),
        sa.UniqueConstraint("action_id", "position", name="uq_action_partners_action_id_position"),
    )
    op.create_index("ix_action_partners_partner_id", "action_partners", ["partner_id"])
    op.create_table(
        "measures",
        sa.Column("id", ID, nullable=False),
        sa.Column("plan_id", ID, nullable=False),
        sa.Column("action_id", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("direction", sa.String(40), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("baseline", sa.Text(), nullable=True),
        sa.Column("baseline_date", sa.Date(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_date", sa.Date(), nullable=True),
        sa.Column("reference_group", sa.Text(), nullable=True),
        sa.Column("reporting_months", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Text(), nullable=True),
        sa.Column("tolerance", sa.Text(), nullable=True),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.CheckConstraint("direction IN ('increase', 'decrease', 'maintain')", name="ck_measures_direction_is_known"),
        sa.CheckConstraint("kind IN ('performance', 'population')", name="ck_measures_kind_is_known"),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name="fk_measures_action_id_actions"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_measures_plan_id_plans"),
        sa.PrimaryKeyConstraint("id", name="pk_measures"),
    )
    op.create_index("ix_measures_action_id", "measures", ["action_id"])
    op.create_index("ix_measures_plan_id_position", "measures", ["plan_id", "position"])
    op.create_table(
        "progress_updates",
        sa.Column("id", ID, nullable=False),
        sa.Column("action_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("status", sa.String(40), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("blocked_reason", sa.Text(), nullable=True),
        sa.Column("reported_by", sa.Text(), nullable=True),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'blocked', 'completed', 'deferred', 'cancelled')",
            name="ck_progress_updates_status_is_known",
        ),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name="fk_progress_updates_action_id_actions"),
        sa.PrimaryKeyConstraint("id", name="pk_progress_updates"),
        sa.UniqueConstraint("action_id", "position", name="uq_progress_updates_action_id_position"),
    )
    op.create_table(
        "measure_targets",
        sa.Column("id", ID, nullable=False),
        sa.Column("measure_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name="fk_measure_targets_measure_id_measures"),
        sa.PrimaryKeyConstraint("id", name="pk_measure_targets"),
        sa.UniqueConstraint("measure_id", "position", name="uq_measure_targets_measure_id_position"),
    )
    op.create_table(
        "measure_values",
        sa.Column("id", ID, nullable=False),
        sa.Column("measure_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("scheme", sa.Text(), nullable=True),
        sa.Column("group_name", sa.Text(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("suppressed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name="fk_measure_values_measure_id_measures"),
        sa.PrimaryKeyConstraint("id", name="pk_measure_values"),
        sa.UniqueConstraint("measure_id", "position", name="uq_measure_values_measure_id_position"),
    )


def downgrade() -> None:
    op.drop_table("measure_values")
    op.drop_table("measure_targets")
    op.drop_table("progress_updates")
    op.drop_index("ix_measures_plan_id_position", table_name="measures")
    op.drop_index("ix_measures_action_id", table_name="measures")
    op.drop_table("measures")
    op.drop_index("ix_action_partners_partner_id", table_name="action_partners")
    op.drop_table("action_partners")
    op.drop_index("ix_agreements_partner_id", table_name="agreements")
    op.drop_table("agreements")
    op.drop_table("actions")
    op.drop_index("ix_plans_import_id", table_name="plans")
    op.drop_table("plans")
    op.drop_table("partners")
