"""How far every division has come, month by month: a pure function from a table to a figure."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import Look, state_colour
from ita.charts.scores import (
    LETTERS,
    LINE,
    MARGIN_TOP,
    Row,
    base_figure,
    broken,
    row_texts,
    source_line,
)
from ita.language import Words
from ita.reading.measures import MeasureReading
from ita.thai.dates import month_name

# Pixels of the bars of a row of months, and what lies below the last row.
MONTHS = 34
AXIS = 56


def progress_by_month(
    table: pd.DataFrame, on: date, reading: MeasureReading, words: Words, look: Look
) -> go.Figure:
    """How much of its work each division had done at the end of each month, one row a division.

    `table` is a `progress` table; months after `on` are left blank. A row's key is the division.
    """
    months = list(dict.fromkeys(table["month"]))
    past = table[table["month"] <= f"{on:%Y-%m}"]
    rows, shares = [], []
    for name in dict.fromkeys(table["division"]):
        own = past[past["division"] == name]
        last = own["share"].iloc[-1] if len(own) else None
        told = words("measure_charts.done_share", share=words.number(last, 0))
        label, lines = broken(str(name), LETTERS)
        rows.append(Row(str(name), label, "" if last is None else told, score=0.0, lines=lines))
        shares.append(dict(zip(own["month"], own["share"], strict=True)))
    heights = [row.lines * LINE + MONTHS + 12 for row in rows]
    plot = sum(heights)
    bottoms = [sum(heights[: at + 1]) - 8 for at in range(len(rows))]
    figure = base_figure(
        words("measure_charts.progress"),
        source_line(reading, words),
        plot + MARGIN_TOP + AXIS,
        AXIS,
        look,
    )
    cells = [
        (month, bottom, row, own.get(month))
        for row, bottom, own in zip(rows, bottoms, shares, strict=True)
        for month in months
    ]
    known = [cell for cell in cells if cell[3] is not None and not pd.isna(cell[3])]
    figure.add_trace(_columns(known, [100.0] * len(known), look.track, words))
    figure.add_trace(
        _columns(known, [float(cell[3]) for cell in known], state_colour("done", look), words)
    )
    # The texts stand nine pixels above the place that they are given.
    tops = [bottom - MONTHS + 7 for bottom in bottoms]
    figure.add_traces(row_texts(rows, tops, 0, 0))
    # Labels stand at the ends of the axis, which here counts months.
    ends = {"top right": -0.5, "top left": len(months) - 0.5}
    for trace in figure.select_traces({"mode": "text"}):
        trace.x = [ends[trace.textposition]] * len(rows)
    figure.update_xaxes(
        range=[-0.5, len(months) - 0.5],
        tickvals=list(range(0, len(months), 3)),
        ticktext=[words.digits(month_name(month, words.language)) for month in months[::3]],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        tickfont={"size": 12, "color": look.quiet},
    )
    figure.update_yaxes(range=[plot, 0], visible=False, fixedrange=True)
    return figure


def _columns(
    cells: Sequence[tuple[str, float, Row, float | None]],
    shares: Sequence[float],
    colour: str,
    words: Words,
) -> go.Bar:
    """Upright bars of a share of a row's height, one a month."""
    months = list(dict.fromkeys(month for month, *_ in cells))
    return go.Bar(
        x=[months.index(month) for month, *_ in cells],
        y=[-share * MONTHS / 100 for share in shares],
        base=[bottom for _, bottom, *_ in cells],
        width=0.8,
        marker={"color": colour},
        customdata=[[row.key] for _, _, row, _ in cells],
        hovertext=[
            f"{row.label}<br>{words.digits(month_name(month, words.language))} "
            f"<b>{words.number(share, 0)}</b>"
            for month, _, row, share in cells
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
