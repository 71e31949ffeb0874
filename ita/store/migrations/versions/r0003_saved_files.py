"""Saved workbooks: their versions, and their bytes by content."""

import sqlalchemy as sa
from alembic import op

from ita.store.schema import COUNTED

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables of files and of their contents."""
    op.create_table(
        "contents",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "files",
        sa.Column("id", COUNTED, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("fiscal_year", sa.Integer),
        sa.Column("hash", sa.String(64), sa.ForeignKey("contents.hash", name="fk_files_hash")),
        sa.Column("size", sa.Integer),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.CheckConstraint("kind IN ('scores', 'measures')", name="ck_files_kind"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_files_kind_series", "files", ["kind", "series"])
