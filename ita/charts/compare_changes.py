"""Functions that draw two scores per row: of two years, or of an agency and the best one."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import Look
from ita.charts.rows import (
    Caption,
    Part,
    Row,
    answer_clicks,
    draw_lines,
    draw_marks,
    draw_texts,
    escape_markup,
    make_figure,
    rows_height,
    score_axis,
    track_positions,
    wrap_label,
)
from ita.charts.scores import axis_start
from ita.domain.framework import load_framework
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.comparison import figure_name


class _Pair(NamedTuple):
    """A row with its two scores, and the symbol and colour of the second one."""

    row: Row
    first: float | None
    second: float | None
    symbol: str
    colour: str


def draw_changes(
    table: pd.DataFrame, fiscal_year: int, source: str, words: Words, look: Look
) -> go.Figure:
    """Draw each indicator with its scores of the year before and of `fiscal_year`.

    `table` is `compare_years` of one agency, `source` the agency and year. The largest rise is
    first; indicators that are not comparable are last, with a note. A row's key is the number of
    the indicator.
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
    return _draw_pairs(Caption(title, source, [note]), pairs, "circle-open", words, look)


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
    """Draw an agency's weakest indicators beside the best of the group.

    `best` is `best_practice`, `source` the agency and year; only the first of several best agencies
    is named. A row's key is the number of the indicator.
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
    caption = Caption(words("compare_charts.gaps"), source, [words("compare_charts.gaps_note")])
    return _draw_pairs(caption, pairs, "circle", words, look)


def _draw_pairs(
    caption: Caption, pairs: Sequence[_Pair], first_symbol: str, words: Words, look: Look
) -> go.Figure:
    """Draw rows of two marks joined by a line; grey ones are not joined."""
    rows = [pair.row for pair in pairs]
    placed = list(zip(pairs, track_positions(rows), strict=True))
    first = [(each.row, each.first, y, first_symbol, look.text) for each, y in placed]
    second = [(each.row, each.second, y, each.symbol, each.colour) for each, y in placed]
    known = [score for _, score, *_ in (*first, *second) if score is not None]
    start = axis_start(known, load_framework(None).pass_mark)
    joined = [
        draw_lines(
            [
                (pair.first, pair.second, y)
                for pair, y in placed
                if pair.colour == colour and pair.first is not None and pair.second is not None
            ],
            colour,
            5,
        )
        for colour in (look.whole, look.loss)
    ]
    traces = [
        draw_lines([(start, 100.0, y) for _, y in placed], look.track, 2),
        *joined,
        _draw_known(first, 11, {"color": look.text, "width": 2}),
        _draw_known(second, 15, {"color": look.background, "width": 1}),
        *draw_texts(rows, [y for _, y in placed], start, 100),
    ]
    return make_figure(caption, rows_height(rows), traces, score_axis(start, words, look), look)


def _draw_known(
    marks: Sequence[tuple[Row, float | None, float, str, str]], size: int, outline: Part
) -> Part:
    """Draw the known scores, each with its y, symbol and colour."""
    known = [mark for mark in marks if mark[1] is not None]
    rows, scores, heights, symbols, colours = zip(*known, strict=True) if known else ((),) * 5
    marker = {"size": size, "symbol": symbols, "color": colours, "line": outline}
    clicks = answer_clicks([row.key for row in rows], [row.hover for row in rows])
    return draw_marks(scores, heights, marker, **clicks)
