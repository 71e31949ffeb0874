"""What is drawn or written of a result once for all visitors, not at every rerun of a page."""

from collections.abc import Callable, Hashable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ita.language import MISSING
from ita.ui.sidebar import View


def cached_figure(
    key: tuple[Hashable, ...], view: View, make: Callable[[], go.Figure]
) -> go.Figure:
    """The figure that `make` draws, once for each `key`, language, numerals and look.

    The key says all that the figure depends on besides, of a result its digest. The figure is
    shared by every visitor of the same view, so nobody may change it.
    """
    words = view.words
    return _draw((*key, words.language, words.thai_numerals, view.look.background), make)


# A figure takes some 100 kB.
@st.cache_resource(max_entries=256, show_spinner=False)
def _draw(key: tuple[Hashable, ...], _make: Callable[[], go.Figure]) -> go.Figure:
    return _make()


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
