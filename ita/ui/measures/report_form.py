"""One measure whole, and its report in a form: quick on a phone, where a table is not."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from ita.domain.follow_up import LONGEST_LINK, LONGEST_NOTE, STATUSES
from ita.language import Words
from ita.ui.measures import reports
from ita.ui.measures.detail import detail
from ita.ui.measures.month import choose_month
from ita.ui.measures.reports import FIELDS, plain
from ita.ui.measures.work import Scope, joined
from ita.ui.plans import follow_ups


def report(scope: Scope, measure: str, words: Words) -> None:
    """A measure, by its key, with its history, and a form that adds to it."""
    _report(scope, measure, reports.current_round(), words)


# A fragment: what is reported of one measure seldom changes the pictures of the page.
@st.fragment
def _report(scope: Scope, measure: str, drawn: int, words: Words) -> None:
    """`drawn` is the round in which the page was drawn: after it there is more to read."""
    row = _row(scope, measure)
    if drawn != reports.current_round():
        entries = follow_ups(scope.work.plan, words)
        scope = replace(scope, work=replace(scope.work, entries=entries))
        before, row = row, _row(scope, measure)
        # All that the rest of the page shows of a measure is its state.
        if row["state"] != before["state"]:
            st.rerun()
    detail(row, scope.division, scope.work.entries, words)
    st.subheader(words("follow_up.one"), anchor=False)
    reports.answer()
    _form(scope, measure, choose_month(scope, words), words)


def _row(scope: Scope, measure: str) -> pd.Series:
    """The measure beside how it stands."""
    table = joined(scope)
    return table[table["key"] == measure].iloc[0]


def _form(scope: Scope, measure: str, month: str, words: Words) -> None:
    """The form of a month; it begins with what is known."""
    own = reports.known(scope.work.entries, month)
    found = own.loc[measure].items() if measure in own.index else ()
    before = {name: plain(value) for name, value in found}
    form = f"one-{measure}-{month}-{reports.current_round()}"
    with st.form(form, enter_to_submit=False):
        _fields(form, before, words)
        st.form_submit_button(
            words("follow_up.report"),
            type="primary",
            icon=":material/save:",
            # Saved before the fragment runs again, so that all of it knows of the report.
            on_click=_save,
            args=(scope, measure, month, form, words),
        )


def _fields(form: str, before: dict[str, Any], words: Words) -> None:
    st.segmented_control(
        words("follow_up.status"),
        STATUSES,
        default=before.get("status"),
        required=True,
        format_func=lambda name: words(f"measure_states.{name}"),
        key=f"{form}-status",
    )
    with st.container(horizontal=True):
        reports.choose_who(words)
        st.number_input(
            words("columns.percent"),
            0,
            100,
            before.get("percent"),
            key=f"{form}-percent",
            width=130,
        )
        st.text_input(
            words("columns.link"),
            before.get("link") or "",
            max_chars=LONGEST_LINK,
            placeholder="https://",
            key=f"{form}-link",
            width=320,
        )
    st.text_area(
        words("columns.note"),
        before.get("note") or "",
        max_chars=LONGEST_NOTE,
        height=90,
        key=f"{form}-note",
    )


def _save(scope: Scope, measure: str, month: str, form: str, words: Words) -> None:
    typed = {name: plain(st.session_state[f"{form}-{name}"]) for name in FIELDS}
    reports.save(scope, month, reports.reporter(), {measure: typed}, words)
