"""Pure functions to figures of two scores a row: a year against another, oneself against the best."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import Look
from ita.charts.rows import (
    BELOW_SCALE,
    Row,
    answer_clicks,
    draw_lines,
    draw_texts,
    empty_figure,
    escape_markup,
    label_axis,
    track_positions,
    wrap_label,
)
from ita.charts.scores import axis_start
from ita.domain.framework import load_framework
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.comparison import figure_name


class _Pair(NamedTuple):
    """A row with the score that it begins with and the one that it leads to."""

    row: Row
    first: float | None
    second: float | None
    symbol: str
    colour: str


def draw_changes(
    table: pd.DataFrame, fiscal_year: int, source: str, words: Words, look: Look
) -> go.Figure:
    """Each indicator from its score of the year before to that of `fiscal_year`.

    `table` is `compare_years` of one agency, `source` the agency and year. The largest rise stands
    first, what is not comparable last and says so. A row's key is the number of the indicator.
    """
    indicators = table[(table["fiscal_year"] == fiscal_year) & (table["level"] == "indicator")]
    indicators = indicators.sort_values(
        "change", ascending=False, na_position="last", kind="stable"
    )
    years = {
        "year": words.digits(fiscal_year),
        "previous_year": words.digits(indicators["previous_year"].iloc[0]),
    }
    title = words("compare_charts.changes", **years)
    note = words("compare_charts.changes_note", **years)
    pairs = [_change(row, words, look) for row in iterate_rows(indicators)]
    return _draw_pairs(title, note, source, pairs, "circle-open", words, look)


def _change(record: Any, words: Words, look: Look) -> _Pair:
    name = escape_markup(figure_name(record.key, words))
    change = None if pd.isna(record.change) else float(record.change)
    if pd.isna(record.score):
        figure = words("figures.none")
    elif change is None:
        figure = words("compare_charts.not_comparable")
    else:
        figure = words.number(change, sign=change != 0)
    hover = f"{name}<br>{words.number(record.previous_score)} → <b>{words.number(record.score)}</b>"
    symbol, colour = "circle", look.quiet
    if change:
        symbol, colour = (
            ("triangle-right", look.whole) if change > 0 else ("triangle-left", look.loss)
        )
    row = Row(record.key, name, escape_markup(figure), hover, 0.0)
    return _Pair(row, _known(record.previous_score), _known(record.score), symbol, colour)


def _known(score: Any) -> float | None:
    return None if pd.isna(score) else float(score)


def draw_gaps(best: pd.DataFrame, source: str, words: Words, look: Look) -> go.Figure:
    """One's weakest indicators beside the best of the group.

    `best` is `best_practice`, `source` the agency and year; of several best agencies the first is
    named. A row's key is the number of the indicator.
    """
    pairs = []
    for record in iterate_rows(best.drop_duplicates("key")):
        name = escape_markup(figure_name(record.key, words))
        score = words.number(record.best_score)
        of_best = words("compare_charts.best_of", agency=record.best_agency, score=score)
        label, lines = wrap_label(of_best, lines=2)
        gap = words("compare_charts.gap", gap=words.number(record.gap)) if record.gap else ""
        hover = f"{name}<br>{words.number(record.score)} → <b>{score}</b>"
        row = Row(record.key, f"<b>{name}</b><br>{label}", gap, hover, 0.0, lines + 1)
        pairs.append(_Pair(row, float(record.score), float(record.best_score), "star", look.whole))
    title, note = words("compare_charts.gaps"), words("compare_charts.gaps_note")
    return _draw_pairs(title, note, source, pairs, "circle", words, look)


def _draw_pairs(
    title: str,
    note: str,
    source: str,
    pairs: Sequence[_Pair],
    first_symbol: str,
    words: Words,
    look: Look,
) -> go.Figure:
    """Rows of two marks joined by a line; grey ones are not joined."""
    rows = [pair.row for pair in pairs]
    positions = track_positions(rows)
    scores = [score for pair in pairs for score in (pair.first, pair.second) if score is not None]
    start = axis_start(scores, load_framework(None).pass_mark)
    height = sum(row.height for row in rows)
    figure = empty_figure(title, source, height, BELOW_SCALE, look, notes=[note])
    figure.add_trace(draw_lines([(start, 100.0, y) for y in positions], look.track, 2))
    for colour in (look.whole, look.loss):
        spans = [
            (pair.first, pair.second, y)
            for pair, y in zip(pairs, positions, strict=True)
            if pair.colour == colour and pair.first is not None and pair.second is not None
        ]
        figure.add_trace(draw_lines(spans, colour, 5))
    placed = list(zip(pairs, positions, strict=True))
    first = [(each.row, each.first, y, first_symbol, look.text) for each, y in placed]
    second = [(each.row, each.second, y, each.symbol, each.colour) for each, y in placed]
    figure.add_trace(_draw_marks(first, 11, {"color": look.text, "width": 2}))
    figure.add_trace(_draw_marks(second, 15, {"color": look.background, "width": 1}))
    figure.add_traces(draw_texts(rows, positions, start, 100))
    ends = start, 100 + (100 - start) * 0.02
    label_axis(figure, ends, [start, 100], [words.number(end, 0) for end in (start, 100)], look)
    return figure


def _draw_marks(
    marks: Sequence[tuple[Row, float | None, float, str, str]], size: int, outline: dict[str, Any]
) -> go.Scatter:
    """The scores that are known, each at its height with its symbol and colour."""
    known = [mark for mark in marks if mark[1] is not None]
    rows, scores, heights, symbols, colours = zip(*known, strict=True) if known else ((),) * 5
    return go.Scatter(
        x=scores,
        y=heights,
        mode="markers",
        cliponaxis=False,
        marker={"size": size, "symbol": symbols, "color": colours, "line": outline},
        **answer_clicks([row.key for row in rows], [row.hover for row in rows]),
    )
