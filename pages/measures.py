"""Measures: what a division must do, by when, what is late, and what has been reported."""

import streamlit as st

from ita.ui import plans
from ita.ui.measures import (
    coverage,
    month,
    plan_files,
    publication,
    report_form,
    report_table,
    work,
)
from ita.ui.sidebar import current_view

view = current_view()
words = view.words

plan_files.opened_problems(view)
with st.container(horizontal=True, vertical_alignment="bottom"):
    plan = plans.choose_plan(words)
    scope = work.choose_scope(plan, words) if plan else plan_files.plan_files(None, words)
if scope is None:
    plan_files.nothing_to_show(words)
    st.stop()

work.told(scope, words)
section = work.choose_section(words)
if section == "work":
    work.cards(scope, words)
    work.pictures(scope, words, view.look)
    one = work.measure_table(scope, words)
    if one is not None:
        report_form.report(scope, one, words)
elif section == "months":
    chosen = month.choose_month(scope, words)
    month.month_cards(scope, chosen, words)
    if scope.division is None:
        month.month_pictures(scope, chosen, words, view.look)
    report_table.report(scope, chosen, words)
    if scope.division is not None:
        month.month_pictures(scope, chosen, words, view.look)
elif section == "coverage":
    coverage.answers(scope, view.assessment, words)
else:
    publication.publication(scope, words)
