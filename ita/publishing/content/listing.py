"""Generic tables and bar charts as plain data, drawn as slides, sheets and Word documents."""

from dataclasses import dataclass
from typing import Literal

from ita.charts.palette import Band
from ita.publishing.content.model import Content, Head

# Pairs of a label and a number, or a figure formatted as text.
Counts = tuple[tuple[str, int | str], ...]
# The meaning of a text; each output format maps it to a colour.
Tone = Literal["", "quiet", "excellent", "pass", "below"]


@dataclass(frozen=True)
class Text:
    """A paragraph of a cell."""

    text: str
    strong: bool = False
    tone: Tone = ""


Cell = tuple[Text, ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; `width` is relative to the others, `figures` are aligned right."""

    title: str
    width: float
    figures: bool = False


@dataclass(frozen=True)
class Section:
    """A table, the most important rows first; `empty` is the text shown without rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Listing:
    """Counts with tables below them."""

    head: Head
    sections: tuple[Section, ...]
    counts: Counts = ()


@dataclass(frozen=True)
class BarSeries:
    """A series of bars, whose colour follows from `state`.

    `state` is a state of measures, "lost", "score" or "score_before". A band in `bands` overrides
    the colour of its bar.
    """

    state: str
    name: str
    values: tuple[float | None, ...]
    bands: tuple[Band | None, ...] = ()


@dataclass(frozen=True)
class BarChart:
    """Counts with bars below them. Figures have `places` decimals.

    With `full`, the end of the scale, series are drawn side by side. Without it they are stacked,
    and the scale ends with the longest bar.
    """

    head: Head
    counts: Counts
    labels: tuple[str, ...]
    series: tuple[BarSeries, ...]
    places: int = 0
    empty: str = ""
    full: float | None = None

    @property
    def is_stacked(self) -> bool:
        """Whether several series are stacked."""
        return self.full is None and len(self.series) > 1


AnyContent = Content | Listing | BarChart


def cell(text: str, *, strong: bool = False, tone: Tone = "") -> Cell:
    """Return a cell of one paragraph."""
    return (Text(text, strong, tone),)
