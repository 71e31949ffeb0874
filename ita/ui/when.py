"""The day and the month that a page is about, both in the address."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from ita.language import Words
from ita.ui import url_state
from ita.ui.measures.tables import month_text


def asked_day() -> date:
    """The day in the address, else today."""
    return url_state.asked_day("on", date.today())


def day_input(words: Words, keep: Callable[[str], None] = url_state.keep) -> None:
    """The field of `asked_day`, which must be asked before; `keep` takes what is chosen."""
    st.date_input(
        words("measures.on"),
        key=url_state.key("on"),
        on_change=keep,
        args=("on",),
        min_value=date(1950, 1, 1),
        max_value=date(2150, 12, 31),
        format="DD/MM/YYYY",
        width=160,
        help=words("measures.on_help"),
    )


def choose_month(
    months: Sequence[str], first: str, words: Words, keep: Callable[[str], None] = url_state.keep
) -> str:
    """One of some months ("2023-04"), `first` where the address names none of them."""
    url_state.asked("month", months, first)
    return st.selectbox(
        words("follow_up.month"),
        months,
        format_func=lambda month: month_text(month, words),
        key=url_state.key("month"),
        on_change=keep,
        args=("month",),
        width=180,
    )
