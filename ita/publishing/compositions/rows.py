"""Rows that have a label, a track or bar and figures: where each of them stands in its box."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from ita.publishing.compositions.sheet import LEAST, Box
from ita.publishing.lettering import text_width

# The share of a row that a label may take beside its track.
_BESIDE = 0.42
# Thai marks reach so far above the capitals and below the line, in letters of which 0.75 lie between.
_RISE, _FALL = 0.53, 0.35
_HIGH = _RISE + 0.75 + _FALL
# In units: what parts a label from the track below it, and one part of a row from that beside it.
_PARTED, _GAP = 0.1, 0.8
# Rows are so many letters high where labels stand beside tracks, and letters at most so many units.
_PITCH, _LARGEST = 1.48, 1.25


@dataclass(frozen=True)
class Setting:
    """How all rows of a sheet are set: `over` where their labels stand above their tracks.

    `figures` is the room at the right edge, `thick` the height of a track, both in pixels.
    """

    letters: float
    over: bool
    figures: float
    thick: float
    unit: float


@dataclass(frozen=True)
class Place:
    """Where the parts of a row stand; `track` is as high as what is drawn on it."""

    text_y: float
    label_room: float
    track: Box


def setting(
    labels: Sequence[str], row: Box, unit: float, thick: float, figures: Callable[[float], float]
) -> Setting:
    """The largest letters in which rows of a size hold their labels, above or beside the tracks.

    `figures` tells the room that figures take in letters of a size. A label that is too long even
    in the least letters will have to be cut.
    """
    # A hair more than the widest, so that it is not cut where the letters were made to fit it.
    widest = 1.001 * max((text_width(label, 1) for label in labels), default=0) or 1

    def tried(share: float, *, over: bool) -> Setting:
        letters = min(share, _LARGEST * unit)
        room = row.width - figures(letters) - _GAP * unit if over else row.width * _BESIDE
        letters = max(min(letters, room / widest), LEAST * unit)
        return Setting(letters, over, figures(letters), thick, unit)

    beside = tried(row.height / _PITCH, over=False)
    share = (row.height - thick - _PARTED * unit) / _HIGH
    if share < LEAST * unit:
        return beside
    above = tried(share, over=True)
    return above if above.letters >= beside.letters else beside


def place(box: Box, how: Setting) -> Place:
    """A row in its box; a track below its label goes on below the figures."""
    letters, unit = how.letters, how.unit
    if how.over:
        needed = _HIGH * letters + _PARTED * unit + how.thick
        text_y = box.y + (box.height - needed) / 2 + _RISE * letters
        track_y = text_y + (0.75 + _FALL) * letters + _PARTED * unit
        track = Box(box.x, track_y, box.width, how.thick)
        return Place(text_y, box.width - how.figures - _GAP * unit, track)
    middle = box.y + box.height / 2
    room = box.width * _BESIDE
    x = box.x + room + _GAP * unit
    width = box.right - how.figures - _GAP * unit - x
    track = Box(x, middle - how.thick / 2, width, how.thick)
    return Place(middle - 0.42 * letters, room, track)


def scale_start(scores: Sequence[float]) -> int:
    """Where tracks of these scores begin: a multiple of ten below all of them."""
    return max(0, floor((min(scores, default=100) - 1) / 10) * 10)
