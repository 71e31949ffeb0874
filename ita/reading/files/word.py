"""Reader for text and tables of Word documents (docx, docm); no macros are run."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ita.domain.problems import Problem
from ita.reading.files.document import Block, DocumentTable, Paragraph, document_sheet
from ita.reading.files.encoding import RAISED
from ita.reading.files.package import Package
from ita.reading.files.sheet import Limits, RefusedError, Sheet, check_size
from ita.reading.files.word_numbering import WordNumbering
from ita.reading.files.xml_events import OFF, elements, value_of, whole_number

# Elements whose text is not displayed: deleted, moved, or the fallback of a drawing.
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "rubyPr", "instrText", "delText"})
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_MOST_COLUMNS = 63


def read_word(package: Package, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """Read a Word document as one sheet: its paragraphs and tables in order.

    A cell merged over columns or rows is followed by blank ones, as in a spreadsheet. Tracked
    deletions are left out, tracked insertions are read. Automatic numbers are written in front of
    their paragraphs. Hidden text is left out and noted as a problem. Raises RefusedError for a
    document without any text.
    """
    reader = _WordReader(limits, WordNumbering(package))
    for body in elements(package.read(package.word_part), "body"):
        reader.read(body, None)
    if not reader.has_text:
        raise RefusedError("document-empty")
    sheet, problems = document_sheet(reader.blocks, limits)
    if reader.hidden:
        text = " ".join(reader.hidden).strip()
        problems.append(Problem("document-text-hidden", "warning", value=text))
    if reader.unnumbered:
        first, count = reader.unnumbered[0], str(len(reader.unnumbered))
        problems.append(Problem("document-numbers-unread", value=first, detail={"count": count}))
    return [sheet], problems


class _WordReader:
    """Reader that collects the paragraphs and tables of a document in `blocks`."""

    def __init__(self, limits: Limits, numbering: WordNumbering) -> None:
        self.blocks: list[Block] = []
        self.hidden: list[str] = []
        # Paragraphs whose number has an unknown format.
        self.unnumbered: list[str] = []
        self._numbering = numbering
        self.has_text = False
        self._limits = limits
        self._height = self._paragraphs = self._tables = 0

    def read(self, parent: Element, cell: list[str] | None) -> None:
        """Read the contents of an element as blocks, or as lines of a table's `cell`."""
        parts = list(_nearest(parent, "p", "tbl"))
        for each in parts:
            if each.tag == "p":
                self._take_paragraph(each, cell, is_alone=len(parts) == 1)
            else:
                self._take_table(each, cell)

    def _take_paragraph(
        self, paragraph: Element, cell: list[str] | None, *, is_alone: bool
    ) -> None:
        label = self._numbering.next_label(paragraph)
        text = "".join(self._pieces(paragraph, cell))
        lines = "\n".join(line for line in text.split("\n") if line.strip())
        self.has_text |= bool(lines)
        if label is None:
            self.unnumbered.append(lines)
        elif label and lines:
            lines = f"{label} {lines}"
        if cell is not None:
            # A cell with nothing but an automatic number has that number as its text.
            text = lines or (label if label and is_alone else "")
            cell += [text] if text else []
            return
        self._paragraphs += 1
        self._count_row()
        self.blocks.append(Paragraph(lines, self._paragraphs))

    def _pieces(
        self, parent: Element, cell: list[str] | None, run: Element | None = None
    ) -> Iterator[str]:
        """Yield the visible texts of a paragraph; its text boxes are read before it."""
        is_hidden = any(_is_on(run, name) for name in ("vanish", "webHidden"))
        is_raised = value_of(run, "rPr/vertAlign") == "superscript"
        for each in parent:
            if each.tag in ("p", "tbl"):
                self.read(parent, cell)
                return
            if each.tag == "t" or (run is not None and each.tag in _SIGNS):
                text = _SIGNS.get(each.tag, each.text or "")
                if is_hidden:
                    self.hidden.append(text)
                else:
                    yield text.translate(RAISED) if is_raised else text
            elif each.tag not in _UNSEEN:
                yield from self._pieces(each, cell, each if each.tag == "r" else run)

    def _take_table(self, table: Element, cell: list[str] | None) -> None:
        rows = [self._cells(row) for row in _nearest(table, "tr")]
        if cell is not None:
            # A table inside a cell is part of the cell's text.
            cell += filter(None, (" ".join(filter(None, row)) for row in rows))
            return
        self._tables += 1
        self.blocks.append(DocumentTable(rows, self._tables))

    def _cells(self, row: Element) -> list[str]:
        cells = [""] * min(whole_number(value_of(row, "trPr/gridBefore"), 0), _MOST_COLUMNS)
        for each in _nearest(row, "tc"):
            lines: list[str] = []
            # vMerge without a value continues the cell above; "restart" begins a merged cell.
            if value_of(each, "tcPr/vMerge", "restart") == "restart":
                self.read(each, lines)
            # A tab inside a cell does not start another cell.
            text = "\n".join(lines).replace("\t", " ")
            columns = min(whole_number(value_of(each, "tcPr/gridSpan"), 1), _MOST_COLUMNS)
            cells += [text] + [""] * (columns - 1)
            if len(cells) > _MOST_COLUMNS * 4:
                raise RefusedError("file-too-demanding")
        self._count_row()
        return cells

    def _count_row(self) -> None:
        self._height += 1
        check_size(self._height, 1, self._limits)


def _nearest(parent: Element, *names: str) -> Iterator[Element]:
    """Yield the outermost elements with certain names below an element."""
    for each in parent:
        if each.tag in names:
            yield each
        elif each.tag not in _UNSEEN:
            yield from _nearest(each, *names)


def _is_on(run: Element | None, name: str) -> bool:
    return value_of(run, f"rPr/{name}", "0") not in OFF
