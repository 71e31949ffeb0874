"""Copies a whole store into one file and back, while others use it.

The file is itself a SQLite store, so a backup of an older version is upgraded like any store, and a
backup of either kind of database can be restored into the other. One more table in it says how many
rows each table has and what their checksum is.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, LargeBinary, Table, delete, func, select, text

from ita.store.engine import insert_rows, snapshot, transaction
from ita.store.schema import metadata, revisions
from ita.store.store import Store, open_store

# Rows held in memory at once; a row of a table with files is as large as a file.
_ROWS, _FILES = 5000, 4
_CHECKSUMS = "backup_checksums"


class BackupError(ValueError):
    """A backup or restore that was not begun or had no effect.

    `reason` is "exists" (there is such a file), "folder" (there is no such folder),
    "occupied" (the store is not empty), "format" (the file is no backup) or
    "damaged" (rows are missing or differ).
    """

    def __init__(self, reason: str, detail: object = "") -> None:
        self.reason, self.detail = reason, str(detail)
        super().__init__(f"{reason}: {detail}")


class TableCheck(NamedTuple):
    """The number of rows of a table and a checksum of their contents, equal for equal tables."""

    rows: int
    checksum: str


class _Counter:
    """Counts rows and adds up their SHA-256, in any order of the rows."""

    def __init__(self) -> None:
        self._rows, self._sum = 0, 0

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            line = json.dumps(list(row), default=_plain, ensure_ascii=False).encode()
            self._sum += int.from_bytes(hashlib.sha256(line).digest())
            self._rows += 1

    @property
    def check(self) -> TableCheck:
        return TableCheck(self._rows, f"{self._sum % 2**256:064x}")


def _plain(value: datetime | bytes) -> str:
    """Encode values for which JSON has no form."""
    return value.isoformat() if isinstance(value, datetime) else hashlib.sha256(value).hexdigest()


def back_up(store: Store, path: Path, *, overwrite: bool = False) -> dict[str, TableCheck]:
    """Write a snapshot of all rows into a file; return the check of each table.

    Writers are not blocked. The file appears once it is complete and compared with the store.
    Raises BackupError("exists") unless `overwrite`, BackupError("folder"), and StoreError.
    """
    if not path.parent.is_dir():
        raise BackupError("folder", path.parent)
    if path.exists() and not overwrite:
        raise BackupError("exists", path)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        draft = Path(folder) / "store.sqlite3"
        with _opened(draft) as copy:
            with (
                snapshot(store.engine) as source,
                transaction(copy.engine, writing=True, copies_revision=True) as target,
            ):
                checks = _copy(source, target)
            with transaction(copy.engine, writing=False) as connection:
                _compare(checks, table_checks(connection))
        _seal(draft)
        os.replace(draft, path)
    return checks


def restore(store: Store, path: Path, *, overwrite: bool = False) -> dict[str, TableCheck]:
    """Write the rows of a backup into a store; return the check of each table.

    One transaction: visitors see the former contents until the restored rows have been compared
    with the backup, and writers wait. Raises BackupError("occupied") where the store is not empty,
    unless `overwrite`, which deletes its contents; BackupError("format") and
    ("damaged"), and StoreError.
    """
    with tempfile.TemporaryDirectory(prefix="ita-restore-") as folder:
        draft = Path(folder) / "store.sqlite3"
        shutil.copyfile(path, draft)
        _unseal(draft)
        with (
            _opened(draft) as backup,
            snapshot(backup.engine) as source,
            transaction(store.engine, writing=True, copies_revision=True) as target,
        ):
            _lock(target)
            if not overwrite and _is_occupied(target):
                raise BackupError("occupied")
            checks = _copy(source, target)
            _continue_numbers(target)
            _compare(checks, table_checks(target))
    return checks


@contextmanager
def _opened(path: Path) -> Iterator[Store]:
    store = open_store(path)
    try:
        yield store
    finally:
        store.close()


def table_checks(connection: Connection) -> dict[str, TableCheck]:
    """Rows and checksum of each table, by its name."""
    checks = {}
    for table in metadata.sorted_tables:
        counter = _Counter()
        for rows in _parts(connection, table):
            counter.add(rows)
        checks[table.name] = counter.check
    return checks


def _copy(source: Connection, target: Connection) -> dict[str, TableCheck]:
    """Replace every table of the target, referenced tables first."""
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))
    checks = {}
    for table in metadata.sorted_tables:
        counter = _Counter()
        for rows in _parts(source, table):
            counter.add(rows)
            _insert(target, table, rows)
        checks[table.name] = counter.check
    return checks


def _parts(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    has_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    query = select(table).execution_options(yield_per=_FILES if has_files else _ROWS)
    for part in connection.execute(query).partitions():
        yield [tuple(row) for row in part]


def _insert(connection: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    names = [column.name for column in table.columns]
    if connection.dialect.name == "postgresql":
        insert_rows(connection, table, names, rows)
    else:
        # SQLite knows no times; SQLAlchemy writes them as it reads them.
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])


def _compare(expected: dict[str, TableCheck], actual: dict[str, TableCheck]) -> None:
    different = [name for name, check in expected.items() if actual.get(name) != check]
    if different:
        raise BackupError("damaged", ", ".join(different))


def _lock(connection: Connection) -> None:
    """Lock out other writers in PostgreSQL; SQLite has only one writer."""
    if connection.dialect.name == "postgresql":
        # Writers change the revision last; if it were locked first, they could not finish.
        tables = sorted(metadata.sorted_tables, key=lambda table: table is revisions)
        names = ", ".join(table.name for table in tables)
        connection.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))


def _is_occupied(connection: Connection) -> bool:
    # A new store has a first revision.
    return any(
        connection.scalar(select(func.count()).select_from(table))
        for table in metadata.sorted_tables
        if table is not revisions
    )


def _continue_numbers(connection: Connection) -> None:
    """Advance the sequences of PostgreSQL past the copied ids; SQLite needs no such step."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            last = f"SELECT COALESCE(MAX({column.name}), 0) + 1 FROM {table.name}"
            sequence = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
            connection.execute(text(f"SELECT setval({sequence}, ({last}), false)"))


def _seal(path: Path) -> None:
    """Write the checksums into the file and turn it into a single file without a journal."""
    with closing(sqlite3.connect(path)) as connection:
        rows = [(name, *check) for name, check in _raw_checks(connection).items()]
        connection.execute(f"CREATE TABLE {_CHECKSUMS} (name TEXT, rows INTEGER, checksum TEXT)")
        connection.executemany(f"INSERT INTO {_CHECKSUMS} VALUES (?, ?, ?)", rows)
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")


def _unseal(path: Path) -> None:
    """Check that a file is an intact backup of any version."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            noted = connection.execute(f"SELECT name, rows, checksum FROM {_CHECKSUMS}").fetchall()
            connection.execute(f"DROP TABLE {_CHECKSUMS}")
            connection.commit()
            _compare({name: TableCheck(*check) for name, *check in noted}, _raw_checks(connection))
    except sqlite3.DatabaseError as error:
        is_other = "file is not a database" in str(error) or _CHECKSUMS in str(error)
        raise BackupError("format" if is_other else "damaged", error) from error


def _raw_checks(connection: sqlite3.Connection) -> dict[str, TableCheck]:
    """Rows and checksum of each table in a SQLite file, as that file holds its values."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    checks = {}
    for (name,) in connection.execute(query).fetchall():
        counter = _Counter()
        counter.add(connection.execute(f'SELECT * FROM "{name}"'))
        checks[name] = counter.check
    return checks
