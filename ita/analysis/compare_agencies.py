"""Agencies of one year side by side: ranking, spread, heat map, means, and best practice.

Every function except `gather_scores` takes a year scores table (YEAR_SCORE_TYPES): one row per
agency, all of one fiscal year; the caller chooses which agencies form the group. A missing or
incomplete figure is NaN: it is neither ranked nor part of a mean, since missing is never zero.
"""

from collections.abc import Mapping
from functools import cache
from math import fsum
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ita.domain.agencies import agency_key, agency_type_of, variant_of_agency
from ita.domain.framework import load_framework
from ita.domain.tables import (
    COMPARED_KEYS,
    INSTRUMENTS,
    YEAR_SCORE_TYPES,
    plain_rows,
    table_of_rows,
)
from ita.rounding import Floats, round_column, round_values, rounded

RANK_TYPES: Mapping[str, str] = {
    "agency": "string",
    "score": "Float64",  # half up at 2 places, as shown
    "rank": "Int64",  # 1 = highest; equal figures share a rank; NA where missing or incomplete
    "of": "Int64",  # ranked agencies
    "to_mean": "Float64",  # score - mean of the ranked agencies
    "to_highest": "Float64",  # score - highest score
}
# Columns that identify the figure in each row of the next tables.
_FIGURE_TYPES: Mapping[str, str] = {
    "level": "string",
    "key": "string",
    "instrument": "string",
    "indicator": "Int64",
}
SPREAD_TYPES: Mapping[str, str] = {
    **_FIGURE_TYPES,
    "agencies": "Int64",  # number of agencies whose figure is complete
    "lowest": "Float64",
    "lower_quartile": "Float64",
    "median": "Float64",
    "upper_quartile": "Float64",
    "highest": "Float64",
    "mean": "Float64",
}
POSITION_TYPES: Mapping[str, str] = {
    **_FIGURE_TYPES,
    "score": "Float64",
    "rank": "Int64",
    "of": "Int64",
    "mean": "Float64",  # of the group, including the agency
    "to_mean": "Float64",
    "highest": "Float64",
    "to_highest": "Float64",
}
BEST_TYPES: Mapping[str, str] = {
    **_FIGURE_TYPES,
    "score": "Float64",  # of the agency itself
    "rank": "Int64",  # of the agency in the group
    "of": "Int64",
    "best_agency": "string",
    "best_score": "Float64",
    "gap": "Float64",  # best_score - score
}
_LEVELS = ("total", "instrument", "indicator")


class _Figure(NamedTuple):
    """The level, instrument and indicator of a key."""

    level: str
    key: str
    instrument: str | None
    indicator: int | None


@cache
def _figures() -> tuple[_Figure, ...]:
    """Return the figures that are compared, in their order."""
    indicators = {str(each.number): each for each in load_framework(None).indicators}
    return tuple(
        _Figure("indicator", key, indicators[key].instrument, int(key))
        if key in indicators
        else _Figure("instrument", key, key, None)
        if key in INSTRUMENTS
        else _Figure("total", key, None, None)
        for key in COMPARED_KEYS
    )


def gather_scores(results: pd.DataFrame) -> pd.DataFrame:
    """Return the year scores (YEAR_SCORE_TYPES) of an agency results table of one fiscal year.

    Where an agency has several results, the last one counts. Province and type are derived from
    the agency's name. The order of the table is kept.
    """
    scores: dict[str, dict[str, float]] = {}
    columns = (results[name].tolist() for name in ("agency", "level", "key", "score", "complete"))
    for agency, level, key, score, complete in zip(*columns, strict=True):
        if level in _LEVELS:
            figures = scores.setdefault(agency, {})
            # Drop the earlier figure even if the later result has none.
            figures.pop(key, None)
            if not pd.isna(score) and not pd.isna(complete) and complete:
                figures[key] = score
    rows = []
    for agency, figures in scores.items():
        kind = agency_type_of(agency)
        head = None, agency, agency_key(agency), kind.province or "", kind.name or ""
        rows.append((*head, *(figures.get(key) for key in COMPARED_KEYS)))
    return table_of_rows(rows, YEAR_SCORE_TYPES)


def same_kind(scores: pd.DataFrame, agency: str) -> pd.DataFrame:
    """Return the agencies assessed as `agency` is: only district offices, or all others.

    (DOMAIN.md §3)
    """
    kind = _is_district(agency)
    same = np.array([_is_district(name) is kind for name in scores["agency"].tolist()], bool)
    return scores[same].reset_index(drop=True)


def _is_district(agency: str) -> bool:
    # A cheap check first: few names match, and the pattern is slow.
    return "เขต" in agency and variant_of_agency(agency) == "bangkok"


def rank_agencies(scores: pd.DataFrame, key: str = "total") -> pd.DataFrame:
    """Return the agencies ranked by one figure, the highest first (columns: RANK_TYPES).

    `key` is "total", an instrument or the number of an indicator. Agencies without the figure
    come last, sorted by name. Figures are compared as shown.
    """
    known = _known(scores[key].to_numpy("float64"))
    figures = round_values(scores[key].to_numpy("float64"))
    order = _order(figures, scores["agency"])
    agencies = scores["agency"].array.take(order)
    table = pd.DataFrame({"agency": agencies, "score": pd.array(figures[order], "Float64")})
    table["rank"] = table["score"].rank(method="min", ascending=False)
    table["of"] = len(known)
    # Without known figures there is no mean, and no agency is ranked.
    table["to_mean"] = round_column(table["score"] - (_mean(known) or 0.0))
    table["to_highest"] = round_column(table["score"] - table["score"].max())
    return table.astype(dict(RANK_TYPES))


def _order(figures: Floats, agencies: pd.Series) -> NDArray[np.int64]:
    """Return the row numbers by descending figure, then by name."""
    # Arrow sorts ten times as fast as pandas, which factorizes all texts first.
    table = pa.table({"figure": pa.array(figures, from_pandas=True), "agency": agencies.array})
    by = pc.SortOptions(sort_keys=[("figure", "descending"), ("agency", "ascending")])
    return pc.sort_indices(table, options=by).to_numpy().astype("int64")


def with_levels(ranked: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return a `rank_agencies` table with the columns `complete` and `grade` added.

    `figures` has a row for each agency whose result is known: agency, score, complete, grade.
    Agencies that are not ranked get their incomplete score.
    """
    known = figures.drop_duplicates("agency", keep="last").set_index("agency")
    known = known[["score", "complete", "grade"]].rename(columns={"score": "of_record"})
    table = ranked.join(known, on="agency")
    table["score"] = table["score"].fillna(round_column(table.pop("of_record")))
    return table.astype({"complete": "boolean", "grade": "string"})


def spread(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the spread of the group's total, instruments and indicators (columns: SPREAD_TYPES).

    Quartiles are interpolated linearly. Figures are rounded half up at 2 places. Figures that no
    agency has are left out.
    """
    rows = []
    columns = _columns(scores)
    for figure in _figures():
        known = _known(columns[figure.key])
        if len(known):
            quartiles = np.quantile(known, [0, 0.25, 0.5, 0.75, 1])
            rows.append((*figure, len(known), *map(rounded, quartiles), _mean(known)))
    return table_of_rows(rows, SPREAD_TYPES)


def score_matrix(scores: pd.DataFrame) -> pd.DataFrame:
    """Return a heat map's table: agencies as rows, indicators as columns, scores at 2 places.

    Agencies are sorted by their total, the highest first, those without one last. Scores are
    rounded half up; a missing or incomplete one is NA. Indicators that no agency has are left out.
    """
    order = rank_agencies(scores)["agency"].tolist()
    keys = [figure.key for figure in _figures() if figure.level == "indicator"]
    columns = {key: round_column(scores[key]) for key in keys if scores[key].notna().any()}
    matrix = pd.DataFrame(columns, scores.index).set_axis(scores["agency"].tolist(), axis=0)
    return matrix.reindex(order).astype("Float64")


def position_of_agency(
    scores: pd.DataFrame, agency: str, spreads: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return an agency's position in its group for each figure (columns: POSITION_TYPES).

    One row for its total, each instrument and each indicator that has a complete score. `spreads`
    is the result of `spread` for the group, if already computed.
    """
    table = spread(scores) if spreads is None else spreads
    own = scores[scores["agency"] == agency][[*COMPARED_KEYS]].to_numpy("float64")
    own_scores = dict(zip(COMPARED_KEYS, own[0], strict=True)) if len(own) else {}
    table = table.assign(score=round_column(table["key"].map(own_scores).astype("Float64")))
    table = table[table["score"].notna()].rename(columns={"agencies": "of"})
    columns = _columns(scores)
    table["rank"] = [
        1 + int((round_values(columns[key]) > score).sum())
        for key, score in plain_rows(table, ("key", "score"))
    ]
    table["to_mean"] = round_column(table["score"] - table["mean"])
    table["to_highest"] = round_column(table["score"] - table["highest"])
    return table[list(POSITION_TYPES)].astype(dict(POSITION_TYPES)).reset_index(drop=True)


def best_practice(scores: pd.DataFrame, agency: str, count: int = 1) -> pd.DataFrame:
    """Return the best agencies at an agency's weakest indicators (columns: BEST_TYPES).

    Takes the `count` weakest indicators by the shown score and all tied with the last, the weakest
    first; one row for each agency that shares the best score. Where the agency itself is the best,
    `best_agency` is its own name and the gap is 0.
    """
    position = position_of_agency(scores, agency)
    weakest = position[position["level"] == "indicator"].sort_values("score", kind="stable")
    weakest = weakest[weakest["score"].rank(method="min") <= count]
    columns = _columns(scores)
    best = [
        sorted(scores["agency"][round_values(columns[key]) == highest].tolist())
        for key, highest in plain_rows(weakest, ("key", "highest"))
    ]
    table = weakest.rename(columns={"highest": "best_score"}).assign(
        best_agency=pd.Series(best, weakest.index, dtype="object")
    )
    table["gap"] = round_column(table["best_score"] - table["score"])
    table = table.explode("best_agency", ignore_index=True)
    return table[list(BEST_TYPES)].astype(dict(BEST_TYPES))


def _columns(scores: pd.DataFrame) -> dict[str, Floats]:
    """Return the figures as arrays by key; one conversion is faster than one column at a time."""
    keys = list(COMPARED_KEYS)
    return dict(zip(keys, scores[keys].to_numpy("float64").T, strict=True))


def _known(figures: Floats) -> Floats:
    """Return the figures that are not NaN."""
    return figures[~np.isnan(figures)]


def _mean(known: Floats) -> float | None:
    """Return the mean, rounded as shown; None without figures."""
    return rounded(fsum(known.tolist()) / len(known)) if len(known) else None
