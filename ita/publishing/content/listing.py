"""Tables and bar charts of any subject as plain data, which slides, sheets and Word draw alike."""

from dataclasses import dataclass
from typing import Literal

from ita.charts.palette import Band
from ita.publishing.content.model import Content, Head

# What is counted, and how many there are, or a figure as it is read.
Counts = tuple[tuple[str, int | str], ...]
# What a text means; how that looks is for whoever draws it.
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
    """A column of a table; `width` is its share of the columns' sum, figures stand to the right."""

    title: str
    width: float
    figures: bool = False


@dataclass(frozen=True)
class Section:
    """A table, the rows that matter most first; without a row, `empty` says so."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Listing:
    """Counts, and tables below them."""

    head: Head
    sections: tuple[Section, ...]
    counts: Counts = ()


@dataclass(frozen=True)
class BarSeries:
    """Bars of one meaning, from which their colour follows.

    `state` is a state of measures, "lost", "score" or "score_before". Where a score has a band,
    `bands` gives its bar the colour of that.
    """

    state: str
    name: str
    values: tuple[float | None, ...]
    bands: tuple[Band | None, ...] = ()


@dataclass(frozen=True)
class BarChart:
    """Counts, and bars below them. Figures have `places` decimals.

    Scores are bars beside each other on a scale up to `full`; without it several series are
    stacked, and the longest bar is the end of the scale.
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
        """Whether the bars of a label follow one another."""
        return self.full is None and len(self.series) > 1


AnyContent = Content | Listing | BarChart


def cell(text: str, *, strong: bool = False, tone: Tone = "") -> Cell:
    """A cell of one paragraph."""
    return (Text(text, strong, tone),)
