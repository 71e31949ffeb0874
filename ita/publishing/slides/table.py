"""Native tables: rows as high as their texts, over as many slides as they take."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Inches, Pt

from ita.palette import Look
from ita.publishing.lettering import LINE_HEIGHT
from ita.publishing.slides.text import (
    POINTS,
    SMALLEST,
    Box,
    Line,
    cut,
    emu,
    height,
    one_line,
    write,
)

Cell = tuple[Line, ...]
Row = tuple[Cell, ...]

# Inches between a text and the sides of its cell, and above and below it.
_SIDE, _ABOVE = 0.1, 0.055
# Points of a table's texts, the largest first.
_SIZES = (18, 16, SMALLEST)
# Inches by which parts are made lower until they are about equally full.
_STEP = 0.1
# PowerPoint's own style without lines and fills; ours are drawn.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Column:
    """A column of `width` inches; figures stand at its right side."""

    title: str
    width: float
    figures: bool = False


def pages(
    rows: Sequence[Row], columns: Sequence[Column], room: float, first: float | None = None
) -> tuple[int, list[list[Row]]]:
    """The size of a table's texts, and its rows in parts that each fit into `room` inches.

    At least one part; the first has only `first` inches. The size is the largest at which there
    are no more parts than at the smallest, and no less text. A text longer than a whole part is
    cut, and an ellipsis says so.
    """
    above = room - (room if first is None else first)
    made = {size: _parts(rows, columns, room, above, size) for size in _SIZES}
    smallest = made[_SIZES[-1]]
    return next(
        (size, parts)
        for size, parts in made.items()
        if len(parts) == len(smallest) and [*chain(*parts)] == [*chain(*smallest)]
    )


def _parts(
    rows: Sequence[Row], columns: Sequence[Column], room: float, above: float, size: int
) -> list[list[Row]]:
    """The rows in as few parts as they take, the parts about equally full."""
    free = room - _height(_header(columns), columns, size)
    fitted = [
        tuple(_fitted(cell, column, free, size) for cell, column in zip(row, columns, strict=True))
        for row in rows
    ]
    heights = [_height(row, columns, size) for row in fitted]
    ends = _ends(heights, free, above)
    while free > _STEP and len(fuller := _ends(heights, free - _STEP, above)) == len(ends):
        ends, free = fuller, free - _STEP
    return [fitted[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _ends(heights: Sequence[float], free: float, above: float) -> list[int]:
    """Where each part ends; a row that is higher than a part stands alone."""
    ends: list[int] = []
    left, start = free - above, 0
    for at, needed in enumerate(heights):
        if needed > left and (at > start or (above and not ends)):
            ends.append(at)
            left, start = free, at
        left -= needed
    return [*ends, len(heights)]


def table_height(columns: Sequence[Column], rows: Sequence[Row], size: int) -> float:
    """Inches that a table takes with its header."""
    return sum(_height(row, columns, size) for row in (_header(columns), *rows))


def add_table(
    slide: Slide,
    box: Box,
    columns: Sequence[Column],
    rows: Sequence[Row],
    look: Look,
    description: str,
    size: int = SMALLEST,
) -> None:
    """A table at the upper left corner of a place; `description` is for those who don't see it."""
    whole = [_header(columns, look.quiet), *rows]
    heights = [_height(row, columns, size) for row in whole]
    width = sum(column.width for column in columns)
    frame = slide.shapes.add_table(
        len(whole), len(columns), *emu(Box(box.x, box.y, width, sum(heights)))
    )
    describe(frame, description)
    table: Table = frame.table
    table.horz_banding = False
    table._tbl.tblPr[0].text = _PLAIN
    for at, column in enumerate(columns):
        table.columns[at].width = Inches(column.width)
    for at, (row, high) in enumerate(zip(whole, heights, strict=True)):
        table.rows[at].height = Inches(high)
        for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
            sized = [replace(line, size=line.size or size) for line in cell]
            rule = look.quiet if at == 0 else look.track
            _write_cell(table.cell(at, place), sized, column, rule)


def describe(frame: GraphicFrame, description: str) -> None:
    """The text that a screen reader speaks for a chart or table."""
    frame.element.xpath(".//p:cNvPr")[0].set("descr", one_line(description))


def _header(columns: Sequence[Column], colour: str | None = None) -> Row:
    return tuple((Line(column.title, SMALLEST, True, colour),) for column in columns)


def _height(row: Row, columns: Sequence[Column], size: int) -> float:
    return 2 * _ABOVE + max(
        height(cell, column.width - 2 * _SIDE, size)
        for cell, column in zip(row, columns, strict=True)
    )


def _fitted(cell: Cell, column: Column, room: float, size: int) -> Cell:
    """The paragraphs of a cell that fit into a part, the last one cut where it must be."""
    width, left = column.width - 2 * _SIDE, room - 2 * _ABOVE
    kept: list[Line] = []
    for line in cell:
        own = line.size or size
        lines = int(left * POINTS / (own * LINE_HEIGHT))
        if lines < 1:
            kept[-1] = replace(kept[-1], text=kept[-1].text.removesuffix("…") + "…")
            break
        text = cut(line.text, width, own, lines, bold=bool(line.bold))
        kept.append(replace(line, text=text))
        left -= height(kept[-1:], width, size)
    return tuple(kept)


def _write_cell(cell: _Cell, lines: Sequence[Line], column: Column, rule: str) -> None:
    write(cell.text_frame, lines, PP_ALIGN.RIGHT if column.figures else None)
    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(_ABOVE)
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(
        0,
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{Pt(1)}"><a:solidFill>'
            f'<a:srgbClr val="{rule.removeprefix("#")}"/></a:solidFill></a:lnB>'
        ),
    )
