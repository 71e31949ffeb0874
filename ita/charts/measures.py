"""Pure functions from tables of measures to Plotly figures, drawn as rows like every chart here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import PATTERNS, Look, state_colour
from ita.charts.rows import (
    Row,
    answer_clicks,
    draw_texts,
    empty_figure,
    escape_markup,
    track_positions,
    wrap_label,
)
from ita.domain.tables import plain_rows
from ita.language import Words
from ita.measures.status import MEASURE_STATES, REPORT_STATES
from ita.reading.measures import MeasureReading
from ita.report.naming import agency_and_year, day_text, month_text

BAR = 16
# Pixels of a line of the legend, of which a phone shows two names; and of what lies below it.
LEGEND_LINE = 22
BELOW = 40
# A segment of fewer parts of the widest row than this has no room for its number on a phone.
ROOM = 0.06
# Beyond so many days after a deadline, more of them tell a reader nothing.
_LONGEST_COUNT = 366


@dataclass(frozen=True)
class StackedRow:
    """A row of a stacked figure: how many measures of it are in each state."""

    key: str
    label: str
    figure: str
    counts: Mapping[str, int]


def draw_load_by_division(
    table: pd.DataFrame, reading: MeasureReading, on: date, words: Words, look: Look
) -> go.Figure:
    """The measures of everybody who is responsible, stacked by their state on a day.

    `table` is a `by_division` table. A row's key is the division's name.
    """
    figures = [
        words(
            "measure_charts.own_and_shared",
            named=words.digits(row["named"]),
            shared=words.digits(row["shared"]),
        )
        for row in table.to_dict("records")
    ]
    rows = _stack_divisions(table, MEASURE_STATES, figures)
    title = words("measure_charts.load", on=day_text(on, words))
    return _draw_stacks(title, rows, "measure_states", reading, words, look)


def draw_deadlines(
    table: pd.DataFrame, reading: MeasureReading, on: date, words: Words, look: Look
) -> go.Figure:
    """The measures by the day on which they end, the earliest first, stacked by their state.

    `table` has the columns deadline and state. A row's key is the day as an ISO date, or "" for
    measures without one.
    """
    rows = []
    dated = table.sort_values("deadline", na_position="last", kind="stable")
    for _, measures in dated.groupby("deadline", dropna=False, sort=False):
        deadline = measures["deadline"].iloc[0]
        day = None if pd.isna(deadline) else deadline.date()
        states = measures["state"].value_counts()
        rows.append(
            StackedRow(
                key=day.isoformat() if day else "",
                label=day_text(day, words) or words("measure_charts.without_deadline"),
                figure=_describe_distance((day - on).days, words) if day else "",
                counts={state: int(states.get(state, 0)) for state in MEASURE_STATES},
            )
        )
    title = words("measure_charts.deadlines")
    return _draw_stacks(title, rows, "measure_states", reading, words, look)


def _describe_distance(days: int, words: Words) -> str:
    """How far a day is away: "5 days over", "in 10 days"; no count beyond the year of a plan."""
    if days < -_LONGEST_COUNT:
        return words("measure_charts.year_over")
    if days == 0:
        return words("measure_charts.today")
    key = "measure_charts.days_over" if days < 0 else "measure_charts.days_left"
    return words(key, days=words.number(abs(days), 0))


def draw_reports(
    table: pd.DataFrame, month: str, reading: MeasureReading, words: Words, look: Look
) -> go.Figure:
    """How many measures of each division were reported in a month.

    `table` has the column division and one for each of REPORT_STATES. A row's key is the division.
    """
    figures = [
        words(
            "measure_charts.reported_of",
            reported=words.digits(row["reported"]),
            total=words.digits(sum(row[state] for state in REPORT_STATES)),
        )
        for row in table.to_dict("records")
    ]
    rows = _stack_divisions(table, REPORT_STATES, figures)
    title = words("measure_charts.reports", month=month_text(month, words))
    return _draw_stacks(title, rows, "report_states", reading, words, look)


def _stack_divisions(
    table: pd.DataFrame, states: Sequence[str], figures: Sequence[str]
) -> list[StackedRow]:
    """A row for each division of a table that counts its measures in a column a state."""
    return [
        StackedRow(name, name, figure, dict(zip(states, counts, strict=True)))
        for figure, (name, *counts) in zip(
            figures, plain_rows(table, ("division", *states)), strict=True
        )
    ]


def _draw_stacks(
    title: str,
    stacks: Sequence[StackedRow],
    states: str,
    reading: MeasureReading,
    words: Words,
    look: Look,
) -> go.Figure:
    """Rows of counts, each a bar in parts, under a legend of the states that occur.

    `states` is the section of the texts that names the states.
    """
    rows = []
    for each in stacks:
        label, lines = wrap_label(each.label)
        total = float(sum(each.counts.values()))
        rows.append(Row(each.key, label, escape_markup(each.figure), score=total, lines=lines))
    positions = track_positions(rows)
    widest = max((row.score or 0 for row in rows), default=0) or 1
    occurring = [
        state
        for state in (stacks[0].counts if stacks else ())
        if any(each.counts[state] for each in stacks)
    ]
    below = BELOW + LEGEND_LINE * ceil(len(occurring) / 2)
    height = sum(row.height for row in rows)
    figure = empty_figure(title, agency_and_year(reading, words), height, below, look)
    for state in occurring:
        name = words(f"{states}.{state}")
        numbers = [words.digits(each.counts[state]) for each in stacks]
        hovers = [
            f"{escape_markup(each.label)}<br>{escape_markup(name)} <b>{number}</b>"
            for each, number in zip(stacks, numbers, strict=True)
        ]
        bar = _draw_state(state, [each.counts[state] for each in stacks], look)
        bar.update(
            name=name,
            y=positions,
            text=[
                number if count / widest >= ROOM else ""
                for number, count in zip(numbers, bar.x, strict=True)
            ],
            **answer_clicks([each.key for each in stacks], hovers),
        )
        figure.add_trace(bar)
    figure.add_traces(draw_texts(rows, positions, 0, widest))
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
    figure.update_xaxes(range=[0, widest])
    return figure


def _draw_state(state: str, counts: list[int], look: Look) -> go.Bar:
    """The part of every row that is in one state, in its colour and pattern."""
    colour = state_colour(state, look)
    return go.Bar(
        orientation="h",
        x=counts,
        width=BAR,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 12, "color": look.text if colour == look.track else look.background},
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
    )
