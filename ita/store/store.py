"""The store's methods: each writes in one transaction, and what returned is on the disk."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from ita.domain.follow_up import FollowUp
from ita.domain.tables import follow_up_table
from ita.reading.files.workbook import display_name
from ita.store.engine import WRITING, StoreError, connect
from ita.store.schema import contents, files, follow_ups
from ita.thai.text import clean_text

Kind = Literal["scores", "measures"]
_KINDS = ("scores", "measures")


@dataclass(frozen=True)
class SavedFile:
    """A version of a saved workbook. `hash` is None for the mark that it was deleted.

    `agency` and `fiscal_year` are what it holds, None for several or unknown years; `mapping` is
    how it is read, the JSON text of a FileMapping, "" where the file needs no answer.
    """

    id: int
    kind: str
    name: str
    agency: str
    fiscal_year: int | None
    hash: str | None
    size: int | None
    who: str
    at: datetime
    mapping: str = ""

    @property
    def deleted(self) -> bool:
        """Whether this version says that the file was deleted."""
        return self.hash is None


def open_store(address: str | Path) -> "Store":
    """The store at a path (SQLite) or a database URL, made or upgraded where needed.

    Raises StoreError. Several processes may open the same store at once.
    """
    return Store(connect(address))


class Store:
    """Follow-ups and saved workbooks. Nothing in it is ever changed; the newest row counts.

    Safe for threads and for several processes. Every method may raise StoreError and has then
    written nothing.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Lets go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[Connection]:
        try:
            with self._engine.execution_options(**{WRITING: writing}).begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError("database", type(error).__name__) from error

    # Follow-ups

    def add_follow_up(self, entry: FollowUp) -> None:
        """Adds an entry to the history."""
        self.add_follow_ups([entry])

    def add_follow_ups(self, entries: Iterable[FollowUp]) -> int:
        """Adds all entries or none; those that are there already (by `entry`) add nothing.

        Returns how many were new.
        """
        rows = [entry.row() for entry in entries]
        rows = [row | {"at": _naive(row["at"])} for row in rows]
        if not rows:
            return 0
        insert = self._insert(follow_ups).on_conflict_do_nothing().returning(follow_ups.c.id)
        with self._transaction(writing=True) as connection:
            return sum(len(connection.execute(insert.values(row)).all()) for row in rows)

    def follow_ups(self, measures: Sequence[str] | None = None) -> pd.DataFrame:
        """The history as a follow-up table, oldest first; of some measures by key, or of all."""
        query = select(follow_ups)
        queries = (
            [query]
            if measures is None
            else [
                query.where(follow_ups.c.measure.in_(part))
                for part in _parts(sorted(set(measures)))
            ]
        )
        with self._transaction(writing=False) as connection:
            rows = [dict(row) for each in queries for row in connection.execute(each).mappings()]
        rows.sort(key=lambda row: row["id"])
        return follow_up_table(row | {"at": _aware(row["at"])} for row in rows)

    # Saved workbooks

    def save_file(
        self,
        kind: Kind,
        data: bytes,
        *,
        name: str,
        who: str,
        agency: str = "",
        fiscal_year: int | None = None,
        mapping: str = "",
    ) -> SavedFile:
        """Saves a workbook; one of the same agency and year becomes its earlier version.

        `mapping` is how it is to be read, as JSON. A file whose agency or year is not known is a
        version of one with the same name. Saving what is the newest version already changes nothing
        and returns it. ValueError for a kind that isn't one, and where nobody is named.
        """
        if kind not in _KINDS:
            raise ValueError(f"kind must be one of {_KINDS}, not {kind!r}")
        name, agency, who = display_name(name), clean_text(agency), _somebody(who)
        digest = hashlib.sha256(data).hexdigest()
        series = _series(name, agency, fiscal_year)
        row = {
            "kind": kind,
            "series": series,
            "name": name,
            "agency": agency,
            "fiscal_year": fiscal_year,
            "hash": digest,
            "size": len(data),
            "who": who,
            "mapping": mapping,
        }
        with self._transaction(writing=True) as connection:
            newest = self._newest(connection, kind, series)
            same = (digest, name, mapping)
            if newest is not None and (newest.hash, newest.name, newest.mapping) == same:
                return newest
            connection.execute(
                self._insert(contents).values(hash=digest, data=data).on_conflict_do_nothing()
            )
            return self._add_version(connection, row)

    def files(self, kind: Kind) -> list[SavedFile]:
        """The newest version of every workbook that is not deleted, by agency and year."""
        latest = select(func.max(files.c.id)).where(files.c.kind == kind).group_by(files.c.series)
        query = select(files).where(files.c.id.in_(latest), files.c.hash.is_not(None))
        with self._transaction(writing=False) as connection:
            saved = [_saved(row) for row in connection.execute(query).mappings()]
        return sorted(saved, key=lambda file: (file.agency, file.fiscal_year or 0, file.name))

    def versions(self, file: SavedFile) -> list[SavedFile]:
        """Every version of a workbook, the newest first, deletions among them."""
        query = (
            select(files)
            .where(files.c.kind == file.kind, files.c.series == _series_of(file))
            .order_by(files.c.id.desc())
        )
        with self._transaction(writing=False) as connection:
            return [_saved(row) for row in connection.execute(query).mappings()]

    def deleted_files(self, kind: Kind) -> list[SavedFile]:
        """The last version with content of every workbook that is deleted, to be restored."""
        held = select(func.max(files.c.id)).where(files.c.kind == kind).group_by(files.c.series)
        marks = select(files.c.series).where(files.c.id.in_(held), files.c.hash.is_(None))
        latest = (
            select(func.max(files.c.id))
            .where(files.c.kind == kind, files.c.series.in_(marks), files.c.hash.is_not(None))
            .group_by(files.c.series)
        )
        query = select(files).where(files.c.id.in_(latest)).order_by(files.c.id)
        with self._transaction(writing=False) as connection:
            return [_saved(row) for row in connection.execute(query).mappings()]

    def delete_file(self, file: SavedFile, who: str) -> None:
        """Marks a workbook as deleted; its versions stay and `restore_file` brings one back.

        The caller asks for confirmation first.
        """
        self._copy(file, who, {"hash": None, "size": None})

    def restore_file(self, file: SavedFile, who: str) -> SavedFile:
        """Makes any earlier version the newest one again."""
        if file.deleted:
            raise ValueError("a deletion can't be restored; give a version that has content")
        return self._copy(file, who, {"hash": file.hash, "size": file.size})

    def _copy(self, file: SavedFile, who: str, changed: dict[str, Any]) -> SavedFile:
        who = _somebody(who)
        row = {
            "kind": file.kind,
            "series": _series_of(file),
            "name": file.name,
            "agency": file.agency,
            "fiscal_year": file.fiscal_year,
            "who": who,
            "mapping": file.mapping,
            **changed,
        }
        with self._transaction(writing=True) as connection:
            newest = self._newest(connection, file.kind, row["series"])
            if newest is not None and newest.hash == row["hash"]:
                return newest
            return self._add_version(connection, row)

    def file_bytes(self, digest: str) -> bytes:
        """The bytes of a version by its hash; KeyError where there are none.

        Raises StoreError("damaged") where they are not what was saved.
        """
        with self._transaction(writing=False) as connection:
            data = connection.scalar(select(contents.c.data).where(contents.c.hash == digest))
        if data is None:
            raise KeyError(digest)
        if hashlib.sha256(data).hexdigest() != digest:
            raise StoreError("damaged", digest)
        return bytes(data)

    def _insert(self, table: Any) -> Any:
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        return dialect.insert(table)

    def _newest(self, connection: Connection, kind: str, series: str) -> SavedFile | None:
        query = (
            select(files)
            .where(files.c.kind == kind, files.c.series == series)
            .order_by(files.c.id.desc())
            .limit(1)
        )
        row = connection.execute(query).mappings().first()
        return _saved(row) if row else None

    def _add_version(self, connection: Connection, row: dict[str, Any]) -> SavedFile:
        now = datetime.now(UTC)
        insert = files.insert().values(**row, at=_naive(now)).returning(files.c.id)
        values = {name: value for name, value in row.items() if name != "series"}
        return SavedFile(id=connection.scalar(insert), at=now, **values)


def _somebody(who: str) -> str:
    if not clean_text(who):
        raise ValueError("who must name somebody")
    return clean_text(who)


def _series(name: str, agency: str, fiscal_year: int | None) -> str:
    if agency and fiscal_year is not None:
        return f"{fiscal_year} {agency}"
    return f"name {name}"


def _series_of(file: SavedFile) -> str:
    return _series(file.name, file.agency, file.fiscal_year)


def _saved(row: Any) -> SavedFile:
    values = {name: value for name, value in row.items() if name != "series"}
    return SavedFile(**values | {"at": _aware(row["at"])})


def _naive(at: datetime) -> datetime:
    """A time as the database keeps it: UTC without a time zone, which SQLite cannot store."""
    return at.astimezone(UTC).replace(tzinfo=None)


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


def _parts(keys: list[str], size: int = 500) -> Iterable[list[str]]:
    """The keys in lists short enough for one statement."""
    return (keys[at : at + size] for at in range(0, len(keys), size))
