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
# SQLite counts up by itself only in a column that is an INTEGER and nothing else.
COUNTED = BigInteger().with_variant(Integer, "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept as UTC without a time zone, which SQLite cannot store."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """As the database keeps it."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """As it was given, in UTC."""
        return value and value.replace(tzinfo=UTC)


def number() -> Column[int]:
    """The number of a row, by which rows are in the order in which they were written."""
    return Column("id", COUNTED, primary_key=True, autoincrement=True)


def _now() -> datetime:
    return datetime.now(UTC)


def signature() -> tuple[Column[str], Column[datetime]]:
    """Who wrote a row, and when: now, unless the row says otherwise."""
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

# Which parts of a yearly analysis apply and are ready, as somebody ticked them; the newest row of a
# part counts.
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
    Column("series", Text, nullable=False),  # what makes two files versions of the same
    Column("name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("fiscal_year", Integer),
    Column("hash", String(64), ForeignKey("contents.hash")),
    Column("size", Integer),
    *signature(),
    # How it is to be read where the file itself leaves room: a FileMapping as JSON, else "".
    Column("mapping", Text, nullable=False, server_default=""),
    # Why it was changed, as whoever edited it here says; "" for a workbook that was brought in.
    Column("reason", Text, nullable=False, server_default=""),
    CheckConstraint("kind IN ('scores', 'measures')", name="kind"),
    Index("ix_files_kind_series", "kind", "series"),
    sqlite_autoincrement=True,
)

# A name stands once in each province; `province` is "" where it is not known.
agencies = Table(
    "agencies",
    metadata,
    number(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),  # in the form in which names are compared
    Column("province", Text, nullable=False),
    Column("agency_type", Text),
    Column("parent", Text),
    UniqueConstraint("name_key", "province"),
)

# Which version of the analysis a saved file was last read with, whatever came of it.
analyses = Table(
    "analyses",
    metadata,
    Column("file_id", COUNTED, ForeignKey("files.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)

# What a file or an imported list (without a file) says of an agency in a year. Of several of one
# agency and year the newest file is current, before any list.
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
    # Kept in the order of the key, so that what belongs together is read together.
    sqlite_with_rowid=False,
)

# The complete scores of an agency and year side by side, by which agencies are compared: a year of
# the whole country is read in one pass, of `results` it would be fourteen times the rows.
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
    # A year's rows lie together.
    sqlite_with_rowid=False,
)

# Change tokens: row 1 of the results, row 2 of everything; each change writes a new one.
revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", String(32), nullable=False),
)

# How many agencies and years of a list are written; of one list only, the last that was imported.
imports = Table(
    "imports",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the list and the analysis
    Column("done", Integer, nullable=False),
)

# Which role an e-mail address, or "@" and a domain, has for an agency, "" for all of them. The newest
# row of both counts; one without a role takes it away.
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
