"""How the plan that answers the shown result stands, and what in it waits for a decision."""

import streamlit as st

from ita.measures.coverage import uncovered_items
from ita.measures.decisions import count_decisions
from ita.measures.headline import measures_headline
from ita.ui.day_choice import opening_day
from ita.ui.plans import load_progress, match_plan, plan_after
from ita.ui.sidebar import View


def show_plan_status(view: View) -> None:
    """The plan in a sentence, what must be decided, and the way to it; nothing without a plan."""
    assessment, words = view.assessment, view.words
    plan = plan_after(assessment)
    if plan is None:
        return
    on = opening_day(plan.reading)
    measures = load_progress(plan, on, words).status_table()
    gaps = uncovered_items(match_plan(plan, assessment.lowest_overall, assessment))
    sentence = measures_headline(measures, None, on, words)
    with st.container(border=True):
        year = words.digits(plan.reading.fiscal_year)
        st.markdown(words("overview.work", year=year, sentence=sentence))
        counts = count_decisions(measures, len(gaps))
        waiting = [
            words(f"overview.decide_{name}", count=words.digits(count))
            for name, count in counts.items()
        ]
        decisions = " · ".join(waiting) or words("overview.decide_nothing")
        st.markdown(words("overview.decide", list=decisions))
        label = words("question_measures.link")
        st.page_link("pages/measures.py", label=label, icon=":material/checklist:")
