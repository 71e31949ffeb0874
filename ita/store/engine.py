"""A database that is ready to use: connected, safe against a crash, with the newest schema."""

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, Select, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ita.store.access_log import ACCESS, SYSTEM, record_alone
from ita.store.errors import StoreError
from ita.store.guard import guard_statement, require_role
from ita.store.schema import revisions

MIGRATIONS = Path(__file__).parent / "migrations"
FOLDER = Path(__file__).parent.parent.parent / "data" / "store"

# Timeout in milliseconds of a writer that waits for another one.
_PATIENCE_MS = 30_000
# Rows fetched at a time.
_PART = 250
# Marks a connection that will write, see _begin.
WRITING = "ita_writing"
# The rows of `revisions`: of the results alone, and of everything that is kept.
RESULTS_REVISION, WHOLE_REVISION = 1, 2

_last_write = 0.0


def default_address(environment: Mapping[str, str]) -> str:
    """Return the default address of the store: `ITA_STORE`, else a file in data/store."""
    return environment.get("ITA_STORE") or str(FOLDER / "ita.sqlite3")


def connect(address: str | Path) -> Engine:
    """Return the engine of a store with an upgraded schema. Raises StoreError.

    `address` is the path of a SQLite file, whose folder is created, or a database URL:
    "sqlite:///…" or "postgresql://…" (needs the driver psycopg).
    """
    url = database_url(address)
    try:
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare)
            event.listen(engine, "begin", _begin)
        event.listen(engine, "before_execute", guard_statement, retval=True)
        upgrade(engine)
    except ModuleNotFoundError as error:
        raise StoreError("driver", error.name) from error
    except (SQLAlchemyError, OSError) as error:
        raise StoreError("database", type(error).__name__) from error
    return engine


def database_url(address: str | Path) -> URL:
    """Return the URL of a store's database with its driver; StoreError for an unknown database."""
    if isinstance(address, Path) or "://" not in address:
        return URL.create("sqlite", database=str(address))
    try:
        url = make_url(address)
    except ArgumentError as error:
        # The address may hold a password, so it is not repeated.
        raise StoreError("address") from error
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError("address", url.drivername)
    return url


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Configure a new SQLite connection."""
    # Transactions are begun by `_begin`, not by the driver.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    _turn_to_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")  # what was confirmed survives a power cut
    connection.execute("PRAGMA foreign_keys = ON")


def _turn_to_wal(connection: sqlite3.Connection) -> None:
    """Switch to the WAL journal, in which readers don't wait for a writer.

    If several processes open a new file at once, SQLite lets one of them switch and refuses the
    others immediately, ignoring `busy_timeout`.
    """
    end = time.monotonic() + _PATIENCE_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    # A writer takes the lock at the start: SQLite refuses a transaction without waiting if it reads
    # first and writes after another one has written.
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def transaction(
    engine: Engine, *, writing: bool, copies_revision: bool = False
) -> Iterator[Connection]:
    """Open a connection within a transaction; StoreError where the database fails.

    All reads and writes of a store go through here. In the store of a person (see guard.py),
    actions without permission are refused and recorded. Writing renews the revision, unless the
    caller copies the revision of another store together with all its contents.
    """
    access = engine.get_execution_options().get(ACCESS)
    try:
        if access is not None and writing:
            require_role(access, "editor", "write")
        with engine.execution_options(**{WRITING: writing}).begin() as connection:
            yield connection
            if writing and not copies_revision:
                # At the very end: in PostgreSQL it makes other writers wait until the commit.
                renew_revision(connection, WHOLE_REVISION)
        if writing:
            _note_write()
    except StoreError as error:
        if access is not None and error.reason == "forbidden":
            refusal = engine.execution_options(**{WRITING: True})
            record_alone(refusal, access, "refused", str(error.detail), is_allowed=False)
        raise
    except SQLAlchemyError as error:
        raise StoreError("database", type(error).__name__) from error


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Open a connection whose queries all see one snapshot; StoreError where the database fails."""
    # In SQLite every reading transaction is a snapshot.
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with transaction(engine.execution_options(**level), writing=False) as connection:
        yield connection


def renew_revision(connection: Connection, number: int) -> None:
    """Write a new revision: a text that is unique among the contents of all stores."""
    row = {"id": number, "revision": uuid4().hex}
    upsert = insert_of(connection, revisions).values(row)
    upsert = upsert.on_conflict_do_update(index_elements=["id"], set_=row)
    connection.execute(upsert.execution_options(**{SYSTEM: True}))


def _note_write() -> None:
    global _last_write
    _last_write = time.monotonic()


def last_write() -> float:
    """Return the `time.monotonic` time of this process's last write into any store."""
    return _last_write


class Lock(IntEnum):
    """Ids of advisory locks, for work that one transaction at a time does.

    The numbers are arbitrary, but equal in every process."""

    UPGRADE = 25_660_001
    RESULTS = 25_660_002  # which of several results of a year is current depends on all of them
    PLANS = 25_660_003  # saving a plan looks at the newest version first


def wait_for(connection: Connection, lock: Lock) -> None:
    """Acquire an advisory lock until the commit; SQLite needs none, since it has one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": int(lock)})


def insert_of(connection: Connection, table: Table) -> Any:
    """Return an INSERT with ON CONFLICT, which SQLAlchemy provides per database."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert many rows by the driver's fastest method, within the connection's transaction.

    A list of the whole country has a million rows; SQLAlchemy takes five times as long for them.
    """
    cursor = connection.connection.cursor()
    names = ", ".join(f'"{name}"' for name in columns)
    try:
        if connection.dialect.name == "postgresql":
            with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(columns))
            cursor.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)
    finally:
        cursor.close()


def fetch_parts(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield the rows of a query in parts, as plain rows of the driver: for texts and numbers.

    SQLAlchemy's rows would take twice as long. Parts of thousands of rows would trigger Python's
    garbage collection, which takes longer.
    """
    result = connection.execute(query)
    cursor = result.cursor
    while cursor is not None and (part := cursor.fetchmany(_PART)):
        yield part
    result.close()


def upgrade(engine: Engine, to: str = "head") -> None:
    """Upgrade the schema to a revision in one transaction, one process at a time; data is kept."""
    config = _migrations()
    with engine.connect() as connection:
        if _is_newest(connection):
            return
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        wait_for(connection, Lock.UPGRADE)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, to)
        except CommandError as error:
            # A revision that this program doesn't know was made by a newer one.
            raise StoreError("newer", error) from error


def check_schema(connection: Connection) -> None:
    """Raises StoreError("newer") where the schema is not the newest that this program knows."""
    if not _is_newest(connection):
        raise StoreError("newer")


def _migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _newest_revision() -> str | None:
    return ScriptDirectory.from_config(_migrations()).get_current_head()


def _is_newest(connection: Connection) -> bool:
    return MigrationContext.configure(connection).get_current_revision() == _newest_revision()
