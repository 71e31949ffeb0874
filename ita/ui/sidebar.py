"""The choices that all pages share, made in the sidebar: language, numerals, and the result."""

from dataclasses import dataclass
from itertools import chain

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.charts.palette import DARK, LIGHT, Look
from ita.domain.agencies import agency_key
from ita.domain.problems import Problem
from ita.language import Words
from ita.ui import url_state
from ita.ui.results import (
    SCORES,
    ResultOption,
    agency_names,
    default_option,
    find_key,
    find_option,
    options_of_agency,
    readable_options,
)

_VIEW = "_view"
_ANNOUNCEMENT = "_announcement"
DATA = "data"
_AGENCY = "data-agency"
# With more agencies than this the sidebar lists only the matches of a search.
MANY = 100


@dataclass(frozen=True)
class View:
    """The shared choices of a script run; `chosen` is None if there is no result to show."""

    words: Words
    look: Look
    chosen: ResultOption | None

    @property
    def assessment(self) -> Assessment:
        """The chosen result. Raises ValueError if there is none."""
        if self.chosen is None:
            raise ValueError("there is no result to show")
        return self.chosen.assessment

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the chosen result, or of the bundled files if there is no result."""
        return self.chosen.assessment.problems if self.chosen else SCORES.bundled_problems()


def choose_words() -> Words:
    """Show switches for language and numerals in the sidebar; both are stored in the URL.

    Their labels are the same in both languages, so that visitors can find them in either.
    """
    with st.sidebar:
        english = st.toggle("English", key="english", bind="query-params")
        thai_numerals = st.toggle("เลขไทย ๑๒๓", key="thai_numerals", bind="query-params")
    return Words("en" if english else "th", thai_numerals=thai_numerals)


def choose_view(words: Words) -> View:
    """Show the choice of the result in the sidebar; store and return the view of this run."""
    look = DARK if st.context.theme.type == "dark" else LIGHT
    st.session_state[_VIEW] = View(words, look, _choose_result(words))
    return current_view()


def current_view() -> View:
    """Return the view that `choose_view` stored for this run."""
    return st.session_state[_VIEW]


def _choose_result(words: Words) -> ResultOption | None:
    """Show the choice of agency and year; return the result in the URL, or else the default."""
    _follow_renamed()
    chosen, default = _chosen_and_default()
    if chosen is None or default is None:
        return None
    with st.sidebar:
        _choose_agency(chosen, words)
        options = options_of_agency(chosen.agency)
        years = {each.key: _year_label(each, words) for each in options}
        label = words("shared.year")
        key = url_state.select(
            DATA, list(years), label, default=default.key, format_func=years.__getitem__
        )
    return chosen if key == chosen.key else next(each for each in options if each.key == key)


def _chosen_and_default() -> tuple[ResultOption | None, ResultOption | None]:
    """Return the result to show and the default one, which is not in the URL; None if none exists.

    Saved workbooks that can no longer be read are skipped.
    """
    address = url_state.current_choice(DATA)
    option = find_option(address) if address else None
    if option is not None and option.is_readable:
        if option.key != address:
            url_state.set_choice(DATA, option.key)
        return option, default_option()
    if option is not None:
        url_state.note_unknown(DATA, option.key)
        url_state.set_choice(DATA, None)
    default = default_option()
    if default is not None and not default.is_readable:
        same = (each for each in options_of_agency(default.agency) if each.is_readable)
        default = next(chain(same, readable_options(MANY)), None)
    if default is None and address:
        url_state.note_unknown(DATA, address)
    return default, default


def _follow_renamed() -> None:
    """Keep an opened file chosen if its key changed because its agency or year was corrected."""
    before = st.session_state[_VIEW].chosen if _VIEW in st.session_state else None
    if before is None or before.origin != "visit" or find_option(before.key) is not None:
        return
    renamed = find_key(before.digest)
    if renamed:
        url_state.set_choice(DATA, renamed)


def _choose_agency(chosen: ResultOption, words: Words) -> None:
    """Show the choice of agency; with more than MANY, of the matches and the chosen agency."""
    names = agency_names("", MANY + 1)
    if len(names) > MANY:
        names = _search(words)
    if agency_key(chosen.agency) not in {agency_key(each) for each in names}:
        names.insert(0, chosen.agency)
    # The chosen agency is spelled as in the keys of its results.
    names = [
        chosen.agency if agency_key(each) == agency_key(chosen.agency) else each for each in names
    ]
    st.session_state[_AGENCY] = chosen.agency
    st.selectbox(
        words("shared.agency"),
        names,
        key=_AGENCY,
        on_change=_show_agency,
        args=(chosen.fiscal_year,),
    )


def _show_agency(fiscal_year: int | None) -> None:
    """Choose the agency of the widget, in the same year if it has a result, else in its newest."""
    options = options_of_agency(st.session_state[_AGENCY])
    if not options:
        # Only a forged message names an agency that is not listed.
        url_state.note_unknown(DATA, st.session_state[_AGENCY])
    same = [each.key for each in options if each.fiscal_year == fiscal_year]
    for key in (same or [each.key for each in options])[:1]:
        url_state.set_choice(DATA, key)


def _year_label(option: ResultOption, words: Words) -> str:
    """Return the year, with a number if the agency has several results of that year."""
    year = option.fiscal_year
    name = f"{option.agency} {year or ''}".strip()
    label = words.digits(year) if year else words("shared.no_year")
    return label + words.digits(option.key.removeprefix(name))


def _search(words: Words) -> list[str]:
    """Show a search field; return the first MANY agencies that match."""
    typed = st.text_input(
        words("shared.search_agency"),
        placeholder=words("shared.search_for"),
        type="search",
        live=True,
        persist_state="session",
        key="data-search",
    )
    names = agency_names(typed or "", MANY)
    if not names:
        st.caption(words("shared.search_empty"))
    return names


def announce(message: str) -> None:
    """Store a success message for the page that is shown next."""
    st.session_state[_ANNOUNCEMENT] = message


def pop_announcement() -> str:
    """Return and delete the announced message; "" if there is none."""
    return st.session_state.pop(_ANNOUNCEMENT, "")


def result_label(assessment: Assessment, words: Words) -> str:
    """Return agency and fiscal year for display."""
    year = assessment.fiscal_year
    in_year = words("figures.fiscal_year", year=words.digits(year)) if year else ""
    return f"{assessment.agency} {in_year}".strip()
