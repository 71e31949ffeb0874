"""The data page as a whole: what it is for, the uploader, and every opened file."""

import streamlit as st

from ita.language import Words
from ita.reading.files.workbook import DEFAULT_LIMITS, display_name
from ita.ui.data.one_file import show_file
from ita.ui.files.workbooks import ENDINGS, LARGEST_UPLOAD, MEGABYTE
from ita.ui.markdown import escape_markdown
from ita.ui.results import SCORES
from ita.ui.sidebar import View

_UPLOADS = "_uploads"
_REPEATED = "_repeated-files"


def show_introduction(words: Words) -> None:
    """What the page is for, and where the data goes: nowhere."""
    st.markdown(words("data.introduction"))
    st.caption(words("data.private"))


def choose_files(words: Words) -> None:
    """The uploader; what is put into it moves to the opened files, and it is free again."""
    key = f"files-{st.session_state.setdefault(_UPLOADS, 0)}"
    st.file_uploader(
        words(
            "data.upload",
            endings=", ".join(ENDINGS),
            megabytes=words.digits(DEFAULT_LIMITS.file_bytes // MEGABYTE),
        ),
        accept_multiple_files=True,
        max_upload_size=LARGEST_UPLOAD,
        key=key,
        on_change=_open_uploads,
        args=(key,),
    )
    for name, first in st.session_state.pop(_REPEATED, []):
        sentence = words(
            "data.same_content", name=escape_markdown(name), first=escape_markdown(first)
        )
        st.info(sentence, icon=":material/content_copy:")


def _open_uploads(key: str) -> None:
    repeated = []
    for each in st.session_state[key]:
        name = display_name(each.name)
        count = len(SCORES.opened)
        file = SCORES.open(name, each.getvalue())
        if len(SCORES.opened) == count:
            repeated.append((name, file.name))
    st.session_state[_REPEATED] = repeated
    st.session_state[_UPLOADS] += 1


def show_opened_files(view: View) -> None:
    """Every opened file with what was read of it, the newest first."""
    for each in reversed(list(SCORES.opened.values())):
        show_file(each, view)
