"""Rows of text with a score on a scale each, which are one element of the page.

A row made of Streamlit's elements takes the browser longer than a chart: each is a message, and
some ten elements of HTML around its text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from ita.charts.score_scale import score_scale
from ita.language import MISSING, Words
from ita.ui.sidebar import View

_COMPONENT = st.components.v2.component(
    "score_rows",
    html='<div class="score-rows" role="list"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Answer:
    """What is done about a row: a title and its facts, or that nothing is."""

    title: str
    facts: str = ""
    is_missing: bool = False


@dataclass(frozen=True)
class ScoreRow:
    """A row as plain text; `code` stands in bold before `name`.

    `score` is None where there is none, `before` what it was; `note` stands below the scale.
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
    """What opens a row: a link to `page`, or a button, which is pressed for the row `chosen`."""

    page: str = ""
    chosen: str = ""


def write_rows(rows: Sequence[ScoreRow], start: int, view: View, opener: Opener | None) -> str:
    """The rows as HTML, whose scales go from `start` to 100."""
    return "".join(_write_row(row, start, view, opener) for row in rows)


def show_rows(
    html: str,
    *,
    key: str,
    codes: Sequence[str] = (),
    on_open: Callable[[str], None] | None = None,
) -> None:
    """Shows what `write_rows` wrote; `on_open` gets the code, one of `codes`, of a pressed button."""

    def open_row() -> None:
        code = st.session_state[key].open
        # Only a message that no page sends holds another one.
        if on_open is not None and code in codes:
            on_open(code)

    _COMPONENT(key=key, data={"html": html}, on_open_change=open_row)


def _write_row(row: ScoreRow, start: int, view: View, opener: Opener | None) -> str:
    parts = [
        f'<div class="score-row-name">{_write_name(row, opener, view.words)}</div>',
        f'<div class="score-row-score">{_write_score(row, start, view)}</div>',
    ]
    if row.text:
        parts.append(f'<div class="score-row-text">{escape(row.text)}</div>')
    if row.answer is not None:
        parts.append(f'<div class="score-row-answer">{_write_answer(row.answer)}</div>')
    return f'<div class="score-row" role="listitem">{"".join(parts)}</div>'


def _write_name(row: ScoreRow, opener: Opener | None, words: Words) -> str:
    name = f"<strong>{escape(row.code)}</strong>"
    if row.name:
        name += f" · {escape(row.name)}"
    if opener is None:
        return name
    key = escape(row.code)
    if opener.page:
        query = {"english": "true"} if words.language == "en" else {}
        query |= {"thai_numerals": "true"} if words.thai_numerals else {}
        address = f"{opener.page}?{urlencode({**query, 'question': row.code})}"
        return f'<a href="{escape(address)}">{name}</a>'
    pressed: Literal["true", "false"] = "true" if row.code == opener.chosen else "false"
    return f'<button type="button" aria-pressed="{pressed}" data-key="{key}">{name}</button>'


def _write_score(row: ScoreRow, start: int, view: View) -> str:
    words, framework = view.words, view.assessment.framework
    if row.score is None:
        return MISSING
    figure = words.number(row.score)
    former = ""
    if row.before is not None and words.number(row.before) != figure:
        former = f"{words.number(row.before)} → "
    alt = words("overview.scale_alt", score=figure, start=words.digits(start))
    scale = score_scale(row.score, start, framework, words, view.look, before=row.before)
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    return (
        f"<span>{former}<strong>{figure}</strong></span>"
        f'<span role="img" aria-label="{escape(alt)}">{scale}</span>{note}'
    )


def _write_answer(answer: Answer) -> str:
    if answer.is_missing:
        return f'<span class="score-row-missing">{escape(answer.title)}</span>'
    return f"{escape(answer.title)}<small>{escape(answer.facts)}</small>"
