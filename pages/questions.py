"""Questions: every question ranked, weakest first, and what a point on each is worth."""

import streamlit as st

from ita.charts import scores as score_charts
from ita.ui import questions, show
from ita.ui.overview import items_alt
from ita.ui.score_tables import item_frame
from ita.ui.sidebar import current_view

view = current_view()
assessment, words = view.assessment, view.words

if assessment.ranked.empty:
    show.nothing(words("questions.none"))
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    table = questions.choose_items(assessment, words)
    chosen = questions.choose_question(table, words)
if chosen is None:
    questions.nothing_found(words)
    st.stop()

st.markdown(questions.headline(table, assessment, words))
left, right = st.columns([2, 3], gap="medium")
# The chart is filled first, since it is what a change of the filter is waited for.
with right:
    drawn = questions.choose_length(table, words)
    show.chart(
        score_charts.draw_items(
            drawn, words("charts.ranking"), assessment, words, view.look, marked=chosen
        ),
        item_frame(drawn, assessment, words),
        words,
        key="ranking",
        name=show.file_name(assessment, "questions"),
        alt=items_alt(drawn, words),
        on_click=questions.open_question,
    )
with left:
    questions.detail(table, chosen, assessment, words)
questions.full_table(table, assessment, words)
