"""What every page shares, chosen in the sidebar: language, numerals, and the result on the page."""

from dataclasses import dataclass
from itertools import islice

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.charts.palette import DARK, LIGHT, Look
from ita.domain.problems import Problem
from ita.language import Words
from ita.thai.text import comparison_key
from ita.ui import url_state
from ita.ui.results import SCORES, ResultOption, available_results, default_key

_VIEW = "_view"
_ANNOUNCEMENT = "_announcement"
DATA = "data"
# Of more results than this the sidebar lists those that are searched for.
MANY = 100


@dataclass(frozen=True)
class View:
    """The shared choices of a run; `chosen` is None where there is no result to show."""

    words: Words
    look: Look
    chosen: ResultOption | None

    @property
    def assessment(self) -> Assessment:
        """The chosen result, on the pages that are shown only where there is one."""
        if self.chosen is None:
            raise ValueError("there is no result to show")
        return self.chosen.assessment

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the chosen result, or else of the bundled files, which hold none."""
        return self.chosen.assessment.problems if self.chosen else SCORES.bundled_problems()


def choose_words() -> Words:
    """Language and numerals, two switches in the sidebar that are kept in the address.

    Their labels are the same in both languages, so that nobody is lost in the wrong one.
    """
    with st.sidebar:
        english = st.toggle("English", key="english", bind="query-params")
        thai_numerals = st.toggle("เลขไทย ๑๒๓", key="thai_numerals", bind="query-params")
    return Words("en" if english else "th", thai_numerals=thai_numerals)


def choose_view(words: Words) -> View:
    """The result, chosen in the sidebar; remembers the view for the page of this run."""
    look = DARK if st.context.theme.type == "dark" else LIGHT
    options = available_results()
    chosen = _choose_result(options, words) if options else None
    st.session_state[_VIEW] = View(words, look, chosen)
    return current_view()


def current_view() -> View:
    """The view that the entrance prepared for this run."""
    return st.session_state[_VIEW]


def _choose_result(options: list[ResultOption], words: Words) -> ResultOption:
    """The result that the address names; of very many those that fit what is searched for."""
    by_key = {each.key: each for each in options}
    _follow_renamed(options)
    default = default_key(options)
    chosen = url_state.read_from_url(DATA, list(by_key), default) or default
    keys = list(by_key)
    with st.sidebar:
        if len(keys) > MANY:
            keys = _search(keys, chosen, words)
        return by_key[url_state.select(DATA, keys, words("shared.data"), default=default)]


def _follow_renamed(options: list[ResultOption]) -> None:
    """A file whose agency or year an answer has changed stays the chosen one under its new name."""
    before = st.session_state[_VIEW].chosen if _VIEW in st.session_state else None
    if before is None or before.key in {each.key for each in options}:
        return
    renamed = next((each.key for each in options if each.digest == before.digest), None)
    if renamed:
        url_state.set_choice(DATA, renamed)


def _search(keys: list[str], chosen: str, words: Words) -> list[str]:
    """The first keys that hold what is typed, and the chosen one in any case."""
    typed = st.text_input(
        words("shared.search", count=words.digits(f"{len(keys):,}")),
        placeholder=words("shared.search_for"),
        type="search",
        live=True,
        persist_state="session",
        key="data-search",
    )
    wanted = comparison_key(typed or "")
    fitting = list(islice((each for each in keys if wanted in comparison_key(each)), MANY))
    if not fitting:
        st.caption(words("shared.search_empty"))
    return fitting if chosen in fitting else [chosen, *fitting]


def announce(message: str) -> None:
    """Keeps a sentence of success for the page that is shown next."""
    st.session_state[_ANNOUNCEMENT] = message


def pop_announcement() -> str:
    """What was announced for this page, once; "" for nothing."""
    return st.session_state.pop(_ANNOUNCEMENT, "")


def result_label(assessment: Assessment, words: Words) -> str:
    """Agency and year as a visitor reads them."""
    year = assessment.fiscal_year
    in_year = words("figures.fiscal_year", year=words.digits(year)) if year else ""
    return f"{assessment.agency} {in_year}".strip()
