"""Headline sentences: total, level, requirements of the next level, largest losses."""

from collections.abc import Callable

import pandas as pd

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment
from ita.analysis.compare_years import compare_years
from ita.analysis.levels import LevelOfRecord
from ita.analysis.results import figures, has_losses
from ita.analysis.what_if import Scenario
from ita.language import Words
from ita.rounding import round_half_up


def headline(assessment: Assessment, words: Words, literal: Callable[[str], str] = str) -> str:
    """Return total, level and the requirements of the next level in one Markdown sentence.

    `literal` escapes the name of a level that comes from the file.
    """
    total, status = assessment.total, assessment.level
    level = literal(level_name(assessment, words))
    if total is None:
        missing = ", ".join(without_score(assessment))
        key = "headline.no_total" if status.level is None else "headline.level_alone"
        return words(key, missing=missing, level=level)
    values = {"total": words.number(total), "level": level}
    top = assessment.results[assessment.results["level"] == "total"].iloc[0]
    if not bool(top["complete"]):
        key = "headline.incomplete" if status.level is None else "headline.incomplete_level"
        return words(key, **item_counts(top, words), **values)
    if status.level is None:
        return _without_level(assessment, words, values)
    if status.level == next(iter(assessment.framework.levels), None):
        return words("headline.top", **values)
    if status.next_level is None:
        return words("headline.plain", **values)
    values |= {
        "next": words.of(status.next_level.name),
        "missing": words.number(status.missing),
        "instruments": ", ".join(status.held_back_by),
        "mark": words.number(status.next_level.each, 0),
    }
    if not status.held_back_by:
        return words("headline.next", **values)
    return words("headline.next_held" if status.missing else "headline.held", **values)


def _without_level(assessment: Assessment, words: Words, values: dict[str, str]) -> str:
    """Describe a total without a level, because the rule or a score that it needs is missing."""
    if not assessment.level.possible:
        return words("headline.no_level", **values)
    return words(
        "headline.several",
        levels=level_names(assessment.level, words),
        missing=", ".join(without_score(assessment)),
        **values,
    )


def level_names(total: LevelOfRecord | Scenario, words: Words) -> str:
    """Return the level of a total, or all possible levels, lowest first; "" for none."""
    levels = [total.level] if total.level else reversed(total.possible)
    return words("headline.or").join(words.of(each.name) for each in levels)


def item_counts(top: pd.Series, words: Words) -> dict[str, str]:
    """How many items there are and have a score, for a sentence."""
    return {name: words.digits(top[name]) for name in ("scored", "items")}


def level_name(assessment: Assessment, words: Words) -> str:
    """The level of the total as words, "level AA Excellence" or "level Good pass or better"."""
    status = assessment.level
    if status.level is not None:
        name = words.of(status.level.name)
        return words("figures.level", level=f"{name} {status.level.word}".strip())
    if status.at_least is not None:
        return words("figures.level_at_least", level=words.of(status.at_least.name))
    return words("figures.no_level")


def loss(assessment: Assessment, words: Words) -> str:
    """Describe the largest losses of points; "" where none are missing or they are unknown."""
    lost = {k: v for k, v in figures(assessment.results, "indicator", "lost").items() if v}
    if assessment.total is None or not lost or not has_losses(assessment.results):
        return ""
    number, cost = max(lost.items(), key=lambda pair: pair[1])
    return words(
        "headline.lost",
        lost=words.number(100 - (round_half_up(assessment.total) or 0)),
        number=words.digits(number),
        name=words.of(assessment.framework.indicator(int(number)).name),
        cost=words.number(cost),
    )


def change(current: Assessment, previous: Assessment, words: Words) -> str:
    """How the total moved since an earlier year, in a Markdown phrase. (DOMAIN.md §3)"""
    years = compare_years(collect_results([previous, current]))
    total = years[(years["level"] == "total") & years["comparable"].notna()].iloc[-1:]
    year = words.digits(previous.fiscal_year)
    if total.empty or not total["comparable"].iloc[0]:
        return words("overview.not_comparable", year=year)
    points = float(total["change"].iloc[0])
    name = "up" if points > 0 else "down" if points < 0 else "same"
    return words(f"overview.{name}", change=words.number(abs(points)), year=year)


def without_score(assessment: Assessment) -> list[str]:
    """The instruments that have no score, as a reader names them."""
    scores = figures(assessment.results, "instrument")
    return [code for code, score in scores.items() if score is None]
