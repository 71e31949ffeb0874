"""Status of the plan that answers the chosen result, and the decisions it needs."""

import streamlit as st

from ita.measures.coverage import find_gaps
from ita.measures.digest import count_decisions
from ita.measures.plan_progress import PlanProgress
from ita.report.measures_headline import measures_headline
from ita.ui.content_cache import cached_content
from ita.ui.day_choice import opening_day
from ita.ui.plans import Plan, load_progress, plan_after
from ita.ui.sidebar import View


def show_plan_status(view: View) -> None:
    """Show the plan's status, the decisions it needs, and a link; nothing without a plan."""
    assessment, words = view.assessment, view.words
    plan = plan_after(assessment)
    if plan is None:
        return
    on = opening_day(plan.reading)
    progress = load_progress(plan, on, words)
    sentence, decisions = cached_content(
        ("plan status", assessment.digest, progress.token),
        words,
        lambda: _describe_status(progress, plan, view),
    )
    with st.container(border=True):
        st.markdown(f"{sentence}\n\n{decisions}")
        label = words("question_measures.link")
        st.page_link("pages/measures.py", label=label, icon=":material/checklist:")


def _describe_status(progress: PlanProgress, plan: Plan, view: View) -> tuple[str, str]:
    """Return the plan's status and the decisions it needs, both in Markdown."""
    assessment, words = view.assessment, view.words
    measures = progress.status_table()
    gaps = find_gaps(plan.measures, assessment)
    year = words.digits(plan.reading.fiscal_year)
    sentence = measures_headline(measures, None, progress.on, words)
    waiting = [
        words(f"overview.decide_{name}", count=words.digits(count))
        for name, count in count_decisions(measures, len(gaps)).items()
    ]
    decisions = " · ".join(waiting) or words("overview.decide_nothing")
    return (
        words("overview.work", year=year, sentence=sentence),
        words("overview.decide", list=decisions),
    )
