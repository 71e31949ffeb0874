"""Workbooks to begin with: an empty form for a year and variant, and a filled-in example."""

from functools import partial

import streamlit as st

from ita.domain.framework import available_frameworks, load_framework
from ita.language import Words
from ita.publishing.excel.blank_workbook import make_blank_workbook
from ita.ui.results import SCORES
from ita.ui.tables import XLSX

EXAMPLE = "yannawa_2565.xlsx"
FIRST = (2565, "bangkok")


def show_forms(words: Words) -> None:
    """An empty workbook for a year and variant, and a filled-in one as an example."""
    st.subheader(words("data.forms"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            words("data.form_for"),
            available_frameworks(),
            index=available_frameworks().index(FIRST),
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
        example = SCORES.folder / EXAMPLE
        if example.exists():
            st.download_button(
                words("data.example"),
                example.read_bytes,
                EXAMPLE,
                XLSX,
                on_click="ignore",
                icon=":material/download:",
            )
