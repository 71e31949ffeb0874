"""Versions of plans that are edited here: each says why, and which version it began from."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from ita.store.engine import lock_plans, transaction
from ita.store.file_versions import (
    insert_content,
    insert_version,
    named_person,
    newest_version,
    series_of,
)
from ita.store.saved_file import SavedFile, saved_file, without_zone
from ita.store.schema import files
from ita.thai.text import clean_text

_KIND = "measures"


class PlanConflictError(RuntimeError):
    """A plan was saved by somebody else meanwhile; `newest` is that version, None if it is gone."""

    def __init__(self, newest: SavedFile | None) -> None:
        self.newest = newest
        super().__init__("the plan was saved by somebody else meanwhile")


@dataclass(frozen=True)
class PlanVersion:
    """A version to be saved: whose plan, who changed it and why, and the id that it began from.

    `based_on` is None where the library had no version when the editing began. `fiscal_year` is in
    the Buddhist Era.
    """

    agency: str
    fiscal_year: int | None
    name: str
    who: str
    reason: str
    based_on: int | None


class PlanVersions:
    """The plans of the library, saved only on top of the version that their editor began from."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def newest(self, agency: str, fiscal_year: int | None, name: str) -> SavedFile | None:
        """The newest version of a plan, perhaps the mark of its deletion; None where there is none.

        `name` tells plans apart whose agency or year is not known.
        """
        with transaction(self._engine, writing=False) as connection:
            return newest_version(connection, _KIND, series_of(name, agency, fiscal_year))

    def versions_since(
        self, name: str, agency: str, fiscal_year: int | None, since: datetime
    ) -> list[SavedFile]:
        """The versions of a plan since an aware time, the newest first, deletions among them."""
        query = (
            select(files)
            .where(
                files.c.kind == _KIND,
                files.c.series == series_of(name, agency, fiscal_year),
                files.c.at >= without_zone(since),
            )
            .order_by(files.c.id.desc())
        )
        with transaction(self._engine, writing=False) as connection:
            return [saved_file(row) for row in connection.execute(query).mappings()]

    def save(self, data: bytes, version: PlanVersion) -> SavedFile:
        """Saves a workbook of measures as the newest version of its plan.

        Raises PlanConflictError where the newest version is not the one that the editing began
        from: nothing is written then. ValueError where nobody is named.
        """
        series = series_of(version.name, version.agency, version.fiscal_year)
        digest = hashlib.sha256(data).hexdigest()
        row = {
            "kind": _KIND,
            "series": series,
            "name": version.name,
            "agency": version.agency,
            "fiscal_year": version.fiscal_year,
            "hash": digest,
            "size": len(data),
            "who": named_person(version.who),
            "reason": clean_text(version.reason),
            "mapping": "",
        }
        with transaction(self._engine, writing=True) as connection:
            lock_plans(connection)
            newest = newest_version(connection, _KIND, series)
            if (newest.id if newest else None) != version.based_on:
                raise PlanConflictError(newest)
            insert_content(connection, digest, data)
            return insert_version(connection, row)
