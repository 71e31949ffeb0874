"""Fitting of tables to pages: widths of columns, shortened texts and page breaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ita.language import Words
from ita.publishing.content.listing import Cell, Row, Section, Text, cell
from ita.publishing.text_metrics import (
    LINE_HEIGHT,
    POINTS,
    break_lines,
    cut,
    one_line,
    text_height,
    text_width,
)
from ita.thai.text import line_pieces

# Largest font size of column titles, in points.
_HEADER = 14
# Factor by which words are wider without our font (in DejaVu Sans, LibreOffice's fallback).
_WIDER_FONT = 1.28
# Largest share of a table's width that a column is widened to for a single word.
_WIDEST_WORD = 0.15
# Step in inches by which pages are reduced to make them about equally full.
_STEP = 0.1


class Setting(NamedTuple):
    """How a table is set: font size in points, and inches above and below the text of a cell.

    `lines` limits the lines of a cell, and `share` the part of the room that the table may take.
    """

    size: float
    above: float
    lines: int | None = None
    share: float = 1


@dataclass(frozen=True)
class FittedTable:
    """A section with the widths of its columns and the space beside a text (`side`), in inches."""

    section: Section
    widths: tuple[float, ...]
    side: float
    size: float
    above: float

    @property
    def header(self) -> Row:
        """The row of column titles."""
        titles = (column.title for column in self.section.columns)
        return tuple(cell(title, strong=True, tone="quiet") for title in titles)

    @property
    def header_size(self) -> float:
        """Font size of the titles in points."""
        return min(self.size, _HEADER)

    @cached_property
    def heights(self) -> list[float]:
        """Heights of the rows in inches, the header first."""
        rows = (self._height(row, self.size) for row in self.section.rows)
        return [self._height(self.header, self.header_size), *rows]

    def _height(self, row: Row, size: float) -> float:
        return 2 * self.above + max(
            text_height(texts, width - 2 * self.side, size)
            for texts, width in zip(row, self.widths, strict=True)
        )

    def with_rows(self, rows: Sequence[Row]) -> "FittedTable":
        """Return the table with other rows."""
        return replace(self, section=replace(self.section, rows=tuple(rows)))

    def with_setting(self, setting: Setting) -> "FittedTable":
        """Return the table in another setting, with texts cut to its `lines`."""
        table = replace(self, size=setting.size, above=setting.above)
        return table if setting.lines is None else table.limit_lines(setting.lines)

    def limit_lines(self, lines: int) -> "FittedTable":
        """Return the table with at most `lines` lines in a cell."""
        return self.with_rows(
            [
                tuple(
                    _limit_lines(texts, width - 2 * self.side, self.size, lines)
                    for texts, width in zip(row, self.widths, strict=True)
                )
                for row in self.section.rows
            ]
        )

    def first_rows(self, count: int, words: Words) -> "FittedTable":
        """Return the first `count` rows and a row with the number of omitted ones, if any."""
        rows = self.section.rows
        if count == len(rows):
            return self
        widest = self.widths.index(max(self.widths))
        text = words("slides.more_rows", count=words.digits(len(rows) - count))
        more = [cell(text if at == widest else "", tone="quiet") for at in range(len(self.widths))]
        return self.with_rows([*rows[:count], tuple(more)])


def fit_columns(section: Section, width: float, setting: Setting, side: float = 0.1) -> FittedTable:
    """Fit a section to `width` inches so that no column is narrower than its longest word.

    The other columns keep their proportions. A word that would take too much room may break.
    """
    shares = [column.width for column in section.columns]
    table = FittedTable(section, tuple(shares), side, setting.size, setting.above)
    most = width * min(_WIDEST_WORD, 1 / len(shares))
    least = [min(_widest_word(table, at), most) for at in range(len(shares))]
    narrow: set[int] = set()
    while True:
        free = width - sum(least[at] for at in narrow)
        total = sum(share for at, share in enumerate(shares) if at not in narrow)
        widths = [
            least[at] if at in narrow else free * share / total for at, share in enumerate(shares)
        ]
        too_narrow = {at for at, each in enumerate(widths) if each < least[at] - 1e-9}
        if not too_narrow:
            return replace(table, widths=tuple(widths))
        narrow |= too_narrow


def _widest_word(table: FittedTable, at: int) -> float:
    """Return the inches that a column needs for its longest word, also in a wider font."""
    words = (
        text_width(word, _HEADER, bold=text.strong)
        for text in chain.from_iterable(row[at] for row in (table.header, *table.section.rows))
        for piece in line_pieces(one_line(text.text))
        for word in piece.split()
    )
    return max(words, default=0) * _WIDER_FONT / POINTS + 2 * table.side


def _limit_lines(texts: Cell, width: float, size: float, lines: int) -> Cell:
    """Cut the paragraphs of a cell to `lines`, leaving a line for each paragraph if possible."""
    limited: list[Text] = []
    for at, text in enumerate(texts, 1):
        if lines < 1:
            limited[-1] = replace(limited[-1], text=limited[-1].text.removesuffix("…") + "…")
            break
        most = max(lines - (len(texts) - at), 1)
        short = cut(text.text, width, size, most, bold=text.strong)
        limited.append(replace(text, text=short))
        lines -= len(break_lines(short, width, size, bold=text.strong)) or 1
    return tuple(limited)


def shorten(
    tables: Sequence[FittedTable], room: float, settings: Sequence[Setting], words: Words
) -> list[FittedTable]:
    """Return tables that together take at most `room` inches, in the first setting that fits.

    If none fits, the last rows of the longest table are replaced, one by one, by a row that counts
    them.
    """
    for setting in settings:
        trial = [table.with_setting(setting) for table in tables]
        needed = sum(sum(table.heights) for table in trial)
        if needed <= room * setting.share:
            return trial
    counts = [len(table.section.rows) for table in trial]
    free = room - needed
    while free < 0 and max(counts) > 1:
        at = counts.index(max(counts))
        table = trial[at]
        if counts[at] == len(table.section.rows):
            free -= 2 * table.above + table.size * LINE_HEIGHT / POINTS
        free += table.heights[counts[at]]
        counts[at] -= 1
    return [table.first_rows(count, words) for table, count in zip(trial, counts, strict=True)]


def split(
    table: FittedTable, room: float, first: float, sizes: Sequence[float]
) -> list[FittedTable]:
    """Split a table into parts of at most `room` inches; the first part has only `first` inches.

    There is at least one part. The font size is the first of `sizes` (the largest first) that
    needs the fewest parts. A text that is longer than the first part is cut.
    """
    return min((_split(replace(table, size=size), room, first) for size in sizes), key=len)


def _split(table: FittedTable, room: float, first: float) -> list[FittedTable]:
    room, first = room - table.heights[0], first - table.heights[0]
    # The tolerance is for floating point errors.
    lines = int((first - 2 * table.above) * POINTS / (table.size * LINE_HEIGHT) + 0.01)
    table = table.limit_lines(lines)
    parts = paginate(table.heights[1:], room, first)
    return [table.with_rows(table.section.rows[part]) for part in parts]


def paginate(heights: Sequence[float], room: float, first: float | None = None) -> list[slice]:
    """Return the rows of each page: as few pages as possible, all about equally full.

    A page has `room` for rows of these heights, the first page only `first`. There is at least one
    page. A row higher than a page has a page of its own.
    """
    less = 0.0 if first is None else room - first
    ends = _fill(heights, room, less)
    while room - less > _STEP and len(evener := _fill(heights, room - _STEP, less)) == len(ends):
        ends, room = evener, room - _STEP
    return [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def _fill(heights: Sequence[float], room: float, less: float) -> list[int]:
    """Return the end of each page when pages are filled one after the other."""
    ends: list[int] = []
    left, start = room - less, 0
    for at, needed in enumerate(heights):
        if needed > left and at > start:
            ends.append(at)
            left, start = room, at
        left -= needed
    return [*ends, len(heights)]
