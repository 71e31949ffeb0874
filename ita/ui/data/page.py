"""The sections of the data page: introduction, uploader, opened files, blank workbooks."""

from functools import partial

import streamlit as st

from ita.domain.framework import available_frameworks, load_framework
from ita.language import Words
from ita.publishing.excel.blank_workbook import make_blank_workbook
from ita.reading.files.workbook import DEFAULT_LIMITS, display_name
from ita.ui.data.one_file import show_file
from ita.ui.files.workbooks import ENDINGS, LARGEST_UPLOAD, MEGABYTE
from ita.ui.markdown import escape_markdown
from ita.ui.results import SCORES
from ita.ui.sidebar import View
from ita.ui.tables import XLSX

_EXAMPLE = "yannawa_2565.xlsx"
_FIRST_FORM = (2565, "bangkok")
_UPLOADS = "_uploads"
_REPEATED = "_repeated-files"


def show_introduction(words: Words) -> None:
    """Show the purpose of the page, and a note that opened files stay on this machine."""
    st.markdown(words("data.introduction"))
    st.caption(words("data.private"))


def choose_files(words: Words) -> None:
    """Show the uploader, which is emptied once its files are opened."""
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
    """Show every opened file and its contents, the newest first."""
    for each in reversed(list(SCORES.opened.values())):
        show_file(each, view)


def show_forms(words: Words) -> None:
    """Offer a blank workbook for a year and variant, and a filled-in example."""
    st.subheader(words("data.forms"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            words("data.form_for"),
            available_frameworks(),
            index=available_frameworks().index(_FIRST_FORM),
            format_func=lambda key: (
                f"{words.digits(key[0])} · {words.of(load_framework(*key).variant_name)}"
            ),
            key="form",
            width=260,
        )
        year, variant = chosen
        st.download_button(
            words("data.empty_form"),
            partial(make_blank_workbook, load_framework(year, variant), words),
            f"ita-{year}-{variant}.xlsx",
            XLSX,
            on_click="ignore",
            icon=":material/download:",
        )
        example = SCORES.folder / _EXAMPLE
        if example.exists():
            st.download_button(
                words("data.example"),
                example.read_bytes,
                _EXAMPLE,
                XLSX,
                on_click="ignore",
                icon=":material/download:",
            )
