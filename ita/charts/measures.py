"""Pure functions from tables of measures to Plotly figures, drawn as rows like every chart here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import Look, state_colour
from ita.charts.scores import (
    LETTERS,
    MARGIN_TOP,
    Row,
    base_figure,
    broken,
    plain,
    row_texts,
    source_line,
    track_places,
)
from ita.language import Words
from ita.measures.status import MEASURE_STATES, REPORT_STATES
from ita.reading.measures import MeasureReading
from ita.thai.dates import month_name, short_date

BAR = 16
# Pixels of a line of the legend, of which a phone shows two names; and of what lies below it.
LEGEND_LINE = 22
BELOW = 40
# A segment of fewer parts of the widest row than this has no room for its number on a phone.
ROOM = 0.06
# Colour never carries a meaning alone: what is late is hatched, and so is the second of two greys.
PATTERNS = {"overdue": "/", "late": "/", "cancelled": "x", "closed": "x"}


@dataclass(frozen=True)
class Counted:
    """A row of a stacked figure: how many measures of it are in each state."""

    key: str
    label: str
    figure: str
    counts: Mapping[str, int]


def load_by_division(
    table: pd.DataFrame, reading: MeasureReading, on: date, words: Words, look: Look
) -> go.Figure:
    """The measures of everybody who is responsible, stacked by how they stand on a day.

    `table` is a `by_division` table. A row's key is the division's name.
    """
    rows = [
        Counted(
            key=str(row["division"]),
            label=str(row["division"]),
            figure=words(
                "measure_charts.own_and_shared",
                named=words.digits(row["named"]),
                shared=words.digits(row["shared"]),
            ),
            counts={state: int(row[state]) for state in MEASURE_STATES},
        )
        for row in table.to_dict("records")
    ]
    names = {state: words(f"measure_states.{state}") for state in MEASURE_STATES}
    title = words("measure_charts.load", on=words.digits(short_date(on, words.language)))
    return _stacked(title, rows, names, reading, words, look)


def deadlines(
    table: pd.DataFrame, reading: MeasureReading, on: date, words: Words, look: Look
) -> go.Figure:
    """The measures by the day on which they end, the earliest first, stacked by how they stand.

    `table` has the columns deadline and state. A row's key is the day as an ISO date, or "" for
    measures without one.
    """
    rows = []
    dated = table.sort_values("deadline", na_position="last", kind="stable")
    for day, own in dated.groupby("deadline", dropna=False, sort=False):
        states = own["state"].value_counts()
        rows.append(
            Counted(
                key="" if pd.isna(day) else f"{day:%Y-%m-%d}",
                label=_deadline(None if pd.isna(day) else day.date(), words),
                figure=_distance(None if pd.isna(day) else (day.date() - on).days, words),
                counts={state: int(states.get(state, 0)) for state in MEASURE_STATES},
            )
        )
    names = {state: words(f"measure_states.{state}") for state in MEASURE_STATES}
    return _stacked(words("measure_charts.deadlines"), rows, names, reading, words, look)


def _deadline(day: date | None, words: Words) -> str:
    if day is None:
        return words("measure_charts.without_deadline")
    return words.digits(short_date(day, words.language))


def _distance(days: int | None, words: Words) -> str:
    """How far a day is away, "5 days over", "in 10 days"; "" without a day."""
    if days is None:
        return ""
    if days == 0:
        return words("measure_charts.today")
    told = "measure_charts.days_over" if days < 0 else "measure_charts.days_left"
    return words(told, days=words.number(abs(days), 0))


def reports(
    table: pd.DataFrame, month: str, reading: MeasureReading, words: Words, look: Look
) -> go.Figure:
    """How many measures of each division were reported in a month.

    `table` has the column division and one for each of REPORTS. A row's key is the division.
    """
    rows = [
        Counted(
            key=str(row["division"]),
            label=str(row["division"]),
            figure=words(
                "measure_charts.reported_of",
                reported=words.digits(row["reported"]),
                total=words.digits(sum(row[state] for state in REPORT_STATES)),
            ),
            counts={state: int(row[state]) for state in REPORT_STATES},
        )
        for row in table.to_dict("records")
    ]
    names = {state: words(f"report_states.{state}") for state in REPORT_STATES}
    title = words("measure_charts.reports", month=words.digits(month_name(month, words.language)))
    return _stacked(title, rows, names, reading, words, look)


def _stacked(
    title: str,
    counted: Sequence[Counted],
    names: Mapping[str, str],
    reading: MeasureReading,
    words: Words,
    look: Look,
) -> go.Figure:
    """Rows of counts, each a bar in parts, under a legend of the states that occur."""
    rows = [
        Row(
            each.key, label, plain(each.figure), score=float(sum(each.counts.values())), lines=lines
        )
        for each in counted
        for label, lines in [broken(each.label, LETTERS)]
    ]
    places = track_places(rows)
    plot = sum(row.height for row in rows)
    widest = max((row.score or 0 for row in rows), default=0) or 1
    parts = [
        _parts(state, name, counted, amounts, places, widest, words, look)
        for state, name in names.items()
        for amounts in [[each.counts.get(state, 0) for each in counted]]
        if any(amounts)
    ]
    below = BELOW + LEGEND_LINE * ceil(len(parts) / 2)
    figure = base_figure(title, source_line(reading, words), plot + MARGIN_TOP + below, below, look)
    figure.add_traces(parts)
    figure.add_traces(row_texts(rows, places, 0, widest))
    figure.update_traces(showlegend=False, selector={"type": "scatter"})
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yref": "paper",
            "yanchor": "top",
            "font": {"size": 13},
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "normal",
        },
    )
    figure.update_xaxes(range=[0, widest], visible=False, fixedrange=True)
    figure.update_yaxes(range=[plot, 0], visible=False, fixedrange=True)
    return figure


def _parts(
    state: str,
    name: str,
    counted: Sequence[Counted],
    amounts: Sequence[int],
    places: Sequence[float],
    widest: float,
    words: Words,
    look: Look,
) -> go.Bar:
    """The part of every row that is in one state, with its number where there is room."""
    colour = state_colour(state, look)
    return go.Bar(
        orientation="h",
        name=name,
        x=list(amounts),
        y=list(places),
        width=BAR,
        text=[words.digits(n) if n / widest >= ROOM else "" for n in amounts],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={
            "size": 12,
            "color": look.text if colour == look.track else look.background,
        },
        customdata=[[each.key] for each in counted],
        hovertext=[
            f"{plain(each.label)}<br>{plain(name)} <b>{words.digits(n)}</b>"
            for each, n in zip(counted, amounts, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
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
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
