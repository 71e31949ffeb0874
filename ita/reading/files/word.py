"""Reads the text and the tables of a Word document (docx, docm); nothing in it is run."""

from dataclasses import dataclass, field

from ita.domain.problems import Problem
from ita.reading.files.document import Block, DocumentTable, Paragraph, document_sheet
from ita.reading.files.encoding import RAISED
from ita.reading.files.package import Package
from ita.reading.files.sheet import Limits, RefusedError, Sheet, check_size
from ita.reading.files.xml_events import parse_xml, whole_number

# Elements whose text is not on the page: deleted or moved away, or the second form of a drawing.
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "rubyPr", "instrText", "delText"})
_OFF = ("0", "false", "off", "none")
_MOST_ELEMENTS = 800_000
_MOST_COLUMNS = 63
_DEEPEST = 100


def read_word(package: Package, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """A Word document as one sheet: its paragraphs and tables in their order.

    A cell merged over columns or rows is followed by blank ones, as in a spreadsheet. What was
    deleted under "track changes" is left out, what was inserted counts. Text that the document
    hides is left out and said. RefusedError for a document without any text.
    """
    reader = _WordReader(limits)
    parse_xml(package.read(package.word_part), reader.start, reader.end, reader.data)
    if not reader.has_text:
        raise RefusedError("document-empty")
    sheet, problems = document_sheet(reader.blocks, limits)
    if reader.hidden:
        text = " ".join(reader.hidden).strip()
        problems.append(Problem("document-text-hidden", "warning", value=text))
    return [sheet], problems


@dataclass
class _Cell:
    """The open cell of a table: its lines, and whether the cell above covers it."""

    columns: int = 1
    is_covered: bool = False
    lines: list[str] = field(default_factory=list)


@dataclass
class _OpenTable:
    """A table whose end is not reached yet."""

    rows: list[list[str]] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    cell: _Cell = field(default_factory=_Cell)


class _WordReader:
    """Goes through the elements of a document; `blocks` are then its paragraphs and tables."""

    def __init__(self, limits: Limits) -> None:
        self.blocks: list[Block] = []
        self.hidden: list[str] = []
        self.has_text = False
        self._limits = limits
        self._elements = self._height = self._paragraphs = self._tables = 0
        # A text box stands inside a paragraph, and a table may stand in a cell of another.
        self._texts: list[list[str]] = []
        self._open: list[_OpenTable] = []
        self._unseen = self._depth = 0
        self._is_text = self._is_hidden = self._is_raised = self._in_run = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begins an element."""
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise RefusedError("file-too-demanding")
        if self._unseen or name in _UNSEEN:
            self._unseen += 1
        elif name == "t":
            self._is_text = True
        elif name == "p":
            self._texts.append([])
        elif name == "r":
            self._in_run, self._is_hidden, self._is_raised = True, False, False
        elif name in ("br", "cr", "tab", "noBreakHyphen") and self._in_run:
            signs = {"tab": "\t", "noBreakHyphen": "-"}
            self._add(signs.get(name, "\n"))
        elif name in ("vanish", "webHidden") and self._in_run:
            self._is_hidden = _value(attributes) not in _OFF
        elif name == "vertAlign" and self._in_run:
            self._is_raised = _value(attributes) == "superscript"
        else:
            self._start_of_table(name, attributes)

    def _start_of_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tbl":
            self._open.append(_OpenTable())
        elif not self._open:
            return
        elif name == "tr":
            self._open[-1].row = []
        elif name == "tc":
            self._open[-1].cell = _Cell()
        elif name == "gridSpan":
            self._open[-1].cell.columns = min(whole_number(_value(attributes), 1), _MOST_COLUMNS)
        elif name == "gridBefore":
            columns = min(whole_number(_value(attributes), 0), _MOST_COLUMNS)
            self._open[-1].row += [""] * columns
        elif name == "vMerge":
            # Without a value it goes on from the cell above; "restart" begins a merged cell.
            self._open[-1].cell.is_covered = _value(attributes) != "restart"

    def data(self, text: str) -> None:
        """Text, which counts inside a text element."""
        if self._is_text and not self._unseen:
            self._add(text.translate(RAISED) if self._is_raised else text)

    def _add(self, text: str) -> None:
        if self._is_hidden:
            self.hidden.append(text)
        elif self._texts:
            self._texts[-1].append(text)

    def end(self, name: str) -> None:
        """Ends an element."""
        self._depth -= 1
        if self._unseen:
            self._unseen -= 1
        elif name == "t":
            self._is_text = False
        elif name == "r":
            self._in_run = self._is_hidden = False
        elif name == "p" and self._texts:
            self._end_paragraph("".join(self._texts.pop()))
        elif name == "tc" and self._open:
            self._end_cell(self._open[-1])
        elif name == "tr" and self._open:
            self._end_row(self._open[-1])
        elif name == "tbl" and self._open:
            self._end_table(self._open.pop())

    def _end_paragraph(self, text: str) -> None:
        lines = "\n".join(line for line in text.split("\n") if line.strip())
        self.has_text |= bool(lines)
        if self._open:
            self._open[-1].cell.lines += [lines] if lines else []
            return
        self._paragraphs += 1
        self._count_row()
        self.blocks.append(Paragraph(lines, self._paragraphs))

    def _end_cell(self, table: _OpenTable) -> None:
        cell = table.cell
        # A tab inside a cell begins no other cell.
        text = "" if cell.is_covered else "\n".join(cell.lines).replace("\t", " ")
        table.row += [text] + [""] * (cell.columns - 1)
        table.cell = _Cell()
        if len(table.row) > _MOST_COLUMNS * 4:
            raise RefusedError("file-too-demanding")

    def _end_row(self, table: _OpenTable) -> None:
        table.rows.append(table.row)
        table.row = []
        self._count_row()

    def _end_table(self, table: _OpenTable) -> None:
        if self._open:
            # A table inside a cell is part of the cell's text.
            lines = (" ".join(filter(None, row)) for row in table.rows)
            self._open[-1].cell.lines += filter(None, lines)
            return
        self._tables += 1
        self.blocks.append(DocumentTable(table.rows, self._tables))

    def _count_row(self) -> None:
        self._height += 1
        check_size(self._height, 1, self._limits)


def _value(attributes: dict[str, str]) -> str:
    """The attribute "val", whatever its prefix."""
    return next((value for key, value in attributes.items() if key.endswith("val")), "")
