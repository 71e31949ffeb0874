"""A function that draws the indicators of agencies as a heat map in Plotly."""

from collections.abc import Mapping, Sequence
from math import nan

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import Look
from ita.charts.rows import (
    LINE,
    Caption,
    Part,
    draw_path,
    draw_text,
    escape_markup,
    make_figure,
    wrap_label,
)
from ita.language import Words
from ita.report.comparison import figure_name
from ita.rounding import Floats

# Pixels of a cell, and of the space between agencies.
CELL, ROOM = 26, 8
# Opacity of the strongest shade of a cell, on which the text stays readable.
SHADE = 0.45


def draw_heat_map(
    matrix: pd.DataFrame,
    means: Mapping[str, float],
    labels: Mapping[str, str],
    agency: str,
    source: str,
    words: Words,
    look: Look,
) -> go.Figure:
    """Draw the scores of agencies by indicator, shaded by their distance to the group's mean.

    `matrix` has the rows of a `score_matrix` to be drawn, `means` the mean of the whole group by
    indicator, `labels` the labels of the rows. The means are the first row. A cell without a score
    is empty.
    """
    keys = list(matrix.columns)
    averages = [means.get(key, nan) for key in keys]
    scores = np.vstack([averages, matrix.to_numpy("float64", na_value=nan)])
    names = [words("compare_charts.group_mean"), *(labels[name] for name in matrix.index)]
    is_bold = [True, *(matrix.index == agency)]
    tops, heights, texts, used = [], [], [], float(LINE + ROOM)
    for name, bold in zip(names, is_bold, strict=True):
        label, lines = wrap_label(name, 44, 2)
        texts.append(f"<b>{label}</b>" if bold else label)
        heights.append(used + lines * LINE / 2)
        tops.append(used + lines * LINE)
        used = tops[-1] + CELL + ROOM
    numbers = {
        "type": "scatter",
        "x": list(range(len(keys))),
        "y": [LINE / 2] * len(keys),
        "text": [f"<b>{words.digits(key)}</b>" for key in keys],
        "mode": "text",
        "hovertext": [escape_markup(figure_name(key, words)) for key in keys],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "textfont": {"size": 13},
    }
    traces = [
        _draw_cells(scores - averages, tops, look),
        _draw_cell_texts(scores, tops, words),
        numbers,
        draw_text([-0.5] * len(texts), heights, texts, "middle right"),
    ]
    left, right = -0.5, len(keys) - 0.5
    traces += [
        # A frame around the cells of the agency.
        draw_path(
            [left, right, right, left, left], [top, top, top + CELL, top + CELL, top], look.text, 2
        )
        for top, bold in zip(tops[1:], is_bold[1:], strict=True)
        if bold
    ]
    notes = [words("compare_charts.heat_map_note"), words("compare_charts.one_decimal")]
    caption = Caption(words("compare_charts.heat_map"), source, notes)
    return make_figure(caption, used, traces, {"range": [left, right]}, look, 30)


def _draw_cells(gaps: Floats, tops: Sequence[float], look: Look) -> Part:
    """Draw the shades, with an empty row between two agencies."""
    shades = np.full((2 * len(gaps) - 1, gaps.shape[1]), nan)
    shades[::2] = gaps
    farthest = np.nanmax(np.abs(gaps), initial=0) or 1
    return {
        "type": "heatmap",
        "z": shades,
        "x": np.arange(gaps.shape[1], dtype="float64"),
        "y": np.array([y for top in tops for y in (top, top + CELL)]),
        "zmin": -farthest,
        "zmax": farthest,
        "colorscale": [
            (0.0, _mixed(look.loss, look.background)),
            (0.5, look.panel),
            (1.0, _mixed(look.whole, look.background)),
        ],
        "showscale": False,
        "hoverongaps": False,
        "xgap": 2,
        "hoverinfo": "skip",
    }


def _mixed(colour: str, background: str) -> str:
    """Return a colour mixed with the background, pale enough for a text."""
    parts = [(int(colour[at : at + 2], 16), int(background[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * SHADE + b * (1 - SHADE)):02X}" for a, b in parts)


def _draw_cell_texts(scores: Floats, tops: Sequence[float], words: Words) -> Part:
    """Draw the scores with one decimal, 100 without, since a phone has no room for more."""
    rows, columns = np.nonzero(~np.isnan(scores))
    known = scores[rows, columns].tolist()
    texts = [words.number(score, 0 if score == 100 else 1) for score in known]
    heights = (np.array(tops)[rows] + CELL / 2).tolist()
    return draw_text(columns.tolist(), heights, texts, "middle center", size=11)
