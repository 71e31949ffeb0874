"""Scores of an agency and year side by side: written with its results, read a year at a time."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, func, select

from ita.domain.agencies import agency_key
from ita.domain.tables import COMPARED_KEYS, YEAR_SCORE_TYPES, table_of_columns, table_of_rows
from ita.store.engine import insert_rows
from ita.store.schema import SCORE_COLUMNS, agencies, agency_years, results, year_scores

COMPARED_LEVELS = ("total", "instrument", "indicator")
FIGURE_TYPES = {
    "agency_id": "Int64",
    "score": "Float64",  # as it is kept, complete or not
    "complete": "boolean",
    "grade": "string",
}
_PART = 250
_AT = {key: at for at, key in enumerate(COMPARED_KEYS)}


def insert_year_scores(
    connection: Connection, made: Iterable[tuple[int, int | None, Sequence[tuple[Any, ...]]]]
) -> None:
    """Adds the scores of agencies and years: each its number, its year and its rows of results.

    The rows begin with level and key, as RESULT_COLUMNS do. Of a year that is not known nothing is
    compared.
    """
    rows = [
        (fiscal_year, number, *_side_by_side(figures))
        for number, fiscal_year, figures in made
        if fiscal_year is not None
    ]
    columns = ("fiscal_year", "agency_year_id", *SCORE_COLUMNS.values())
    insert_rows(connection, year_scores, columns, rows)


def _side_by_side(figures: Sequence[tuple[Any, ...]]) -> list[float | None]:
    """The complete scores of rows of results in the order of COMPARED_KEYS."""
    scores: list[float | None] = [None] * len(COMPARED_KEYS)
    for level, key, _, _, _, score, _, _, complete, *_ in figures:
        if complete and level in COMPARED_LEVELS:
            scores[_AT[key]] = score
    return scores


def delete_year_scores(connection: Connection, ids: Sequence[int]) -> None:
    """Removes the scores of agencies and years."""
    connection.execute(delete(year_scores).where(year_scores.c.agency_year_id.in_(ids)))


def read_year_scores(connection: Connection, fiscal_year: int) -> pd.DataFrame:
    """The current scores of all agencies of a year by name (columns: YEAR_SCORE_TYPES).

    Namesakes are told apart by their province.
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
        .where(year_scores.c.fiscal_year == fiscal_year, agency_years.c.is_current)
    )
    columns: list[list[Any]] = [[] for _ in YEAR_SCORE_TYPES]
    # Thousands of rows at once would set off Python's search for garbage, which takes longer.
    for part in connection.execute(query).partitions(_PART):
        for column, values in zip(columns, zip(*part, strict=True), strict=True):
            column.extend(values)
    return _unique_names(table_of_columns(columns, YEAR_SCORE_TYPES))


def _unique_names(scores: pd.DataFrame) -> pd.DataFrame:
    """The same with the province behind the names of namesakes."""
    shared = scores["name_key"].duplicated(keep=False) & (scores["province"] != "")
    if not shared.any():
        return scores
    same = scores[shared]
    names = (same["agency"] + " (" + same["province"] + ")").tolist()
    scores.loc[shared, "agency"] = names
    scores.loc[shared, "name_key"] = [agency_key(name) for name in names]
    return scores


def read_figures(
    connection: Connection, fiscal_year: int, key: str, ids: Collection[int]
) -> pd.DataFrame:
    """One figure of some agencies in a year with its level (columns: FIGURE_TYPES)."""
    query = (
        select(
            agency_years.c.agency_id,
            results.c.score,
            results.c.complete,
            results.c.grade,
        )
        .join(results, results.c.agency_year_id == agency_years.c.id)
        .where(agency_years.c.fiscal_year == fiscal_year, agency_years.c.is_current)
        .where(results.c.key == key, results.c.level.in_(COMPARED_LEVELS))
        .where(agency_years.c.agency_id.in_(ids))
    )
    return table_of_rows([tuple(row) for row in connection.execute(query)], FIGURE_TYPES)
