"""Versions of saved workbooks: what makes two files versions of one, the newest, a new one."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from ita.store.engine import insert_of
from ita.store.saved_file import SavedFile, saved_file, without_zone
from ita.store.schema import contents, files
from ita.thai.text import clean_text


def named_person(who: str) -> str:
    """The name of who acts, cleaned; ValueError where nobody is named."""
    if not clean_text(who):
        raise ValueError("who must name somebody")
    return clean_text(who)


def series_of(name: str, agency: str, fiscal_year: int | None) -> str:
    """What all versions of a workbook share: agency and year, or its name where one is unknown."""
    if agency and fiscal_year is not None:
        return f"{fiscal_year} {agency}"
    return f"name {name}"


def newest_version(connection: Connection, kind: str, series: str) -> SavedFile | None:
    """The newest version of a workbook, which may be the mark that it was deleted."""
    query = (
        select(files)
        .where(files.c.kind == kind, files.c.series == series)
        .order_by(files.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return saved_file(row) if row else None


def insert_content(connection: Connection, digest: str, data: bytes) -> None:
    """Keeps the bytes of a version under their hash, once."""
    insert = insert_of(connection, contents).values(hash=digest, data=data)
    connection.execute(insert.on_conflict_do_nothing())


def insert_version(connection: Connection, row: Mapping[str, Any]) -> SavedFile:
    """Adds a row of the table of files, written now."""
    now = datetime.now(UTC)
    insert = files.insert().values(**row, at=without_zone(now)).returning(files.c.id)
    values = {name: value for name, value in row.items() if name != "series"}
    return SavedFile(id=connection.scalar(insert), at=now, **values)
