"""Tables on the paper: headers that repeat, rows that stay whole, figures on the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Cell

from ita.publishing.document.paper import Paper, lines

_HEAD_SHADE = "DCE3EC"
_BAND_SHADE = "F1F3F6"
_LINE = "7F7F7F"
# A row with a longer text may break, so that no page stays empty before it.
_LONGEST_WHOLE = 700


@dataclass(frozen=True)
class Column:
    """A column: the words of its header, its width in centimetres, whether it holds figures."""

    title: str
    width: float
    figures: bool = False


class Grid:
    """A table that is filled row by row; `finish` ends it.

    `small` is for a table of many columns, `whole` for one of few rows that stays on one page.
    """

    def __init__(
        self,
        paper: Paper,
        columns: Sequence[Column],
        *,
        small: bool = False,
        whole: bool = False,
    ) -> None:
        self.paper, self.columns, self.whole = paper, columns, whole
        self._prefix = "Small" if small else "Table"
        self.table = paper.document.add_table(rows=0, cols=len(columns))
        self.table.style = "Table Grid"
        self.table.alignment = WD_TABLE_ALIGNMENT.CENTER
        self.table.autofit = False
        for column, own in zip(self.table.columns, columns, strict=True):
            column.width = Cm(own.width)
        self._lines_and_margins()
        self.rows: list[list[_Cell]] = []
        # Rows that a page must not end with.
        self._held: set[int] = set()
        self._longest: list[int] = []

    def header(self, texts: Mapping[int, str] | None = None) -> None:
        """A header row that every page repeats: the columns' titles, or texts by column.

        A text spans the columns after it that have none.
        """
        own = dict(enumerate(c.title for c in self.columns)) if texts is None else texts
        self._span(own, "Head", _HEAD_SHADE)
        row = self.table.rows[-1]._tr.get_or_add_trPr()
        row.append(OxmlElement("w:tblHeader"))

    def row(self, texts: Sequence[str]) -> None:
        """A row with a text in each column."""
        cells = self._add(texts)
        for cell, text, column in zip(cells, texts, self.columns, strict=True):
            self._write(cell, text, "Figure" if column.figures else "Text")

    def band(self, texts: Mapping[int, str]) -> None:
        """A row that names those below it, or sums them up; a text spans as in `header`."""
        self._span(texts, "Band", _BAND_SHADE)

    def merge(self, column: int, first: int, last: int) -> None:
        """Makes one cell of a column's cells from row `first` to `last`; only the first has a text."""
        if last <= first:
            return
        cells = [self.rows[row][column] for row in range(first, last + 1)]
        for cell in cells:
            cell._tc.vMerge = "continue"
        cells[0]._tc.vMerge = "restart"

    def finish(self) -> None:
        """Keeps rows together that a page break must not part, and leaves room below."""
        count = len(self.rows)
        for at, cells in enumerate(self.rows):
            row = cells[0]._tc.getparent()
            if self._longest[at] <= _LONGEST_WHOLE:
                row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
            # What names the rows below keeps them, and the last row is not left alone.
            if at + 1 < count and (self.whole or at in self._held or at == count - 2):
                for cell in cells:
                    for paragraph in cell.paragraphs:
                        paragraph.paragraph_format.keep_with_next = True
        self.paper.write("", "Table Text")

    def _add(self, texts: Sequence[str]) -> list[_Cell]:
        cells = list(self.table.add_row().cells)
        for cell, column in zip(cells, self.columns, strict=True):
            cell.width = Cm(column.width)
        self.rows.append(cells)
        self._longest.append(max(map(len, texts), default=0))
        return cells

    def _span(self, texts: Mapping[int, str], kind: str, shade: str) -> None:
        cells = self._add(list(texts.values()))
        starts = sorted(texts)
        spanned = []
        for at, end in zip(starts, [*starts[1:], len(cells)], strict=True):
            cell = cells[at].merge(cells[end - 1]) if end - at > 1 else cells[at]
            figures = end - at == 1 and self.columns[at].figures and kind == "Band"
            self._shade(cell, shade)
            self._write(cell, texts[at], "Sum" if figures else kind)
            spanned.append(cell)
        self.rows[-1] = spanned
        self._held.add(len(self.rows) - 1)

    def _write(self, cell: _Cell, text: str, kind: str) -> None:
        paragraph = cell.paragraphs[0]
        # By its id: looking for the style itself takes half the time of a whole document.
        paragraph._p.style = self.paper.styles[f"{self._prefix} {kind}"].style_id
        paragraph.add_run(lines(text))
        if kind == "Head":
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER

    def _shade(self, cell: _Cell, colour: str) -> None:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
            shade.set(qn(f"w:{name}"), value)
        # The order of a cell's properties is fixed.
        cell._tc.get_or_add_tcPr().insert_element_before(shade, "w:noWrap", "w:tcMar", "w:vAlign")

    def _lines_and_margins(self) -> None:
        properties = self.table._tbl.tblPr
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            border = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
                border.set(qn(f"w:{name}"), value)
            borders.append(border)
        margins = OxmlElement("w:tblCellMar")
        for side, room in (("top", 40), ("left", 70), ("bottom", 40), ("right", 70)):
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), str(room))
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        # The order of a table's properties is fixed: borders, layout, margins, look.
        layout = properties.find(qn("w:tblLayout"))
        layout.addprevious(borders)
        layout.addnext(margins)
