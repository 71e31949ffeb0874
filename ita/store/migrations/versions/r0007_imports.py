"""How far the import of a list came, so that one that was stopped goes on."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the table of imports."""
    op.create_table(
        "imports",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("done", sa.Integer, nullable=False),
    )
