"""The tables of the store; the migrations build exactly these.

Rows of follow-ups and files are added and never changed. Results follow from files and imported
lists, and are written again whenever those or the analysis change.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from ita.domain.tables import COMPARED_KEYS

# The columns of `year_scores` by the keys of their figures.
SCORE_COLUMNS = {key: f"indicator_{key}" if key.isdigit() else key.lower() for key in COMPARED_KEYS}

# Constraints have names, so that a migration can find them.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
# SQLite generates ids only for a column whose type is exactly INTEGER.
COUNTED = BigInteger().with_variant(Integer, "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept as UTC without a time zone, which SQLite cannot store."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Convert to the form kept in the database."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Convert to an aware time in UTC."""
        return value and value.replace(tzinfo=UTC)


def number() -> Column[int]:
    """Return the id column of a table; ids grow in the order of writing."""
    return Column("id", COUNTED, primary_key=True, autoincrement=True)


def _now() -> datetime:
    return datetime.now(UTC)


def signature() -> tuple[Column[str], Column[datetime]]:
    """Return the columns for the author and the time of a row, by default the current time."""
    who: Column[str] = Column("who", Text, nullable=False)
    return who, Column("at", UtcTime, nullable=False, default=_now)


follow_ups = Table(
    "follow_ups",
    metadata,
    number(),
    Column("entry", String(32), nullable=False, unique=True),
    Column("measure", String(16), nullable=False),
    Column("month", String(7), nullable=False),
    Column("status", String(20), nullable=False),
    Column("percent", Integer),
    Column("note", Text, nullable=False),
    Column("link", Text, nullable=False),
    *signature(),
    Column("agency", Text, nullable=False),
    Column("fiscal_year", Integer),
    Column("title", Text, nullable=False),
    Column("division", Text, nullable=False),  # "" for the measure as a whole
    CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
    CheckConstraint("status IN ('not_started', 'in_progress', 'done', 'cancelled')", name="status"),
    Index("ix_follow_ups_measure_month", "measure", "month"),
    sqlite_autoincrement=True,
)

# The completion rule of a plan (lead division or all); the newest row of a plan counts.
completion_rules = Table(
    "completion_rules",
    metadata,
    number(),
    Column("plan", Text, nullable=False),  # a series of files of measures
    Column("done_by", String(8), nullable=False),
    *signature(),
    CheckConstraint("done_by IN ('lead', 'all')", name="done_by"),
    Index("ix_completion_rules_plan", "plan"),
    sqlite_autoincrement=True,
)

# Ticks for the parts of a yearly analysis that apply and are ready; the newest row counts.
yearly_checks = Table(
    "yearly_checks",
    metadata,
    number(),
    Column("agency", Text, nullable=False),
    Column("fiscal_year", Integer),
    Column("part", Text, nullable=False),  # a key of the list of parts
    Column("applies", Boolean, nullable=False),
    Column("is_ready", Boolean, nullable=False),
    *signature(),
    Index("ix_yearly_checks_agency", "agency", "fiscal_year"),
    sqlite_autoincrement=True,
)

contents = Table(
    "contents",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the bytes
    Column("data", LargeBinary, nullable=False),
)

# A row is a version of a file, or, without a hash, the mark that it was deleted.
files = Table(
    "files",
    metadata,
    number(),
    Column("kind", String(20), nullable=False),
    Column("series", Text, nullable=False),  # shared by all versions of a file
    Column("name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("fiscal_year", Integer),
    Column("hash", String(64), ForeignKey("contents.hash")),
    Column("size", Integer),
    *signature(),
    # How an ambiguous file is read: a FileMapping as JSON, else "".
    Column("mapping", Text, nullable=False, server_default=""),
    # The reason for an edit made in the program; "" for an uploaded workbook.
    Column("reason", Text, nullable=False, server_default=""),
    CheckConstraint("kind IN ('scores', 'measures')", name="kind"),
    Index("ix_files_kind_series", "kind", "series"),
    sqlite_autoincrement=True,
)

# Names are unique within a province; `province` is "" where it is not known.
agencies = Table(
    "agencies",
    metadata,
    number(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),  # normalised for comparisons
    Column("province", Text, nullable=False),
    Column("agency_type", Text),
    Column("parent", Text),
    UniqueConstraint("name_key", "province"),
)

# The version of the analysis that last read a saved file, successfully or not.
analyses = Table(
    "analyses",
    metadata,
    Column("file_id", COUNTED, ForeignKey("files.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)

# The results of an agency in a year, from a file or (file_id NULL) an imported list. Where several
# exist for an agency and year, the newest file is current; a list is current only without a file.
agency_years = Table(
    "agency_years",
    metadata,
    number(),
    Column("agency_id", COUNTED, ForeignKey("agencies.id"), nullable=False),
    Column("fiscal_year", Integer),
    Column("variant", Text, nullable=False),
    Column("file_id", COUNTED, ForeignKey("files.id"), index=True),
    Column("version", Integer, nullable=False),  # of the analysis
    Column("is_current", Boolean, nullable=False),
    Index("ix_agency_years_agency_id", "agency_id", "fiscal_year"),
    Index("ix_agency_years_fiscal_year", "fiscal_year", "is_current"),
)

# The columns after the first two are those of an agency results table.
results = Table(
    "results",
    metadata,
    Column(
        "agency_year_id",
        COUNTED,
        ForeignKey("agency_years.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("level", String(16), nullable=False),
    Column("key", Text, nullable=False),
    Column("instrument", String(3)),
    Column("indicator", Integer),
    Column("text", Text),
    Column("score", Float),
    Column("weight", Float, nullable=False),
    Column("weighted_score", Float),
    Column("complete", Boolean, nullable=False),
    Column("basis", String(16), nullable=False),
    Column("source", String(8)),
    Column("grade", Text),
    # Stored in the order of the primary key, so that related rows are read together.
    sqlite_with_rowid=False,
)

# One row of complete scores for each agency and year, for comparing agencies: a year of the whole
# country is read in one pass; `results` has fourteen times as many rows.
year_scores = Table(
    "year_scores",
    metadata,
    Column("fiscal_year", Integer, primary_key=True, autoincrement=False),
    Column(
        "agency_year_id",
        COUNTED,
        ForeignKey("agency_years.id"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    *(Column(name, Float) for name in SCORE_COLUMNS.values()),
    # Stored in the order of the primary key: the rows of a year are adjacent.
    sqlite_with_rowid=False,
)

# Change tokens: row 1 of the results, row 2 of everything; each change writes a new one.
revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", String(32), nullable=False),
)

# The number of agencies and years written so far, for the last imported list only.
imports = Table(
    "imports",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the list and the analysis
    Column("done", Integer, nullable=False),
)

# The role of an e-mail address, or of "@" and a domain, for an agency ("" for all agencies). The
# newest row of a subject and agency counts; a row with an empty role revokes the role.
grants = Table(
    "grants",
    metadata,
    number(),
    Column("subject", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Column("agency", Text, nullable=False),
    *signature(),
    CheckConstraint("role IN ('', 'viewer', 'editor', 'director')", name="role"),
    Index("ix_grants_subject_agency", "subject", "agency"),
    sqlite_autoincrement=True,
)

# The access log: actions and refusals while sign-in is on.
access_log = Table(
    "access_log",
    metadata,
    number(),
    Column("at", UtcTime, nullable=False, default=_now),
    Column("email", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("agency", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("is_allowed", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
