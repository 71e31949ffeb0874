"""Measures: what a division must do, by when, what is late, and what has been reported."""

import streamlit as st

from ita.ui import (
    coverage,
    follow_up,
    measures,
    month,
    one_report,
    plan_files,
    plans,
    publication,
)
from ita.ui.view import current_view

view = current_view()
words = view.words

plan_files.opened_problems(view)
with st.container(horizontal=True, vertical_alignment="bottom"):
    plan = plans.choose_plan(words)
    scope = measures.choose_scope(plan, words) if plan else plan_files.plan_files(None, words)
if scope is None:
    plan_files.nothing_to_show(words)
    st.stop()

measures.told(scope, words)
section = measures.choose_section(words)
if section == "work":
    measures.cards(scope, words)
    measures.pictures(scope, words, view.look)
    one = measures.measure_table(scope, words)
    if one is not None:
        one_report.report(scope, one, words)
elif section == "months":
    chosen = month.choose_month(scope, words)
    month.month_cards(scope, chosen, words)
    if scope.division is None:
        month.month_pictures(scope, chosen, words, view.look)
    follow_up.report(scope, chosen, words)
    if scope.division is not None:
        month.month_pictures(scope, chosen, words, view.look)
elif section == "coverage":
    coverage.answers(scope, view.assessment, words)
else:
    publication.publication(scope, words)
