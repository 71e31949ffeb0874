"""The data page as a whole: what it is for, and every opened file, the newest first."""

import streamlit as st

from ita.language import Words
from ita.ui.data.one_file import one_file
from ita.ui.files import opened
from ita.ui.sidebar import View


def introduction(words: Words) -> None:
    """What the page is for, and where the data goes: nowhere."""
    st.markdown(words("data.introduction"))
    st.caption(words("data.private"))


def open_files(view: View) -> None:
    """Every opened file with what was read of it, the newest first."""
    for each in reversed(list(opened.opened().values())):
        one_file(each, view)
