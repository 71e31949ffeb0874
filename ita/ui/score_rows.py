"""Rows of text, each with a score on a scale, as a single element of the page.

A row made of Streamlit elements is slower to render than a chart: each element is a message of its
own and about ten HTML elements.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from ita.charts.score_scale import score_scale
from ita.language import MISSING
from ita.ui.sidebar import View

_COMPONENT = st.components.v2.component(
    "score_rows",
    html='<div class="score-rows" role="list"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Answer:
    """The measures that answer a row: a title and facts; `is_missing` if there are none."""

    title: str
    facts: str = ""
    is_missing: bool = False


@dataclass(frozen=True)
class ScoreRow:
    """The contents of a row as plain text; `code` is shown in bold before `name`.

    `score` is 0 to 100 or None, `before` the earlier score; `note` is shown below the scale.
    """

    code: str
    name: str = ""
    text: str = ""
    score: float | None = None
    before: float | None = None
    note: str = ""
    answer: Answer | None = None


@dataclass(frozen=True)
class Opener:
    """How a row is opened: by a link to `page`, or by a button, which is pressed for `chosen`.

    `choices` are the query parameters that the link keeps.
    """

    page: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str | None = None


def write_rows(rows: Sequence[ScoreRow], start: int, view: View, opener: Opener) -> str:
    """Return rows as HTML with scales from `start` to 100; an empty `opener` opens none."""
    words, framework = view.words, view.assessment.framework

    def write_former(row: ScoreRow) -> str:
        if row.before is None or words.number(row.before) == words.number(row.score):
            return ""
        return f"{words.number(row.before)} → "

    def describe_scale(row: ScoreRow) -> str:
        figure = words.number(row.score)
        return words("overview.scale_alt", score=figure, start=words.digits(start))

    def draw_scale(row: ScoreRow) -> Markup:
        assert row.score is not None
        scale = score_scale(row.score, start, framework, words, view.look, before=row.before)
        return Markup(scale)

    return _load_template().render(
        rows=rows,
        opener=opener,
        missing=MISSING,
        address_of=lambda code: f"{opener.page}?{urlencode((*opener.choices, ('question', code)))}",
        figure=words.number,
        former_figure=write_former,
        describe_scale=describe_scale,
        draw_scale=draw_scale,
    )


@cache
def _load_template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")
    return environment.from_string(text)


def show_rows(
    html: str,
    *,
    key: str,
    codes: Sequence[str] = (),
    on_open: Callable[[str], None] | None = None,
) -> None:
    """Show the HTML of `write_rows`; `on_open` receives the code, one of `codes`, of a button."""

    def open_row() -> None:
        code = st.session_state[key].open
        # Only a forged message has a code that is not on the page.
        if on_open is not None and code in codes:
            on_open(code)

    _COMPONENT(key=key, data={"html": html}, on_open_change=open_row)
