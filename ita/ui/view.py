"""What every page shares: the words, the look and the assessment that the visitor has chosen."""

from dataclasses import dataclass

import streamlit as st

from ita.assessment import Assessment
from ita.language import Words
from ita.palette import DARK, LIGHT, Look
from ita.reading.problems import Problem
from ita.ui.datasets import choices

_KEY = "_view"
DATA = "data"


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
        by_key = {each.key: each.assessment for each in found}
        chosen = st.sidebar.selectbox(
            words("shared.data"), list(by_key), key=DATA, bind="query-params"
        )
        assessment = by_key[chosen]
        view = View(words, look, assessment, assessment.problems)
    else:
        view = View(words, look, None, problems)
    st.session_state[_KEY] = view
    return view


def current_view() -> View:
    """The view that the entrance prepared for this run."""
    return st.session_state[_KEY]


def label(assessment: Assessment, words: Words) -> str:
    """Agency and year as a visitor reads them."""
    year = assessment.fiscal_year
    told = words("figures.fiscal_year", year=words.digits(year)) if year else ""
    return f"{assessment.agency} {told}".strip()
