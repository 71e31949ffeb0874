"""Where a total stands among the levels of its year, and what the next one takes."""

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from ita.analysis.roll_up import figures
from ita.framework import Framework, Level
from ita.rounding import half_up, shown


@dataclass(frozen=True)
class Standing:
    """A total's level and what the next one takes.

    `level` is None where the total is missing or incomplete, or the year's rule is unknown.
    `missing` is in points of the total; `held_back_by` names the instruments below the mark that
    the next level asks of each.
    """

    level: Level | None
    next_level: Level | None
    missing: float
    held_back_by: tuple[str, ...]


def level_standing(results: pd.DataFrame, framework: Framework) -> Standing:
    """Where the total stands among the levels. An incomplete total has no final level."""
    top = results[results["level"] == "total"].iloc[0]
    instruments = figures(results, "instrument")
    total = None if pd.isna(top["score"]) else float(top["score"])
    level = framework.level(total, instruments) if bool(top["complete"]) else None
    if level is None or total is None:
        return Standing(None, None, 0.0, ())
    place = framework.levels.index(level)
    if place == 0:
        return Standing(level, None, 0.0, ())
    upper = framework.levels[place - 1]
    short = max(Fraction(repr(upper.total)) - Fraction(str(half_up(total))), Fraction())
    behind = tuple(
        code
        for code, score in instruments.items()
        if upper.each and score is not None and (shown(score) or 0) < upper.each
    )
    return Standing(level, upper, float(short), behind)
