"""The overview's and the questions page's charts and table as a bare Streamlit script."""

from pathlib import Path

import streamlit as st

from ita.analysis.assessment import Assessment, assessments
from ita.charts import scores as score_charts
from ita.charts.palette import LIGHT
from ita.language import Words
from ita.reading.scores import read_scores

SCORES = Path(__file__).parents[2] / "data" / "scores" / "yannawa_2565.xlsx"


@st.cache_resource
def load() -> Assessment:
    """The bundled result, read once."""
    return assessments(read_scores(SCORES.read_bytes(), SCORES.name))[0]


assessment, words = load(), Words("th")


def show_overview() -> None:
    """The two charts of the overview."""
    st.plotly_chart(score_charts.draw_indicators(assessment, words, LIGHT), key="indicators")
    st.plotly_chart(score_charts.draw_lost_points(assessment, words, LIGHT), key="lost")


def show_questions() -> None:
    """A filter, the chart of ten questions, and the table of all."""
    code = st.segmented_control("code", ["IIT", "EIT", "OIT"], key="instrument-choice")
    table = assessment.ranked
    if code:
        table = table[table["instrument"] == code]
    figure = score_charts.draw_items(table.head(10), "10", assessment, words, LIGHT)
    st.plotly_chart(figure, key="ranking")
    st.dataframe(table)


st.navigation(
    [
        st.Page(show_overview, title="overview", url_path="", default=True),
        st.Page(show_questions, title="questions", url_path="questions"),
    ]
).run()
