"""Questions that pages ask of the results: agencies, years, and figures of many at once.

Nothing here reads a file. Tables of results have the columns of AGENCY_RESULT_TYPES.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import ColumnElement, Engine, Select, func, select

from ita.domain.agencies import agency_key
from ita.domain.tables import AGENCY_RESULT_TYPES, table_of_rows
from ita.store.engine import transaction
from ita.store.result_rows import RESULT_COLUMNS, chunks
from ita.store.schema import agencies, agency_years, files, results, revisions
from ita.store.year_scores import FIGURE_TYPES, read_figures, read_year_scores
from ita.thai.text import comparison_key

AGENCY_COLUMNS = {
    "agency_id": "Int64",
    "agency": "string",
    "province": "string",  # "" where it is not known
    "agency_type": "string",
    "parent": "string",
    "years": "Int64",  # how many it has results of
    "latest_year": "Int64",  # NA where none of its results names its year
}
YEAR_COLUMNS = {
    "fiscal_year": "Int64",
    "variant": "string",
    "file_id": "Int64",  # of the saved file that tells it, NA for an imported list
    "score": "Float64",  # total
    "complete": "boolean",
    "grade": "string",
}


class Filter(NamedTuple):
    """Which agencies; what is blank leaves all.

    `search` is a part of a name, a type or a province.
    """

    search: str = ""
    province: str = ""
    agency_type: str = ""


EVERY_AGENCY = Filter()


class SavedResult(NamedTuple):
    """An agency and year of a saved workbook, and what it takes to read it there.

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

    Numbers may come from a table: the drivers know no integers of NumPy, so they are converted.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def agencies(self, which: Filter = EVERY_AGENCY, limit: int = 50) -> pd.DataFrame:
        """The first `limit` agencies by name, with what is known of them (AGENCY_COLUMNS)."""
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
            .where(*_conditions(which))
            .group_by(agencies.c.id)
            .order_by(agencies.c.name, agencies.c.province, agencies.c.id)
            .limit(limit)
        )
        return self._table(query, AGENCY_COLUMNS)

    def count_agencies(self, which: Filter = EVERY_AGENCY) -> int:
        """How many agencies a filter leaves."""
        query = select(func.count()).select_from(agencies).where(*_conditions(which))
        with transaction(self._engine, writing=False) as connection:
            return int(connection.scalar(query) or 0)

    def provinces(self) -> list[str]:
        """The provinces of which there are agencies, in order."""
        return self._values(agencies.c.province)

    def agency_types(self) -> list[str]:
        """The types of which there are agencies, in order."""
        return self._values(agencies.c.agency_type)

    def fiscal_years(self) -> list[int]:
        """The years of which there are results, the newest first."""
        query = (
            select(agency_years.c.fiscal_year)
            .distinct()
            .where(agency_years.c.fiscal_year.is_not(None))
            .order_by(agency_years.c.fiscal_year.desc())
        )
        with transaction(self._engine, writing=False) as connection:
            return list(connection.scalars(query))

    def years(self, agency_id: int) -> pd.DataFrame:
        """The years of an agency, the newest first, those without a year last (YEAR_COLUMNS)."""
        query = (
            select(
                agency_years.c.fiscal_year,
                agency_years.c.variant,
                agency_years.c.file_id,
                results.c.score,
                results.c.complete,
                results.c.grade,
            )
            .join(results, results.c.agency_year_id == agency_years.c.id)
            .where(agency_years.c.agency_id == int(agency_id), agency_years.c.is_current)
            .where(results.c.level == "total")
            .order_by(
                agency_years.c.fiscal_year.is_(None),
                agency_years.c.fiscal_year.desc(),
                agency_years.c.file_id,
            )
        )
        return self._table(query, YEAR_COLUMNS)

    def of_agency(self, agency_id: int, fiscal_year: int | None = None) -> pd.DataFrame:
        """The results of an agency in a year, or in all its years, the earliest first."""
        query = _results().where(agency_years.c.agency_id == int(agency_id))
        if fiscal_year is not None:
            query = query.where(agency_years.c.fiscal_year == int(fiscal_year))
        return self._results(query.order_by(agency_years.c.fiscal_year, *_ORDER))

    def of_year(
        self,
        fiscal_year: int,
        which: Filter = EVERY_AGENCY,
        levels: Collection[str] = ("total",),
        agency_ids: Sequence[int] | None = None,
    ) -> pd.DataFrame:
        """Figures of many agencies in a year, of some levels; of a filter or of chosen agencies.

        `agency` tells namesakes apart by their province.
        """
        query = _results().where(
            agency_years.c.fiscal_year == int(fiscal_year),
            results.c.level.in_(list(levels)),
            *_conditions(which),
        )
        if agency_ids is not None:
            query = query.where(agencies.c.id.in_([int(each) for each in agency_ids]))
        return self._results(query.order_by(*_ORDER))

    def revision(self) -> str:
        """What tells the results of now from those before any change."""
        with transaction(self._engine, writing=False) as connection:
            return str(connection.scalar(select(revisions.c.revision)))

    def scores_of_year(self, fiscal_year: int) -> pd.DataFrame:
        """The complete scores of all agencies of a year (columns: YEAR_SCORE_TYPES)."""
        with transaction(self._engine, writing=False) as connection:
            return read_year_scores(connection, int(fiscal_year))

    def figures_of_year(self, fiscal_year: int, key: str, ids: Collection[int]) -> pd.DataFrame:
        """One figure of some agencies in a year with its level (columns: FIGURE_TYPES)."""
        with transaction(self._engine, writing=False) as connection:
            parts = [
                read_figures(connection, int(fiscal_year), key, part)
                for part in chunks([int(each) for each in ids])
            ]
        return pd.concat(parts, ignore_index=True) if parts else table_of_rows([], FIGURE_TYPES)

    def file_id(self, agency_id: int, fiscal_year: int) -> int | None:
        """The saved file that tells the results of an agency and year; None for a list's."""
        query = select(agency_years.c.file_id).where(
            agency_years.c.agency_id == int(agency_id),
            agency_years.c.fiscal_year == int(fiscal_year),
            agency_years.c.is_current,
        )
        with transaction(self._engine, writing=False) as connection:
            return connection.scalar(query)

    def agencies_in_files(self, search: str = "", limit: int = 50) -> list[str]:
        """The first `limit` agencies by name of which there are saved workbooks."""
        query = (
            select(agencies.c.name)
            .where(agencies.c.id.in_(select(agency_years.c.agency_id).where(_IN_FILE)))
            .where(*_conditions(Filter(search)))
            .order_by(agencies.c.name, agencies.c.id)
            .limit(limit)
        )
        with transaction(self._engine, writing=False) as connection:
            return list(connection.scalars(query))

    def saved_of_agency(self, agency: str) -> list[SavedResult]:
        """What saved workbooks hold of an agency, in any spelling, those saved first before others.

        Unlike in the figures for comparisons, every workbook counts, not only the newest of a year.
        """
        return self._saved(agencies.c.name_key == agency_key(agency))

    def saved_of_file(self, digest: str) -> list[SavedResult]:
        """The agencies and years of a saved workbook in its order, by the hash of its bytes."""
        return self._saved(files.c.hash == digest)

    def saved_digests(self, digests: Collection[str]) -> set[str]:
        """Which workbooks of these hashes are saved and could be read."""
        query = select(files.c.hash).where(files.c.hash.in_(list(digests)))
        query = query.where(files.c.id.in_(select(agency_years.c.file_id).where(_IN_FILE)))
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

    def _values(self, column: Any) -> list[str]:
        query = select(column).distinct().where(column.is_not(None), column != "").order_by(column)
        with transaction(self._engine, writing=False) as connection:
            return list(connection.scalars(query))

    def _table(self, query: Select[Any], types: dict[str, str]) -> pd.DataFrame:
        with transaction(self._engine, writing=False) as connection:
            rows = [tuple(row) for row in connection.execute(query)]
        return table_of_rows(rows, types)

    def _results(self, query: Select[Any]) -> pd.DataFrame:
        with transaction(self._engine, writing=False) as connection:
            rows = connection.execute(query).all()
        namesakes: dict[str, set[int]] = {}
        for row in rows:
            namesakes.setdefault(row.name, set()).add(row.agency_id)
        ambiguous = {name for name, ids in namesakes.items() if len(ids) > 1}
        return table_of_rows(
            [
                (f"{row[1]} ({row[2]})" if row[1] in ambiguous and row[2] else row[1], *row[3:])
                for row in rows
            ],
            AGENCY_RESULT_TYPES,
        )


# A comparison finds the few rows of files by the index, before the many of imported lists.
_IN_FILE = agency_years.c.file_id > 0
_ORDER = (agencies.c.name, agency_years.c.agency_id, agency_years.c.id, results.c.position)


def _results() -> Select[Any]:
    """The current results with their agency and year."""
    return (
        select(
            agency_years.c.agency_id,
            agencies.c.name,
            agencies.c.province,
            agency_years.c.fiscal_year,
            agency_years.c.variant,
            *(results.c[name] for name in RESULT_COLUMNS),
        )
        .join(agency_years, agency_years.c.agency_id == agencies.c.id)
        .join(results, results.c.agency_year_id == agency_years.c.id)
        .where(agency_years.c.is_current)
    )


def _conditions(which: Filter) -> list[Any]:
    conditions: list[Any] = []
    if which.province:
        conditions.append(agencies.c.province == which.province)
    if which.agency_type:
        conditions.append(agencies.c.agency_type == which.agency_type)
    key = comparison_key(which.search)
    if key:
        in_name = agencies.c.name_key.contains(key, autoescape=True)
        spelled = agencies.c.name_key.startswith(agency_key(which.search), autoescape=True)
        in_province = agencies.c.province.contains(which.search.strip(), autoescape=True)
        in_type = agencies.c.agency_type.contains(which.search.strip(), autoescape=True)
        conditions.append(in_name | spelled | in_province | in_type)
    return conditions
