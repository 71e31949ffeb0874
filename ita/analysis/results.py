"""The table of results: its columns, and common queries on it."""

from collections.abc import Mapping

import pandas as pd

# The largest difference between the points lost by the indicators and by the total when the total
# is a printed figure that agrees with them.
_ROUNDING = 0.02

RESULT_TYPES: Mapping[str, str] = {
    "level": "string",  # item, sub_indicator, indicator, instrument or total
    "key": "string",  # code, "9.1", "1"-"10", IIT/EIT/OIT, "total"
    "instrument": "string",
    "indicator": "Int64",
    "score": "Float64",  # 0-100, the figure of record; rounded only if printed by the file
    "weight": "Float64",  # percent of the total; all instruments sum to 100
    "weighted_score": "Float64",  # score × weight / 100, in points of the total
    "lost": "Float64",  # weight - weighted_score
    "items": "Int64",  # expected number of items: the framework's, else the file's
    "scored": "Int64",  # number of items that have a score
    "complete": "boolean",  # whether all parts are known, or the file prints it
    "basis": "string",  # what it is computed from: items, or the level that the file prints
    "source": "string",  # "printed" where the file prints the score itself, else "computed"
    "computed": "Float64",  # figure computed from its parts; NA where some are missing
    "low": "Float64",  # lower bound of the exact score, from the rounding of its parts
    "high": "Float64",  # upper bound; missing parts can be anything
    "row": "Int64",  # of an item: its row in the score table, counted from 0
}


def figures(results: pd.DataFrame, level: str, column: str = "score") -> dict[str, float | None]:
    """Return one column of a level by key, None where it is missing."""
    # Plain lists: a page calls this dozens of times, and a boolean mask takes a millisecond each.
    rows = zip(
        results["level"].tolist(), results["key"].tolist(), results[column].tolist(), strict=True
    )
    return {
        key: None if pd.isna(value) else float(value)
        for row_level, key, value in rows
        if row_level == level
    }


def bases(results: pd.DataFrame, level: str) -> dict[str, str | None]:
    """Return "printed" or "computed" for each figure of a level; None where it is missing."""
    rows = results[results["level"] == level]
    sources = (None if pd.isna(source) else str(source) for source in rows["source"])
    return dict(zip(rows["key"], sources, strict=True))


def has_indicators(results: pd.DataFrame) -> bool:
    """Return whether any indicator has a score."""
    return any(score is not None for score in figures(results, "indicator").values())


def has_losses(results: pd.DataFrame) -> bool:
    """Return whether the points lost by the ten indicators add up to those lost by the total."""
    lost = figures(results, "indicator", "lost")
    total = figures(results, "total", "lost")["total"]
    known = [value for value in lost.values() if value is not None]
    if total is None or not known or len(known) < len(lost):
        return False
    return abs(sum(known) - total) <= _ROUNDING
