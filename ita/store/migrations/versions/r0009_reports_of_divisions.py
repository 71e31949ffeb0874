"""Each division reports its own work; a plan says whose reports make a measure done as a whole."""

import sqlalchemy as sa
from alembic import op

from ita.store.schema import COUNTED

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Adds the division and the rules. Older entries speak of their measure as a whole."""
    with op.batch_alter_table("follow_ups") as table:
        table.add_column(sa.Column("division", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "completion_rules",
        sa.Column("id", COUNTED, primary_key=True, autoincrement=True),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("done_by", sa.String(8), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.CheckConstraint("done_by IN ('lead', 'all')", name="ck_completion_rules_done_by"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_completion_rules_plan", "completion_rules", ["plan"])
