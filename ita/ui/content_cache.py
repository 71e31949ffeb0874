"""What is drawn or written of a result once for all visitors, not at every rerun of a page."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ita.language import MISSING, Words
from ita.ui.sidebar import View

T = TypeVar("T")


def compute_once(key: tuple[Hashable, ...], compute: Callable[[], T]) -> T:
    """What `compute` gives, once for each `key`.

    The key begins with what it is and says all that it depends on, of a result its digest, of a
    plan the token of its reading or progress. It is shared by every visitor of the same, so nobody
    may change it.
    """
    return _compute_once(key, compute)


def cached_content(key: tuple[Hashable, ...], words: Words, make: Callable[[], T]) -> T:
    """As `compute_once`, once for each language and numerals: sentences, rows, tables to read."""
    return _compute_once((*key, words.language, words.thai_numerals), make)


def cached_figure(
    key: tuple[Hashable, ...], view: View, make: Callable[[], go.Figure]
) -> go.Figure:
    """The figure that `make` draws, as `cached_content`, once for each look."""
    return cached_content(("figure", view.look.background, *key), view.words, make)


# A figure takes some 100 kB, a table half of it.
@st.cache_resource(max_entries=512, show_spinner=False)
def _compute_once(key: tuple[Hashable, ...], _compute: Callable[[], Any]) -> Any:
    return _compute()


def printed_table(data: pd.DataFrame) -> str:
    """A table as HTML with figures of two decimals, written once for each content."""
    values = pd.util.hash_pandas_object(data, index=False).to_numpy().tobytes()
    return _write_html((*map(str, data.columns), *map(str, data.dtypes)), values, data)


# A table of a hundred questions takes some 40 kB.
@st.cache_data(max_entries=256, show_spinner=False)
def _write_html(columns: tuple[str, ...], values: bytes, _data: pd.DataFrame) -> str:
    return _data.to_html(
        index=False, border=0, escape=True, na_rep=MISSING, float_format="{:.2f}".format
    )
