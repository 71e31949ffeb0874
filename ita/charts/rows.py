"""What every figure here is made of: rows of text over a track, with a title and a source line.

A figure stands alone as a picture and reads on a wide screen and on a phone alike. A click on a
row gives its key in `customdata[0]`.
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
# Below the rows: a scale of which only the ends are written, and the source line.
BELOW_SCALE = 50
# Letters that fit above a track on a phone, beside the figure at its right end.
LETTERS = 35
# Pixels of a line of notes under a figure, and its letters on a phone.
NOTE_LINE, NOTE_LETTERS = 17, 58

# A trace, or another part of a figure, in Plotly's own words. As plain values they are checked
# once, by the figure, and not a second time by a class of Plotly.
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
    """`text` such that Plotly shows it letter by letter instead of reading its tags."""
    return escape(text, quote=False)


# A page draws the same texts at each of its reruns.
@lru_cache(maxsize=4096)
def wrap_label(text: str, letters: int = LETTERS, lines: int | None = None) -> tuple[str, int]:
    """`text` as markup with line breaks, and the number of its lines."""
    wrapped = [escape_markup(line) for line in wrap_text(text, letters, lines)]
    return "<br>".join(wrapped), max(len(wrapped), 1)


class Caption(NamedTuple):
    """What a figure says of itself: the title above, its source line and notes below."""

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
    """A figure of traces that are drawn at pixels from the top of a plot of a height.

    `axis` is that of x, see `label_axis`. `below` are the pixels under the rows; each note of the
    caption, wrapped for a phone, adds a line. `layout` is what differs from every other figure.
    """
    below += NOTE_LINE * len(caption.notes)
    notes = (wrap_label(note, NOTE_LETTERS)[0] for note in caption.notes)
    lines = [escape_markup(caption.source), *notes]
    return go.Figure(
        # All at once: added one by one they are copied each time.
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
    """The axis of x between its ends with these ticks and nothing else."""
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
    """The axis of scores from `start` to 100, its ends written, and `marks` with their names."""
    marks = marks or {}
    # Beside the marks only the ends are written: more would crowd a phone.
    ticks = sorted({start, *marks, 100.0})
    labels = [
        "<br>".join(filter(None, (words.number(tick, 0), marks.get(tick, "")))) for tick in ticks
    ]
    return label_axis((start, 100 + (100 - start) * 0.02), ticks, labels, look)


def rows_height(rows: Sequence[Row]) -> int:
    """Pixels of rows below each other."""
    return sum(row.height for row in rows)


def track_positions(rows: Sequence[Row]) -> list[float]:
    """The y of each row's track in pixels from the top of the plot."""
    bottoms = accumulate(row.height for row in rows)
    return [
        bottom - TRACK / 2 if row.score is not None else bottom
        for row, bottom in zip(rows, bottoms, strict=True)
    ]


def draw_path(
    x: Sequence[float], y: Sequence[float], colour: str, width: float, **line: Any
) -> Part:
    """A line from place to place, parted where a place is NaN; `line` says more of its look."""
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
    """Level lines from x to x at y, all in one trace."""
    x = [x for left, right, _ in spans for x in (left, right, nan)]
    return draw_path(x, [end for *_, y in spans for end in (y, y, nan)], colour, width)


def draw_marks(
    x: Sequence[float], y: Sequence[float], marker: Mapping[str, Any], **more: Any
) -> Part:
    """Symbols that a `marker` describes; `more` is what a click answers, a text, a position."""
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
    """Short upright strokes through tracks."""
    line = {"color": look.text, "width": width}
    return draw_marks(x, y, {"symbol": "line-ns", "size": 10, "line": line})


def draw_texts(
    rows: Sequence[Row], positions: Sequence[float], start: float, end: float
) -> list[Part]:
    """Labels at `start` and figures at `end` of the axis, each above its track.

    They are traces, not annotations: Plotly checks annotations one by one, which takes seconds
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
    """Texts beside their places, which no pointer finds; `font` is what differs from the figure's."""
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
    """What a trace needs so that its marks name their rows; a click leaves them as they are."""
    return {
        "customdata": [[key] for key in keys],
        "hovertext": list(hovers),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "selected": {"marker": {"opacity": opacity}},
        "unselected": {"marker": {"opacity": opacity}},
    }
