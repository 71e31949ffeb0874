"""The ticks of the yearly analysis, by whom and when."""

import sqlalchemy as sa
from alembic import op

from ita.store.schema import COUNTED

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Makes the table, empty."""
    op.create_table(
        "yearly_checks",
        sa.Column("id", COUNTED, primary_key=True, autoincrement=True),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("fiscal_year", sa.Integer),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("applies", sa.Boolean, nullable=False),
        sa.Column("is_ready", sa.Boolean, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_yearly_checks_agency", "yearly_checks", ["agency", "fiscal_year"])
