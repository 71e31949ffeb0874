"""What every page shares: the words, the look and the assessment that the visitor has chosen."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ita.assessment import Assessment, assessments
from ita.language import Words
from ita.palette import DARK, LIGHT, Look
from ita.reading.problems import Problem
from ita.reading.scores import Reading, read_scores

SCORES = Path(__file__).parent.parent.parent / "data" / "scores"
_KEY = "_view"


@dataclass(frozen=True)
class View:
    """The shared choices of a run; `assessment` is None where there is no usable data."""

    words: Words
    look: Look
    assessment: Assessment | None
    problems: tuple[Problem, ...]


# Keyed on the bytes, so a file that is replaced is read again; bounded, so memory comes back.
@st.cache_resource(max_entries=16, show_spinner=False)
def _read(data: bytes, name: str) -> tuple[Reading, list[Assessment]]:
    reading = read_scores(data, name)
    return reading, assessments(reading)


def choose_words() -> Words:
    """Language and numerals, two switches in the sidebar that are kept in the address.

    Their labels are the same in both languages, so that nobody is lost in the wrong one.
    """
    with st.sidebar:
        english = st.toggle("English", key="english", bind="query-params")
        thai_numerals = st.toggle("เลขไทย ๑๒๓", key="thai_numerals", bind="query-params")
    return Words("en" if english else "th", thai_numerals=thai_numerals)


def choose_view(words: Words) -> View:
    """The data set, chosen in the sidebar among the bundled workbooks; remembers the view."""
    look = DARK if st.context.theme.type == "dark" else LIGHT
    readings = [_read(path.read_bytes(), path.name) for path in sorted(SCORES.glob("*.xlsx"))]
    found = [each for _, own in readings for each in own]
    problems = tuple(problem for reading, _ in readings for problem in reading.problems)
    if not found:
        view = View(words, look, None, problems)
    else:
        labels = {_slug(each): each for each in found}
        chosen = st.sidebar.selectbox(
            words("shared.data"),
            list(labels),
            key="data",
            bind="query-params",
        )
        assessment = labels[chosen]
        view = View(words, look, assessment, assessment.problems)
    st.session_state[_KEY] = view
    return view


def current_view() -> View:
    """The view that the entrance prepared for this run."""
    return st.session_state[_KEY]


def _slug(assessment: Assessment) -> str:
    return f"{assessment.agency} {assessment.fiscal_year or ''}".strip()


def label(assessment: Assessment, words: Words) -> str:
    """Agency and year as a visitor reads them."""
    year = assessment.fiscal_year
    told = words("figures.fiscal_year", year=words.digits(year)) if year else ""
    return f"{assessment.agency} {told}".strip()
