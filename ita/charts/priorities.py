"""A Plotly figure of questions by weight and gap; the most important are at the top right."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ita.analysis.assessment import Assessment
from ita.charts.palette import Look, band_marker
from ita.charts.rows import (
    Caption,
    Part,
    answer_clicks,
    draw_marks,
    draw_path,
    escape_markup,
    label_axis,
    make_figure,
)
from ita.language import Words
from ita.report.naming import agency_and_year

# Pixels: height of the plot, its width on the narrowest phone, and the margins below and left.
_HEIGHT, _NARROWEST = 420, 290
_BELOW, _LEFT = 84, 40
# Pixels: width of a letter, height of a line, and sizes of a symbol and of the marked one.
_LETTER, _LINE, _SYMBOL, _MARKED = 7.5, 15, 12, 16
# The line of equal gain is drawn at the largest of these gains that a question exceeds.
_ROUND_GAINS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
# Factors of the ranges of weights and gaps that leave room for labels, and the share below zero.
_MARGIN_X, _MARGIN_Y, _MARGIN_ZERO = 1.6, 1.1, 0.03

_Box = tuple[float, float, float, float]


class _Point(NamedTuple):
    """Questions of equal gap and weight; `x` and `y` are pixels from the top left of the plot."""

    weight: float
    gap: float
    codes: list[str]
    score: float
    potential: float
    x: float
    y: float


def draw_priorities(
    table: pd.DataFrame,
    assessment: Assessment,
    words: Words,
    look: Look,
    *,
    marked: str | None = None,
) -> go.Figure:
    """Draw questions by weight in the total and gap to 100; `marked` is a highlighted code.

    `table` is a `priorities` table with at least one row. A point's key is the code of its first
    question. Points close to each other share a label; if labels overlap, the one of the larger
    gain is kept.
    """
    width = float(table["weight"].max()) * _MARGIN_X
    height = float(table["gap"].max()) * _MARGIN_Y
    points = _points(table, width, height)
    is_marked = [marked in each.codes for each in points]
    marker = band_marker([each.score for each in points], assessment.framework, look, _SYMBOL)
    marker["size"] = [_MARKED if each else _SYMBOL for each in is_marked]
    marker["line"] = {
        "color": [look.text if each else look.background for each in is_marked],
        "width": [3 if each else 1 for each in is_marked],
    }
    clicks = answer_clicks(
        [each.codes[0] for each in points], [_hover(each, words) for each in points]
    )
    traces = [
        _draw_equal_gain(points[0].potential, width, height, words, look),
        draw_marks(
            [each.weight for each in points], [each.gap for each in points], marker, **clicks
        ),
        _draw_labels(points, look),
    ]
    ticks = _apart(sorted(set(table["weight"].round(2))), width)
    font = {"size": 13, "color": look.quiet}
    axis = label_axis((0, width), ticks, [words.number(tick) for tick in ticks], look)
    axis["title"] = {"text": words("priorities.weight"), "standoff": 6, "font": font}
    step = _tick_step(height)
    marks = [count * step for count in range(int(height // step) + 1)]
    axis_of_gaps = {
        "fixedrange": True,
        "tickvals": marks,
        "ticktext": [words.number(mark, 0) for mark in marks],
        "range": [-_MARGIN_ZERO * height, height],
        "gridcolor": look.track,
        "zerolinecolor": look.track,
        "tickfont": {"size": 12, "color": look.quiet},
    }
    title = words("priorities.chart", full=words.digits(100))
    caption = Caption(title, agency_and_year(assessment, words))
    figure = make_figure(caption, _HEIGHT, traces, axis, look, _BELOW, yaxis=axis_of_gaps)
    figure.update_layout(margin={"l": _LEFT})
    figure.add_annotation(
        text=escape_markup(words("columns.gap")),
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        xshift=8 - _LEFT,
        showarrow=False,
        font=font,
    )
    return figure


def _tick_step(height: float) -> int:
    """Return the interval of tick marks of the gap in whole points, for at most six intervals."""
    return next(step for step in (1, 2, 5, 10, 20) if height / step <= 6)


def _apart(ticks: Sequence[float], width: float) -> list[float]:
    """Return the weights that can be written side by side on a phone."""
    chosen: list[float] = []
    for tick in ticks:
        if not chosen or (tick - chosen[-1]) / width * _NARROWEST > 34:
            chosen.append(tick)
    return chosen


def _points(table: pd.DataFrame, width: float, height: float) -> list[_Point]:
    """Return one point for all questions of equal weight and gap, the largest gain first."""
    places = table.assign(weight=table["weight"].round(6)).groupby(["weight", "gap"], sort=False)
    points = places.agg(codes=("code", list), score=("score", "last"), gain=("potential", "last"))
    return [
        _Point(
            weight,
            gap,
            codes,
            score,
            gain,
            x=weight / width * _NARROWEST,
            y=(1 - gap / height) / (1 + _MARGIN_ZERO) * _HEIGHT,
        )
        for (weight, gap), codes, score, gain in points.itertuples(name=None)
    ]


def _hover(point: _Point, words: Words) -> str:
    codes = escape_markup(", ".join(point.codes[:12]))
    return f"<b>{codes}</b><br>" + escape_markup(
        words(
            "priorities.hover",
            gap=words.number(point.gap),
            weight=words.number(point.weight),
            potential=words.number(point.potential, 3),
        )
    )


def _draw_equal_gain(most: float, width: float, height: float, words: Words, look: Look) -> Part:
    """Draw the curve of questions with equal potential, labelled with that gain at its top."""
    gain = max((each for each in _ROUND_GAINS if each < most), default=most)
    # At a weight of one percent the gap is a hundred times the gain.
    weights = np.linspace(gain * 100 / height, width, 61)
    return {
        **draw_path(weights.tolist(), (gain * 100 / weights).tolist(), look.track, 2, dash="dot"),
        "mode": "lines+text",
        "text": [words("priorities.gain", gain=words.number(gain))] + [""] * 60,
        "textposition": "bottom right",
        "textfont": {"size": 12, "color": look.quiet},
    }


def _draw_labels(points: Sequence[_Point], look: Look) -> Part:
    labels = _labels(points)
    obstacles = [(point.x, point.y) for point in points]
    sides = place_labels([(point.x, point.y, text) for point, text in labels], obstacles)
    placed = [(*label, side) for label, side in zip(labels, sides, strict=True) if side]
    unseen = {"marker": {"opacity": 0}, "textfont": {"color": look.text}}
    return draw_marks(
        [point.weight for point, *_ in placed],
        [point.gap for point, *_ in placed],
        # Invisible symbols keep the texts away from the visible ones.
        {"size": _MARKED, "opacity": 0},
        text=[escape_markup(text) for _, text, _ in placed],
        textposition=[side for *_, side in placed],
        textfont={"size": 13, "color": look.text},
        selected=unseen,
        unselected=unseen,
    )


def _labels(points: Sequence[_Point]) -> list[tuple[_Point, str]]:
    """Return one label for points of equal weight within a line of text, largest gain first.

    Codes without room at the right of the first column make a second label for its left side.
    """
    columns = sorted({point.x for point in points})
    ends = dict(zip(columns, [*columns[1:], float(_NARROWEST)], strict=True))
    clusters: list[list[_Point]] = []
    for point in sorted(points, key=lambda each: (each.x, each.y)):
        last = clusters[-1] if clusters else []
        if last and last[0].x == point.x and point.y - last[0].y < _LINE:
            last.append(point)
        else:
            clusters.append([point])
    clusters.sort(key=lambda cluster: -max(each.potential for each in cluster))
    labels = []
    for cluster in clusters:
        first = cluster[0]
        codes = [code for point in cluster for code in point.codes]
        room = ends[first.x] - first.x - 2 * _SYMBOL
        room_left = first.x - 2 * _SYMBOL if first.x == columns[0] else 0.0
        count = max(_fitting_count(codes, room), 1)
        rest = codes[count:]
        if rest and not _fitting_count(rest, room_left):
            count, rest = len(codes), []
        labels += [
            (first, _fit(part, space))
            for part, space in ((codes[:count], room), (rest, room_left))
            if part
        ]
    return labels


def _fitting_count(codes: Sequence[str], room: float) -> int:
    """Return how many codes fit in `room` pixels."""
    counts = range(len(codes), 0, -1)
    return next((n for n in counts if len(", ".join(codes[:n])) * _LETTER <= room), 0)


def _fit(codes: Sequence[str], room: float) -> str:
    """Return as many codes as fit, at least one, and the number of the others."""
    if _fitting_count(codes, room) == len(codes):
        return ", ".join(codes)
    count = max(_fitting_count(codes, room - 4 * _LETTER), 1)
    more = len(codes) - count
    return ", ".join(codes[:count]) + (f" +{more}" if more else "")


def place_labels(
    labels: Sequence[tuple[float, float, str]], obstacles: Sequence[tuple[float, float]]
) -> list[str]:
    """Return the side of its point on which each label is placed, "" if there is no room.

    `labels` are x and y in pixels from the top left, and the text; earlier ones have priority.
    `obstacles` are the centres of symbols.
    """
    half, reach = _SYMBOL / 2, _MARKED / 2 + 2
    taken: list[_Box] = [(x - half, y - half, x + half, y + half) for x, y in obstacles]
    sides = []
    for x, y, text in labels:
        width = len(text) * _LETTER
        boxes: dict[str, _Box] = {
            "middle right": (x + reach, y - _LINE / 2, x + reach + width, y + _LINE / 2),
            "middle left": (x - reach - width, y - _LINE / 2, x - reach, y + _LINE / 2),
        }
        free = [
            side
            for side, box in boxes.items()
            if box[0] >= 0
            and box[2] <= _NARROWEST
            and not any(_overlap(box, other) for other in taken)
        ]
        if free:
            taken.append(boxes[free[0]])
        sides.append(free[0] if free else "")
    return sides


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
