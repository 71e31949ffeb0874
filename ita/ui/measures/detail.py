"""One measure whole: its texts, how it stands, and everything that was ever reported of it."""

import pandas as pd
import streamlit as st

from ita.language import MISSING, Words
from ita.measures.by_division import division_relation
from ita.report.naming import day_text, indicator_name
from ita.ui import show, url_state
from ita.ui.markdown import literal
from ita.ui.measures.tables import history_frame

# Letters of an issue that tell measures apart in a chooser.
SHORT = 60
_TEXTS = ("activity", "output", "awareness", "deadline_text", "responsible_text", "follow_up_text")
# Shown only where a plan has them; the office's own document has no such columns.
_MORE_TEXTS = ("kpi", "budget")


def open_measure(key: str) -> None:
    """Choose the measure that was clicked."""
    url_state.put("measure", key)


def choose_measure(table: pd.DataFrame, words: Words) -> str:
    """The key of the chosen measure of a table that has some, in the address as `measure`."""
    names = dict(zip(table["key"], title_of(table, words), strict=True))
    url_state.asked("measure", list(names), next(iter(names)))
    return st.selectbox(
        words("measures.measure"),
        list(names),
        format_func=names.get,
        key=url_state.key("measure"),
        on_change=url_state.keep,
        args=("measure",),
    )


def title_of(table: pd.DataFrame, words: Words, letters: int | None = SHORT) -> list[str]:
    """Number and issue of every measure, by default short enough for a chooser."""
    titles = [(row.no, row.issue or row.activity) for row in table.itertuples()]
    return [
        f"{words.digits(no)}. {title[:letters]}"
        + ("…" if letters is not None and len(title) > letters else "")
        for no, title in titles
    ]


def detail(row: pd.Series, division: str | None, entries: pd.DataFrame, words: Words) -> None:
    """The columns of a measure with their whole texts, and its history."""
    with st.container(border=True):
        st.markdown(f"**{words.digits(row['no'])}. {literal(row['issue'] or MISSING)}**")
        facts = [
            words(f"measure_states.{row['state']}"),
            words(f"relations.{division_relation(row['divisions'], division)}"),
            indicator_name(row["indicator"], words),
            day_text(row["deadline"], words),
            row["item_code"],
            ", ".join(row["question_codes"]),
        ]
        st.caption(literal(" · ".join(fact for fact in facts if fact)))
        grid = st.grid(3, min_column_width=260)
        for name in (*_TEXTS, *(each for each in _MORE_TEXTS if row[each])):
            with grid.container():
                st.caption(words(f"measure_texts.{name}"))
                st.text(row[name] or MISSING)
        own = entries[entries["measure"] == row["key"]]
        st.markdown(f"**{words('measures.history', count=words.digits(len(own)))}**")
        if own.empty:
            st.caption(words("measures.no_history"))
        else:
            show.table(
                history_frame(own, words),
                words,
                alt=words("measures.history", count=words.digits(len(own))),
                key="history",
            )
