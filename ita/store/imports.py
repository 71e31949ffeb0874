"""Imports a list of many agencies and years into the results of a store."""

import hashlib
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from sqlalchemy import delete, select

from ita.analysis.agency_results import ANALYSIS_VERSION
from ita.domain.agencies import agency_key
from ita.store.engine import insert_of, transaction
from ita.store.list_files import RowProblem, read_list
from ita.store.list_results import agency_years_of_list
from ita.store.result_rows import AgencyYear, insert_agency_years, place_agencies
from ita.store.schema import imports
from ita.store.store import Store

# So many agencies and years are written in one transaction.
CHUNK = 2000


class ImportReport(NamedTuple):
    """What an import did.

    `agency_years` are those in the list, `skipped` of them were written by an import of the same
    list that was stopped, `figures` the rows of the list that count.
    """

    figures: int
    agency_years: int
    skipped: int
    problems: tuple[RowProblem, ...]


def import_list(
    store: Store, path: Path, progress: Callable[[int, int], object] | None = None
) -> ImportReport:
    """Writes the results of a list; what a list said of the same agencies and years before goes.

    The list is CSV in UTF-8, Parquet or XLSX with a row a figure: agency, fiscal year, indicator
    (or level and key) and score, if need be type, province, parent and variant of the agency, under
    Thai or English headers (`list_files.HEADERS`). Results of saved files stay before those of a
    list. Agencies and years are written in transactions of CHUNK, each whole or not at all; an
    import of the same list goes on where one was stopped. `progress` is called with how many
    agencies and years are written, and how many there are. Raises ListFileError and StoreError.
    """
    table, problems = read_list(path)
    figures = len(table)
    count = int(table.groupby(["agency", "province", "fiscal_year"]).ngroups)
    digest = _digest(path)
    with transaction(store.engine, writing=True) as connection:
        place_agencies(connection, _only_provinces(table))
    done = skipped = _start(store, digest)
    remaining = islice(agency_years_of_list(table), done, None)
    while chunk := list(islice(remaining, CHUNK)):
        done += len(chunk)
        _write(store, digest, chunk, done)
        if progress:
            progress(done, count)
    return ImportReport(figures, count, skipped, tuple(problems))


def _only_provinces(table: pd.DataFrame) -> dict[str, str]:
    """The province of each agency whose name the list has in one province only, by its key."""
    pairs = table[["agency", "province"]].drop_duplicates()
    keys = pairs["agency"].map(agency_key)
    alone = ~keys.duplicated(keep=False) & (pairs["province"] != "")
    return dict(zip(keys[alone], pairs.loc[alone, "province"], strict=True))


def _digest(path: Path) -> str:
    """What a list says, and by which version of the analysis its results are made."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(f"{path.suffix} {ANALYSIS_VERSION}".encode())
    return digest.hexdigest()


def _start(store: Store, digest: str) -> int:
    """How many agencies and years of the list are written already; other lists are forgotten."""
    with transaction(store.engine, writing=True) as connection:
        connection.execute(delete(imports).where(imports.c.hash != digest))
        return connection.scalar(select(imports.c.done).where(imports.c.hash == digest)) or 0


def _write(store: Store, digest: str, chunk: list[AgencyYear], done: int) -> None:
    with transaction(store.engine, writing=True) as connection:
        insert_agency_years(connection, chunk, None)
        row = {"hash": digest, "done": done}
        upsert = insert_of(connection, imports).values(row)
        connection.execute(upsert.on_conflict_do_update(index_elements=["hash"], set_=row))
