"""Result tables for display and download, with translated columns and rounded figures."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.report_check import figure_place
from ita.report.summary import difference_name
from ita.rounding import rounded


def items_table(table: pd.DataFrame, assessment: Assessment, words: Words) -> pd.DataFrame:
    """Return a `ranked` table for display: rank, code, score, text, indicator, points lost.

    Figures are numbers, so that they can be sorted; with Thai numerals they are texts.
    """
    framework = assessment.framework
    return pd.DataFrame(
        {
            words("columns.rank"): display_counts(table["rank"], words),
            words("columns.code"): table["code"].tolist(),
            words("columns.score"): display_figures(table["score"], words),
            words("columns.text"): table["text"].fillna("").tolist(),
            words("columns.indicator"): [
                "" if pd.isna(n) else f"{words.digits(n)}. {words.of(framework.indicator(n).name)}"
                for n in table["indicator"]
            ],
            words("columns.lost"): display_figures(table["lost"], words),
        }
    )


def indicators_table(assessment: Assessment, words: Words) -> pd.DataFrame:
    """Return the indicators: number, name, instrument, score, weight, weighted score, lost."""
    indicators = assessment.framework.indicators
    columns: dict[str, Any] = {
        words("columns.indicator"): display_counts([each.number for each in indicators], words),
        words("columns.name"): [words.of(each.name) for each in indicators],
        words("columns.instrument"): [each.instrument for each in indicators],
    }
    for name in ("score", "weight", "weighted_score", "lost"):
        values = figures(assessment.results, "indicator", name)
        known = [values.get(str(each.number)) for each in indicators]
        columns[words(f"columns.{name}")] = display_figures(known, words)
    return pd.DataFrame(columns)


def differences_table(table: pd.DataFrame, assessment: Assessment, words: Words) -> pd.DataFrame:
    """Return differences for display: what, printed, computed, state, and where in the file."""
    return pd.DataFrame(
        {
            words("columns.what"): [
                difference_name(row.level, row.key, words, assessment)
                for row in iterate_rows(table)
            ],
            words("columns.printed"): [words.digits(text) for text in table["printed"]],
            words("columns.computed"): [words.digits(text) for text in table["computed"]],
            words("columns.state"): [words(f"state.{state}") for state in table["state"]],
            words("columns.where"): [
                figure_place(assessment, row.sheet, row.cell, words) for row in iterate_rows(table)
            ],
        }
    )


def display_figures(values: Iterable[Any], words: Words, places: int = 2) -> list[Any]:
    """Return figures rounded to `places`, as numbers, or as texts with Thai numerals."""
    write = words.number if words.thai_numerals else rounded
    return [write(value, places) for value in values]


def display_counts(values: Iterable[Any], words: Words) -> Any:
    """Return integers as Int64, or as texts with Thai numerals; missing ones are NA or ""."""
    known = [None if pd.isna(value) else int(value) for value in values]
    if words.thai_numerals:
        return ["" if number is None else words.digits(number) for number in known]
    return pd.array(known, dtype="Int64")
