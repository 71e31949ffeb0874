"""Results of saved files and of imported lists, as rows that pages can ask."""

import sqlalchemy as sa
from alembic import op

from ita.store.schema import COUNTED

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the tables; they are filled by the recomputation at the next start."""
    op.create_table(
        "agencies",
        sa.Column("id", COUNTED, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("province", sa.Text, nullable=False),
        sa.Column("agency_type", sa.Text),
        sa.Column("parent", sa.Text),
        sa.UniqueConstraint("name_key", "province", name="uq_agencies_name_key"),
    )
    op.create_table(
        "analyses",
        sa.Column(
            "file_id",
            COUNTED,
            sa.ForeignKey("files.id", name="fk_analyses_file_id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "agency_years",
        sa.Column("id", COUNTED, primary_key=True, autoincrement=True),
        sa.Column(
            "agency_id",
            COUNTED,
            sa.ForeignKey("agencies.id", name="fk_agency_years_agency_id"),
            nullable=False,
        ),
        sa.Column("fiscal_year", sa.Integer),
        sa.Column("variant", sa.Text, nullable=False),
        sa.Column("file_id", COUNTED, sa.ForeignKey("files.id", name="fk_agency_years_file_id")),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False),
    )
    op.create_index("ix_agency_years_agency_id", "agency_years", ["agency_id", "fiscal_year"])
    op.create_index("ix_agency_years_fiscal_year", "agency_years", ["fiscal_year", "is_current"])
    op.create_index("ix_agency_years_file_id", "agency_years", ["file_id"])
    op.create_table(
        "results",
        sa.Column(
            "agency_year_id",
            COUNTED,
            sa.ForeignKey("agency_years.id", name="fk_results_agency_year_id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("instrument", sa.String(3)),
        sa.Column("indicator", sa.Integer),
        sa.Column("text", sa.Text),
        sa.Column("score", sa.Float),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("weighted_score", sa.Float),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("basis", sa.String(16), nullable=False),
        sa.Column("source", sa.String(8)),
        sa.Column("grade", sa.Text),
        sqlite_with_rowid=False,
    )
