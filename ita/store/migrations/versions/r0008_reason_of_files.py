"""Why a plan was edited, in the words of whoever saved it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Adds the column; files that were brought in have no reason."""
    op.add_column("files", sa.Column("reason", sa.Text, nullable=False, server_default=""))
