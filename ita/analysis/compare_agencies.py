"""Agencies of one year side by side: ranking, spread, heat map, means, and who is best at what.

Every function but `gather_scores` takes a year scores table (YEAR_SCORE_TYPES): one row an agency,
of one fiscal year; which agencies make the group is the caller's choice. A figure that is missing
or incomplete is NaN there: it is neither ranked nor part of a mean, since missing is never zero.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from math import fsum
from typing import NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from ita.domain.agencies import agency_key, agency_type_of, variant_of_agency
from ita.domain.framework import load_framework
from ita.domain.tables import COMPARED_KEYS, INSTRUMENTS, YEAR_SCORE_TYPES, table_of_rows
from ita.rounding import round_column, rounded

RANK_TYPES: Mapping[str, str] = {
    "agency": "string",
    "score": "Float64",  # half up at 2 places, as it is shown
    "rank": "Int64",  # 1 = highest; equal figures share a rank; NA where missing or incomplete
    "of": "Int64",  # ranked agencies
    "to_mean": "Float64",  # score - mean of the ranked agencies
    "to_highest": "Float64",  # score - highest score
}
# What a row of the next tables is about.
_FIGURE_TYPES: Mapping[str, str] = {
    "level": "string",
    "key": "string",
    "instrument": "string",
    "indicator": "Int64",
}
SPREAD_TYPES: Mapping[str, str] = {
    **_FIGURE_TYPES,
    "agencies": "Int64",  # whose figure is complete
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
    "mean": "Float64",  # of the group, the agency among it
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
_Scores: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
_LEVELS = ("total", "instrument", "indicator")


class _Figure(NamedTuple):
    """What a key stands for."""

    level: str
    key: str
    instrument: str | None
    indicator: int | None


@cache
def _figures() -> tuple[_Figure, ...]:
    """The figures that are compared, in their order."""
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
    """The year scores table of an agency results table of one fiscal year (YEAR_SCORE_TYPES).

    Of two results of an agency the last one counts. What its name tells of an agency stands beside
    it. The order is that of the table.
    """
    scores: dict[str, dict[str, float]] = {}
    columns = (results[name].tolist() for name in ("agency", "level", "key", "score", "complete"))
    for agency, level, key, score, complete in zip(*columns, strict=True):
        if level in _LEVELS:
            figures = scores.setdefault(agency, {})
            # An earlier figure must not stand in for one that a later result lacks.
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
    """The rows of the agencies that are assessed as `agency` is: district offices, or all others.

    (DOMAIN.md §3)
    """
    kind = _is_district(agency)
    same = np.array([_is_district(name) is kind for name in scores["agency"].tolist()], bool)
    return scores[same].reset_index(drop=True)


def _is_district(agency: str) -> bool:
    # Most names are none, and the pattern takes its time.
    return "เขต" in agency and variant_of_agency(agency) == "bangkok"


def rank_agencies(scores: pd.DataFrame, key: str = "total") -> pd.DataFrame:
    """The agencies by one figure, the highest first (columns: RANK_TYPES).

    `key` is "total", an instrument or the number of an indicator. Agencies without the figure
    stand at the end, by name. Figures are compared as they are shown.
    """
    figures = round_column(scores[key])
    known = _known(scores, key)
    table = pd.DataFrame({"agency": scores["agency"], "score": figures})
    table["rank"] = figures.rank(method="min", ascending=False).astype("Int64")
    table["of"] = len(known)
    table["to_mean"] = _difference(figures, _mean(known))
    table["to_highest"] = _difference(figures, rounded(known.max()) if len(known) else None)
    table = table.sort_values(["rank", "agency"], kind="stable")
    return table[list(RANK_TYPES)].astype(dict(RANK_TYPES)).reset_index(drop=True)


def with_levels(ranked: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """A `rank_agencies` table with `complete` and `grade` of its figure.

    `figures` has a row for each agency whose result is known: agency, score, complete, grade.
    Agencies that are not ranked get their incomplete score.
    """
    joined = ranked.merge(
        figures[["agency", "score", "complete", "grade"]].drop_duplicates("agency", keep="last"),
        on="agency",
        how="left",
        suffixes=("", "_of_record"),
    )
    joined["score"] = joined["score"].fillna(round_column(joined.pop("score_of_record")))
    return joined


def spread(scores: pd.DataFrame) -> pd.DataFrame:
    """How the group's total, instruments and indicators spread (columns: SPREAD_TYPES).

    Quartiles are interpolated linearly. Figures are rounded half up at 2 places. A figure that no
    agency has is left out.
    """
    rows = []
    for figure in _figures():
        known = _known(scores, figure.key)
        if len(known):
            quartiles = np.quantile(known, [0, 0.25, 0.5, 0.75, 1])
            statistics = map(rounded, [*quartiles, _exact_mean(known)])
            rows.append((*figure, len(known), *statistics))
    return table_of_rows(rows, SPREAD_TYPES)


def score_matrix(scores: pd.DataFrame) -> pd.DataFrame:
    """A heat map's table: a row an agency, a column an indicator, scores half up at 2 places.

    Agencies are ordered by their total, the highest first, those without one last. An indicator that no
    agency has is left out; a missing or incomplete figure is NA.
    """
    order = rank_agencies(scores)["agency"].tolist()
    keys = [figure.key for figure in _figures() if figure.level == "indicator"]
    columns = {key: round_column(scores[key]) for key in keys if scores[key].notna().any()}
    matrix = pd.DataFrame(columns, scores.index).set_axis(scores["agency"].tolist(), axis=0)
    return matrix.reindex(order).astype("Float64")


def position_of_agency(scores: pd.DataFrame, agency: str) -> pd.DataFrame:
    """Where an agency stands in its group, figure by figure (columns: POSITION_TYPES).

    One row for its total, each instrument and each indicator that has a complete score.
    """
    rows = []
    for figure, score in _known_figures(scores, agency):
        known = _known(scores, figure.key)
        mean, highest = _mean(known), rounded(known.max())
        scores_of_all = round_column(scores[figure.key].dropna())
        rank = 1 + int((scores_of_all > score).sum())
        gaps = (rounded(score - (mean or 0)), highest, rounded(score - (highest or 0)))
        rows.append((*figure, score, rank, len(known), mean, *gaps))
    return table_of_rows(rows, POSITION_TYPES)


def best_practice(scores: pd.DataFrame, agency: str, count: int = 1) -> pd.DataFrame:
    """Who is best at an agency's weakest indicators (columns: BEST_TYPES).

    `count` weakest indicators by the shown score and all tied with the last, the weakest first;
    one row for each agency that shares the best score. Where the agency itself is the best, its
    own name stands there and the gap is 0.
    """
    position = position_of_agency(scores, agency)
    weakest = position[position["level"] == "indicator"].sort_values("score", kind="stable")
    weakest = weakest[weakest["score"].rank(method="min") <= count]
    rows = []
    columns = (weakest[name].tolist() for name in ("key", "score", "rank", "of", "highest"))
    figures = {figure.key: figure for figure in _figures()}
    for key, score, rank, of, highest in zip(*columns, strict=True):
        is_best = (round_column(scores[key]) == highest).fillna(value=False)
        gap = rounded(highest - score)
        best = sorted(scores["agency"][is_best].tolist())
        rows += [(*figures[key], score, rank, of, name, highest, gap) for name in best]
    return table_of_rows(rows, BEST_TYPES)


def _known_figures(scores: pd.DataFrame, agency: str) -> Iterator[tuple[_Figure, float]]:
    """The figures that an agency has, as they are shown."""
    row = scores[scores["agency"] == agency]
    for figure in _figures():
        score = rounded(row[figure.key].iloc[0]) if len(row) else None
        if score is not None:
            yield figure, score


def _known(scores: pd.DataFrame, key: str) -> _Scores:
    """The complete scores of a figure."""
    return scores[key].dropna().to_numpy("float64")


def _exact_mean(known: _Scores) -> float:
    return fsum(known.tolist()) / len(known)


def _mean(known: _Scores) -> float | None:
    """The mean as it is shown."""
    return rounded(_exact_mean(known)) if len(known) else None


def _difference(figures: pd.Series, other: float | None) -> pd.Series:
    """The differences of figures as they are shown."""
    return round_column(figures - (pd.NA if other is None else other))
