"""How far every division has come, month by month: a pure function from a table to a figure."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import Look, state_colour
from ita.charts.rows import (
    LINE,
    Row,
    answer_clicks,
    draw_texts,
    empty_figure,
    label_axis,
    wrap_label,
)
from ita.language import Words
from ita.reading.measures import MeasureReading
from ita.report.naming import agency_and_year, month_text

# Pixels of the bars of a row of months, of the space below them, and of what lies below all rows.
MONTHS = 34
GAP = 12
AXIS = 56


def draw_progress(
    table: pd.DataFrame, on: date, reading: MeasureReading, words: Words, look: Look
) -> go.Figure:
    """How much of its work each division had done at the end of each month, one row a division.

    `table` is a `progress_by_division` table; months after `on` are left blank. A row's key is the
    division.
    """
    months = list(dict.fromkeys(table["month"]))
    past = table[table["month"] <= f"{on:%Y-%m}"]
    rows, bases, shares = [], [], []
    height = 0
    for name in dict.fromkeys(table["division"]):
        shares.append(past[past["division"] == name].set_index("month")["share"])
        label, lines = wrap_label(str(name))
        figure_text = ""
        if len(shares[-1]):
            share = words.number(shares[-1].iloc[-1], 0)
            figure_text = words("measure_charts.done_share", share=share)
        rows.append(Row(str(name), label, figure_text, score=0.0, lines=lines))
        height += lines * LINE + MONTHS + GAP
        bases.append(height - 8)
    title, source = words("measure_charts.progress"), agency_and_year(reading, words)
    figure = empty_figure(title, source, height, AXIS, look)
    bars = pd.DataFrame(
        [
            (
                months.index(month),
                base,
                share,
                row.key,
                f"{row.label}<br>{month_text(month, words)} ",
            )
            for row, base, done in zip(rows, bases, shares, strict=True)
            for month, share in done.dropna().items()
        ],
        columns=["month", "base", "share", "key", "hover"],
    )
    for heights, colour in (
        ([100.0] * len(bars), look.track),
        (bars["share"].tolist(), state_colour("done", look)),
    ):
        hovers = [
            f"{hover}<b>{words.number(share, 0)}</b>"
            for hover, share in zip(bars["hover"], bars["share"], strict=True)
        ]
        figure.add_trace(
            go.Bar(
                x=bars["month"].tolist(),
                y=[-share * MONTHS / 100 for share in heights],
                base=bars["base"].tolist(),
                width=0.8,
                marker={"color": colour},
                **answer_clicks(bars["key"].tolist(), hovers),
            )
        )
    # The texts stand nine pixels above the place that they are given.
    tops = [base - MONTHS + 7 for base in bases]
    ends = -0.5, len(months) - 0.5
    figure.add_traces(draw_texts(rows, tops, *ends))
    labels = [month_text(month, words) for month in months[::3]]
    label_axis(figure, ends, range(0, len(months), 3), labels, look)
    return figure
