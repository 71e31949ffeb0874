"""Measures page: the tasks of each division, their deadlines, delays and follow-up entries."""

import streamlit as st

from ita.ui.measures import coverage, month, plan_files, scope, work
from ita.ui.measures.completion import show_completion_rule
from ita.ui.measures.one_measure import show_report_form
from ita.ui.measures.report_table import show_report_table
from ita.ui.plan_editor.page import show_plan_editor
from ita.ui.plans import choose_plan
from ita.ui.reminders import show_reminder_popover
from ita.ui.sidebar import current_view

view = current_view()
words = view.words

result = view.chosen.assessment if view.chosen else None
plan_files.show_opened_plan(view)
answer = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    plan = choose_plan(result, words)
    chosen = scope.choose_scope(plan, words) if plan else None
    plan_files.show_plan_files(plan, words)
    if chosen is not None:
        show_reminder_popover(chosen.progress, chosen.named_division, result, words)
if chosen is None:
    plan_files.show_no_plan(result, words)
    show_plan_editor(None, view)
else:
    with answer:
        scope.show_headline(chosen, result, words)
    section = scope.choose_section(words)
    if section == "work":
        work.show_cards(chosen, words)
        # For all divisions the charts come first; for one division its tasks do.
        if chosen.division is None:
            show_completion_rule(chosen, words)
            work.show_charts(chosen, view)
        measure = work.show_measures(chosen, words)
        if measure is not None:
            show_report_form(chosen, measure, words)
        if chosen.division is not None:
            work.show_charts(chosen, view)
    elif section == "months":
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reported = month.choose_month(chosen, words)
            digest = month.digest_of_month(chosen, reported)
            month.show_message(chosen, digest, words)
        month.show_month_headline(chosen, digest, words)
        month.show_digest(chosen, digest, result, words)
        month.show_month_cards(chosen, reported, words)
        show_report_table(chosen, reported, words)
        if chosen.division is None:
            show_completion_rule(chosen, words)
            month.show_month_charts(chosen, reported, view)
    elif section == "coverage":
        coverage.show_coverage(chosen, result, words)
    elif section == "plan":
        show_plan_editor(plan, view)
    else:
        coverage.show_publication(chosen, words)
