"""A form that reports on one measure: quick on a phone, where a table is not."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from ita.domain.follow_up import LONGEST_LINK, LONGEST_NOTE, STATUSES
from ita.language import Words
from ita.ui.measures import reports
from ita.ui.measures.detail import show_measure
from ita.ui.measures.month import choose_month
from ita.ui.measures.scope import NOBODY, Scope
from ita.ui.plans import load_progress
from ita.ui.store_access import may_save


def show_report_form(scope: Scope, key: str, words: Words) -> None:
    """A measure, by its key, with its history, and a form that adds to it."""
    _show_report_form(scope, key, reports.current_round(), words)


# A fragment: what is reported of one measure seldom changes the charts of the page.
@st.fragment
def _show_report_form(scope: Scope, key: str, page_round: int, words: Words) -> None:
    """`page_round` is the round in which the page was drawn: after it there is more to read."""
    measure = _find_measure(scope, key)
    if page_round != reports.current_round():
        scope = replace(scope, progress=load_progress(scope.plan, scope.on, words))
        before, measure = measure, _find_measure(scope, key)
        # All that the rest of the page shows of a measure is its state.
        if measure["state"] != before["state"]:
            st.rerun()
    show_measure(measure, scope.progress, words)
    st.subheader(words("follow_up.one"), anchor=False)
    reports.show_outcome()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        month = choose_month(scope, words)
        reporting = {key: _choose_division(scope, measure, words)}
    _show_form(scope, month, reporting, words)


def _find_measure(scope: Scope, key: str) -> pd.Series:
    return scope.measures[scope.measures["key"] == key].iloc[0]


def _choose_division(scope: Scope, measure: pd.Series, words: Words) -> str:
    """Whose work is reported: the chosen division's, or of several any, or the measure as a whole."""
    usual = reports.reporting_division(scope, measure["divisions"])
    tasks = scope.progress.assigned_tasks
    parties = tasks["division"][tasks["key"] == measure["key"]].tolist()
    if scope.division not in (None, NOBODY) or len(parties) < 2:
        return usual
    options = ["", *parties]
    return st.selectbox(
        words("columns.reporting"),
        options,
        index=options.index(usual),
        format_func=lambda name: name or words("relations.whole"),
        key=f"reporting-{measure['key']}",
        width=320,
    )


def _show_form(scope: Scope, month: str, reporting: dict[str, str], words: Words) -> None:
    """The form of a month for the one measure of `reporting`; it begins with what is known."""
    ((key, division),) = reporting.items()
    known = reports.known_reports(scope.entries, month, reporting)
    before = dict.fromkeys(reports.FIELDS)
    if key in known.index:
        before = {name: reports.plain_value(known.loc[key, name]) for name in reports.FIELDS}
    form = f"one-{key}-{division}-{month}-{reports.current_round()}"
    with st.form(form, enter_to_submit=False):
        _show_fields(form, before, words)
        st.form_submit_button(
            words("follow_up.report"),
            disabled=not may_save(scope.agency, words),
            type="primary",
            icon=":material/save:",
            # Saved before the fragment runs again, so that all of it knows of the report.
            on_click=_save,
            args=(scope, month, reporting, form, words),
        )


def _show_fields(form: str, before: reports.Report, words: Words) -> None:
    st.segmented_control(
        words("follow_up.status"),
        STATUSES,
        default=before["status"],
        required=True,
        format_func=lambda name: words(f"measure_states.{name}"),
        key=f"{form}-status",
    )
    with st.container(horizontal=True):
        reports.ask_reporter(words)
        st.number_input(
            words("columns.percent"),
            0,
            100,
            before["percent"],
            key=f"{form}-percent",
            width=130,
        )
        st.text_input(
            words("columns.link"),
            before["link"] or "",
            max_chars=LONGEST_LINK,
            placeholder="https://",
            key=f"{form}-link",
            width=320,
        )
    st.text_area(
        words("columns.note"),
        before["note"] or "",
        max_chars=LONGEST_NOTE,
        height=90,
        key=f"{form}-note",
    )


def _save(scope: Scope, month: str, reporting: dict[str, str], form: str, words: Words) -> None:
    typed = {
        name: reports.plain_value(st.session_state[f"{form}-{name}"]) for name in reports.FIELDS
    }
    reports.save_reports(scope, month, dict.fromkeys(reporting, typed), reporting, words)
