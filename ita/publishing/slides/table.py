"""Native tables: rows as high as their texts, over as many slides as they take."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Inches, Pt

from ita.language import Words
from ita.publishing.content.listing import Column
from ita.publishing.slides.text import (
    LINE_HEIGHT,
    POINTS,
    SMALLEST,
    THEME,
    Box,
    Line,
    cut,
    one_line,
    text_height,
    text_width,
    write,
)
from ita.thai.text import line_pieces

Cell = tuple[Line, ...]
Row = tuple[Cell, ...]

# Inches between a text and the sides of its cell; above and below it, less where rows are many.
_SIDE, _ABOVE, _NARROWER = 0.1, 0.055, (0.045, 0.035, 0.025)
# Points of a table's texts, the largest first.
_SIZES = (18, 16, SMALLEST)
# A program without our font sets a word so much wider (DejaVu Sans, which LibreOffice then takes).
_WIDER_FONT = 1.28
# The share of a table's width up to which a column is widened for a single word.
_WIDEST_WORD = 0.15
# So much of its place a table takes, if it can: other fonts than ours are higher.
_SPARE = 0.92
# A text of a shortened table has at most so many lines, in the smallest letters.
_MOST_LINES = 6
# By so much less room pages are tried until they are about equally full.
_STEP = 0.1
# PowerPoint's own style without lines and fills; ours are drawn.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Table:
    """Rows under their columns; `description` is for those who don't see it.

    Widths of columns are inches once the table is as wide as its place (`scaled_to`). `above` are the
    inches above and below a text.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    description: str
    size: int = SMALLEST
    above: float = _ABOVE

    @property
    def header(self) -> Row:
        """The titles of the columns."""
        titles = (column.title for column in self.columns)
        return tuple((Line(title, SMALLEST, True, THEME.quiet),) for title in titles)

    def scaled_to(self, width: float) -> "Table":
        """The same table as wide as its place; no column is narrower than its longest word.

        The others keep their proportions. A word that would take too much of the table may break.
        """
        most = width * min(_WIDEST_WORD, 1 / len(self.columns))
        least = [min(self._widest_word(at), most) for at in range(len(self.columns))]
        widths = [column.width for column in self.columns]
        narrow: set[int] = set()
        while len(narrow) < len(widths):
            free = width - sum(least[at] for at in narrow)
            share = free / sum(each for at, each in enumerate(widths) if at not in narrow)
            widths = [least[at] if at in narrow else each * share for at, each in enumerate(widths)]
            too_narrow = {at for at, each in enumerate(widths) if each < least[at]}
            if not too_narrow:
                break
            narrow |= too_narrow
        columns = [
            replace(each, width=inches) for each, inches in zip(self.columns, widths, strict=True)
        ]
        return replace(self, columns=columns)

    def _widest_word(self, at: int) -> float:
        """Inches that a column needs for its longest word, also in a font wider than ours."""
        lines = chain.from_iterable(row[at] for row in (self.header, *self.rows))
        words = (
            text_width(word, line.size or SMALLEST, bold=bool(line.bold))
            for line in lines
            for piece in line_pieces(one_line(line.text))
            for word in piece.split()
        )
        return max(words, default=0) * _WIDER_FONT / POINTS + 2 * _SIDE

    @cached_property
    def heights(self) -> list[float]:
        """Inches that each row takes, the header first."""
        return [self.height_of(row) for row in (self.header, *self.rows)]

    def height_of(self, row: Row) -> float:
        """Inches that a row takes."""
        return 2 * self.above + max(
            text_height(cell, column.width - 2 * _SIDE, self.size)
            for cell, column in zip(row, self.columns, strict=True)
        )

    def fit(self, row: Row, room: float) -> Row:
        """The row with what finds room in so many inches; see `_fit`."""
        return tuple(
            _fit(cell, column, room - 2 * self.above, self.size)
            for cell, column in zip(row, self.columns, strict=True)
        )


def split(table: Table, room: float, first: float) -> list[Table]:
    """A table in parts that each fit into `room` inches; the first has only `first` inches.

    At least one part. The size of the texts is the largest at which there are no more parts than
    at the smallest, and no less text. A text longer than a whole part is cut, and an ellipsis says
    so.
    """
    tried = [_split(replace(table, size=size), room, room - first) for size in _SIZES]
    least = [part.rows for part in tried[-1]]
    return next(
        parts
        for parts in tried
        if len(parts) == len(least) and [*chain(*(part.rows for part in parts))] == [*chain(*least)]
    )


def shorten(table: Table, room: float, words: Words) -> Table:
    """The table within `room` inches, in as large letters as that takes.

    Where the smallest are too large, long texts are cut, to fewer and fewer lines, and then the
    last rows give way to one that counts them.
    """
    ways = [replace(table, size=size) for size in _SIZES]
    ways += [replace(table, size=SMALLEST, above=above) for above in _NARROWER]
    for spare in (_SPARE, 1):
        for way in ways:
            if sum(way.heights) <= room * spare:
                return way
    table = ways[-1]
    for lines in range(_MOST_LINES, 0, -1):
        limit = 2 * table.above + lines * SMALLEST * LINE_HEIGHT / POINTS
        short = replace(table, rows=[table.fit(row, limit) for row in table.rows])
        if lines <= 2 or sum(short.heights) <= room:
            break
    rows = list(short.rows)
    while sum(short.heights) > room and len(rows) > 1:
        rows.pop()
        short = replace(table, rows=[*rows, _count_row(table, len(table.rows) - len(rows), words)])
    return short


def _count_row(table: Table, count: int, words: Words) -> Row:
    """A row that says in the widest column how many rows are left out."""
    widest = max(table.columns, key=lambda column: column.width)
    text = Line(words("slides.more_rows", count=words.digits(count)), colour=THEME.quiet)
    return tuple((text,) if column is widest else () for column in table.columns)


def _split(table: Table, room: float, above: float) -> list[Table]:
    free = room - table.heights[0]
    fitted = [table.fit(row, free) for row in table.rows]
    heights = [table.height_of(row) for row in fitted]
    return [replace(table, rows=fitted[part]) for part in paginate(heights, free, free - above)]


def add_table(slide: Slide, box: Box, table: Table, words: Words) -> None:
    """A table at the upper left corner of a place."""
    rows, heights = (table.header, *table.rows), table.heights
    place = box._replace(height=sum(heights))
    frame = slide.shapes.add_table(len(rows), len(table.columns), *place.emu())
    describe(frame, table.description)
    drawn = frame.table
    drawn.horz_banding = False
    drawn._tbl.get_or_add_tblPr()[0].text = _PLAIN
    for at, column in enumerate(table.columns):
        drawn.columns[at].width = Inches(column.width)
    for at, (row, high) in enumerate(zip(rows, heights, strict=True)):
        drawn.rows[at].height = Inches(high)
        rule = THEME.quiet if at == 0 else THEME.track
        for cell, lines, column in zip(drawn.rows[at].cells, row, table.columns, strict=True):
            sized = [replace(line, size=line.size or table.size) for line in lines]
            write(cell.text_frame, sized, words, PP_ALIGN.RIGHT if column.figures else None)
            _set_cell(cell, rule, table.above)


def describe(frame: GraphicFrame, description: str) -> None:
    """The text that a screen reader speaks for a chart or table."""
    frame.element.xpath(".//p:cNvPr")[0].set("descr", one_line(description))


def _fit(cell: Cell, column: Column, room: float, size: int) -> Cell:
    """The paragraphs of a cell that fit into a part; a long one is cut and leaves the next a line."""
    width, left = column.width - 2 * _SIDE, room
    fitted: list[Line] = []
    for at, line in enumerate(cell):
        points = line.size or size
        # A hair more, since the room for whole lines may be stored as a little less.
        lines = int(left * POINTS / (points * LINE_HEIGHT) + 0.01)
        lines = max(lines - (len(cell) - at - 1), min(lines, 1))
        if lines < 1:
            fitted[-1] = replace(fitted[-1], text=fitted[-1].text.removesuffix("…") + "…")
            break
        text = cut(line.text, width, points, lines, bold=bool(line.bold))
        fitted.append(replace(line, text=text))
        left -= text_height(fitted[-1:], width, size)
    return tuple(fitted)


def _set_cell(cell: _Cell, rule: str, above: float) -> None:
    """Margins, and a line below in a colour of the theme."""
    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(above)
    line = f'<a:lnB {nsdecls("a")} w="{Pt(1)}"><a:solidFill><a:schemeClr val="{rule}"/>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(f"{line}</a:solidFill></a:lnB>"))


def paginate(heights: Sequence[float], room: float, first: float | None = None) -> list[slice]:
    """The rows of each page: as few pages as it takes, all about equally full.

    A page has `room` for rows of these heights, the first one only `first`. At least one page. A
    row that is higher than a page stands alone; the first page is left empty where the first row
    needs more than it has.
    """
    less = 0.0 if first is None else room - first
    ends = _fill(heights, room, less)
    while room > _STEP and len(evener := _fill(heights, room - _STEP, less)) == len(ends):
        ends, room = evener, room - _STEP
    return [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def _fill(heights: Sequence[float], room: float, less: float) -> list[int]:
    """Where each page ends when pages are filled one after the other."""
    ends: list[int] = []
    left, start = room - less, 0
    for at, needed in enumerate(heights):
        if needed > left and (at > start or (less and not ends)):
            ends.append(at)
            left, start = room, at
        left -= needed
    return [*ends, len(heights)]
