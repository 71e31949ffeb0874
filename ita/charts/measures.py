"""Functions that draw tables of measures as Plotly figures of rows."""

from collections.abc import Iterable
from datetime import date
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import PATTERNS, Look, state_colour
from ita.charts.rows import (
    Caption,
    Part,
    Row,
    answer_clicks,
    draw_texts,
    escape_markup,
    make_figure,
    rows_height,
    track_positions,
    wrap_label,
)
from ita.domain.plan import MeasurePlan
from ita.domain.tables import plain_rows
from ita.language import Words
from ita.measures.status import MEASURE_STATES, REPORT_STATES
from ita.report.naming import agency_and_year, day_text, month_text

BAR = 16
# Pixels of a line of the legend (two names on a phone), and of the space below the legend.
LEGEND_LINE = 22
BELOW = 40
# Smallest share of the widest row at which a segment has room for its number on a phone.
ROOM = 0.06
# Most days after a deadline that are counted.
_LONGEST_COUNT = 366


def draw_load_by_division(
    table: pd.DataFrame, plan: MeasurePlan, on: date, words: Words, look: Look
) -> go.Figure:
    """Draw the measures of each responsible party, stacked by their state on a day.

    `table` is a `by_division` table. A row's key is the division's name.
    """
    figures = [
        words(
            "measure_charts.own_and_shared", named=words.digits(named), shared=words.digits(shared)
        )
        for named, shared in plain_rows(table, ("named", "shared"))
    ]
    counts = table.set_index("division")[[*MEASURE_STATES]]
    caption = Caption(
        words("measure_charts.load", on=day_text(on, words)), agency_and_year(plan, words)
    )
    return _draw_stacks(caption, counts, counts.index, figures, "measure_states", words, look)


def draw_deadlines(
    table: pd.DataFrame, plan: MeasurePlan, on: date, words: Words, look: Look
) -> go.Figure:
    """Draw the measures by deadline, the earliest first, stacked by their state.

    `table` has the columns deadline and state. A row's key is the day as an ISO date, or "" for
    measures without one.
    """
    states = pd.DataFrame({state: table["state"] == state for state in MEASURE_STATES})
    counts = states.groupby(table["deadline"], dropna=False).sum()
    days = [None if pd.isna(day) else day.date() for day in counts.index]
    counts.index = pd.Index([day.isoformat() if day else "" for day in days], dtype="object")
    labels = [day_text(day, words) or words("measure_charts.without_deadline") for day in days]
    figures = [_describe_distance((day - on).days, words) if day else "" for day in days]
    caption = Caption(words("measure_charts.deadlines"), agency_and_year(plan, words))
    return _draw_stacks(caption, counts, labels, figures, "measure_states", words, look)


def _describe_distance(days: int, words: Words) -> str:
    """Return the distance of a day: "5 days over", "in 10 days", or more than a year over."""
    if days < -_LONGEST_COUNT:
        return words("measure_charts.year_over")
    if days == 0:
        return words("measure_charts.today")
    key = "measure_charts.days_over" if days < 0 else "measure_charts.days_left"
    return words(key, days=words.number(abs(days), 0))


def draw_reports(
    table: pd.DataFrame, month: str, plan: MeasurePlan, words: Words, look: Look
) -> go.Figure:
    """Draw how many measures of each division were reported in a month.

    `table` has the column division and one for each of REPORT_STATES. A row's key is the division.
    """
    counts = table.set_index("division")[[*REPORT_STATES]]
    figures = [
        words(
            "measure_charts.reported_of", reported=words.digits(reported), total=words.digits(total)
        )
        for reported, total in zip(counts["reported"], counts.sum(axis=1), strict=True)
    ]
    caption = Caption(
        words("measure_charts.reports", month=month_text(month, words)),
        agency_and_year(plan, words),
    )
    return _draw_stacks(caption, counts, counts.index, figures, "report_states", words, look)


def _draw_stacks(
    caption: Caption,
    counts: pd.DataFrame,
    labels: Iterable[str],
    figures: Iterable[str],
    section: str,
    words: Words,
    look: Look,
) -> go.Figure:
    """Draw rows of counts as stacked bars, with a legend of the states that occur.

    `counts` has the keys of the rows as its index and a column for each state; `section` is the
    section of texts that names the states.
    """
    labels, keys = list(labels), counts.index.tolist()
    totals = counts.sum(axis=1).tolist()
    rows = []
    for key, label, figure, total in zip(keys, labels, figures, totals, strict=True):
        text, lines = wrap_label(label)
        rows.append(Row(key, text, escape_markup(figure), score=float(total), lines=lines))
    positions = track_positions(rows)
    widest = max(totals, default=0) or 1
    occurring = [str(state) for state in counts if counts[state].any()]
    bars = []
    for state in occurring:
        name, numbers = words(f"{section}.{state}"), counts[state].tolist()
        hovers = [
            f"{escape_markup(label)}<br>{escape_markup(name)} <b>{words.digits(number)}</b>"
            for label, number in zip(labels, numbers, strict=True)
        ]
        bars.append(
            {
                "name": name,
                "x": numbers,
                "y": positions,
                "text": [words.digits(n) if n / widest >= ROOM else "" for n in numbers],
                **_state_bar(state, look),
                **answer_clicks(keys, hovers),
            }
        )
    below = BELOW + LEGEND_LINE * ceil(len(occurring) / 2)
    legend = {
        "orientation": "h",
        "x": 0,
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "font": {"size": 13},
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
    }
    return make_figure(
        caption,
        rows_height(rows),
        [*bars, *draw_texts(rows, positions, 0, widest)],
        {"range": [0, widest]},
        look,
        below,
        barmode="stack",
        showlegend=True,
        legend=legend,
    )


def _state_bar(state: str, look: Look) -> Part:
    """Return the properties of the bars of a state, with its colour and pattern."""
    colour = state_colour(state, look)
    return {
        "type": "bar",
        "orientation": "h",
        "width": BAR,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 12, "color": look.text if colour == look.track else look.background},
        "marker": {
            "color": colour,
            "line": {"color": look.background, "width": 1},
            "pattern": {
                "shape": PATTERNS.get(state, ""),
                "bgcolor": colour,
                "fgcolor": look.background,
                "fgopacity": 0.35,
                "size": 8,
                "solidity": 0.12,
            },
        },
    }
