"""Follow-up entries of measures."""

import sqlalchemy as sa
from alembic import op

from ita.store.schema import COUNTED

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the table of entries."""
    op.create_table(
        "follow_ups",
        sa.Column("id", COUNTED, primary_key=True, autoincrement=True),
        sa.Column("entry", sa.String(32), nullable=False),
        sa.Column("measure", sa.String(16), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("percent", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("entry", name="uq_follow_ups_entry"),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="ck_follow_ups_percent"),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'done', 'cancelled')",
            name="ck_follow_ups_status",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_follow_ups_measure_month", "follow_ups", ["measure", "month"])
