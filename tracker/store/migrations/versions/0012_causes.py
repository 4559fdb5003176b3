"""Questions, goals and rules that change are causes of findings, too."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NAME = "ck_finding_rounds_cause_is_known"
BEFORE = "cause IN ('import', 'withdrawal', 'link', 'answers')"
AFTER = "cause IN ('import', 'withdrawal', 'link', 'answers', 'questions', 'framework', 'rules')"
FINAL = {"ck": "%(constraint_name)s"}


def upgrade() -> None:
    _allow(AFTER)


def downgrade() -> None:
    # The history stays whole; an older program has no other word for what it cannot name.
    rounds = sa.table("finding_rounds", sa.column("cause"))
    new = ("questions", "framework", "rules")
    op.execute(sa.update(rounds).where(rounds.c.cause.in_(new)).values(cause="answers"))
    _allow(BEFORE)


def _allow(causes: str) -> None:
    # SQLite knows no change of a constraint: the table is made anew, with the other constraints as they are.
    with op.batch_alter_table("finding_rounds", naming_convention=FINAL) as rounds:
        rounds.drop_constraint(op.f(NAME), type_="check")
        rounds.create_check_constraint(op.f(NAME), causes)
