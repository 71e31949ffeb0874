"""A pure function from agencies and their indicators to a heat map as a Plotly figure."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import Look
from ita.charts.rows import (
    LINE,
    Row,
    draw_text,
    empty_figure,
    escape_markup,
    wrap_label,
)
from ita.language import Words
from ita.report.comparison import figure_name

# Pixels of a cell, and of the room between agencies.
CELL, ROOM = 26, 8
# The strongest shade of a cell, of which the text must stay readable.
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
    """The scores of agencies by indicator, shaded by their distance to the group's mean.

    `matrix` holds the rows of a `score_matrix` that are to be drawn, `means` the mean of the whole
    group by indicator, `labels` what each row is called. The means stand above. A cell without a
    score is empty. A row's key is the agency.
    """
    keys = list(matrix.columns)
    names = [words("compare_charts.group_mean"), *(labels[name] for name in matrix.index)]
    figures: list[list[float | None]] = [[means.get(key) for key in keys]]
    figures += [
        [None if pd.isna(score) else float(score) for score in row]
        for row in matrix.itertuples(index=False, name=None)
    ]
    rows = [
        Row(key, label, "", lines=used, score=0.0)
        for key, name in zip(["", *matrix.index], names, strict=True)
        for label, used in [wrap_label(name, 44, 2)]
    ]
    tops, used = [], LINE + ROOM
    for row in rows:
        tops.append(used + row.lines * LINE)
        used += row.lines * LINE + CELL + ROOM
    notes = [words("compare_charts.heat_map_note"), words("compare_charts.one_decimal")]
    figure = empty_figure(words("compare_charts.heat_map"), source, used, 30, look, notes=notes)
    gaps = [
        [
            None if score is None or key not in means else score - means[key]
            for key, score in zip(keys, scores, strict=True)
        ]
        for scores in figures
    ]
    figure.add_trace(_draw_cells(gaps, tops, [row.key for row in rows], look))
    figure.add_trace(_draw_cell_texts(figures, tops, words))
    figure.add_trace(
        go.Scatter(
            x=list(range(len(keys))),
            y=[LINE / 2] * len(keys),
            text=[f"<b>{words.digits(key)}</b>" for key in keys],
            mode="text",
            hovertext=[escape_markup(figure_name(key, words)) for key in keys],
            hovertemplate="%{hovertext}<extra></extra>",
            textfont={"size": 13},
        )
    )
    bold = {"", agency}
    texts = [f"<b>{row.label}</b>" if row.key in bold else row.label for row in rows]
    heights = [top - row.lines * LINE / 2 for row, top in zip(rows, tops, strict=True)]
    figure.add_trace(draw_text([-0.5] * len(rows), heights, texts, "middle right"))
    figure.add_trace(_frame_agency(rows, tops, agency, len(keys), look))
    figure.layout.xaxis.range = [-0.5, len(keys) - 0.5]
    return figure


def _draw_cells(
    gaps: Sequence[Sequence[float | None]],
    tops: Sequence[float],
    agencies: Sequence[str],
    look: Look,
) -> go.Heatmap:
    """The shades; between the rows of two agencies lies an empty one."""
    empty: list[float | None] = [None] * len(gaps[0])
    shades: list[Sequence[float | None]] = []
    edges: list[float] = []
    for row, top in zip(gaps, tops, strict=True):
        shades += [row, empty]
        edges += [top, top + CELL]
    farthest = max([abs(gap) for row in gaps for gap in row if gap is not None], default=0) or 1
    return go.Heatmap(
        z=np.array(shades[:-1], dtype="float64"),
        x=np.arange(len(gaps[0]), dtype="float64"),
        y=np.array(edges, dtype="float64"),
        zmin=-farthest,
        zmax=farthest,
        colorscale=[
            (0.0, _mixed(look.loss, look.background)),
            (0.5, look.panel),
            (1.0, _mixed(look.whole, look.background)),
        ],
        showscale=False,
        hoverongaps=False,
        xgap=2,
        hoverinfo="skip",
    )


def _mixed(colour: str, background: str) -> str:
    """A shade of a colour on a background, pale enough for a text."""
    parts = [(int(colour[at : at + 2], 16), int(background[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * SHADE + b * (1 - SHADE)):02X}" for a, b in parts)


def _draw_cell_texts(
    figures: Sequence[Sequence[float | None]], tops: Sequence[float], words: Words
) -> go.Scatter:
    """The score in each cell with one decimal, full marks without: a phone has no room for more."""
    cells = [
        (x, top + CELL / 2, score)
        for row, top in zip(figures, tops, strict=True)
        for x, score in enumerate(row)
        if score is not None
    ]
    texts = [words.number(score, 0 if score == 100 else 1) for *_, score in cells]
    x, y = [x for x, *_ in cells], [y for _, y, _ in cells]
    return draw_text(x, y, texts, "middle center", size=11)


def _frame_agency(
    rows: Sequence[Row], tops: Sequence[float], agency: str, columns: int, look: Look
) -> go.Scatter:
    """A frame around the cells of one's own agency."""
    top = next((top for row, top in zip(rows, tops, strict=True) if row.key == agency), None)
    if top is None:
        return go.Scatter(x=[], y=[])
    left, right, bottom = -0.5, columns - 0.5, top + CELL
    return go.Scatter(
        x=[left, right, right, left, left],
        y=[top, top, bottom, bottom, top],
        mode="lines",
        line={"color": look.text, "width": 2},
        hoverinfo="skip",
        cliponaxis=False,
    )
