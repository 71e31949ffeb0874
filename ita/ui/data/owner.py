"""Agency, year and type of agency of an opened file: asked for, or to be corrected."""

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.framework import VARIANTS, available_frameworks, load_framework
from ita.language import Words
from ita.ui.files.workbooks import OpenedFile
from ita.ui.results import ScoreContents


def is_owner_unknown(results: list[Assessment]) -> bool:
    """Whether the agency or the year of a result is not known."""
    return any(not each.agency or each.fiscal_year is None for each in results)


def show_owner(each: OpenedFile[ScoreContents], words: Words) -> None:
    """The fields, in sight where something is not known, else behind a button."""
    if is_owner_unknown(each.contents.assessments):
        st.warning(words("data.whose_is_it"), icon=":material/help:")
        _show_fields(each, words)
    else:
        with st.popover(words("data.correct_owner"), icon=":material/edit:", type="tertiary"):
            _show_fields(each, words)


def _show_fields(each: OpenedFile[ScoreContents], words: Words) -> None:
    """What a visitor types or chooses counts from then on; what is left as it is stays the file's.

    What every row of several says of itself is corrected in the sheet, not for all of them.
    """
    results, corrected = each.contents.assessments, each.answers.corrections
    agencies = sorted({result.agency for result in results} - {""})
    years = {result.fiscal_year for result in results if result.fiscal_year is not None}
    agency, year, variant = (f"{name}-{each.key}" for name in ("agency", "year", "variant"))
    state = st.session_state

    def correct() -> None:
        each.answers.correct_owner(state[agency].strip() or None, state[year], state[variant])

    # The widgets show what counts now, also after answers given elsewhere.
    state[agency] = corrected.agency or (agencies[0] if len(agencies) == 1 else "")
    state[year] = corrected.fiscal_year or (next(iter(years)) if len(years) == 1 else None)
    state[variant] = corrected.variant or results[0].framework.variant
    several = words("data.several", count=words.digits(len(agencies)))
    with st.container(horizontal=True):
        st.text_input(
            words("data.agency"),
            placeholder=several if len(agencies) > 1 else None,
            max_chars=200,
            disabled=len(agencies) > 1 and all(result.agency for result in results),
            key=agency,
            on_change=correct,
        )
        st.selectbox(
            words("data.year"),
            sorted({year for year, _ in available_frameworks()} | years, reverse=True),
            placeholder=words("data.several_years" if years else "data.choose_year"),
            format_func=words.digits,
            disabled=len(years) > 1 and all(result.fiscal_year for result in results),
            key=year,
            on_change=correct,
        )
        st.selectbox(
            words("data.variant"),
            VARIANTS,
            format_func=lambda name: words.of(load_framework(2565, name).variant_name),
            key=variant,
            on_change=correct,
        )
