"""The revision of all that is kept, beside that of the results."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Gives the contents of now a revision of their own, that of no other store."""
    insert = sa.text("INSERT INTO revisions (id, revision) VALUES (2, :revision)")
    op.execute(insert.bindparams(revision=uuid4().hex))
