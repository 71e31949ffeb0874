"""Best practice: the best agencies at the chosen one's weakest indicators, and their measures."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ita.analysis.compare_agencies import best_practice
from ita.charts.compare_changes import draw_gaps
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.answering import is_plan_of
from ita.report.comparison import best_headline, figure_name
from ita.report.naming import agency_and_year
from ita.ui.charts import show_chart
from ita.ui.compare.group import Group
from ita.ui.compare.tables import best_frame
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty
from ita.ui.plans import Plan, find_plans
from ita.ui.publish.link import link_to_picture
from ita.ui.results import result_file_name
from ita.ui.sidebar import View

# WEAKEST: number of weakest indicators, and of best agencies for each. MEASURES: per agency.
WEAKEST, MEASURES = 3, 5


def show_best_practice(view: View, group: Group) -> None:
    """Show the section: sentence, chart, and by indicator the best agencies with measures."""
    assessment, words = view.assessment, view.words
    best = best_practice(group.scores, assessment.agency, WEAKEST)
    if best.empty:
        show_empty(words("compare.no_indicators"))
        return
    st.markdown(best_headline(best, words, escape_markdown))
    alt = ", ".join(
        f"{figure_name(row.key, words)} {words.number(row.score)} → {words.number(row.best_score)}"
        for row in iterate_rows(best.drop_duplicates("key"))
    )
    show_chart(
        draw_gaps(best, agency_and_year(assessment, words), words, view.look),
        best_frame(best, words),
        words,
        key="chart-gaps",
        name=result_file_name(assessment, "best-practice"),
        alt=words("compare_charts.alt_gaps", list=alt),
    )
    plans_of = plans_of_agencies(best["best_agency"].unique(), assessment.fiscal_year or 0)
    if any(plans_of.values()):
        columns = st.columns(WEAKEST, gap="small")
        for at, key in enumerate(dict.fromkeys(best["key"])):
            with columns[at % WEAKEST]:
                _show_measures(best[best["key"] == key], plans_of, words)
    else:
        show_empty(words("compare.no_plans"))
    link_to_picture("best", words)


def _show_measures(best: pd.DataFrame, plans_of: dict[str, list[Plan]], words: Words) -> None:
    """Show a box with the measures of the agencies that are best at one indicator."""
    first = next(iterate_rows(best))
    with st.container(border=True, gap="small"):
        st.markdown(f"**{figure_name(first.key, words)}**")
        if first.gap == 0:
            st.caption(words("compare.own_best"))
            return
        for agency in best["best_agency"].head(WEAKEST):
            score = words.number(first.best_score)
            st.markdown(words("compare.best_of", agency=escape_markdown(agency), score=score))
            _show_plans(plans_of[agency], int(first.indicator), words)
        if len(best) > WEAKEST:
            st.caption(words("compare.best_tied", count=words.digits(len(best) - WEAKEST)))


def _show_plans(own_plans: list[Plan], indicator: int, words: Words) -> None:
    """Show the measures of plans for an indicator, or that none is known."""
    answering = [
        row
        for plan in own_plans
        for row in iterate_rows(plan.measures[plan.measures["indicator"] == indicator])
    ]
    if not answering:
        st.caption(words("compare.no_measure" if own_plans else "compare.no_plan"))
        return
    lines = [f"- {_measure_line(row, words)}" for row in answering[:MEASURES]]
    st.markdown("\n".join(lines))
    if len(answering) > MEASURES:
        more = words.digits(len(answering) - MEASURES)
        st.caption(words("compare.more_measures", count=more))


def plans_of_agencies(agencies: Iterable[str], fiscal_year: int) -> dict[str, list[Plan]]:
    """Return, by agency, the readable plans of a year or for the result of that year."""
    return {
        agency: list(find_plans(partial(is_plan_of, agency=agency, fiscal_year=fiscal_year)))
        for agency in agencies
    }


def load_measures(agencies: Iterable[str], fiscal_year: int) -> dict[str, pd.DataFrame]:
    """Return the measure table of each agency that has plans, see `plans_of_agencies`."""
    return {
        agency: pd.concat([plan.measures for plan in plans], ignore_index=True)
        for agency, plans in plans_of_agencies(agencies, fiscal_year).items()
        if plans
    }


def _measure_line(measure: Any, words: Words) -> str:
    """Return a measure in one line: issue, activity, responsible, year of the plan."""
    values = (measure.issue, measure.activity, measure.responsible_text)
    texts = [escape_markdown(value) for value in values if isinstance(value, str) and value]
    texts[:1] = [f"**{text}**" for text in texts[:1]]
    year = words.digits(measure.fiscal_year)
    return " · ".join([*texts, words("compare.plan_year", year=year)])
