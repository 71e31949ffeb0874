"""One agency's years side by side: changes of its figures, and which are not comparable."""

import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from ita.domain.framework import Framework, load_framework
from ita.domain.tables import INSTRUMENTS, iterate_rows, plain_rows
from ita.rounding import round_column
from ita.thai.text import normalize_text

YEAR_TYPES: Mapping[str, str] = {
    "fiscal_year": "Int64",
    "level": "string",  # total, instrument, indicator or item
    "key": "string",
    "instrument": "string",
    "indicator": "Int64",
    "text": "string",  # of an item
    "score": "Float64",  # half up at 2 places, as shown
    "complete": "boolean",
    "grade": "string",
    "rank": "Int64",  # of an indicator within its year, 1 = highest; equal figures share a rank
    "of": "Int64",  # ranked indicators of the year
    "previous_year": "Int64",  # the preceding year in the table; NA in the first
    "previous_score": "Float64",
    "previous_grade": "string",
    "previous_rank": "Int64",
    "change": "Float64",  # score - previous_score as shown; NA where not comparable
    "comparable": "boolean",  # NA in the first year
    "reason": "string",  # why not comparable, or a remark; "" without either
    "same_level_rule": "boolean",  # whether both years have the same level rule; NA in the first
}

# Changes of the assessment across which scores are not compared.
BREAKS_FILE = Path(__file__).parents[2] / "data" / "reference" / "breaks.toml"
# Reasons for which scores are not compared, in addition to those of breaks.toml.
MISSING, INCOMPLETE, QUESTION, CODES = "missing", "incomplete", "question", "codes"
# A remark on comparable scores: they are made up of different items.
ITEMS = "items"

# Columns that identify a figure within a year.
_SAME = ("level", "key")
_Counts = Mapping[str, int | None]


def compare_years(results: pd.DataFrame) -> pd.DataFrame:
    """Return each figure of an agency next to that of the year before (columns: YEAR_TYPES).

    `results` is an agency results table of one agency. Rows without a year are left out; where a
    year has several results, the last one counts. One row per year and figure, the earliest year
    first, within a year in the order of the table. Sub-indicators are left out.

    Not comparable (`comparable` False) are figures if one is missing or incomplete ("missing",
    "incomplete"), figures across a break of the assessment ("indices", "parts", "answers"; see
    data/reference/breaks.toml), questions whose code or text differs ("question"), and all items
    of the OIT ("codes"): one code means different things in different years (DOMAIN.md §3).
    The remark "items" means that comparable figures are based on different lists of items.
    """
    table = _rank_figures(results)
    frameworks = {
        year: load_framework(year, variant)
        for year, variant in plain_rows(results, ("fiscal_year", "variant"))
        if year is not None
    }
    years = sorted(frameworks)
    table["previous_year"] = table["fiscal_year"].map(dict(zip(years[1:], years, strict=False)))
    before = table[[*_SAME, "fiscal_year", "score", "grade", "rank", "text", "complete"]]
    before = before.rename(
        columns=lambda name: name if name in _SAME else f"previous_{name.removeprefix('fiscal_')}"
    )
    table["previous_year"] = table["previous_year"].astype("Int64")
    table = table.merge(before, how="left", on=[*_SAME, "previous_year"])
    reasons = [
        None if pd.isna(row.previous_year) else _reason(row, frameworks)
        for row in iterate_rows(table)
    ]
    table["reason"] = pd.array(reasons, "string")
    is_later = table["previous_year"].notna()
    comparable = table["reason"].isin(("", ITEMS))
    table["comparable"] = comparable.astype("boolean").where(is_later)
    table["change"] = round_column(table["score"] - table["previous_score"]).where(comparable)
    same_rule = {
        later: _level_rule(frameworks[later]) == _level_rule(frameworks[earlier])
        for earlier, later in pairwise(years)
    }
    table["same_level_rule"] = table["fiscal_year"].map(same_rule)
    return table[list(YEAR_TYPES)].astype(dict(YEAR_TYPES))


def _rank_figures(results: pd.DataFrame) -> pd.DataFrame:
    """Return the figures sorted by year, scores rounded as shown, indicators ranked."""
    table = results[results["fiscal_year"].notna() & (results["level"] != "sub_indicator")]
    table = table.drop_duplicates(["fiscal_year", *_SAME], keep="last")
    table = table.sort_values("fiscal_year", kind="stable", ignore_index=True)
    table["score"] = round_column(table["score"])
    is_indicator = table["level"] == "indicator"
    of_year = table["score"].where(is_indicator).groupby(table["fiscal_year"])
    table["rank"] = of_year.rank(method="min", ascending=False).astype("Int64")
    count = of_year.transform("count").astype("Int64")
    table["of"] = count.where(is_indicator & (count > 0))
    return table


def _reason(row: Any, frameworks: Mapping[int, Framework]) -> str:
    """Return why a figure is not comparable with the year before, or a remark on it, or ""."""
    instrument = None if pd.isna(row.instrument) else row.instrument
    if row.level == "item" and instrument == "OIT":
        return CODES
    if pd.isna(row.score) or pd.isna(row.previous_score):
        return MISSING
    if reason := break_between(row.previous_year, row.fiscal_year, instrument):
        return reason
    if row.level == "item":
        return "" if _is_same_question(row.text, row.previous_text) else QUESTION
    if not all(pd.notna(each) and each for each in (row.complete, row.previous_complete)):
        return INCOMPLETE
    indicator = None if pd.isna(row.indicator) else row.indicator
    counts, others = (
        _item_counts(frameworks[year], instrument, indicator)
        for year in (row.fiscal_year, row.previous_year)
    )
    return ITEMS if _are_other_items(counts, others, instrument, indicator) else ""


def _is_same_question(text: Any, other: Any) -> bool:
    """Return whether two texts are the same question, ignoring spaces; False if one is missing."""
    if pd.isna(text) or pd.isna(other) or not text:
        return False
    one, two = ("".join(normalize_text(each).split()) for each in (text, other))
    return one == two


def _are_other_items(
    counts: _Counts, others: _Counts, instrument: str | None, indicator: int | None
) -> bool:
    """Return whether two years are known to have different numbers of items below a figure."""
    known = {name for name, count in counts.items() if None not in (count, others[name])}
    # An indicator's own item count is more specific than that of its instrument.
    if str(indicator) in known:
        known.discard(instrument or "")
    return any(counts[name] != others[name] for name in known)


def _item_counts(framework: Framework, instrument: str | None, indicator: int | None) -> _Counts:
    """Return the number of items below a figure, by instrument, indicator and sub-indicator."""
    instruments = {
        each.code: each.items for each in framework.instruments if instrument in (None, each.code)
    }
    indicators = {
        str(each.number): each.items
        for each in framework.indicators
        if instrument in (None, each.instrument) and indicator in (None, each.number)
    }
    sub_indicators = {
        each.number: each.items
        for each in framework.sub_indicators
        if str(each.indicator) in indicators
    }
    return {**instruments, **indicators, **sub_indicators}


def _level_rule(framework: Framework) -> tuple[tuple[str, float, float], ...]:
    return tuple((each.code, each.total, each.each) for each in framework.levels)


@cache
def _load_breaks() -> list[dict[str, Any]]:
    """Load the changes of how scores are measured, the earliest first.

    `fiscal_year` is the first year affected, `reason` is "indices", "parts" or "answers",
    `instruments` lists the instruments affected. (DOMAIN.md §1, §3)
    """
    breaks = tomllib.loads(BREAKS_FILE.read_text(encoding="utf-8"))["breaks"]
    return sorted(breaks, key=lambda each: each["fiscal_year"])


def break_between(earlier: int, later: int, instrument: str | None = None) -> str:
    """Return the reason why scores of two fiscal years are not comparable, "" where they are.

    `instrument` None means the total, which a change of any instrument affects.
    """
    affected = INSTRUMENTS if instrument is None else (instrument,)
    for each in _load_breaks():
        if earlier < each["fiscal_year"] <= later and set(affected) & set(each["instruments"]):
            return str(each["reason"])
    return ""
