"""A saved workbook keeps the framework variant that its office chose for it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the variant; older files say their own."""
    with op.batch_alter_table("files") as table:
        table.add_column(sa.Column("variant", sa.Text, nullable=False, server_default=""))
