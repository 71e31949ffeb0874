"""A sheet laid out in fewer pixels, for a screen that shows less than the whole of it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from ita.publishing.chart_sheet import Sheet

# Where Plotly counts in pixels, by the last two names of a place; all else is data or a share.
_PIXELS = re.compile(
    r"\w*font\.size|(marker|pattern)\.size|line\.width|marker\.cornerradius"
    r"|(margin|pad)\.[lrtb]|annotations\.[xy]shift|layout\.(width|height)"
)
_LETTERS = re.compile(r"font-size:([\d.]+)px")


def smaller(sheet: Sheet, width: float) -> Sheet:
    """The same picture laid out in `width` pixels and saved as much finer; never a larger layout.

    Whoever shows a figure narrower than it is laid out gets letters on top of each other.
    """
    share = min(width / sheet.width, 1.0)
    drawn = sheet.figure.to_dict()
    return replace(
        sheet,
        figure=go.Figure({part: _shrunk(drawn[part], (part,), share) for part in drawn}),
        width=sheet.width * share,
        height=sheet.height * share,
        scale=sheet.scale / share,
    )


def _shrunk(value: Any, place: tuple[str, ...], share: float) -> Any:
    """A part of a figure with its pixels made less; `place` is where it stands."""
    if isinstance(value, Mapping):
        return {name: _shrunk(each, (*place, name), share) for name, each in value.items()}
    if isinstance(value, str):
        return _LETTERS.sub(lambda found: f"font-size:{float(found[1]) * share}px", value)
    if isinstance(value, (list, tuple)):
        return [_shrunk(each, place, share) for each in value]
    counted = isinstance(value, (int, float)) and not isinstance(value, bool)
    return value * share if counted and _PIXELS.fullmatch(".".join(place[-2:])) else value
