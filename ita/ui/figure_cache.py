"""Figures drawn once for each result, language and look, not at every rerun of a page."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.charts.palette import Look
from ita.language import Words
from ita.ui.sidebar import View


def cached_figure(make: Callable[..., go.Figure], view: View, **options: Any) -> go.Figure:
    """What `make(assessment, words, look, **options)` draws for a view.

    The figure is shared by every visitor of the same view, so nobody may change it.
    """
    words = view.words
    key = (
        make.__qualname__,
        view.assessment.digest,
        words.language,
        words.thai_numerals,
        view.look.background,
    )
    return _draw(key, tuple(sorted(options.items())), make, view.assessment, words, view.look)


@st.cache_resource(max_entries=128, show_spinner=False)
def _draw(
    key: tuple[Any, ...],
    options: tuple[tuple[str, Any], ...],
    _make: Callable[..., go.Figure],
    _assessment: Assessment,
    _words: Words,
    _look: Look,
) -> go.Figure:
    return _make(_assessment, _words, _look, **dict(options))
