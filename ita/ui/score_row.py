"""A score beside its place on a scale, as the rows of questions and of scenarios show it."""

import streamlit as st

from ita.charts.score_scale import score_scale
from ita.language import Words
from ita.ui.sidebar import View


def show_score(score: float, start: int, view: View, *, before: float | None = None) -> None:
    """A score with its scale from `start` to 100; what it was `before` stands in front of it."""
    words, framework = view.words, view.assessment.framework
    figure = words.number(score)
    is_moved = before is not None and words.number(before) != figure
    text = f"{words.number(before)} → **{figure}**" if is_moved else f"**{figure}**"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
        st.markdown(text, width="content")
        st.image(
            score_scale(score, start, framework, words, view.look, before=before),
            alt=_describe_scale(figure, start, words),
        )


def _describe_scale(figure: str, start: int, words: Words) -> str:
    return words("overview.scale_alt", score=figure, start=words.digits(start))
