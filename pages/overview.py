"""Overview page: the result, the weakest questions, and where points were lost."""

import streamlit as st

from ita.ui import overview
from ita.ui.plan_status import show_plan_status
from ita.ui.sidebar import current_view
from ita.ui.weakest import show_weakest

view = current_view()
assessment, words = view.assessment, view.words

overview.follow_click()
overview.show_result(assessment, words)
overview.show_score_cards(assessment, words)
show_weakest(view)
overview.show_weakest_notes(assessment, words)
show_plan_status(view)

left, right = st.columns(2, gap="medium")
with left:
    overview.show_indicators(view)
with right:
    overview.show_losses(view)
    overview.show_differences(assessment, words)
overview.show_footnotes(assessment, words)
