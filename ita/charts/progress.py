"""A function that draws the progress of divisions by month as a Plotly figure."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import Look, state_colour
from ita.charts.rows import (
    LINE,
    Caption,
    Row,
    answer_clicks,
    draw_texts,
    label_axis,
    make_figure,
    wrap_label,
)
from ita.domain.plan import MeasurePlan
from ita.domain.tables import plain_rows
from ita.language import Words
from ita.report.naming import agency_and_year, month_text

# Heights in pixels of the bars of a row, of the space below them, and of the space below all rows.
MONTHS = 34
GAP = 12
AXIS = 56


def draw_progress(
    table: pd.DataFrame, on: date, plan: MeasurePlan, words: Words, look: Look
) -> go.Figure:
    """Draw the share of work done at the end of each month, one row per division.

    `table` is a `progress_by_division` table; months after `on` are left blank. A row's key is the
    division.
    """
    months = list(dict.fromkeys(table["month"]))
    ends = -0.5, len(months) - 0.5
    past = table[table["month"] <= f"{on:%Y-%m}"]
    rows: list[Row] = []
    bases: list[float] = []
    bars: list[tuple[int, float, float, str, str]] = []
    height = 0
    for name in dict.fromkeys(table["division"]):
        label, lines = wrap_label(name)
        height += lines * LINE + MONTHS + GAP
        bases.append(height - 8)
        figure = ""
        for month, share in plain_rows(past[past["division"] == name], ("month", "share")):
            number = words.number(share, 0)
            figure = words("measure_charts.done_share", share=number)
            if share is not None:
                hover = f"{label}<br>{month_text(month, words)} <b>{number}</b>"
                bars.append((months.index(month), bases[-1], share, name, hover))
        rows.append(Row(name, label, figure, score=0.0, lines=lines))
    x, base, shares, keys, hovers = zip(*bars, strict=True) if bars else ((),) * 5
    columns = [
        {
            "type": "bar",
            "x": x,
            "y": [-share * MONTHS / 100 for share in shares],
            "base": base,
            "width": 0.8,
            "marker": {"color": colour},
            **answer_clicks(keys, hovers),
        }
        for shares, colour in (
            ([100.0] * len(bars), look.track),
            (shares, state_colour("done", look)),
        )
    ]
    # `draw_texts` places texts nine pixels above the given positions.
    tops = [base - MONTHS + 7 for base in bases]
    caption = Caption(words("measure_charts.progress"), agency_and_year(plan, words))
    labels = [month_text(month, words) for month in months[::3]]
    axis = label_axis(ends, range(0, len(months), 3), labels, look)
    traces = [*columns, *draw_texts(rows, tops, *ends)]
    return make_figure(caption, height, traces, axis, look, AXIS)
