"""One agency's years side by side: what changed, and what is not comparable."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from ita.domain.framework import Framework, load_framework
from ita.domain.tables import INSTRUMENTS, plain_rows
from ita.rounding import round_half_up, rounded
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


class _Figure(NamedTuple):
    """A row of an agency results table."""

    level: str
    key: str
    instrument: str | None
    indicator: int | None
    text: str | None
    score: float | None
    complete: bool
    grade: str | None


class _Year(NamedTuple):
    fiscal_year: int
    framework: Framework
    figures: Mapping[tuple[str, str], _Figure]
    ranks: Mapping[str, int]


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
    years: list[_Year] = []
    rows = []
    for fiscal_year in sorted(results["fiscal_year"].dropna().unique()):
        year = _year(int(fiscal_year), results[results["fiscal_year"] == fiscal_year])
        previous = years[-1] if years else None
        rows += [_row(figure, year, previous) for figure in year.figures.values()]
        years.append(year)
    return pd.DataFrame(rows, columns=list(YEAR_TYPES)).astype(dict(YEAR_TYPES))


def _year(fiscal_year: int, results: pd.DataFrame) -> _Year:
    figures = {
        (figure.level, figure.key): figure
        for figure in map(_Figure._make, plain_rows(results, _Figure._fields))
        if figure.level != "sub_indicator"
    }
    scores = {
        key: rounded(figure.score)
        for (level, key), figure in figures.items()
        if level == "indicator" and figure.score is not None
    }
    ordered = sorted(scores.values(), key=lambda score: -(score or 0))
    ranks = {key: ordered.index(score) + 1 for key, score in scores.items()}
    variant = str(results["variant"].iloc[-1])
    return _Year(fiscal_year, load_framework(fiscal_year, variant), figures, ranks)


def _row(figure: _Figure, year: _Year, previous: _Year | None) -> dict[str, Any]:
    is_indicator = figure.level == "indicator"
    row: dict[str, Any] = {
        "fiscal_year": year.fiscal_year,
        **figure._asdict(),
        "score": rounded(figure.score),
        "rank": year.ranks.get(figure.key) if is_indicator else None,
        "of": len(year.ranks) if is_indicator and year.ranks else None,
    }
    if previous is None:
        return row
    before = previous.figures.get((figure.level, figure.key))
    reason = _reason(figure, before, year, previous)
    comparable = reason in ("", ITEMS)
    score, earlier = round_half_up(figure.score), round_half_up(before.score if before else None)
    change = None if score is None or earlier is None else float(score - earlier)
    return row | {
        "previous_year": previous.fiscal_year,
        "previous_score": None if earlier is None else float(earlier),
        "previous_grade": before.grade if before else None,
        "previous_rank": previous.ranks.get(figure.key) if is_indicator else None,
        "change": change if comparable else None,
        "comparable": comparable,
        "reason": reason,
        "same_level_rule": _level_rule(year.framework) == _level_rule(previous.framework),
    }


def _reason(figure: _Figure, before: _Figure | None, year: _Year, previous: _Year) -> str:
    """Why a figure is not comparable with that of the year before, or the remark on it."""
    if figure.level == "item" and figure.instrument == "OIT":
        return CODES
    if before is None or figure.score is None or before.score is None:
        return MISSING
    reason = break_between(previous.fiscal_year, year.fiscal_year, figure.instrument)
    if reason:
        return reason
    if figure.level == "item":
        return "" if _is_same_question(figure.text, before.text) else QUESTION
    if not (figure.complete and before.complete):
        return INCOMPLETE
    return ITEMS if _has_other_items(figure, year.framework, previous.framework) else ""


def _is_same_question(text: str | None, other: str | None) -> bool:
    """Whether two texts are one question, whatever their spaces; without a text nobody knows."""
    return bool(text and other) and _question_key(text or "") == _question_key(other or "")


def _question_key(text: str) -> str:
    return "".join(normalize_text(text).split())


def _has_other_items(figure: _Figure, framework: Framework, other: Framework) -> bool:
    """Whether two frameworks are known to have other numbers of items below a figure."""
    counts, others = _item_counts(figure, framework), _item_counts(figure, other)
    known = {name for name, count in counts.items() if None not in (count, others[name])}
    # Of an indicator whose own items are known its instrument tells nothing.
    if str(figure.indicator) in known:
        known.discard(figure.instrument or "")
    return any(counts[name] != others[name] for name in known)


def _item_counts(figure: _Figure, framework: Framework) -> dict[str, int | None]:
    """The number of items below a figure, by instrument, indicator and sub-indicator."""
    instruments = {
        each.code: each.items
        for each in framework.instruments
        if figure.instrument in (None, each.code)
    }
    indicators = {
        str(each.number): each.items
        for each in framework.indicators
        if figure.instrument in (None, each.instrument) and figure.indicator in (None, each.number)
    }
    sub_indicators = {
        each.number: each.items
        for each in framework.sub_indicators
        if str(each.indicator) in indicators
    }
    return {**instruments, **indicators, **sub_indicators}


def _level_rule(framework: Framework) -> tuple[tuple[str, float, float], ...]:
    return tuple((each.code, each.total, each.each) for each in framework.levels)


class Break(NamedTuple):
    """A change of how scores are measured, from a fiscal year on.

    `reason` is "indices", "parts" or "answers"; `instruments` are those that it affects.
    (DOMAIN.md §1, §3)
    """

    fiscal_year: int
    reason: str
    instruments: tuple[str, ...]


@cache
def _load_breaks() -> tuple[Break, ...]:
    """Every break, the earliest first."""
    entries = tomllib.loads(BREAKS_FILE.read_text(encoding="utf-8"))["breaks"]
    breaks = (
        Break(entry["fiscal_year"], entry["reason"], tuple(entry["instruments"]))
        for entry in entries
    )
    return tuple(sorted(breaks))


def break_between(earlier: int, later: int, instrument: str | None = None) -> str:
    """The reason why scores of two fiscal years are not comparable, "" where they are.

    Of an instrument, or of the total where None is passed: every instrument affects it.
    """
    affected = INSTRUMENTS if instrument is None else (instrument,)
    for each in _load_breaks():
        if earlier < each.fiscal_year <= later and set(affected) & set(each.instruments):
            return each.reason
    return ""
