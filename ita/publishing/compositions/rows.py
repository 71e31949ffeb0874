"""Rows that have a label, a track or bar and figures: where each of them stands in its box."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from ita.publishing.compositions.sheet import LEAST, Box
from ita.publishing.lettering import text_width

# The share of a row that a label may take beside its track.
_BESIDE = 0.42
# In units: the least height of a row whose label stands above its track, which is taken where the
# labels find no room beside it, and the one from which it looks better in any case.
_ABOVE, _ROOMY = 2.4, 2.9
# Thai marks reach so far above the capitals and below the line, in letters of which 0.75 lie between.
_RISE, _FALL = 0.53, 0.35
_HIGH = _RISE + 0.75 + _FALL
# What parts a label from the track below it, in units.
_PARTED = 0.1


# The pixels that a row's figures take in letters of a size.
Figures = Callable[[float], float]


@dataclass(frozen=True)
class Place:
    """Where the parts of a row stand; `track` is as high as what is drawn on it."""

    letters: float
    text_y: float
    label_room: float
    track: Box


def above(labels: Sequence[str], box: Box, height: float, unit: float) -> bool:
    """Whether rows of a height have their labels above the tracks and not beside them."""
    widest = max((text_width(label, unit) for label in labels), default=0)
    return height >= (_ROOMY if widest < box.width * _BESIDE else _ABOVE) * unit


def place(box: Box, unit: float, thick: float, figures: Figures, *, over: bool) -> Place:
    """A row in its box, with a track `thick` pixels high and room for `figures` at its right edge.

    Where the label is `over` the track, that one goes on below the figures.
    """
    share = (box.height - thick - _PARTED * unit) / _HIGH if over else 0.6 * box.height
    letters = min(max(share, LEAST * unit), 1.25 * unit)
    taken, gap = figures(letters), 0.8 * unit
    if over:
        needed = _HIGH * letters + _PARTED * unit + thick
        text_y = box.y + (box.height - needed) / 2 + _RISE * letters
        track_y = text_y + (0.75 + _FALL) * letters + _PARTED * unit
        track = Box(box.x, track_y, box.width, thick)
        return Place(letters, text_y, box.width - taken - gap, track)
    middle = box.y + box.height / 2
    room = box.width * _BESIDE
    x = box.x + room + gap
    track = Box(x, middle - thick / 2, box.right - taken - gap - x, thick)
    return Place(letters, middle - 0.42 * letters, room, track)


def scale_start(scores: Sequence[float]) -> int:
    """Where tracks of these scores begin: a multiple of ten below all of them."""
    return max(0, floor((min(scores, default=100) - 1) / 10) * 10)
