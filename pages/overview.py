"""Overview: how good is the result, where were points lost, which questions are the weakest."""

import streamlit as st

from ita.analysis.results import has_indicators, has_losses
from ita.charts import scores as score_charts
from ita.ui import overview, plan_status, show, weakest
from ita.ui.figure_cache import figure
from ita.ui.score_tables import indicator_frame
from ita.ui.sidebar import current_view

view = current_view()
assessment, words = view.assessment, view.words

overview.result(assessment, words)
overview.score_cards(assessment, words)
weakest.weakest_questions(view)
overview.weakest_notes(view)
plan_status.plan_status(view)
overview.follow()

left, right = st.columns(2, gap="medium")
with left:
    if has_indicators(assessment.results):
        show.chart(
            figure(score_charts.draw_indicators, view),
            indicator_frame(assessment, words),
            words,
            key="indicators",
            name=show.file_name(assessment, "indicators"),
            alt=overview.indicators_alt(assessment, words),
            on_click=overview.open_indicator,
        )
    else:
        show.nothing(words("overview.no_indicators"))
with right:
    if has_losses(assessment.results):
        show.chart(
            figure(score_charts.draw_lost_points, view),
            indicator_frame(assessment, words),
            words,
            key="lost",
            name=show.file_name(assessment, "points-lost"),
            alt=overview.lost_alt(assessment, words),
            on_click=overview.open_indicator,
        )
    else:
        show.nothing(words("overview.no_lost"))
    overview.comparison(assessment, words)
overview.footnotes(assessment, words)
