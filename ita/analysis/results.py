"""The table of results: its columns, and the questions that every room asks of it."""

from collections.abc import Mapping

import pandas as pd

# How far what the indicators lost may lie from what the total lost, when the total is a printed
# figure that agrees with them.
_ROUNDING = 0.02

RESULT_TYPES: Mapping[str, str] = {
    "level": "string",  # item, sub_indicator, indicator, instrument or total
    "key": "string",  # code, "9.1", "1"-"10", IIT/EIT/OIT, "total"
    "instrument": "string",
    "indicator": "Int64",
    "score": "Float64",  # 0-100, the figure of record; rounded only where the file prints it
    "weight": "Float64",  # of the total, in percent; all instruments make 100
    "weighted_score": "Float64",  # score × weight / 100, its part of the total
    "lost": "Float64",  # weight - weighted_score
    "items": "Int64",  # items it should have: the framework's number, else the file's
    "scored": "Int64",  # items of it that have a score
    "complete": "boolean",  # whether all its parts are known, or the file prints it
    "basis": "string",  # what it rests on: items, or the level that the file prints
    "source": "string",  # "printed" where the file prints the score itself, else "computed"
    "computed": "Float64",  # what its parts give; NA where some are missing
    "low": "Float64",  # bounds of the exact score, from the rounding of its parts and from what
    "high": "Float64",  # those can be that are missing
    "row": "Int64",  # of an item: its row in the score table, counted from 0
}


def figures(results: pd.DataFrame, level: str, column: str = "score") -> dict[str, float | None]:
    """One column of a level by key, None where it is missing."""
    # Plain lists: a page calls this dozens of times, and a boolean mask costs a millisecond each.
    rows = zip(
        results["level"].tolist(), results["key"].tolist(), results[column].tolist(), strict=True
    )
    return {
        key: None if pd.isna(value) else float(value)
        for row_level, key, value in rows
        if row_level == level
    }


def bases(results: pd.DataFrame, level: str) -> dict[str, str | None]:
    """Of each figure of a level whether it is "printed" or "computed"; None where it is missing."""
    rows = results[results["level"] == level]
    sources = (None if pd.isna(source) else str(source) for source in rows["source"])
    return dict(zip(rows["key"], sources, strict=True))


def has_indicators(results: pd.DataFrame) -> bool:
    """Whether any indicator has a score."""
    return any(score is not None for score in figures(results, "indicator").values())


def has_losses(results: pd.DataFrame) -> bool:
    """Whether what the ten indicators lost is what the total lost."""
    lost = figures(results, "indicator", "lost")
    total = figures(results, "total", "lost")["total"]
    known = [value for value in lost.values() if value is not None]
    if total is None or not known or len(known) < len(lost):
        return False
    return abs(sum(known) - total) <= _ROUNDING
