"""Questions: every question ranked, weakest first, and what a point on each is worth."""

import streamlit as st

from ita.ui import questions
from ita.ui.messages import show_empty
from ita.ui.sidebar import current_view

view = current_view()
assessment, words = view.assessment, view.words

if assessment.ranked.empty:
    show_empty(words("questions.none"))
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    items = questions.choose_items(assessment, words)
    chosen = questions.choose_question(items, words)
if chosen is None:
    questions.show_no_items(words)
    st.stop()

st.markdown(questions.describe_weakest(items, assessment, words))
left, right = st.columns([2, 3], gap="medium")
# The chart is filled first, since it is what a change of the filter is waited for.
with right:
    questions.show_ranking(items, chosen, view)
with left:
    questions.show_question(items, chosen, assessment, words)
questions.show_all_items(items, assessment, words)
