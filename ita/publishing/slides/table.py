"""Native tables with rows as high as their texts."""

from collections.abc import Sequence

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Inches, Pt

from ita.language import Words
from ita.publishing.content.listing import Row
from ita.publishing.slides.text import SMALLEST, THEME, Box, write
from ita.publishing.table_fitting import FittedTable, Setting
from ita.publishing.text_metrics import one_line

# Font sizes of a table in points, the largest first.
SIZES = (18, 16, SMALLEST)
_ABOVE, _NARROWER = 0.055, (0.045, 0.035, 0.025)
USUAL = Setting(SMALLEST, _ABOVE)
# Settings tried for a table that must fit on one slide: smaller letters, then narrower rows, then
# shorter texts. The first leave some room, since other fonts than ours are higher.
_WHOLE = [
    *(Setting(size, _ABOVE) for size in SIZES),
    *(Setting(SMALLEST, above) for above in _NARROWER),
]
ONE_SLIDE = [
    *(setting._replace(share=0.92) for setting in _WHOLE),
    *_WHOLE,
    *(_WHOLE[-1]._replace(lines=lines) for lines in (6, 5, 4, 3, 2)),
]
# The id of PowerPoint's table style without lines and fills.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def add_table(slide: Slide, box: Box, table: FittedTable, words: Words) -> None:
    """Add a table at the upper left corner of a box."""
    section, rows = table.section, (table.header, *table.section.rows)
    size = box._replace(height=sum(table.heights)).emu()
    frame = slide.shapes.add_table(len(rows), len(section.columns), *size)
    listed = _list_texts(section.rows)
    describe(frame, words("slides.alt_table", title=section.title, rows=listed))
    drawn = frame.table
    drawn.horz_banding = False
    drawn._tbl.get_or_add_tblPr()[0].text = _PLAIN
    for at, width in enumerate(table.widths):
        drawn.columns[at].width = Inches(width)
    for at, (row, high) in enumerate(zip(rows, table.heights, strict=True)):
        drawn.rows[at].height = Inches(high)
        rule = THEME.track if at else THEME.quiet
        points = table.size if at else table.header_size
        for cell, texts, column in zip(drawn.rows[at].cells, row, section.columns, strict=True):
            align = PP_ALIGN.RIGHT if column.figures else None
            write(cell.text_frame, texts, words, size=points, align=align)
            _set_cell(cell, rule, table)


def describe(frame: GraphicFrame, description: str) -> None:
    """Set the alternative text of a chart or table for screen readers."""
    frame.element.xpath(".//p:cNvPr")[0].set("descr", one_line(description))


def _list_texts(rows: Sequence[Row]) -> str:
    return "; ".join(
        " ".join(text.text for cell in row for text in cell if text.text) for row in rows
    )


def _set_cell(cell: _Cell, rule: str, table: FittedTable) -> None:
    """Set margins, and a bottom line in a colour of the theme."""
    cell.margin_left = cell.margin_right = Inches(table.side)
    cell.margin_top = cell.margin_bottom = Inches(table.above)
    line = f'<a:lnB {nsdecls("a")} w="{Pt(1)}"><a:solidFill><a:schemeClr val="{rule}"/>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(f"{line}</a:solidFill></a:lnB>"))
