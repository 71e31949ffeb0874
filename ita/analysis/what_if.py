"""The effect of new scores on total, level and every figure between, without a new roll-up.

A total is linear in its parts: a change of a score moves everything above it by the change times
its share. The starting point is the figure of record (DOMAIN.md §1), so that nothing moves without
a change, even where a file prints its total.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.domain.framework import Level
from ita.domain.tables import plain_rows
from ita.rounding import bounds, round_column

LEVER_TYPES: Mapping[str, str] = {
    "key": "string",  # code of an item, number of an indicator or code of an instrument
    "level": "string",  # item, indicator or instrument
    "instrument": "string",
    "indicator": "Int64",
    "text": "string",  # of an item
    "score": "Float64",  # the figure of record
    "weight": "Float64",  # share of the total, 0-1: points of the total per point
    "gap": "Float64",  # 100 - score
    "potential": "Float64",  # points of the total still to win: gap × weight
    "lowest_level": "boolean",  # whether it has no changeable parts
    "checklist": "boolean",  # an item of the OIT: either 100 or 0 (DOMAIN.md §3)
}
# With more changed items only their indicators are listed.
MOST_ITEMS = 8
CHANGE_TYPES: Mapping[str, str] = {
    **{name: LEVER_TYPES[name] for name in ("key", "level", "instrument", "indicator", "text")},
    "score": "Float64",
    "new_score": "Float64",
    "raise": "Float64",  # new_score - score
    "gain": "Float64",  # points of the total that it adds
}
FIGURE_TYPES: Mapping[str, str] = {
    "level": "string",  # total, instrument or indicator
    "key": "string",
    "instrument": "string",
    "indicator": "Int64",
    "score": "Float64",  # half up at 2 places, like the next two
    "new_score": "Float64",
    "change": "Float64",  # new_score - score, as shown
}
# Sums of floats can miss a decimal such as 84.995 by less than this and be rounded down.
_DIGITS = 9
_LEVELS = ("item", "indicator", "instrument")


class WhatIfError(ValueError):
    """An invalid change: `key` names no figure with a score, or `score` is not from 0 to 100."""

    def __init__(self, key: str, score: float) -> None:
        self.key, self.score = key, score
        super().__init__(f"{key}: {score}")


@dataclass(frozen=True, eq=False)
class Scenario:
    """The result of changes.

    `total` is not rounded, None where the file has none. `level` is None where the rule of the
    year allows several (`possible`, best first) or none. `changes` has CHANGE_TYPES: the scores
    that really differ, in the order of the table of levers. `figures` has FIGURE_TYPES: total,
    instruments and indicators; figures below a changed one stay the same.
    """

    total: float | None
    level: Level | None
    possible: tuple[Level, ...]
    changes: pd.DataFrame
    figures: pd.DataFrame

    @property
    def instruments(self) -> dict[str, float | None]:
        """The new score of each instrument, rounded as shown."""
        rows = self.figures[self.figures["level"] == "instrument"]
        return dict(plain_rows(rows, ("key", "new_score")))


class ScenarioRow(NamedTuple):
    """The total, an instrument, an indicator or an item before and after a change.

    `text` is that of an item; the scores are None where there is none.
    """

    level: str
    key: str
    text: str | None
    score: float | None
    new_score: float | None


def levers(assessment: Assessment) -> pd.DataFrame:
    """Return every figure whose score can be changed (columns: LEVER_TYPES), in roll-up order.

    Items, indicators and instruments that have a score. The weights of the lowest level sum to 1
    where every indicator has a score. Figures without a score are left out, since a new score would
    shift the weights of the others.
    """
    results = assessment.results
    table = results[results["level"].isin(_LEVELS) & results["score"].notna()].copy()
    table = table[table["weight"] > 0].reset_index(drop=True)
    texts = assessment.scores["text"].tolist()
    table["text"] = [None if pd.isna(row) else texts[row] for row in table["row"]]
    table["weight"] = table["weight"] / 100
    table["gap"] = 100 - table["score"]
    table["potential"] = table["gap"] * table["weight"]
    is_item = table["level"] == "item"
    is_indicator = table["level"] == "indicator"
    has_items = is_indicator & table["indicator"].isin(table["indicator"][is_item])
    has_indicators = table["instrument"].isin(table["instrument"][is_indicator])
    has_indicators &= table["level"] == "instrument"
    table["lowest_level"] = ~(has_items | has_indicators)
    table["checklist"] = is_item & (table["instrument"] == "OIT")
    return table[list(LEVER_TYPES)].astype(dict(LEVER_TYPES))


def apply_changes(assessment: Assessment, new_scores: Mapping[str, float]) -> Scenario:
    """Return the scenario with new scores by key ("I11", "2", "EIT").

    A new score of an indicator or instrument overrides those of its parts. Raises WhatIfError for
    a key that is no lever and a score that is not from 0 to 100.
    """
    table = levers(assessment)
    known = set(table["key"])
    for key, score in new_scores.items():
        if key not in known or not 0 <= score <= 100:
            raise WhatIfError(key, score)
    changed = table[table["key"].isin(list(new_scores))].copy()
    changed["new_score"] = pd.array([new_scores[key] for key in changed["key"]], "Float64")
    changed["raise"] = changed["new_score"] - changed["score"]
    changed["gain"] = changed["raise"] * changed["weight"]
    changed = changed[~_is_overruled(changed) & (changed["raise"] != 0)].reset_index(drop=True)
    figures = _figures(assessment, changed)
    total, is_changed = assessment.total, not changed.empty
    if total is not None and is_changed:
        total = min(max(round(total + float(changed["gain"].sum()), _DIGITS), 0.0), 100.0)
    level, possible = _level(assessment, total, figures, is_changed=is_changed)
    return Scenario(
        total,
        level,
        possible,
        changed[list(CHANGE_TYPES)].astype(dict(CHANGE_TYPES)),
        _shown_figures(figures, total),
    )


def _is_overruled(changed: pd.DataFrame) -> pd.Series:
    """Return a mask of changes that are overridden by one of their indicator or instrument."""
    of_level = {level: changed[changed["level"] == level] for level in _LEVELS}
    in_instrument = changed["instrument"].isin(of_level["instrument"]["instrument"])
    in_indicator = changed["indicator"].isin(of_level["indicator"]["indicator"])
    is_item = changed["level"] == "item"
    return ((changed["level"] != "instrument") & in_instrument) | (is_item & in_indicator)


def _figures(assessment: Assessment, changed: pd.DataFrame) -> pd.DataFrame:
    """Return total, instruments and indicators with `score` and `new_score`, not rounded."""
    results = assessment.results
    figures = results[results["level"].isin(("total", "instrument", "indicator"))].copy()
    gains = {
        "total": changed["gain"].sum(),
        **changed.groupby("instrument")["gain"].sum().to_dict(),
    }
    gains |= {str(key): gain for key, gain in changed.groupby("indicator")["gain"].sum().items()}
    # Figures without changed scores gain nothing.
    gain = figures["key"].map(gains).fillna(0.0).astype("Float64")
    figures["new_score"] = figures["score"] + gain * 100 / figures["weight"]
    figures["new_score"] = figures["new_score"].round(_DIGITS).clip(0, 100)
    return figures.reset_index(drop=True)


def _shown_figures(figures: pd.DataFrame, total: float | None) -> pd.DataFrame:
    table = figures.copy()
    table.loc[table["level"] == "total", "new_score"] = total
    for name in ("score", "new_score"):
        table[name] = round_column(table[name])
    table["change"] = round_column(table["new_score"] - table["score"])
    return table[list(FIGURE_TYPES)].astype(dict(FIGURE_TYPES))


def _level(
    assessment: Assessment, total: float | None, figures: pd.DataFrame, *, is_changed: bool
) -> tuple[Level | None, tuple[Level, ...]]:
    """Return the level of a total and all possible ones; those of record where nothing changed.

    An incomplete total gets no level, since that would look final. (DOMAIN.md §1)
    """
    record = assessment.level
    if not is_changed:
        return record.level, record.possible
    whole = assessment.results[assessment.results["level"] == "total"].iloc[0]
    if total is None or not bool(whole["complete"]):
        return None, ()
    rows = figures[figures["level"] == "instrument"]
    known = {
        key: bounds(float(score))
        for key, score in zip(rows["key"], rows["new_score"], strict=True)
        if not pd.isna(score)
    }
    possible = assessment.framework.possible_levels(bounds(total), known)
    return (possible[0] if len(possible) == 1 else None), tuple(possible)


def scenario_rows(assessment: Assessment, scenario: Scenario) -> list[ScenarioRow]:
    """Return the rows of a scenario from the total down: the changes and the figures above them.

    Instruments are always included, indicators where they change, items only if at most MOST_ITEMS
    are changed.
    """
    figures, changed = scenario.figures, scenario.changes
    items = changed[changed["level"] == "item"]
    items = items if len(items) <= MOST_ITEMS else items.iloc[:0]
    rows = _scenario_rows(figures[figures["level"] == "total"])
    for instrument in assessment.framework.instruments:
        members = figures[figures["instrument"] == instrument.code]
        rows += _scenario_rows(members[members["level"] == "instrument"])
        indicators = members[members["level"] == "indicator"]
        for row in _scenario_rows(indicators[(indicators["change"] != 0).fillna(False)]):
            rows.append(row)
            rows += _scenario_rows(items[(items["indicator"] == int(row.key)).fillna(False)])
        rows += _scenario_rows(
            items[(items["instrument"] == instrument.code) & items["indicator"].isna()]
        )
    return rows


def _scenario_rows(table: pd.DataFrame) -> list[ScenarioRow]:
    table = table.reindex(columns=ScenarioRow._fields)
    return [ScenarioRow(*row) for row in plain_rows(table, ScenarioRow._fields)]


def parse_pairs(
    text: str, keys: Collection[str], lowest: float, highest: float
) -> tuple[dict[str, float], list[str]]:
    """Parse "I11-100_E14-97.5" into figures by key, and the parts with an invalid key or figure."""
    values: dict[str, float] = {}
    unknown = []
    for part in filter(None, text.split("_")):
        key, _, figure = part.partition("-")
        try:
            value = float(figure)
        except ValueError:
            value = float("nan")
        if key in keys and lowest <= value <= highest:
            values[key] = value
        else:
            unknown.append(part)
    return values, unknown


def format_pairs(values: Mapping[str, float]) -> str:
    """Return the text that `parse_pairs` reads, without loss of digits."""
    return "_".join(
        f"{key}-{repr(float(value)).removesuffix('.0')}" for key, value in values.items()
    )
