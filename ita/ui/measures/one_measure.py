"""One measure in full with a report form, for phones, where a table is slow to use."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from ita.domain.follow_up import LONGEST_LINK, LONGEST_NOTE, STATUSES
from ita.domain.tables import iterate_rows
from ita.language import MISSING, Words
from ita.measures.plan_progress import PlanProgress
from ita.report.month_message import name_measure
from ita.report.naming import day_text, indicator_name
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.measures import reports
from ita.ui.measures.month import choose_month
from ita.ui.measures.scope import Scope
from ita.ui.measures.tables import OPTIONAL_TEXTS, history_table, name_divisions
from ita.ui.plans import load_progress
from ita.ui.store_access import may_save
from ita.ui.tables import show_table

_TEXTS = ("activity", "output", "awareness", "deadline_text", "responsible_text", "follow_up_text")


def short_titles(measures: pd.DataFrame, words: Words) -> dict[str, str]:
    """Return number and shortened issue of each measure by its key, for a selectbox."""
    return {row.key: name_measure(row, words) for row in iterate_rows(measures)}


def choose_measure(measures: pd.DataFrame, words: Words) -> str:
    """Return the key of the chosen measure of a non-empty table; URL parameter `measure`."""
    titles = short_titles(measures, words)
    label = words("measures.measure")
    return url_state.select("measure", list(titles), label, format_func=titles.__getitem__)


# A fragment: what is reported of one measure seldom changes the charts of the page.
@st.fragment
def show_report_form(scope: Scope, key: str, words: Words) -> None:
    """Show a measure, by its key, with its history and a form for a new report."""
    before = _find_measure(scope, key)
    # There is more to read after a report than when the page was drawn.
    scope = replace(scope, progress=load_progress(scope.plan, scope.on, words))
    measure = _find_measure(scope, key)
    # All that the rest of the page shows of a measure is its state.
    if measure["state"] != before["state"]:
        st.rerun()
    _show_measure(measure, scope.progress, words)
    st.subheader(words("follow_up.one"), anchor=False)
    reports.show_outcome()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        month = choose_month(scope, words)
        division = _choose_division(scope, measure, words)
    _show_form(reports.MonthReports(scope, month, {key: division}), key, words)


def _find_measure(scope: Scope, key: str) -> pd.Series:
    return scope.measures[scope.measures["key"] == key].iloc[0]


def _show_measure(measure: pd.Series, progress: PlanProgress, words: Words) -> None:
    """Show the whole texts of a measure, the state of each division, and the history."""
    with st.container(border=True):
        issue = escape_markdown(measure["issue"] or MISSING)
        st.markdown(f"**{words.digits(measure['no'])}. {issue}**")
        facts = [
            words(f"measure_states.{measure['state']}"),
            name_divisions(measure["divisions"], words),
            indicator_name(measure["indicator"], words),
            day_text(measure["deadline"], words),
            measure["item_code"],
            ", ".join(measure["question_codes"]),
        ]
        st.caption(escape_markdown(" · ".join(fact for fact in facts if fact)))
        grid = st.grid(3, min_column_width=260)
        for name in (*_TEXTS, *(each for each in OPTIONAL_TEXTS if measure[each])):
            with grid.container():
                st.caption(words(f"measure_texts.{name}"))
                st.text(measure[name] or MISSING)
        _show_tasks(measure, progress, words)
        entries = progress.entries
        history = entries[entries["measure"] == measure["key"]]
        title = words("measures.history", count=words.digits(len(history)))
        st.markdown(f"**{title}**")
        if history.empty:
            st.caption(words("measures.no_history"))
        else:
            show_table(history_table(history, words), words, alt=title, key="history")


def _show_tasks(measure: pd.Series, progress: PlanProgress, words: Words) -> None:
    """Show the state of each division's own work on a measure of several divisions."""
    tasks = progress.tasks[progress.tasks["key"] == measure["key"]]
    if len(tasks) > 1:
        st.markdown(f"**{words('measures.by_division')}**")
        st.caption(
            " · ".join(
                f"{escape_markdown(task.division)}: {words(f'measure_states.{task.state}')}"
                for task in iterate_rows(tasks)
            )
        )


def _choose_division(scope: Scope, measure: pd.Series, words: Words) -> str:
    """Choose whose work is reported: one division's, or the measure as a whole."""
    usual = reports.reporting_division(scope, measure["divisions"])
    tasks = scope.progress.assigned_tasks
    parties = tasks["division"][tasks["key"] == measure["key"]].tolist()
    if scope.named_division is not None or len(parties) < 2:
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


def _show_form(of_month: reports.MonthReports, key: str, words: Words) -> None:
    """Show the report form of a month for one measure, filled with its known report."""
    known = of_month.known()[key]
    form = f"one-{key}-{of_month.divisions[key]}-{of_month.month}-{reports.current_round()}"

    def save() -> None:
        typed = {name: st.session_state[f"{form}-{name}"] for name in reports.BLANK}
        of_month.save({key: typed}, words)

    with st.form(form, enter_to_submit=False):
        st.segmented_control(
            words("follow_up.status"),
            STATUSES,
            default=known["status"],
            required=True,
            format_func=lambda name: words(f"measure_states.{name}"),
            key=f"{form}-status",
        )
        with st.container(horizontal=True):
            reports.ask_reporter(words)
            st.number_input(
                *(words("columns.percent"), 0, 100, known["percent"]),
                key=f"{form}-percent",
                width=130,
            )
            st.text_input(
                words("columns.link"),
                known["link"],
                max_chars=LONGEST_LINK,
                placeholder="https://",
                key=f"{form}-link",
                width=320,
            )
        st.text_area(
            words("columns.note"),
            known["note"],
            max_chars=LONGEST_NOTE,
            height=90,
            key=f"{form}-note",
        )
        st.form_submit_button(
            words("follow_up.report"),
            disabled=not may_save(of_month.scope.agency, words),
            type="primary",
            icon=":material/save:",
            # Saved before the fragment runs again, so that all of it knows of the report.
            on_click=save,
        )
