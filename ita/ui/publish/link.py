"""A link from a page to the picture with the same content."""

import streamlit as st

from ita.language import Words


def link_to_picture(key: str, words: Words) -> None:
    """Show a link to one of COMPOSITIONS on the publish page."""
    st.page_link(
        "pages/publish.py",
        label=words("publish.link"),
        icon=":material/image:",
        query_params={"picture": key},
    )
