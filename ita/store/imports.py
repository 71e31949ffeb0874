"""Imports a list of many agencies and years into the results of a store."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import delete, select

from ita.analysis.agency_results import ANALYSIS_VERSION
from ita.domain.agencies import agency_key
from ita.store.engine import insert_of, transaction
from ita.store.list_figures import RowProblem, read_list
from ita.store.list_results import agency_years_of_list
from ita.store.result_rows import (
    AgencyYear,
    describe_agencies,
    insert_agency_years,
    place_agencies,
)
from ita.store.schema import imports
from ita.store.store import Store

# Agencies and years written in one transaction.
CHUNK = 2000
# The order of writing; an interrupted import is resumed only in the same order.
_ORDER = "first row"


class ImportReport(NamedTuple):
    """The outcome of an import.

    `agency_years` are those in the list, `skipped` of them were written by an import of the same
    list that was stopped, `figures` the rows of the list that count. `problems` are the first of
    `problem_count`.
    """

    figures: int
    agency_years: int
    skipped: int
    problems: tuple[RowProblem, ...]
    problem_count: int


def import_list(
    store: Store, path: Path, progress: Callable[[int, int], object] | None = None
) -> ImportReport:
    """Write the results of a list, replacing those of former lists for the same agencies and years.

    The list is CSV in UTF-8, Parquet or XLSX with a row a figure: agency, fiscal year, indicator
    (or level and key) and score, if need be type, province, parent and variant of the agency, under
    Thai or English headers (`list_files.HEADERS`). It is read in parts, and a few bytes of each row
    are kept, so that memory does not grow with the size of the file. Results of saved files take
    precedence over those of a list. Agencies and years are written in transactions of CHUNK; an
    interrupted import of the same list is resumed. `progress` is called with the number of agencies
    and years written, and their total. Raises ListFileError and StoreError.
    """
    listed = read_list(path)
    count = listed.agency_years
    digest = _digest(path)
    with transaction(store.engine, writing=True) as connection:
        place_agencies(connection, _only_provinces(listed.agencies))
        describe_agencies(connection, listed.described_agencies)
    done = skipped = _start(store, digest)
    for block in listed.blocks(CHUNK, skip=done):
        chunk = list(agency_years_of_list(block))
        done += len(chunk)
        _write(store, digest, chunk, done)
        if progress:
            progress(done, count)
    return ImportReport(len(listed), count, skipped, listed.problems, listed.problem_count)


def _only_provinces(agencies: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The province of each agency whose name the list has in one province only, by its key."""
    keys = [agency_key(name) for name, _ in agencies]
    counts = Counter(keys)
    return {
        key: province
        for key, (_, province) in zip(keys, agencies, strict=True)
        if province and counts[key] == 1
    }


def _digest(path: Path) -> str:
    """Return a digest of a list and the version of the analysis that computes its results."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(f"{path.suffix} {ANALYSIS_VERSION} {_ORDER}".encode())
    return digest.hexdigest()


def _start(store: Store, digest: str) -> int:
    """Return how many agencies and years of the list are written; delete the state of others."""
    with transaction(store.engine, writing=True) as connection:
        connection.execute(delete(imports).where(imports.c.hash != digest))
        return connection.scalar(select(imports.c.done).where(imports.c.hash == digest)) or 0


def _write(store: Store, digest: str, chunk: list[AgencyYear], done: int) -> None:
    with transaction(store.engine, writing=True) as connection:
        insert_agency_years(connection, chunk, None)
        row = {"hash": digest, "done": done}
        upsert = insert_of(connection, imports).values(row)
        connection.execute(upsert.on_conflict_do_update(index_elements=["hash"], set_=row))
