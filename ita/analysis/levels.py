"""The level of a total or of a single score, and what the next one requires. (DOMAIN.md §2)"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd

from ita.analysis.record import exact, printed_levels
from ita.domain.framework import Framework, Level
from ita.domain.tables import plain_rows
from ita.rounding import Bounds, bounds, round_half_up, rounded


@dataclass(frozen=True)
class LevelOfRecord:
    """A level, and whether the file or the rule determines it.

    `level` is None where neither does. `computed` is the level by the rule, None where the rule
    leaves several; `possible` are all that it leaves, best first; `at_least` is the lowest of
    several that a final score can have. `printed` is true where only the file decides.
    `contradicted` is true where the file prints a level that its figures rule out; that level is
    ignored.

    For a total also the requirements of the next level: `missing` is in points of the total;
    `held_back_by` names the instruments below the mark that the next level requires of each.
    `next_level` is None at the top and where the file lacks the figures to tell the distance.
    """

    level: Level | None = None
    computed: Level | None = None
    possible: tuple[Level, ...] = ()
    at_least: Level | None = None
    printed: bool = False
    contradicted: bool = False
    next_level: Level | None = None
    missing: float = 0.0
    held_back_by: tuple[str, ...] = ()


class _Row(NamedTuple):
    """The figures that decide the level of a total, instrument or indicator."""

    score: float | None
    complete: bool | None
    low: float
    high: float

    @property
    def exact(self) -> Bounds:
        """Bounds of the exact score."""
        return exact(self.low) or Fraction(), exact(self.high) or Fraction()

    @property
    def known(self) -> Bounds:
        """Bounds of the score as shown, or of all possible values where parts are missing."""
        return bounds(self.score) if self.score is not None and self.complete else self.exact


def levels_of_record(
    results: pd.DataFrame, reported: pd.DataFrame, framework: Framework
) -> dict[str, LevelOfRecord]:
    """Return the levels of "total" and, in years that have them, of IIT … OIT and "1" … "10".

    A printed level counts as long as the figures allow it. Without one, an incomplete total has
    no final level; a total with unknown instruments has one only if the rule decides it.
    """
    printed = printed_levels(reported)
    rows: dict[str, dict[str, _Row]] = {}
    for level, key, *values in plain_rows(results, ("level", "key", *_Row._fields)):
        rows.setdefault(level, {})[key] = _Row(*values)
    top, instruments = rows["total"]["total"], rows["instrument"]
    decided: list[Level] = []
    if top.complete:
        known = {code: row.known for code, row in instruments.items()}
        decided = framework.possible_levels(top.known, known)
    exact_bounds = {code: row.exact for code, row in instruments.items()}
    reachable = framework.possible_levels(top.exact, exact_bounds)
    total = _of_record(decided, reachable, printed.get("total"), framework)
    levels = {"total": replace(total, **_next_level(total.level, top, instruments, framework))}
    below = [kind for kind in framework.levels_apply_to if kind != "total"]
    for kind in below:
        for key, row in rows.get(kind, {}).items():
            of_score = framework.score_level(row.score, kind)
            decided = [] if of_score is None else [of_score]
            reachable = framework.possible_levels(row.exact, {})
            levels[key] = _of_record(decided, reachable, printed.get(key), framework)
    return levels


def _of_record(
    decided: Sequence[Level], reachable: Sequence[Level], words: str | None, framework: Framework
) -> LevelOfRecord:
    """Return the level of record.

    `decided` are the levels that the shown figures allow, `reachable` those that the exact figures
    behind them allow; `words` is the level as the file prints it.
    """
    computed = decided[0] if len(decided) == 1 else None
    lowest = decided[-1] if len(decided) > 1 else None
    if words is None:
        return LevelOfRecord(computed, computed, tuple(decided), lowest)
    if not framework.levels:
        # The rule of the year is unknown, so the printed level cannot be checked.
        return LevelOfRecord(Level(words, {"th": words, "en": words}, 0, 0), printed=True)
    meant = framework.levels_named(words)
    allowed = [level for level in reachable if level in meant]
    if not allowed:
        possible = tuple(decided or reachable)
        return LevelOfRecord(computed, computed, possible, lowest, contradicted=True)
    left = [level for level in decided if level in allowed] or allowed
    if len(left) > 1:
        return LevelOfRecord(None, computed, tuple(left), left[-1] if decided else None)
    return LevelOfRecord(left[0], computed, tuple(left), printed=left[0] != computed)


def _next_level(
    level: Level | None, top: _Row, instruments: Mapping[str, _Row], framework: Framework
) -> dict[str, Any]:
    """Return the next level, the points missing to it, and the instruments that hold it back."""
    total = round_half_up(top.score)
    if level not in framework.levels or level == framework.levels[0] or total is None:
        return {}
    upper = framework.levels[framework.levels.index(level) - 1]
    missing = max(Fraction(upper.total) - Fraction(str(total)), Fraction())
    scores = {code: rounded(row.score) for code, row in instruments.items()}
    if upper.each and not missing and None in scores.values():
        return {}
    behind = tuple(c for c, score in scores.items() if score is not None and score < upper.each)
    return {"next_level": upper, "missing": float(missing), "held_back_by": behind}
