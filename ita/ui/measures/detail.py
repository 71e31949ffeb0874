"""One measure in full: its texts, how it stands, and everything that was ever reported of it."""

import pandas as pd
import streamlit as st

from ita.domain.tables import iterate_rows
from ita.language import MISSING, Words
from ita.measures.message import name_measure
from ita.measures.plan_progress import PlanProgress
from ita.report.naming import day_text, indicator_name
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.measures.tables import history_table, name_divisions
from ita.ui.tables import show_table

_TEXTS = ("activity", "output", "awareness", "deadline_text", "responsible_text", "follow_up_text")
# Shown only where a plan has them; the office's own document has no such columns.
_OPTIONAL_TEXTS = ("kpi", "budget")


def open_measure(key: str) -> None:
    """Chooses the measure that was clicked."""
    url_state.set_choice("measure", key)


def choose_measure(measures: pd.DataFrame, words: Words) -> str:
    """The key of the chosen measure of a table that has some, in the address as `measure`."""
    titles = short_titles(measures, words)
    label = words("measures.measure")
    return url_state.select("measure", list(titles), label, format_func=titles.__getitem__)


def measure_titles(measures: pd.DataFrame, words: Words) -> dict[str, str]:
    """Number and issue of every measure, by its key."""
    issues = measures["issue"].where(measures["issue"] != "", measures["activity"])
    return {
        key: f"{words.digits(no)}. {issue}"
        for key, no, issue in zip(measures["key"], measures["no"], issues, strict=True)
    }


def short_titles(measures: pd.DataFrame, words: Words) -> dict[str, str]:
    """As `measure_titles`, short enough for a chooser."""
    return {row.key: name_measure(row, words) for row in iterate_rows(measures)}


def show_measure(measure: pd.Series, progress: PlanProgress, words: Words) -> None:
    """The columns of a measure with their whole texts, how each division stands, and its history."""
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
        for name in (*_TEXTS, *(each for each in _OPTIONAL_TEXTS if measure[each])):
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
    """How each of several divisions stands with its own work on the measure."""
    tasks = progress.tasks[progress.tasks["key"] == measure["key"]]
    if len(tasks) > 1:
        st.markdown(f"**{words('measures.by_division')}**")
        st.caption(
            " · ".join(
                f"{escape_markdown(task.division)}: {words(f'measure_states.{task.state}')}"
                for task in iterate_rows(tasks)
            )
        )
