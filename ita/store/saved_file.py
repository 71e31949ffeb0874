"""Saved workbooks and their versions, which are rows of the table of files."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, select

from ita.store.engine import insert_of
from ita.store.schema import contents, files
from ita.thai.text import clean_text

Kind = Literal["scores", "measures"]


@dataclass(frozen=True)
class SavedFile:
    """A version of a saved workbook. `hash` is None for a deletion.

    `agency` and `fiscal_year` are what it holds, None for several or unknown years; `mapping` is
    how it is read, the JSON text of a FileMapping, "" where the file needs no
    answer; `reason` is that of an edit of a plan in the program.
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
    reason: str = ""

    @property
    def deleted(self) -> bool:
        """Whether this version marks the file as deleted."""
        return self.hash is None

    @property
    def series(self) -> str:
        """The key that all versions of the workbook share."""
        return series_of(self.name, self.agency, self.fiscal_year)


@dataclass(frozen=True)
class PlanVersion:
    """A version of a plan to be saved, with its agency, author, reason and the id it is based on.

    `based_on` is None where the library had no version when the editing began. `fiscal_year` is in
    the Buddhist Era.
    """

    agency: str
    fiscal_year: int | None
    name: str
    who: str
    reason: str
    based_on: int | None

    @property
    def row(self) -> dict[str, Any]:
        """Return its row of the table of files, without the content."""
        row = asdict(self) | {"kind": "measures", "reason": clean_text(self.reason)}
        del row["based_on"]
        return row


class PlanConflictError(RuntimeError):
    """The plan was saved by another person meanwhile; `newest` is that version, None if deleted."""

    def __init__(self, newest: SavedFile | None) -> None:
        self.newest = newest
        super().__init__("the plan was saved by somebody else meanwhile")


def saved_file(row: Any) -> SavedFile:
    """Return the saved workbook of a row of the table of files."""
    return SavedFile(**{name: value for name, value in row.items() if name != "series"})


def named_person(who: str) -> str:
    """Return the cleaned name of the acting person; ValueError where it is blank."""
    if not clean_text(who):
        raise ValueError("who must name somebody")
    return clean_text(who)


def series_of(name: str, agency: str, fiscal_year: int | None) -> str:
    """Return the key shared by all versions: agency and year, or the name where one is unknown."""
    if agency and fiscal_year is not None:
        return f"{fiscal_year} {agency}"
    return f"name {name}"


def newest_version(connection: Connection, kind: str, series: str) -> SavedFile | None:
    """Return the newest version of a workbook, which may be a deletion."""
    query = (
        select(files)
        .where(files.c.kind == kind, files.c.series == series)
        .order_by(files.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return saved_file(row) if row else None


def insert_version(
    connection: Connection, row: Mapping[str, Any], data: bytes | None = None
) -> SavedFile:
    """Add a row of the table of files with the current time, and the bytes of new content.

    ValueError where no person is named.
    """
    values = {**row, "who": named_person(row["who"])}
    if data is not None:
        values |= {"hash": hashlib.sha256(data).hexdigest(), "size": len(data)}
        insert = insert_of(connection, contents).values(hash=values["hash"], data=data)
        connection.execute(insert.on_conflict_do_nothing())
    now = datetime.now(UTC)
    series = series_of(row["name"], row["agency"], row["fiscal_year"])
    insert = files.insert().values(**values, series=series, at=now)
    return SavedFile(id=connection.scalar(insert.returning(files.c.id)), at=now, **values)
