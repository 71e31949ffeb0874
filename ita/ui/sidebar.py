"""What every page shares, chosen in the sidebar: language, numerals, and the result on the page."""

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
# Of more agencies than this the sidebar lists those that are searched for.
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
    st.session_state[_VIEW] = View(words, look, _choose_result(words))
    return current_view()


def current_view() -> View:
    """The view that the entrance prepared for this run."""
    return st.session_state[_VIEW]


def _choose_result(words: Words) -> ResultOption | None:
    """The result that the address names, or else the default: its agency, then its year."""
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
    """The result to show, and the one that needs no address; both None where there is none.

    A saved workbook that cannot be read any more is passed over.
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
    """A file whose agency or year an answer has changed stays the chosen one under its new name."""
    before = st.session_state[_VIEW].chosen if _VIEW in st.session_state else None
    if before is None or before.origin != "visit" or find_option(before.key) is not None:
        return
    renamed = find_key(before.digest)
    if renamed:
        url_state.set_choice(DATA, renamed)


def _choose_agency(chosen: ResultOption, words: Words) -> None:
    """The agencies that fit what is typed where they are many, and the chosen one in any case."""
    names = agency_names("", MANY + 1)
    if len(names) > MANY:
        names = _search(words)
    if agency_key(chosen.agency) not in {agency_key(each) for each in names}:
        names.insert(0, chosen.agency)
    # One spelling for each agency: that of the keys.
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
    """Chooses the agency of the widget, in the same year where it has one, else in its newest."""
    options = options_of_agency(st.session_state[_AGENCY])
    if not options:
        # Only a message that no page sends asks for an agency that is not listed.
        url_state.note_unknown(DATA, st.session_state[_AGENCY])
    same = [each.key for each in options if each.fiscal_year == fiscal_year]
    for key in (same or [each.key for each in options])[:1]:
        url_state.set_choice(DATA, key)


def _year_label(option: ResultOption, words: Words) -> str:
    """The year, and the number that tells results of one agency and year apart."""
    year = option.fiscal_year
    name = f"{option.agency} {year or ''}".strip()
    label = words.digits(year) if year else words("shared.no_year")
    return label + words.digits(option.key.removeprefix(name))


def _search(words: Words) -> list[str]:
    """The first agencies that fit what is typed."""
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
