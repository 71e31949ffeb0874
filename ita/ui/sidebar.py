"""What every page shares: the words, the look and the assessment that the visitor has chosen."""

from dataclasses import dataclass
from itertools import islice

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.charts.palette import DARK, LIGHT, Look
from ita.domain.problems import Problem
from ita.language import Words
from ita.thai.text import comparison_key
from ita.ui import url_state
from ita.ui.datasets import DataSet, choices, default_key

_KEY = "_view"
_ANNOUNCED = "_announced"
DATA = "data"
# Of more data sets than this the sidebar lists those that are searched for.
MANY = 100


@dataclass(frozen=True)
class View:
    """The shared choices of a run; `assessment` is None where there is no usable data."""

    words: Words
    look: Look
    assessment: Assessment | None
    problems: tuple[Problem, ...]


def choose_words() -> Words:
    """Language and numerals, two switches in the sidebar that are kept in the address.

    Their labels are the same in both languages, so that nobody is lost in the wrong one.
    """
    with st.sidebar:
        english = st.toggle("English", key="english", bind="query-params")
        thai_numerals = st.toggle("เลขไทย ๑๒๓", key="thai_numerals", bind="query-params")
    return Words("en" if english else "th", thai_numerals=thai_numerals)


def choose_view(words: Words) -> View:
    """The data set, chosen in the sidebar; remembers the view for the page of this run."""
    look = DARK if st.context.theme.type == "dark" else LIGHT
    found, problems = choices()
    if found:
        chosen = _choose_data_set(found, words)
        view = View(words, look, chosen.assessment, chosen.assessment.problems)
    else:
        view = View(words, look, None, problems)
    st.session_state[_KEY] = view
    return view


def _choose_data_set(found: list[DataSet], words: Words) -> DataSet:
    """The data set that the address names; of very many those that fit what is searched for."""
    by_key = {each.key: each for each in found}
    chosen = url_state.asked(DATA, list(by_key), default_key(found)) or ""
    shown = list(by_key)
    with st.sidebar:
        if len(shown) > MANY:
            shown = _searched(shown, chosen, words)
        st.selectbox(
            words("shared.data"),
            shown,
            key=url_state.key(DATA),
            on_change=url_state.keep,
            args=(DATA,),
        )
    return by_key[chosen]


def _searched(keys: list[str], chosen: str, words: Words) -> list[str]:
    """The first keys that hold what is typed, and the chosen one in any case."""
    typed = st.text_input(
        words("shared.search", count=words.digits(f"{len(keys):,}")),
        placeholder=words("shared.search_for"),
        type="search",
        live=True,
        persist_state="session",
        key="data-search",
    )
    fitting = list(
        islice((each for each in keys if comparison_key(typed) in comparison_key(each)), MANY)
    )
    if not fitting:
        st.caption(words("shared.search_empty"))
    return fitting if chosen in fitting else [chosen, *fitting]


def current_view() -> View:
    """The view that the entrance prepared for this run."""
    return st.session_state[_KEY]


def put_data_set(chosen: str) -> None:
    """Choose a data set by its key; the next run shows it."""
    url_state.put(DATA, chosen)


def announce(message: str) -> None:
    """Keep a sentence of success for the page that is shown next."""
    st.session_state[_ANNOUNCED] = message


def announced() -> str:
    """What was announced for this page, once; "" for nothing."""
    return st.session_state.pop(_ANNOUNCED, "")


def label(assessment: Assessment, words: Words) -> str:
    """Agency and year as a visitor reads them."""
    year = assessment.fiscal_year
    told = words("figures.fiscal_year", year=words.digits(year)) if year else ""
    return f"{assessment.agency} {told}".strip()
