"""Entries keep what their measure was, so that the history is read without its workbook."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds agency, fiscal year and title; older entries don't know theirs."""
    with op.batch_alter_table("follow_ups") as table:
        table.add_column(sa.Column("agency", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("fiscal_year", sa.Integer))
        table.add_column(sa.Column("title", sa.Text, nullable=False, server_default=""))
