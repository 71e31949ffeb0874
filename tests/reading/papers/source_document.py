"""Rebuilds the office's document of 2565 and 2566 as a Word file, from the text of its pages.

`python -m tests.reading.papers.source_document` writes the .docx into tests/data/papers, and with
LibreOffice the PDF beside it; both are kept there, so that the tests need no LibreOffice.
"""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell

PAPERS = Path(__file__).parents[2] / "data" / "papers"
TEXT = PAPERS / "yannawa_2565_document.txt"
WORD = PAPERS / "yannawa_2565_document.docx"
PDF = PAPERS / "yannawa_2565_document.pdf"

# The text marks paragraphs and lists of a cell in the way of web pages, and bold type in asterisks.
_TAGS = re.compile(r"</?(?:p|ul|li)\b[^>]*>")
_BULLETS = re.compile(r" (?=- )")
_FONT = "Sarabun"
# How wide a table is, and its columns by their number, in centimetres.
_PAGE = 26.0
_WIDTHS: Mapping[int, tuple[float, ...]] = {
    2: (22.0, 4.0),
    3: (4.0, 17.0, 5.0),
    8: (2.4, 4.4, 4.4, 3.2, 3.6, 2.8, 2.8, 2.4),
}

Rows = list[list[str]]


def build_word(text: str) -> bytes:
    """The document as bytes of a .docx file: paragraphs, and tables with merged cells.

    A table whose head repeats that of the table before begins on a new page, as the source has it.
    """
    document = docx.Document()
    _set_up(document)
    head: list[str] = []
    for is_table, lines in _blocks(text):
        if not is_table:
            for line in lines:
                document.add_paragraph(line.replace("*", "").strip())
            head = head if not any(lines) else []
            continue
        rows = [[_cell_text(cell) for cell in line.split("\t")] for line in lines]
        if rows[0] == head:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        head = rows[0]
        _add_table(document, rows)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def convert_to_pdf(word: Path) -> None:
    """Writes a PDF beside a Word file, by LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is not installed"
    command = [program, "--headless", "--convert-to", "pdf", "--outdir", str(word.parent)]
    subprocess.run([*command, str(word)], check=True, capture_output=True, timeout=180)


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """The text as blocks: consecutive lines with tabs are a table, others are paragraphs."""
    yield from (
        (is_table, list(lines))
        for is_table, lines in groupby(text.splitlines(), key=lambda line: "\t" in line)
    )


def _cell_text(cell: str) -> str:
    """The lines of a cell, without the tags that the text extraction left."""
    text = _BULLETS.sub("\n", _TAGS.sub("\n", cell))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _set_up(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), "20")
    style.element.get_or_add_rPr().append(size)
    style.paragraph_format.space_after = Pt(2)


def _add_table(document: Document, rows: Rows) -> None:
    width = max(map(len, rows))
    table = document.add_table(0, width, "Table Grid")
    table.autofit = False
    widths = _WIDTHS.get(width, (_PAGE / width,) * width)
    for column, centimetres in zip(table.columns, widths, strict=True):
        column.width = Cm(centimetres)
    for cells in rows:
        row = table.add_row()
        for cell, text, centimetres in zip(row.cells, cells, widths, strict=True):
            cell.text, cell.width = text, Cm(centimetres)
    if width > 2:
        # Word and LibreOffice repeat such a row where a table goes on over a page of its own.
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
    headings = {at for at, cells in enumerate(rows) if cells[0] and not any(cells[1:])}
    for at in headings:
        _merge(table.cell(at, 0), table.cell(at, width - 1))
    if width > 2:
        for column in (1, 4, 5) if "น้ำหนัก" in rows[0][1] else (0,):
            for start, end in _runs(rows, column, headings):
                _merge(table.cell(start, column), table.cell(end, column))


def _merge(first: _Cell, last: _Cell) -> None:
    """Merges cells; the text stays that of the first."""
    text = first.text
    first.merge(last).text = text


def _runs(rows: Rows, column: int, headings: set[int]) -> Iterator[tuple[int, int]]:
    """The first and last row of each filled cell with the blank ones below it in a column."""
    start = 0
    for at in range(1, len(rows) + 1):
        is_end = at == len(rows) or at in headings or not any(rows[at][:3])
        if is_end or rows[at][column]:
            if start and at - 1 > start:
                yield start, at - 1
            start = 0 if is_end else at


def main() -> None:
    """Writes the Word file and its PDF into the test data."""
    WORD.write_bytes(build_word(TEXT.read_text(encoding="utf-8")))
    convert_to_pdf(WORD)


if __name__ == "__main__":
    main()
