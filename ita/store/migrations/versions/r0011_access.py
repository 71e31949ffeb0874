"""Roles of people who sign in, and the record of who did what."""

import sqlalchemy as sa
from alembic import op

from ita.store.schema import COUNTED

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Makes both tables, empty."""
    op.create_table(
        "grants",
        sa.Column("id", COUNTED, primary_key=True, autoincrement=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.CheckConstraint("role IN ('', 'viewer', 'editor', 'director')", name="ck_grants_role"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grants_subject_agency", "grants", ["subject", "agency"])
    op.create_table(
        "access_log",
        sa.Column("id", COUNTED, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("is_allowed", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
