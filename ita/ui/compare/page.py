"""What the sections of the compare page share: the switch between them, the way to more files."""

import streamlit as st

from ita.language import Words
from ita.ui import url_state

VIEWS = ("years", "agencies", "best")


def choose_section(words: Words) -> str:
    """The part of the page, in the address as `view`."""
    return url_state.segments(
        "view",
        VIEWS,
        words("compare.section"),
        format_func=lambda name: words(f"compare_views.{name}"),
        label_visibility="collapsed",
    )


def link_to_data(words: Words) -> None:
    """The way to open the files that a comparison lacks."""
    label = words("compare.open_file")
    st.page_link("pages/data.py", label=label, icon=":material/upload_file:")
