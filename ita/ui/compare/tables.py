"""Tables of the compare page for display and download, with translated columns."""

from typing import Any

import pandas as pd

from ita.language import Words
from ita.report.comparison import figure_name, level_text, reason_text
from ita.ui.score_tables import display_counts, display_figures


def year_frame(table: pd.DataFrame, fiscal_year: int, words: Words) -> pd.DataFrame:
    """Return total, instruments and indicators by year, the newest first, with change and rank.

    `table` is `compare_years` of one agency; notes are those of `fiscal_year`. Figures that no year
    has and columns without values are left out.
    """
    table = table[table["level"] != "item"]
    years = sorted((int(year) for year in table["fiscal_year"].unique()), reverse=True)
    scored = table[table["score"].notna()]["key"]
    keys = sorted(scored.unique(), key=lambda key: key != "total")
    by_year = table.set_index(["fiscal_year", "key"])
    columns: dict[str, Any] = {words("columns.what"): [figure_name(key, words) for key in keys]}
    for year in years:
        rows = by_year.loc[year].reindex(keys)
        values = {
            "score": display_figures(rows["score"], words),
            "change": display_figures(rows["change"], words),
            "rank": display_counts(rows["rank"], words),
        }
        for name, column in values.items():
            if rows[name].notna().any():
                columns[words(f"compare_columns.{name}", year=words.digits(year))] = column
    reasons = by_year.loc[fiscal_year].reindex(keys)["reason"]
    if (reasons.fillna("") != "").any():
        columns[words("columns.note")] = [reason_text(each, words) for each in reasons]
    return pd.DataFrame(columns)


def question_frame(questions: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return questions with scores before and after, and change, from rows of `compare_years`."""
    return pd.DataFrame(
        {
            words("columns.code"): questions["key"].tolist(),
            words("columns.before"): display_figures(questions["previous_score"], words),
            words("columns.after"): display_figures(questions["score"], words),
            words("columns.change"): display_figures(questions["change"], words),
            words("columns.text"): questions["text"].fillna("").tolist(),
        }
    )


def rank_frame(ranked: pd.DataFrame, fiscal_year: int, words: Words) -> pd.DataFrame:
    """Return a `rank_agencies` table with levels for display."""
    levels = {each: level_text(each, fiscal_year, words) for each in ranked["grade"].unique()}
    return pd.DataFrame(
        {
            words("columns.rank"): display_counts(ranked["rank"], words),
            words("columns.agency"): ranked["agency"].tolist(),
            words("columns.score"): display_figures(ranked["score"], words),
            words("columns.level"): [levels[each] for each in ranked["grade"]],
            words("compare_columns.to_mean"): display_figures(ranked["to_mean"], words),
        }
    )


def position_frame(position: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return a `position_of_agency` table for display."""
    return pd.DataFrame(
        {
            words("columns.what"): [figure_name(key, words) for key in position["key"]],
            words("columns.score"): display_figures(position["score"], words),
            words("columns.rank"): display_counts(position["rank"], words),
            words("compare_columns.mean"): display_figures(position["mean"], words),
            words("compare_columns.to_mean"): display_figures(position["to_mean"], words),
            words("compare_columns.highest"): display_figures(position["highest"], words),
        }
    )


def matrix_frame(matrix: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return a `score_matrix` for display: a row per agency, a column per indicator."""
    columns: dict[str, list[Any]] = {words("columns.agency"): matrix.index.tolist()}
    for key in matrix.columns:
        columns[figure_name(key, words)] = display_figures(matrix[key], words)
    return pd.DataFrame(columns)


def best_frame(best: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return a `best_practice` table for display."""
    return pd.DataFrame(
        {
            words("columns.indicator"): [figure_name(key, words) for key in best["key"]],
            words("columns.score"): display_figures(best["score"], words),
            words("compare_columns.best_agency"): best["best_agency"].tolist(),
            words("compare_columns.highest"): display_figures(best["best_score"], words),
            words("compare_columns.gap"): display_figures(best["gap"], words),
        }
    )
