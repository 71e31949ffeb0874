"""Caches, shared by all visitors, of figures and texts that pages would make on every rerun."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ita.language import MISSING, Words
from ita.ui.sidebar import View

T = TypeVar("T")


def compute_once(key: tuple[Hashable, ...], compute: Callable[[], T]) -> T:
    """Return the result of `compute`, called once per `key`.

    The key begins with the kind of content and contains everything the content depends on: the
    digest of a result, the token of a plan's reading or progress. The returned object is shared by
    all visitors and must not be changed.
    """
    return _compute_once(key, compute)


def cached_content(key: tuple[Hashable, ...], words: Words, make: Callable[[], T]) -> T:
    """Like `compute_once`, once per language and numerals: for sentences, rows and tables."""
    return _compute_once((*key, words.language, words.thai_numerals), make)


def cached_figure(
    key: tuple[Hashable, ...], view: View, make: Callable[[], go.Figure]
) -> go.Figure:
    """Return the figure that `make` draws; like `cached_content`, once per background."""
    return cached_content(("figure", view.look.background, *key), view.words, make)


# A figure takes about 100 kB, a table about 50 kB.
@st.cache_resource(max_entries=512, show_spinner=False)
def _compute_once(key: tuple[Hashable, ...], _compute: Callable[[], Any]) -> Any:
    return _compute()


def printed_table(data: pd.DataFrame) -> str:
    """Return a table as HTML, floats with two decimals; cached by its content."""
    values = pd.util.hash_pandas_object(data, index=False).to_numpy().tobytes()
    return _write_html((*map(str, data.columns), *map(str, data.dtypes)), values, data)


# A table of a hundred questions takes about 40 kB.
@st.cache_data(max_entries=256, show_spinner=False)
def _write_html(columns: tuple[str, ...], values: bytes, _data: pd.DataFrame) -> str:
    return _data.to_html(
        index=False, border=0, escape=True, na_rep=MISSING, float_format="{:.2f}".format
    )
