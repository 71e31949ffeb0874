"""The tables of the store; the migrations build exactly these. Rows are added, never changed."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

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
_counted = BigInteger().with_variant(Integer, "sqlite")

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", _counted, primary_key=True, autoincrement=True),
    Column("entry", String(32), nullable=False, unique=True),
    Column("measure", String(16), nullable=False),
    Column("month", String(7), nullable=False),
    Column("status", String(20), nullable=False),
    Column("percent", Integer),
    Column("note", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
    Column("agency", Text, nullable=False),
    Column("fiscal_year", Integer),
    Column("title", Text, nullable=False),
    CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
    CheckConstraint("status IN ('not_started', 'in_progress', 'done', 'cancelled')", name="status"),
    Index("ix_follow_ups_measure_month", "measure", "month"),
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
    Column("id", _counted, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("series", Text, nullable=False),  # what makes two files versions of the same
    Column("name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("fiscal_year", Integer),
    Column("hash", String(64), ForeignKey("contents.hash")),
    Column("size", Integer),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
    # How it is to be read where the file itself leaves room: a FileMapping as JSON, else "".
    Column("mapping", Text, nullable=False, server_default=""),
    CheckConstraint("kind IN ('scores', 'measures')", name="kind"),
    Index("ix_files_kind_series", "kind", "series"),
    sqlite_autoincrement=True,
)
