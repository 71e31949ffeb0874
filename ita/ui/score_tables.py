"""Result tables with the columns and figures that a visitor reads and downloads."""

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.report_check import figure_place
from ita.report.summary import difference_name
from ita.rounding import rounded


def items_table(table: pd.DataFrame, assessment: Assessment, words: Words) -> pd.DataFrame:
    """A `ranked` table as a visitor reads it: rank, code, text, indicator, score, points lost.

    Figures are numbers, so that they sort; with Thai numerals they are texts.
    """
    framework = assessment.framework
    return pd.DataFrame(
        {
            words("columns.rank"): [display_count(rank, words) for rank in table["rank"]],
            words("columns.code"): table["code"].tolist(),
            words("columns.score"): [display_figure(score, words) for score in table["score"]],
            words("columns.text"): table["text"].fillna("").tolist(),
            words("columns.indicator"): [
                "" if pd.isna(n) else f"{words.digits(n)}. {words.of(framework.indicator(n).name)}"
                for n in table["indicator"]
            ],
            words("columns.lost"): [display_figure(lost, words) for lost in table["lost"]],
        }
    )


def indicators_table(assessment: Assessment, words: Words) -> pd.DataFrame:
    """The ten indicators: number, name, instrument, score, level, weight and points lost."""
    framework, results = assessment.framework, assessment.results
    columns = {
        name: figures(results, "indicator", name)
        for name in ("score", "weight", "weighted_score", "lost")
    }
    rows = []
    for each in framework.indicators:
        key = str(each.number)
        rows.append(
            {
                words("columns.indicator"): display_count(each.number, words),
                words("columns.name"): words.of(each.name),
                words("columns.instrument"): each.instrument,
                **{
                    words(f"columns.{name}"): display_figure(values.get(key), words)
                    for name, values in columns.items()
                },
            }
        )
    return pd.DataFrame(rows)


def differences_table(table: pd.DataFrame, assessment: Assessment, words: Words) -> pd.DataFrame:
    """Printed against computed, in words."""
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


def display_figure(value: object, words: Words, places: int = 2) -> float | str | None:
    """A figure that sorts, or its text with Thai numerals."""
    return words.number(value, places) if words.thai_numerals else rounded(value, places)


def display_count(value: int, words: Words) -> int | str:
    """A number that sorts, or its text with Thai numerals."""
    return words.digits(value) if words.thai_numerals else int(value)
