"""Scores of an agency and year side by side: written with its results, read a year at a time."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, func, select

from ita.domain.agencies import agency_key
from ita.domain.tables import COMPARED_KEYS, YEAR_SCORE_TYPES, table_of_columns, table_of_rows
from ita.store.engine import fetch_parts, insert_rows
from ita.store.schema import SCORE_COLUMNS, agencies, agency_years, files, results, year_scores

COMPARED_LEVELS = ("total", "instrument", "indicator")
FIGURE_TYPES = {
    "agency_id": "Int64",
    "score": "Float64",  # as it is kept, complete or not
    "complete": "boolean",
    "grade": "string",
}
# A comparison finds the few rows of files by the index, before the many of imported lists.
IN_FILE = agency_years.c.file_id > 0
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

    Namesakes are told apart by their province. A saved workbook that names no agency counts as
    none, although its name stands for one where a result is chosen.
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
    for part in fetch_parts(connection, query):
        for column, values in zip(columns, zip(*part, strict=True), strict=True):
            column.extend(values)
    scores = table_of_columns(columns, YEAR_SCORE_TYPES)
    if unnamed := read_unnamed(connection, fiscal_year):
        scores = scores[~scores["agency_id"].isin(unnamed)].reset_index(drop=True)
    return _unique_names(scores)


def read_unnamed(connection: Connection, fiscal_year: int) -> list[int]:
    """The numbers under which current results of a year stand whose workbook names no agency."""
    query = (
        select(agencies.c.id)
        .distinct()
        .join(agency_years, agency_years.c.agency_id == agencies.c.id)
        .join(files, files.c.id == agency_years.c.file_id)
        .where(agency_years.c.fiscal_year == fiscal_year, agency_years.c.is_current)
        .where(IN_FILE, agencies.c.name == files.c.name)
    )
    return list(connection.scalars(query))


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
