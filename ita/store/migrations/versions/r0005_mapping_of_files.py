"""A saved workbook keeps the answers on how it is to be read; its variant becomes one of them."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds the mapping. What an older file was read with moves into it; nothing is lost."""
    op.add_column("files", sa.Column("mapping", sa.Text, nullable=False, server_default=""))
    files = sa.table(
        "files",
        sa.column("id", sa.Integer),
        sa.column("agency", sa.Text),
        sa.column("fiscal_year", sa.Integer),
        sa.column("variant", sa.Text),
        sa.column("mapping", sa.Text),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(files)).mappings().all():
        # Older rows were read with the agency, the year and the variant that stand in them.
        answers = {name: row[name] for name in ("agency", "fiscal_year", "variant") if row[name]}
        mapping = json.dumps(answers, ensure_ascii=False) if answers else ""
        connection.execute(files.update().where(files.c.id == row["id"]).values(mapping=mapping))
    op.drop_column("files", "variant")
