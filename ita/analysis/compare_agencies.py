"""Agencies of one year side by side: ranking, spread, heat map, means, and who is best at what.

Every function takes an agency results table (AGENCY_RESULT_TYPES) that holds one result an agency,
of one fiscal year; which agencies make the group is the caller's choice. A figure that is missing
or incomplete is neither ranked nor part of a mean: missing is never zero.
"""

from collections.abc import Mapping

import pandas as pd

from ita.rounding import round_column

RANK_TYPES: Mapping[str, str] = {
    "agency": "string",
    "variant": "string",
    "score": "Float64",  # half up at 2 places, as it is shown
    "complete": "boolean",
    "grade": "string",
    "rank": "Int64",  # 1 = highest; equal figures share a rank; NA where missing or incomplete
    "of": "Int64",  # ranked agencies
    "to_mean": "Float64",  # score - mean of the ranked agencies
    "to_highest": "Float64",  # score - highest score
}
SPREAD_TYPES: Mapping[str, str] = {
    "level": "string",
    "key": "string",
    "instrument": "string",
    "indicator": "Int64",
    "agencies": "Int64",  # whose figure is complete
    "lowest": "Float64",
    "lower_quartile": "Float64",
    "median": "Float64",
    "upper_quartile": "Float64",
    "highest": "Float64",
    "mean": "Float64",
}
POSITION_TYPES: Mapping[str, str] = {
    "level": "string",
    "key": "string",
    "instrument": "string",
    "indicator": "Int64",
    "score": "Float64",
    "rank": "Int64",
    "of": "Int64",
    "mean": "Float64",  # of the group, the agency among it
    "to_mean": "Float64",
    "highest": "Float64",
    "to_highest": "Float64",
}
BEST_TYPES: Mapping[str, str] = {
    "level": "string",
    "key": "string",
    "instrument": "string",
    "indicator": "Int64",
    "score": "Float64",  # of the agency itself
    "rank": "Int64",  # of the agency in the group
    "of": "Int64",
    "best_agency": "string",
    "best_score": "Float64",
    "gap": "Float64",  # best_score - score
}
_COMPARED = ("total", "instrument", "indicator")


def rank_agencies(results: pd.DataFrame, key: str = "total") -> pd.DataFrame:
    """The agencies by one figure, the highest first (columns: RANK_TYPES).

    `key` is "total", an instrument or the number of an indicator. Agencies whose figure is missing
    or incomplete stand at the end, by name. Figures are compared as they are shown.
    """
    table = _compared(results[results["key"] == key])
    means = table.groupby("key")["score"].transform("mean")
    table["to_mean"] = _difference(table["rounded_score"], means)
    table["to_highest"] = _difference(table["rounded_score"], table["highest"])
    table["score"] = round_column(table["all_scores"])
    table = table.sort_values(["rank", "agency"], kind="stable")
    return _as(table, RANK_TYPES)


def spread(results: pd.DataFrame) -> pd.DataFrame:
    """How the group's total, instruments and indicators spread (columns: SPREAD_TYPES).

    Quartiles are interpolated linearly. Figures are rounded half up at 2 places. A figure that no
    agency has is left out. The order is that of the table.
    """
    table = _compared(results)
    # Plain floats are counted, sorted and added many times faster than those that may be missing.
    known = table[table["score"].notna()].astype({"score": "float64"})
    groups = known.groupby(
        ["level", "key", "instrument", "indicator"], sort=False, dropna=False, observed=True
    )["score"]
    columns = {
        "agencies": groups.size(),
        "lowest": round_column(groups.min()),
        "lower_quartile": round_column(groups.quantile(0.25)),
        "median": round_column(groups.median()),
        "upper_quartile": round_column(groups.quantile(0.75)),
        "highest": round_column(groups.max()),
        "mean": round_column(groups.mean()),
    }
    return _as(pd.DataFrame(columns).reset_index(), SPREAD_TYPES)


def score_matrix(results: pd.DataFrame, level: str = "indicator") -> pd.DataFrame:
    """A heat map's table: a row an agency, a column a key, scores half up at 2 places.

    Agencies are ordered by their total, the highest first, those without one last; columns by the
    order of the table. A missing or incomplete figure is NA.
    """
    ordered = rank_agencies(results)["agency"].tolist()
    order = list(dict.fromkeys([*ordered, *results["agency"].unique()]))
    cells = _compared(results[results["level"] == level])
    keys = sorted(cells["key"].unique(), key=lambda key: (len(key), key))
    if level == "instrument":
        keys = list(cells["key"].unique())
    matrix = cells.pivot(index="agency", columns="key", values="rounded_score")
    return matrix.reindex(index=order, columns=keys).astype("Float64")


def position_of_agency(results: pd.DataFrame, agency: str) -> pd.DataFrame:
    """Where an agency stands in its group, figure by figure (columns: POSITION_TYPES).

    One row for its total, each instrument and each indicator that has a complete score, in the
    order of the table.
    """
    table = _compared(results)
    table["mean"] = round_column(table.groupby(["level", "key"])["score"].transform("mean"))
    table = table[(table["agency"] == agency) & table["score"].notna()].copy()
    table["score"] = table["rounded_score"]
    table["to_mean"] = _difference(table["score"], table["mean"])
    table["to_highest"] = _difference(table["score"], table["highest"])
    return _as(table, POSITION_TYPES)


def best_practice(results: pd.DataFrame, agency: str, count: int = 1) -> pd.DataFrame:
    """Who is best at an agency's weakest indicators (columns: BEST_TYPES).

    `count` weakest indicators by the shown score and all tied with the last, the weakest first;
    one row for each agency that shares the best score. Where the agency itself is the best, its
    own name stands there and the gap is 0.
    """
    position = position_of_agency(results, agency)
    weakest = position[position["level"] == "indicator"].sort_values("score", kind="stable")
    weakest = weakest[weakest["score"].rank(method="min") <= count]
    table = _compared(results)
    best = table[(table["level"] == "indicator") & (table["rank"] == 1)]
    best = best[["key", "agency", "rounded_score"]].rename(
        columns={"agency": "best_agency", "rounded_score": "best_score"}
    )
    merged = weakest.merge(best, on="key", how="left")
    merged["gap"] = _difference(merged["best_score"], merged["score"])
    return _as(merged, BEST_TYPES)


def _compared(results: pd.DataFrame) -> pd.DataFrame:
    """Totals, instruments and indicators with `rounded_score`, `rank`, `of` and `highest`.

    `score` is NA where the figure is incomplete, `all_scores` holds it all the same.
    """
    table = results[results["level"].isin(_COMPARED)].reset_index(drop=True)
    table["all_scores"] = table["score"]
    table["score"] = table["score"].where(table["complete"].fillna(value=False))
    table["rounded_score"] = round_column(table["score"])
    groups = table.groupby(["level", "key"], sort=False)["rounded_score"]
    table["rank"] = groups.rank(method="min", ascending=False).astype("Int64")
    table["of"] = groups.transform("count").astype("Int64")
    table["highest"] = groups.transform("max")
    return table


def _difference(score: pd.Series, other: pd.Series) -> pd.Series:
    """The difference of two figures as they are shown."""
    return round_column(round_column(score) - round_column(other))


def _as(table: pd.DataFrame, types: Mapping[str, str]) -> pd.DataFrame:
    return table[list(types)].astype(dict(types)).reset_index(drop=True)
