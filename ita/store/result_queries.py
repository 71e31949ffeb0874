"""Queries of results for pages: agencies, years, and figures of many agencies.

No function here reads a file. Tables of results have the columns of AGENCY_RESULT_TYPES.
"""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import ColumnElement, Engine, Select, func, select, true

from ita.domain.agencies import agency_key
from ita.domain.tables import (
    AGENCY_RESULT_TYPES,
    YEAR_SCORE_TYPES,
    table_of_columns,
    table_of_rows,
)
from ita.store.engine import RESULTS_REVISION, fetch_parts, transaction
from ita.store.result_rows import COMPARED_LEVELS, RESULT_COLUMNS, chunks
from ita.store.schema import (
    SCORE_COLUMNS,
    agencies,
    agency_years,
    files,
    results,
    revisions,
    year_scores,
)
from ita.thai.text import comparison_key

AGENCY_COLUMNS = {
    "agency_id": "Int64",
    "agency": "string",
    "province": "string",  # "" where it is not known
    "agency_type": "string",
    "parent": "string",
    "years": "Int64",  # number of years with results
    "latest_year": "Int64",  # NA where none of its results names its year
}

FIGURE_TYPES = {
    "agency_id": "Int64",
    "score": "Float64",  # as it is kept, complete or not
    "complete": "boolean",
    "grade": "string",
}
# Lets a query find the few rows of files by the index among the many of imported lists.
IN_FILE = agency_years.c.file_id > 0


class SavedResult(NamedTuple):
    """An agency and year of a saved workbook, with the values needed to read it.

    `agency` is the name of the file where the file names none. `mapping` is the JSON text of a
    FileMapping or "".
    """

    agency: str
    fiscal_year: int | None
    digest: str
    file_name: str
    mapping: str


class ResultQueries:
    """Reads the results of a store. Every method may raise StoreError.

    Integers of NumPy are accepted and converted, since the drivers reject them.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def agencies(self, search: str = "", limit: int = 50) -> pd.DataFrame:
        """Return the first `limit` agencies by name (columns: AGENCY_COLUMNS).

        `search` is a part of a name, a type or a province.
        """
        query = (
            select(
                agencies.c.id,
                agencies.c.name,
                agencies.c.province,
                agencies.c.agency_type,
                agencies.c.parent,
                func.count(agency_years.c.fiscal_year.distinct()),
                func.max(agency_years.c.fiscal_year),
            )
            .join(agency_years, agency_years.c.agency_id == agencies.c.id)
            .where(_named(search))
            .group_by(agencies.c.id)
            .order_by(agencies.c.name, agencies.c.province, agencies.c.id)
            .limit(limit)
        )
        return self._table(query, AGENCY_COLUMNS)

    def of_agency(self, agency_id: int) -> pd.DataFrame:
        """Return the current results of an agency in all its years, the earliest first."""
        query = (
            select(
                agencies.c.name,
                agency_years.c.fiscal_year,
                agency_years.c.variant,
                *(results.c[name] for name in RESULT_COLUMNS),
            )
            .join(agency_years, agency_years.c.agency_id == agencies.c.id)
            .join(results, results.c.agency_year_id == agency_years.c.id)
            .where(agency_years.c.is_current, agency_years.c.agency_id == int(agency_id))
            .order_by(agency_years.c.fiscal_year, agency_years.c.id, results.c.position)
        )
        return self._table(query, AGENCY_RESULT_TYPES)

    def revision(self) -> str:
        """Return a token that changes with every change of the results, for cache keys."""
        query = select(revisions.c.revision).where(revisions.c.id == RESULTS_REVISION)
        with transaction(self._engine, writing=False) as connection:
            return str(connection.scalar(query))

    def scores_of_year(self, fiscal_year: int) -> pd.DataFrame:
        """The current complete scores of all agencies of a year (columns: YEAR_SCORE_TYPES).

        Agencies of the same name are distinguished by their province. Saved workbooks that name no
        agency are left out, although their file name is offered where a result is chosen.
        """
        query = (
            select(
                agencies.c.id,
                agencies.c.name,
                agencies.c.name_key,
                agencies.c.province,
                func.coalesce(agencies.c.agency_type, ""),
                *(year_scores.c[name] for name in SCORE_COLUMNS.values()),
            )
            .join(agency_years, agency_years.c.id == year_scores.c.agency_year_id)
            .join(agencies, agencies.c.id == agency_years.c.agency_id)
            .where(year_scores.c.fiscal_year == int(fiscal_year), agency_years.c.is_current)
        )
        columns: list[list[Any]] = [[] for _ in YEAR_SCORE_TYPES]
        with transaction(self._engine, writing=False) as connection:
            for part in fetch_parts(connection, query):
                for column, values in zip(columns, zip(*part, strict=True), strict=True):
                    column.extend(values)
            unnamed = list(connection.scalars(_unnamed(fiscal_year)))
        scores = table_of_columns(columns, YEAR_SCORE_TYPES)
        if unnamed:
            scores = scores[~scores["agency_id"].isin(unnamed)].reset_index(drop=True)
        return _unique_names(scores)

    def count_unnamed(self, fiscal_year: int) -> int:
        """Return the number of saved workbooks of a year that name no agency."""
        with transaction(self._engine, writing=False) as connection:
            return len(connection.scalars(_unnamed(fiscal_year)).all())

    def figures_of_year(self, fiscal_year: int, key: str, ids: Collection[int]) -> pd.DataFrame:
        """One figure of some agencies in a year with its level (columns: FIGURE_TYPES)."""
        query = (
            select(agency_years.c.agency_id, results.c.score, results.c.complete, results.c.grade)
            .join(results, results.c.agency_year_id == agency_years.c.id)
            .where(agency_years.c.fiscal_year == int(fiscal_year), agency_years.c.is_current)
            .where(results.c.key == key, results.c.level.in_(COMPARED_LEVELS))
        )
        with transaction(self._engine, writing=False) as connection:
            rows = [
                tuple(row)
                for part in chunks([int(each) for each in ids])
                for row in connection.execute(query.where(agency_years.c.agency_id.in_(part)))
            ]
        return table_of_rows(rows, FIGURE_TYPES)

    def agencies_in_files(self, search: str = "", limit: int = 50) -> list[str]:
        """Return the first `limit` agencies by name that have saved workbooks."""
        query = (
            select(agencies.c.name)
            .where(agencies.c.id.in_(select(agency_years.c.agency_id).where(IN_FILE)))
            .where(_named(search))
            .order_by(agencies.c.name, agencies.c.id)
            .limit(limit)
        )
        with transaction(self._engine, writing=False) as connection:
            return list(connection.scalars(query))

    def saved_of_agency(self, agency: str) -> list[SavedResult]:
        """Return the results of an agency in saved workbooks, in any spelling, oldest saved first.

        Unlike in the figures for comparisons, every workbook counts, not only the newest of a year.
        """
        return self._saved(agencies.c.name_key == agency_key(agency))

    def saved_of_file(self, digest: str) -> list[SavedResult]:
        """The agencies and years of a saved workbook in its order, by the hash of its bytes."""
        return self._saved(files.c.hash == digest)

    def saved_digests(self, digests: Collection[str]) -> set[str]:
        """Return the hashes of those workbooks that are saved and could be read."""
        query = select(files.c.hash).where(files.c.hash.in_(list(digests)))
        query = query.where(files.c.id.in_(select(agency_years.c.file_id).where(IN_FILE)))
        with transaction(self._engine, writing=False) as connection:
            return set(connection.scalars(query))

    def _saved(self, condition: ColumnElement[bool]) -> list[SavedResult]:
        query = (
            select(
                agencies.c.name,
                agency_years.c.fiscal_year,
                files.c.hash,
                files.c.name,
                files.c.mapping,
            )
            .join(agency_years, agency_years.c.agency_id == agencies.c.id)
            .join(files, files.c.id == agency_years.c.file_id)
            .where(condition)
            .order_by(agency_years.c.id)
        )
        with transaction(self._engine, writing=False) as connection:
            return [SavedResult(*row) for row in connection.execute(query)]

    def _table(self, query: Select[Any], types: Mapping[str, str]) -> pd.DataFrame:
        with transaction(self._engine, writing=False) as connection:
            rows = [tuple(row) for row in connection.execute(query)]
        return table_of_rows(rows, types)


def _named(search: str) -> ColumnElement[bool]:
    """Return the condition that a name, type or province contains a text; "" matches all."""
    key = comparison_key(search)
    if not key:
        return true()
    in_name = agencies.c.name_key.contains(key, autoescape=True)
    spelled = agencies.c.name_key.startswith(agency_key(search), autoescape=True)
    in_province = agencies.c.province.contains(search.strip(), autoescape=True)
    in_type = agencies.c.agency_type.contains(search.strip(), autoescape=True)
    return in_name | spelled | in_province | in_type


def _unnamed(fiscal_year: int) -> Select[tuple[int]]:
    """Select the ids of current results of a year whose workbook names no agency."""
    return (
        select(agencies.c.id)
        .distinct()
        .join(agency_years, agency_years.c.agency_id == agencies.c.id)
        .join(files, files.c.id == agency_years.c.file_id)
        .where(agency_years.c.fiscal_year == int(fiscal_year), agency_years.c.is_current)
        .where(IN_FILE, agencies.c.name == files.c.name)
    )


def _unique_names(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the scores with the province appended to names that occur more than once."""
    shared = scores["name_key"].duplicated(keep=False) & (scores["province"] != "")
    if not shared.any():
        return scores
    same = scores[shared]
    names = (same["agency"] + " (" + same["province"] + ")").tolist()
    scores.loc[shared, "agency"] = names
    scores.loc[shared, "name_key"] = [agency_key(name) for name in names]
    return scores
