"""The way from a page to the picture that says the same."""

import streamlit as st

from ita.language import Words


def link_to_picture(key: str, words: Words) -> None:
    """A link to one of COMPOSITIONS on the publish page, of the result that is chosen."""
    st.page_link(
        "pages/publish.py",
        label=words("publish.link"),
        icon=":material/image:",
        query_params={"picture": key},
    )
