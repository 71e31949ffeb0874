"""Saving an opened file in the library: a form that asks who saves, then the saved result."""

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.mapping import NO_ANSWERS
from ita.language import Words
from ita.ui.datasets import FileResult, keys_of
from ita.ui.files.answers import with_layouts
from ita.ui.files.opened import OpenedFile, close
from ita.ui.sidebar import announce, put_data_set
from ita.ui.store_access import signed, store, told


def save_form(each: OpenedFile, result: FileResult, words: Words) -> None:
    """Saves the file with its answers for everybody; afterwards it is chosen and shown."""
    with st.popover(words("library.keep"), icon=":material/inventory_2:"):
        st.caption(words("library.shared"))
        who = signed(words("library.save"), f"save-{each.key}", words)
    if who:
        with told(words):
            _save(each, result, who)
            announce(words("library.saved"))
            close(each)
            keys = keys_of(each.digest)
            if keys:
                put_data_set(keys[0])
                st.switch_page("pages/overview.py")
            st.rerun()


def _save(each: OpenedFile, result: FileResult, who: str) -> None:
    mapping = with_layouts(each.answers.mapping, result.reading.tables)
    agency, fiscal_year = _owner(result.assessments)
    store().save_file(
        "scores",
        each.data,
        name=each.name,
        who=who,
        agency=agency,
        fiscal_year=fiscal_year,
        mapping="" if mapping == NO_ANSWERS else mapping.to_json(),
    )


def _owner(found: list[Assessment]) -> tuple[str, int | None]:
    """The agency and the year that all results of a file have in common; blank for several."""
    agencies = {each.agency for each in found}
    years = {each.fiscal_year for each in found}
    return (
        agencies.pop() if len(agencies) == 1 else "",
        years.pop() if len(years) == 1 else None,
    )
