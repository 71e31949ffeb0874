"""One agency's years side by side: what changed, and what is not comparable."""

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
    "score": "Float64",  # half up at 2 places, as it is shown
    "complete": "boolean",
    "grade": "string",
    "rank": "Int64",  # of an indicator within its year, 1 = highest; equal figures share a rank
    "of": "Int64",  # ranked indicators of the year
    "previous_year": "Int64",  # the last year before it that the table holds; NA in the first
    "previous_score": "Float64",
    "previous_grade": "string",
    "previous_rank": "Int64",
    "change": "Float64",  # score - previous_score as shown; NA where they are not comparable
    "comparable": "boolean",  # NA in the first year
    "reason": "string",  # why not, or with what remark; "" where nothing is to be said
    "same_level_rule": "boolean",  # whether both years' levels follow one rule; NA in the first
}

# Changes of the assessment across which scores are not compared.
BREAKS_FILE = Path(__file__).parents[2] / "data" / "reference" / "breaks.toml"
# Reasons for which scores are not compared, beside those of breaks.toml.
MISSING, INCOMPLETE, QUESTION, CODES = "missing", "incomplete", "question", "codes"
# A remark on scores that are comparable: other items lie below them.
ITEMS = "items"

# What tells a figure of a year from its others.
_SAME = ("level", "key")
_Counts = Mapping[str, int | None]


def compare_years(results: pd.DataFrame) -> pd.DataFrame:
    """Each figure of an agency beside that of the year before (columns: YEAR_TYPES).

    `results` is an agency results table of one agency; rows without a year are left out, and of
    two results of a year the last one counts. One row a year and figure, the earliest year first,
    within it as the table has them. Sub-indicators are left out.

    "Not comparable" (`comparable` False) are figures of which one is missing or incomplete
    ("missing", "incomplete"), figures across a break of the assessment ("indices", "parts",
    "answers"; see data/reference/breaks.toml), questions whose code or text differs ("question"),
    and items of the OIT always ("codes"): one code means different things in different years
    (DOMAIN.md §3). "items" remarks that comparable figures rest on other lists of items.
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
    """The figures of each year in their order, scores as they are shown, indicators ranked."""
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
    """Why a figure is not comparable with that of the year before, or the remark on it."""
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
    """Whether two texts are one question, whatever their spaces; without a text nobody knows."""
    if pd.isna(text) or pd.isna(other) or not text:
        return False
    one, two = ("".join(normalize_text(each).split()) for each in (text, other))
    return one == two


def _are_other_items(
    counts: _Counts, others: _Counts, instrument: str | None, indicator: int | None
) -> bool:
    """Whether two years are known to have other numbers of items below a figure."""
    known = {name for name, count in counts.items() if None not in (count, others[name])}
    # Of an indicator whose own items are known its instrument tells nothing.
    if str(indicator) in known:
        known.discard(instrument or "")
    return any(counts[name] != others[name] for name in known)


def _item_counts(framework: Framework, instrument: str | None, indicator: int | None) -> _Counts:
    """The number of items below a figure, by instrument, indicator and sub-indicator."""
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
    """Every change of how scores are measured, the earliest first.

    `fiscal_year` is the first that it affects, `reason` "indices", "parts" or "answers",
    `instruments` those that it affects. (DOMAIN.md §1, §3)
    """
    breaks = tomllib.loads(BREAKS_FILE.read_text(encoding="utf-8"))["breaks"]
    return sorted(breaks, key=lambda each: each["fiscal_year"])


def break_between(earlier: int, later: int, instrument: str | None = None) -> str:
    """The reason why scores of two fiscal years are not comparable, "" where they are.

    Of an instrument, or of the total where None is passed: every instrument affects it.
    """
    affected = INSTRUMENTS if instrument is None else (instrument,)
    for each in _load_breaks():
        if earlier < each["fiscal_year"] <= later and set(affected) & set(each["instruments"]):
            return str(each["reason"])
    return ""
