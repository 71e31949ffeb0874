"""Functions that draw the scores of a result as Plotly figures."""

from collections.abc import Iterable, Sequence
from math import floor

import pandas as pd
import plotly.graph_objects as go

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.charts.palette import Look, band_marker
from ita.charts.rows import (
    TRACK,
    Caption,
    Row,
    answer_clicks,
    draw_lines,
    draw_marks,
    draw_strokes,
    draw_texts,
    escape_markup,
    make_figure,
    rows_height,
    score_axis,
    track_positions,
    wrap_label,
)
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.naming import agency_and_year

# Pixels below the rows, with and without an axis.
BELOW_AXIS = 72
WITHOUT_AXIS = 40
# Pixels of the line of a track.
TRACK_WIDTH = 6
# Largest number of items in the title; items tied with the last are shown too.
WEAKEST = 5


def draw_indicators(assessment: Assessment, words: Words, look: Look) -> go.Figure:
    """Draw the indicators under their instruments, with the two marks.

    A row's key is the number of the indicator. Indicators without a score have no track.
    """
    framework = assessment.framework
    scores = figures(assessment.results, "indicator")
    instruments = figures(assessment.results, "instrument")
    rows = []
    for instrument in framework.instruments:
        name = escape_markup(words.of(instrument.name))
        rows.append(Row(instrument.code, name, words.number(instruments.get(instrument.code))))
        for each in framework.indicators_of(instrument.code):
            score = scores.get(str(each.number))
            name = escape_markup(f"{words.digits(each.number)}. {words.of(each.name)}")
            if score is None:
                label, figure = f"{name} – {escape_markup(words('figures.none'))}", ""
            else:
                level = framework.score_level(score, "indicator")
                label, figure = name, words.number(score) + (f"  {level.code}" if level else "")
            rows.append(Row(str(each.number), label, figure, f"{name}<br><b>{figure}</b>", score))
    return _draw_scores(words("charts.indicators"), rows, assessment, words, look)


def draw_weakest(assessment: Assessment, words: Words, look: Look, instrument: str) -> go.Figure:
    """Draw the weakest items of an instrument. A row's key is its code."""
    table = assessment.lowest[assessment.lowest["instrument"] == instrument]
    n = words.digits(min(WEAKEST, len(table)))
    title = words("charts.weakest", n=n, instrument=instrument)
    return draw_items(table, title, assessment, words, look)


def draw_items(
    table: pd.DataFrame, title: str, assessment: Assessment, words: Words, look: Look
) -> go.Figure:
    """Draw items of a `ranked` table, with at most three lines of text each."""
    rows = []
    for item in iterate_rows(table):
        text = "" if pd.isna(item.text) else str(item.text)
        code, score = str(item.code), words.number(item.score)
        label, used = wrap_label(f"{code} {text}", lines=3)
        whole_text, _ = wrap_label(text, 60)
        hover = f"<b>{escape_markup(code)} {score}</b><br>{whole_text}"
        rows.append(Row(code, label, score, hover, float(item.score), used))
    return _draw_scores(title, rows, assessment, words, look)


def _draw_scores(
    title: str,
    rows: Sequence[Row],
    assessment: Assessment,
    words: Words,
    look: Look,
) -> go.Figure:
    """Draw rows of scores on one axis up to 100, with the pass and the excellence mark."""
    framework = assessment.framework
    positions = track_positions(rows)
    drawn = [
        (row, row.score, y) for row, y in zip(rows, positions, strict=True) if row.score is not None
    ]
    scores, heights = [score for _, score, _ in drawn], [y for *_, y in drawn]
    keys, hovers = [row.key for row, *_ in drawn], [row.hover for row, *_ in drawn]
    start, end = axis_start(scores, framework.pass_mark), 100.0
    marks = {
        framework.pass_mark: words("charts.pass_mark"),
        framework.excellence_mark: words("charts.excellence_mark"),
    }
    # Invisible bars, which make the whole row clickable instead of only its small symbol.
    row_targets = {
        "type": "bar",
        "orientation": "h",
        "base": start,
        "x": [end - start] * len(drawn),
        "y": [y - (row.height - TRACK) / 2 for row, _, y in drawn],
        "width": [row.height - 4 for row, *_ in drawn],
        "marker": {"opacity": 0},
        **answer_clicks(keys, hovers, opacity=0),
    }
    symbols = band_marker(scores, framework, look, 14)
    traces = [
        draw_lines([(start, end, y) for y in heights], look.track, TRACK_WIDTH),
        draw_strokes([x for x in marks for _ in heights], heights * len(marks), look),
        draw_marks(scores, heights, symbols, **answer_clicks(keys, hovers)),
        row_targets,
        *draw_texts(rows, positions, start, end),
    ]
    caption = Caption(title, agency_and_year(assessment, words))
    axis = score_axis(start, words, look, marks)
    return make_figure(caption, rows_height(rows), traces, axis, look, BELOW_AXIS)


def axis_start(scores: Iterable[float], pass_mark: float) -> int:
    """Return the start of an axis: a multiple of five below all scores and the pass mark, or 0."""
    return max(0, floor((min([*scores, pass_mark]) - 1) / 5) * 5)


def draw_lost_points(assessment: Assessment, words: Words, look: Look) -> go.Figure:
    """Draw the points lost by indicator, from 100 down to the total, the largest loss first.

    Indicators without loss are left out. A row's key is the number of the indicator. Requires a
    total that was computed from indicators.
    """
    lost = figures(assessment.results, "indicator", "lost")
    total = assessment.total or 0.0
    # The scale begins just below the total, since a scale from 0 would make the losses tiny.
    start = total - max(100 - total, 0.01) * 0.25
    rows = [Row("", words("charts.full_marks"), words.number(100, 0), score=100)]
    spans = [(start, 100.0, look.track)]
    level = 100.0
    for number, cost in sorted(lost.items(), key=lambda pair: -(pair[1] or 0)):
        if not cost:
            continue
        name = words.of(assessment.framework.indicator(int(number)).name)
        label = escape_markup(f"{words.digits(number)}. {name}")
        rows.append(Row(number, label, words.number(-cost, sign=True), score=level - cost))
        spans.append((level - cost, level, look.loss))
        level -= cost
    rows.append(Row("", words("charts.earned"), words.number(total), score=total))
    spans.append((start, total, look.whole))
    positions = track_positions(rows)
    hovers = [f"{row.label}<br><b>{row.figure}</b>" for row in rows]
    bars = {
        "type": "bar",
        "orientation": "h",
        "base": [low for low, *_ in spans],
        "x": [high - low for low, high, _ in spans],
        "y": positions,
        "width": 14,
        "marker": {"color": [colour for *_, colour in spans]},
        **answer_clicks([row.key for row in rows], hovers),
    }
    note = words("charts.axis_from", start=words.number(start))
    source = f"{agency_and_year(assessment, words)} · {note}"
    caption = Caption(words("charts.lost_points"), source)
    traces = [bars, *draw_texts(rows, positions, start, 100)]
    axis = {"range": [start, 100]}
    return make_figure(caption, rows_height(rows), traces, axis, look, WITHOUT_AXIS)
