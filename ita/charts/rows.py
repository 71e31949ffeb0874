"""Building blocks of all figures: rows of text over a track, with a title and a source line.

Figures are complete as pictures and readable on wide screens and phones. The click event of a row
has its key in `customdata[0]`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import accumulate
from math import nan
from typing import Any, NamedTuple

import plotly.graph_objects as go

from ita.charts.palette import FONT, Look
from ita.language import Words
from ita.thai.text import wrap_text

# Pixels. A row has one line of text, or more, above its track.
LINE = 19
TRACK = 26
MARGIN_SIDE = 12
MARGIN_TOP = 50
# Below the rows: a scale with only its ends labelled, and the source line.
BELOW_SCALE = 50
# Letters of a label that fit above a track on a phone, beside the figure at its right end.
LETTERS = 35
# Pixels of a line of notes under a figure, and its letters on a phone.
NOTE_LINE, NOTE_LETTERS = 17, 58

# A trace or another part of a figure as a dictionary of Plotly's properties. Unlike objects of
# Plotly's classes, which are validated twice, dictionaries are validated once, by the figure.
Part = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A row of a figure: `label` above the track at the left, `figure` at the right.

    `label` is markup. `score` is what the track shows; None makes a heading without a track.
    """

    key: str
    label: str
    figure: str
    hover: str = ""
    score: float | None = None
    lines: int = 1

    @property
    def height(self) -> int:
        """Pixels of the row."""
        return self.lines * LINE + (TRACK if self.score is not None else 12)


def escape_markup(text: str) -> str:
    """Return `text` escaped, so that Plotly does not interpret its tags."""
    return escape(text, quote=False)


# Cached, since a page draws the same texts at each rerun.
@lru_cache(maxsize=4096)
def wrap_label(text: str, letters: int = LETTERS, lines: int | None = None) -> tuple[str, int]:
    """Return `text` as markup with line breaks, and the number of its lines."""
    wrapped = [escape_markup(line) for line in wrap_text(text, letters, lines)]
    return "<br>".join(wrapped), max(len(wrapped), 1)


class Caption(NamedTuple):
    """The title above a figure, and the source line and notes below it."""

    title: str
    source: str
    notes: Sequence[str] = ()


def make_figure(
    caption: Caption,
    height: float,
    traces: Sequence[Part],
    axis: Mapping[str, Any],
    look: Look,
    below: int = BELOW_SCALE,
    **layout: Any,
) -> go.Figure:
    """Return a figure of `traces`, whose y are pixels from the top of a plot of `height` pixels.

    `axis` is the x axis, see `label_axis`. `below` are the pixels under the rows; each note of the
    caption, wrapped for a phone, adds a line. `layout` overrides properties of the layout.
    """
    below += NOTE_LINE * len(caption.notes)
    notes = (wrap_label(note, NOTE_LETTERS)[0] for note in caption.notes)
    lines = [escape_markup(caption.source), *notes]
    return go.Figure(
        # All at once, since adding them one by one copies all each time.
        data=[*traces],
        layout={
            "template": "none",
            "title": {
                "text": f"<b>{escape_markup(caption.title)}</b>",
                "font": {"size": 17},
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": 1,
                "yref": "container",
                "yanchor": "top",
                "pad": {"t": 10},
            },
            "font": {"family": FONT, "size": 14, "color": look.text},
            "paper_bgcolor": look.background,
            "plot_bgcolor": look.background,
            "height": height + MARGIN_TOP + below,
            "margin": {"l": MARGIN_SIDE, "r": MARGIN_SIDE, "t": MARGIN_TOP, "b": below},
            "hovermode": "closest",
            "hoverlabel": {
                "font": {"family": FONT, "size": 14, "color": look.text},
                "bgcolor": look.background,
                "bordercolor": look.quiet,
                "align": "left",
            },
            "showlegend": False,
            "barmode": "overlay",
            "clickmode": "event+select",
            "dragmode": False,
            "xaxis": {"visible": False, "fixedrange": True, **axis},
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
            "annotations": [
                {
                    "text": text,
                    "x": 0,
                    "y": 0,
                    "xref": "paper",
                    "yref": "paper",
                    "xanchor": "left",
                    "yanchor": "top",
                    "yshift": 26 - below + NOTE_LINE * line,
                    "showarrow": False,
                    "align": "left",
                    "font": {"size": 12, "color": look.quiet},
                }
                for line, text in enumerate(lines)
            ],
            **layout,
        },
    )


def label_axis(
    ends: tuple[float, float], ticks: Sequence[float], labels: Sequence[str], look: Look
) -> Part:
    """Return an x axis between its ends with only these ticks and labels."""
    return {
        "range": ends,
        "visible": True,
        "tickvals": list(ticks),
        "ticktext": list(labels),
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12, "color": look.quiet},
    }


def score_axis(
    start: float, words: Words, look: Look, marks: Mapping[float, str] | None = None
) -> Part:
    """Return the axis of scores from `start` to 100 with labels at its ends and at `marks`."""
    marks = marks or {}
    # Only the ends and marks are labelled: more would not fit on a phone.
    ticks = sorted({start, *marks, 100.0})
    labels = [
        "<br>".join(filter(None, (words.number(tick, 0), marks.get(tick, "")))) for tick in ticks
    ]
    return label_axis((start, 100 + (100 - start) * 0.02), ticks, labels, look)


def rows_height(rows: Sequence[Row]) -> int:
    """Return the total height of rows in pixels."""
    return sum(row.height for row in rows)


def track_positions(rows: Sequence[Row]) -> list[float]:
    """Return the y of each row's track in pixels from the top of the plot."""
    bottoms = accumulate(row.height for row in rows)
    return [
        bottom - TRACK / 2 if row.score is not None else bottom
        for row, bottom in zip(rows, bottoms, strict=True)
    ]


def draw_path(
    x: Sequence[float], y: Sequence[float], colour: str, width: float, **line: Any
) -> Part:
    """Return a line through points, interrupted at NaN; `line` has further line properties."""
    return {
        "type": "scatter",
        "x": list(x),
        "y": list(y),
        "mode": "lines",
        "line": {"color": colour, "width": width, **line},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def draw_lines(spans: Sequence[tuple[float, float, float]], colour: str, width: int) -> Part:
    """Return horizontal lines, given as (left x, right x, y), in one trace."""
    x = [x for left, right, _ in spans for x in (left, right, nan)]
    return draw_path(x, [end for *_, y in spans for end in (y, y, nan)], colour, width)


def draw_marks(
    x: Sequence[float], y: Sequence[float], marker: Mapping[str, Any], **more: Any
) -> Part:
    """Return symbols with the properties `marker`; `more` are further properties of the trace."""
    return {
        "type": "scatter",
        "x": list(x),
        "y": list(y),
        "mode": "markers+text" if "text" in more else "markers",
        "marker": marker,
        "cliponaxis": False,
        **(more if "customdata" in more else {"hoverinfo": "skip", **more}),
    }


def draw_strokes(x: Sequence[float], y: Sequence[float], look: Look, width: float = 1.5) -> Part:
    """Return short vertical strokes through tracks."""
    line = {"color": look.text, "width": width}
    return draw_marks(x, y, {"symbol": "line-ns", "size": 10, "line": line})


def draw_texts(
    rows: Sequence[Row], positions: Sequence[float], start: float, end: float
) -> list[Part]:
    """Return labels at `start` and figures at `end` of the axis, each above its track.

    They are traces, since Plotly validates annotations one by one, which takes seconds
    for all questions of an office.
    """
    above = [
        y - (9 if row.score is not None else 0) for row, y in zip(rows, positions, strict=True)
    ]
    labels = [row.label if row.score is not None else f"<b>{row.label}</b>" for row in rows]
    figures = [f"<b>{row.figure}</b>" if row.figure else "" for row in rows]
    return [
        draw_text([start] * len(rows), above, labels, "top right"),
        draw_text([end] * len(rows), above, figures, "top left"),
    ]


def draw_text(
    x: Sequence[float], y: Sequence[float], texts: Sequence[str], position: str, **font: object
) -> Part:
    """Return texts without hover; `font` overrides properties of the figure's font."""
    return {
        "type": "scatter",
        "x": list(x),
        "y": list(y),
        "text": list(texts),
        "mode": "text",
        "textposition": position,
        "textfont": font,
        "hoverinfo": "skip",
        "cliponaxis": False,
        "showlegend": False,
    }


def answer_clicks(keys: Sequence[str], hovers: Sequence[str], opacity: float = 1.0) -> Part:
    """Return properties that give marks keys and hover texts; clicks do not change their look."""
    return {
        "customdata": [[key] for key in keys],
        "hovertext": list(hovers),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "selected": {"marker": {"opacity": opacity}},
        "unselected": {"marker": {"opacity": opacity}},
    }
