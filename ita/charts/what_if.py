"""What changed scores give, before and after, as a Plotly figure."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from ita.analysis.assessment import Assessment
from ita.analysis.what_if import Scenario
from ita.charts.palette import BANDS, SYMBOLS, Look, band
from ita.charts.rows import (
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
from ita.domain.framework import Framework
from ita.language import MISSING, Words
from ita.report.naming import agency_and_year, indicator_name

_BELOW_AXIS = 72
# Letters that fit on a phone beside two figures and an arrow.
_LETTERS = 27
# Of more changed items only their indicators have rows: a picture of all would be too long to read.
MOST_ITEMS = 8


class ScenarioRow(NamedTuple):
    """A figure before and after: of the total, an instrument, an indicator or an item.

    `text` is that of an item; the scores are None where there is none.
    """

    level: str
    key: str
    text: str | None
    score: float | None
    new_score: float | None


class _Move(NamedTuple):
    """A row of the picture with its place, and its score before and after."""

    row: Row
    y: float
    before: float
    after: float


def draw_scenario(
    assessment: Assessment, scenario: Scenario, title: str, words: Words, look: Look
) -> go.Figure:
    """Total, instruments, and what moves in them, each with its score before and after.

    The score before is a hollow circle, the one after has the symbol of its band. A row's key is
    the code of an item, the number of an indicator, the code of an instrument, or "total".
    """
    framework = assessment.framework
    lines = scenario_rows(assessment, scenario)
    rows = [_label(line, words) for line in lines]
    positions = track_positions(rows)
    moves = [
        _Move(row, y, line.score, line.new_score)
        for line, row, y in zip(lines, rows, positions, strict=True)
        if line.score is not None and line.new_score is not None
    ]
    scores = [score for each in moves for score in (each.before, each.after)]
    start, end = axis_start(scores, framework.pass_mark), 100.0
    source = agency_and_year(assessment, words)
    figure = empty_figure(title, source, sum(row.height for row in rows), _BELOW_AXIS, look)
    figure.add_trace(draw_lines([(start, end, move.y) for move in moves], look.track, 6))
    changed = [move for move in moves if move.before != move.after]
    spans = [(move.before, move.after, move.y) for move in changed]
    figure.add_trace(draw_lines(spans, look.quiet, 3))
    figure.add_trace(_draw_before(changed, look))
    figure.add_traces(_draw_after(moves, framework, words, look))
    figure.add_traces(draw_texts(rows, positions, start, end))
    marks = {
        framework.pass_mark: words("charts.pass_mark"),
        framework.excellence_mark: words("charts.excellence_mark"),
    }
    ticks = sorted({start, *marks, end})
    labels = [
        words.number(tick, 0) + (f"<br>{marks[tick]}" if tick in marks else "") for tick in ticks
    ]
    label_axis(figure, ticks, labels, look)
    figure.update_xaxes(range=[start, end + (end - start) * 0.02], showgrid=True)
    figure.update_xaxes(gridcolor=look.track)
    return figure


def scenario_rows(assessment: Assessment, scenario: Scenario) -> list[ScenarioRow]:
    """What the picture of a scenario shows, from the total down.

    Instruments stand there always, indicators where they move, items where few are changed.
    """
    figures, changed = scenario.figures, scenario.changes
    items = changed[changed["level"] == "item"]
    items = items if len(items) <= MOST_ITEMS else items.iloc[:0]
    rows = _rows(figures[figures["level"] == "total"])
    for instrument in assessment.framework.instruments:
        members = figures[figures["instrument"] == instrument.code]
        rows += _rows(members[members["level"] == "instrument"])
        indicators = members[members["level"] == "indicator"]
        for row in _rows(indicators[(indicators["change"] != 0).fillna(False)]):
            rows.append(row)
            rows += _rows(items[(items["indicator"] == int(row.key)).fillna(False)])
        rows += _rows(items[(items["instrument"] == instrument.code) & items["indicator"].isna()])
    return rows


def _rows(table: pd.DataFrame) -> list[ScenarioRow]:
    table = table.reindex(columns=["level", "key", "text", "score", "new_score"])
    return [
        ScenarioRow(
            level,
            key,
            None if pd.isna(text) else text,
            None if pd.isna(score) else score,
            None if pd.isna(new_score) else new_score,
        )
        for level, key, text, score, new_score in table.itertuples(index=False, name=None)
    ]


def _label(line: ScenarioRow, words: Words) -> Row:
    name = _name(line, words)
    if line.new_score is None:
        return Row(line.key, escape_markup(f"{name} {MISSING}"), "")
    before, after = words.number(line.score), words.number(line.new_score)
    figure = after if before == after else f"{before} → {after}"
    hover = f"{wrap_label(name, 60)[0]}<br><b>{figure}</b>"
    label, lines = wrap_label(name, _LETTERS, 2)
    return Row(line.key, label, figure, hover, line.new_score, lines)


def _name(line: ScenarioRow, words: Words) -> str:
    if line.level == "total":
        return words("figures.total")
    if line.level == "indicator":
        return indicator_name(int(line.key), words)
    return f"{line.key} {line.text or ''}".strip()


def _draw_before(changed: Sequence[_Move], look: Look) -> go.Scatter:
    return go.Scatter(
        x=[move.before for move in changed],
        y=[move.y for move in changed],
        mode="markers",
        hoverinfo="skip",
        cliponaxis=False,
        marker={
            "symbol": "circle",
            "size": 12,
            "color": look.background,
            "line": {"color": look.quiet, "width": 2},
        },
    )


def _draw_after(
    moves: Sequence[_Move], framework: Framework, words: Words, look: Look
) -> list[go.Scatter]:
    """The new scores, a trace for each band."""
    traces = []
    for name in BANDS:
        members = [move for move in moves if band(move.after, framework) == name]
        trace = go.Scatter(
            x=[move.after for move in members],
            y=[move.y for move in members],
            mode="markers",
            name=words(f"bands.{name}"),
            cliponaxis=False,
            marker={
                "symbol": SYMBOLS[name],
                "size": 14,
                "color": look.bands[name],
                "opacity": 1,
                "line": {"color": look.background, "width": 1},
            },
            **answer_clicks(
                [move.row.key for move in members], [move.row.hover for move in members]
            ),
        )
        traces.append(trace)
    return traces
