"""Scores side by side for comparing agencies, and the revision of all results."""

import sqlalchemy as sa
from alembic import op

from ita.store.schema import COUNTED

revision = "0010"
down_revision = "0009"

_COLUMNS = {
    **{code: code.lower() for code in ("IIT", "EIT", "OIT", "total")},
    **{str(number): f"indicator_{number}" for number in range(1, 11)},
}


def upgrade() -> None:
    """Makes the tables and fills them from the results."""
    op.create_table(
        "year_scores",
        sa.Column("fiscal_year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column(
            "agency_year_id",
            COUNTED,
            sa.ForeignKey("agency_years.id", name="fk_year_scores_agency_year_id"),
            primary_key=True,
            autoincrement=False,
        ),
        *(sa.Column(name, sa.Float) for name in _COLUMNS.values()),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_year_scores_agency_year_id", "year_scores", ["agency_year_id"])
    scores = ", ".join(
        f"MAX(CASE WHEN r.key = '{key}' AND r.complete THEN r.score END)" for key in _COLUMNS
    )
    op.execute(
        f"INSERT INTO year_scores (fiscal_year, agency_year_id, {', '.join(_COLUMNS.values())}) "
        f"SELECT y.fiscal_year, y.id, {scores} "
        "FROM agency_years y JOIN results r ON r.agency_year_id = y.id "
        "WHERE y.fiscal_year IS NOT NULL AND r.level IN ('total', 'instrument', 'indicator') "
        "GROUP BY y.fiscal_year, y.id"
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.String(32), nullable=False),
    )
    op.execute("INSERT INTO revisions (id, revision) VALUES (1, '0010')")
