"""What a test asks of a Word document, read back with python-docx."""

from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.table import Table


def opened(content: bytes) -> DocxDocument:
    """The document of some bytes."""
    return Document(BytesIO(content))


def cells(table: Table) -> list[list[str]]:
    """The texts of a table; a merged cell counts once a row."""
    rows = []
    for row in table.rows:
        texts, before = [], None
        for cell in row.cells:
            if cell._tc is not before:
                texts.append(cell.text)
            before = cell._tc
        rows.append(texts)
    return rows


def every_text(content: bytes) -> list[str]:
    """The texts of all paragraphs and cells."""
    document = opened(content)
    inside = [text for table in document.tables for row in cells(table) for text in row]
    return [paragraph.text for paragraph in document.paragraphs] + inside


def headings(content: bytes, level: int) -> list[str]:
    """The headings of a level."""
    return [
        paragraph.text
        for paragraph in opened(content).paragraphs
        if paragraph.style.name == f"Heading {level}"
    ]


def table_with(content: bytes, *titles: str) -> Table:
    """The first table whose header holds some titles."""
    for table in opened(content).tables:
        if set(titles) <= {cell.text for cell in table.rows[0].cells}:
            return table
    raise AssertionError(f"no table with {titles}")
