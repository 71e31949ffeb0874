"""The store's methods: each writes in one transaction, and what returned is on the disk."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Select, func, select

from ita.analysis.agency_results import ANALYSIS_VERSION
from ita.domain.access import Access
from ita.domain.follow_up import FollowUp
from ita.domain.tables import follow_up_table
from ita.reading.files.workbook import display_name
from ita.store.access_log import ACCESS, read_log, record_alone
from ita.store.engine import (
    Lock,
    StoreError,
    check_schema,
    connect,
    insert_of,
    transaction,
    wait_for,
)
from ita.store.grants import Grants
from ita.store.list_recomputation import count_outdated_list_years, recompute_lists
from ita.store.result_queries import ResultQueries
from ita.store.result_rows import AgencyYear, analyse_file, chunks, replace_file_results
from ita.store.revisions import Revisions
from ita.store.saved_file import (
    Kind,
    PlanConflictError,
    PlanVersion,
    SavedFile,
    insert_version,
    newest_version,
    saved_file,
    series_of,
)
from ita.store.schema import analyses, contents, files, follow_ups
from ita.thai.text import clean_text

_KINDS = ("scores", "measures")


def open_store(address: str | Path) -> "Store":
    """The store at a path (SQLite) or a database URL, made or upgraded where needed.

    Raises StoreError. Several processes may open the same store at once.
    """
    return Store(connect(address))


class Store:
    """Follow-ups, saved workbooks and their results.

    Entries and files are never changed; the newest row counts. Results (`results`) follow from the
    newest version of each file and are written in the transaction that saves it.

    Safe for threads and for several processes. Every method may raise StoreError and has then
    written nothing.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.results = ResultQueries(engine)
        self.grants = Grants(engine)
        self.revisions = Revisions(engine)

    def for_person(self, access: Access) -> "Store":
        """Return this store narrowed to what a signed-in person may read and write."""
        return Store(self.engine.execution_options(**{ACCESS: access}))

    @property
    def scope(self) -> str:
        """The cache key of the read rights, equal for people with the same rights."""
        access = self.engine.get_execution_options().get(ACCESS)
        return access.scope if access else ""

    def record(self, action: str, detail: str, *, is_allowed: bool) -> None:
        """Record an action that is not a write, or a refusal; does nothing without sign-in."""
        access = self.engine.get_execution_options().get(ACCESS)
        if access:
            record_alone(self.engine, access, action, detail, is_allowed=is_allowed)

    def access_log(self, limit: int = 500) -> pd.DataFrame:
        """Who did what, the newest first (access_log.COLUMNS)."""
        with transaction(self.engine, writing=False) as connection:
            return read_log(connection, limit)

    def close(self) -> None:
        """Lets go of every connection."""
        self.engine.dispose()

    def check(self) -> None:
        """Raises StoreError where the database does not answer, or not with the newest schema."""
        with transaction(self.engine, writing=False) as connection:
            check_schema(connection)

    # Follow-ups

    def add_follow_ups(self, entries: Iterable[FollowUp]) -> int:
        """Adds all entries or none; those that are there already (by `entry`) add nothing.

        Returns how many were new.
        """
        rows = [entry.row() for entry in entries]
        if not rows:
            return 0
        with transaction(self.engine, writing=True) as connection:
            insert = insert_of(connection, follow_ups).on_conflict_do_nothing()
            insert = insert.returning(follow_ups.c.id)
            return sum(len(connection.execute(insert.values(row)).all()) for row in rows)

    def follow_ups(self, measures: Sequence[str] | None = None) -> pd.DataFrame:
        """The history as a follow-up table, oldest first; of some measures by key, or of all."""
        query = select(follow_ups)
        queries = [query]
        if measures is not None:
            parts = chunks(sorted(set(measures)))
            queries = [query.where(follow_ups.c.measure.in_(part)) for part in parts]
        with transaction(self.engine, writing=False) as connection:
            rows = [dict(row) for each in queries for row in connection.execute(each).mappings()]
        rows.sort(key=lambda row: row["id"])
        return follow_up_table(rows)

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
        name, agency = display_name(name), clean_text(agency)
        row = {
            "kind": kind,
            "name": name,
            "agency": agency,
            "fiscal_year": fiscal_year,
            "who": who,
            "mapping": mapping,
            "hash": hashlib.sha256(data).hexdigest(),
        }
        # Reading takes its time, so it is done before others are kept waiting.
        made = analyse_file(data, name, mapping) if kind == "scores" else []
        with transaction(self.engine, writing=True) as connection:
            newest = newest_version(connection, kind, series_of(name, agency, fiscal_year))
            if newest is not None and _is_same(newest, row):
                return newest
            return _add_version(connection, row, newest, made, data)

    def save_plan(self, data: bytes, version: PlanVersion) -> SavedFile:
        """Saves a workbook of measures that was edited here as the newest version of its plan.

        Raises PlanConflictError where the newest version is not the one that the editing began
        from: nothing is written then. ValueError where nobody is named.
        """
        series = series_of(version.name, version.agency, version.fiscal_year)
        with transaction(self.engine, writing=True) as connection:
            wait_for(connection, Lock.PLANS)
            newest = newest_version(connection, "measures", series)
            if (newest.id if newest else None) != version.based_on:
                raise PlanConflictError(newest)
            return insert_version(connection, version.row, data)

    def newest_plan(self, name: str, agency: str, fiscal_year: int | None) -> SavedFile | None:
        """The newest version of a plan, perhaps the mark of its deletion; None where there is none.

        `name` tells plans apart whose agency or year is not known.
        """
        with transaction(self.engine, writing=False) as connection:
            return newest_version(connection, "measures", series_of(name, agency, fiscal_year))

    def files(self, kind: Kind) -> list[SavedFile]:
        """The newest version of every workbook that is not deleted, by agency and year."""
        query = select(files).where(files.c.id.in_(_latest(kind)), files.c.hash.is_not(None))
        return sorted(
            self._files(query), key=lambda file: (file.agency, file.fiscal_year or 0, file.name)
        )

    def versions(self, file: SavedFile) -> list[SavedFile]:
        """Every version of a workbook, the newest first, deletions among them."""
        query = (
            select(files)
            .where(files.c.kind == file.kind, files.c.series == file.series)
            .order_by(files.c.id.desc())
        )
        return self._files(query)

    def deleted_files(self, kind: Kind) -> list[SavedFile]:
        """The last version with content of every workbook that is deleted, to be restored."""
        marks = select(files.c.series).where(files.c.id.in_(_latest(kind)), files.c.hash.is_(None))
        latest = _latest(kind).where(files.c.series.in_(marks), files.c.hash.is_not(None))
        query = select(files).where(files.c.id.in_(latest)).order_by(files.c.id)
        return self._files(query)

    def _files(self, query: Select[Any]) -> list[SavedFile]:
        with transaction(self.engine, writing=False) as connection:
            return [saved_file(row) for row in connection.execute(query).mappings()]

    def delete_file(self, file: SavedFile, who: str) -> None:
        """Marks a workbook as deleted; its versions stay and `restore_file` brings one back.

        The caller asks for confirmation first.
        """
        self._copy(file, who, {"hash": None, "size": None})

    def restore_file(self, file: SavedFile, who: str) -> SavedFile:
        """Make an earlier version the newest one again, with its name and its mapping.

        ValueError for the mark of a deletion.
        """
        if file.deleted:
            raise ValueError("a deletion can't be restored; give a version that has content")
        return self._copy(file, who, {"hash": file.hash, "size": file.size})

    def _copy(self, file: SavedFile, who: str, changed: dict[str, Any]) -> SavedFile:
        digest = changed["hash"]
        made = (
            analyse_file(self.file_bytes(digest), file.name, file.mapping)
            if digest and file.kind == "scores"
            else []
        )
        row = {
            "kind": file.kind,
            "name": file.name,
            "agency": file.agency,
            "fiscal_year": file.fiscal_year,
            "who": who,
            "mapping": file.mapping,
            **changed,
        }
        with transaction(self.engine, writing=True) as connection:
            newest = newest_version(connection, file.kind, file.series)
            if newest is not None and _is_same(newest, row):
                return newest
            return _add_version(connection, row, newest, made)

    def file_bytes(self, digest: str) -> bytes:
        """The bytes of a version by its hash; KeyError where there are none.

        Raises StoreError("damaged") where they are not what was saved.
        """
        with transaction(self.engine, writing=False) as connection:
            data = connection.scalar(select(contents.c.data).where(contents.c.hash == digest))
        if data is None:
            raise KeyError(digest)
        if hashlib.sha256(data).hexdigest() != digest:
            raise StoreError("damaged", digest)
        return bytes(data)

    # Results

    def outdated_files(self) -> list[SavedFile]:
        """Saved score files whose results are missing or of an older version of the analysis."""
        query = (
            select(files)
            .outerjoin(analyses, analyses.c.file_id == files.c.id)
            .where(files.c.id.in_(_latest("scores")), files.c.hash.is_not(None))
            .where(func.coalesce(analyses.c.version, -1) < ANALYSIS_VERSION)
            .order_by(files.c.id)
        )
        return self._files(query)

    def recompute_results(self, progress: Callable[[int, int], object] | None = None) -> int:
        """Computes the results of an older version of the analysis again, of files and of lists.

        Each file has a transaction of its own. `progress` is called with how many files and
        agencies and years of lists are done, and how many there are. Returns how many were
        computed. A file whose bytes are damaged keeps what it has. Several processes may do it at
        once, and one that is stopped goes on where it was.
        """
        outdated = self.outdated_files()
        of_lists = count_outdated_list_years(self.engine)
        total = len(outdated) + of_lists
        count = 0
        for done, file in enumerate(outdated):
            if progress:
                progress(done, total)
            try:
                made = analyse_file(self.file_bytes(file.hash or ""), file.name, file.mapping)
            except StoreError as error:
                if error.reason != "damaged":
                    raise
                continue
            with transaction(self.engine, writing=True) as connection:
                newest = newest_version(connection, file.kind, file.series)
                # Meanwhile somebody may have saved it anew, with its results.
                if newest is not None and newest.id == file.id:
                    replace_file_results(connection, file.id, [], made)
                    count += 1
        if of_lists:

            def show_progress(done: int) -> None:
                if progress:
                    progress(len(outdated) + done, total)

            count += recompute_lists(self.engine, show_progress)
        if progress:
            progress(total, total)
        return count


def _latest(kind: str) -> Select[Any]:
    """The numbers of the newest versions of workbooks."""
    return select(func.max(files.c.id)).where(files.c.kind == kind).group_by(files.c.series)


def _is_same(version: SavedFile, row: Mapping[str, Any]) -> bool:
    """Whether a version has the contents, name and mapping of a row; all deletions are the same."""
    if row["hash"] is None:
        return version.deleted
    return all(getattr(version, name) == row[name] for name in ("hash", "name", "mapping"))


def _add_version(
    connection: Connection,
    row: dict[str, Any],
    former: SavedFile | None,
    made: list[AgencyYear],
    data: bytes | None = None,
) -> SavedFile:
    """Adds a version; its results take the place of those of the former one."""
    saved = insert_version(connection, row, data)
    if saved.kind == "scores":
        replace_file_results(connection, saved.id, [former.id] if former else [], made)
    return saved
