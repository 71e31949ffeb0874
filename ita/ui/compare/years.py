"""Years of the chosen agency: changes, and what is not comparable."""

from functools import partial

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.analysis.compare_years import compare_years
from ita.charts.compare_changes import draw_changes
from ita.charts.compare_years import draw_years
from ita.domain.framework import load_framework
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.comparison import (
    comparability_notes,
    figure_name,
    largest_changes,
    reason_text,
    total_of,
    years_headline,
)
from ita.report.naming import agency_and_year
from ita.report.notes import national_notes
from ita.ui.charts import show_chart
from ita.ui.compare.notes import link_to_data
from ita.ui.compare.results import results_of_agency
from ita.ui.compare.tables import question_frame, year_frame
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty
from ita.ui.publish.link import link_to_picture
from ita.ui.results import result_file_name
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads, show_table


def compare_own_years(view: View) -> None:
    """Show the section: sentence, charts, notes, tables; with one year, how to add others."""
    assessment, words = view.assessment, view.words
    if assessment.fiscal_year is None:
        show_empty(words("compare.no_year"))
        link_to_data(words)
        return
    table = compare_years(results_of_agency(assessment))
    if table["fiscal_year"].nunique() < 2:
        _only_year(table, assessment, words)
        return
    year = assessment.fiscal_year
    sentences = [years_headline(table, year, words), largest_changes(table, year, words)]
    st.markdown("  \n".join(filter(None, sentences)))
    _show_pictures(table, assessment, view)
    _show_notes(table, assessment, words)
    frame = year_frame(table, year, words)
    title = words("compare.year_table")
    st.subheader(title, anchor=False)
    show_table(frame, words, alt=title, key="compare-years")
    show_downloads(frame, words, key="years", name=result_file_name(assessment, "compare-years"))
    _show_questions(table, assessment, words)
    link_to_picture("years", words)


def _only_year(table: pd.DataFrame, assessment: Assessment, words: Words) -> None:
    """Show the result of a single year, and how to add others."""
    year = assessment.fiscal_year or 0
    st.markdown(years_headline(table, year, words))
    notes = national_notes(assessment, words)
    if notes:
        st.caption(escape_markdown(" · ".join(notes)))
    show_empty(words("compare.one_year", year=words.digits(year)))
    link_to_data(words)


def _show_pictures(table: pd.DataFrame, assessment: Assessment, view: View) -> None:
    words, look, year = view.words, view.look, assessment.fiscal_year or 0
    if not (table["level"].isin(("total", "instrument")) & table["score"].notna()).any():
        show_empty(words("compare.no_totals"))
        return
    means = _national_means(table)
    alt = words("compare_charts.alt_years", list=_score_list(table, "total", words))
    draw = partial(draw_years, table, assessment.agency, means, words, look)
    has_changes = total_of(table, year) is not None and bool(
        table[(table["fiscal_year"] == year) & (table["level"] == "indicator")]["previous_year"]
        .notna()
        .any()
    )
    left, right = st.columns(2, gap="medium") if has_changes else (st.container(), None)
    with left:
        show_chart(
            draw(),
            year_frame(table, year, words),
            words,
            key="chart-years",
            name=result_file_name(assessment, "years"),
            alt=alt,
        )
    if right is None:
        return
    rows = table[(table["fiscal_year"] == year) & (table["level"] == "indicator")]
    changes = ", ".join(
        f"{figure_name(row.key, words)} {words.number(row.change, sign=True)}"
        for row in iterate_rows(rows)
    )
    with right:
        show_chart(
            draw_changes(table, year, agency_and_year(assessment, words), words, look),
            year_frame(table, year, words),
            words,
            key="chart-changes",
            name=result_file_name(assessment, "changes"),
            alt=words("compare_charts.alt_changes", list=changes),
        )


def _national_means(table: pd.DataFrame) -> dict[int, float]:
    means = {
        int(year): load_framework(int(year)).national_mean for year in set(table["fiscal_year"])
    }
    return {year: mean.score for year, mean in means.items() if mean is not None}


def _score_list(table: pd.DataFrame, key: str, words: Words) -> str:
    rows = table[(table["key"] == key) & (table["level"] != "item")]
    return ", ".join(
        f"{words.digits(row.fiscal_year)}: {words.number(row.score)}" for row in iterate_rows(rows)
    )


def _show_notes(table: pd.DataFrame, assessment: Assessment, words: Words) -> None:
    notes = comparability_notes(table, assessment.fiscal_year or 0, words)
    notes += [" · ".join(national_notes(assessment, words))]
    st.caption("  \n".join(escape_markdown(note) for note in notes if note))


def _show_questions(table: pd.DataFrame, assessment: Assessment, words: Words) -> None:
    """Show the questions that are comparable between both years, the largest fall first."""
    year = assessment.fiscal_year
    questions = table[(table["fiscal_year"] == year) & (table["level"] == "item")]
    questions = questions[questions["previous_year"].notna()]
    if questions.empty:
        return
    title = words("compare.questions")
    st.subheader(title, anchor=False)
    compared = questions[questions["comparable"].fillna(value=False)].sort_values("change")
    counts = questions["reason"].value_counts()
    notes = [
        words(
            "compare.questions_left_out",
            count=words.digits(number),
            reason=reason_text(reason, words),
        )
        for reason, number in counts.items()
        if reason
    ]
    numbers = {"count": words.digits(len(compared)), "of": words.digits(len(questions))}
    st.caption(
        "  \n".join(
            escape_markdown(n) for n in (words("compare.questions_compared", **numbers), *notes)
        )
    )
    if len(compared):
        frame = question_frame(compared, words)
        show_table(frame, words, alt=title, key="compare-questions")
        name = result_file_name(assessment, "compare-questions")
        show_downloads(frame, words, key="year-questions", name=name)
