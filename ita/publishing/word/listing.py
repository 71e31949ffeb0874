"""A listing as a Word file of one page, in the styles and fonts of the analysis template."""

from collections.abc import Sequence

from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph

from ita.charts.palette import LIGHT
from ita.language import Words
from ita.publishing.content.listing import Listing, Section, Text
from ita.publishing.office_templates import open_template, set_properties
from ita.publishing.table_fitting import FittedTable, Setting, fit_columns, shorten
from ita.publishing.text_metrics import LINE_HEIGHT, POINTS, one_line
from ita.publishing.word.render import document_bytes, empty_document

# Inches of an A4 page and of its margins.
_WIDTH, _HEIGHT, _MARGIN = 8.27, 11.69, 0.55
# Points: font sizes of the title and the other lines of the head, and the height of the head.
_TITLE, _LINE, _HEAD = 22, 14, 112
# Space around the title of a table, in points.
_AROUND_TITLE = 8
# Factor by which the fonts of government papers are narrower than Sarabun, used for measuring.
_NARROWER = 0.95
# Inches beside the text of a cell, and above and below it.
_SIDE, _ABOVE = 0.056, 0.01
# Settings of tables (font size in points, lines of a text), the most readable first.
_SETTINGS = [
    Setting(size, _ABOVE, lines)
    for size, lines in ((14, 3), (13, 3), (12, 3), (12, 2), (11, 2), (11, 1))
]


def make_listing(content: Listing, words: Words, *, bundled: bool = False) -> bytes:
    """Return a listing as bytes of a .docx file of one A4 page.

    To fit the page, letters become smaller, then texts shorter, then rows are left out and counted.
    Styles, header and footer are those of the analysis template, the office's own or with `bundled`
    the one that comes with the dashboard; raises TemplateError.
    """
    head = content.head
    with open_template(f"analysis.{words.language}.docx", bundled=bundled) as source:
        document = empty_document(source)
        page = document.sections[0]
        page.orientation = WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = Inches(_WIDTH), Inches(_HEIGHT)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Inches(
            _MARGIN
        )
        _write(document.add_paragraph(), Text(head.office, strong=True), _LINE)
        _write(document.add_paragraph(), Text(head.title, strong=True), _TITLE)
        _write(document.add_paragraph(), Text(head.subtitle, tone="quiet"), _LINE)
        if content.counts:
            counts = " · ".join(f"{name} {words.digits(count)}" for name, count in content.counts)
            _write(document.add_paragraph(), Text(counts, strong=True), _LINE)
        for table in _fit_page(content.sections, words):
            _write_table(document, table)
        note = _write(document.add_paragraph(), Text(head.source, tone="quiet"), 11)
        note.paragraph_format.space_before = Pt(4)
        set_properties(document.core_properties, head.title, head.office, words)
        return document_bytes(document)


def _fit_page(sections: Sequence[Section], words: Words) -> list[FittedTable]:
    """Return the tables fitted to a page below its head."""
    width = (_WIDTH - 2 * _MARGIN) / _NARROWER
    tables = [fit_columns(section, width, _SETTINGS[0], _SIDE) for section in sections]
    head = _HEAD + len(sections) * (_LINE * LINE_HEIGHT + _AROUND_TITLE)
    return shorten(tables, _HEIGHT - 2 * _MARGIN - head / POINTS, _SETTINGS, words)


def _write_table(document: DocxDocument, table: FittedTable) -> None:
    section = table.section
    if section.title:
        title = _write(document.add_paragraph(), Text(section.title, strong=True), _LINE)
        title.paragraph_format.space_before = Pt(6)
        title.paragraph_format.keep_with_next = True
    if not section.rows:
        _write(document.add_paragraph(), Text(section.empty), table.size)
        return
    drawn = document.add_table(1 + len(section.rows), len(section.columns), "Table Grid")
    drawn.autofit = False
    properties = drawn.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    side = round(table.side * POINTS * 20)
    for at, (column, width) in enumerate(zip(section.columns, table.widths, strict=True)):
        docx_column = drawn.columns[at]
        docx_column.width = Inches(width * _NARROWER)
        header = (Text(column.title, strong=True),)
        for cell, texts in zip(
            docx_column.cells, [header, *(row[at] for row in section.rows)], strict=True
        ):
            cell.width = docx_column.width
            cell._tc.get_or_add_tcPr().append(
                parse_xml(
                    f'<w:tcMar {nsdecls("w")}><w:left w:w="{side}" w:type="dxa"/>'
                    f'<w:right w:w="{side}" w:type="dxa"/></w:tcMar>'
                )
            )
            for number, text in enumerate(texts):
                paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                _write(paragraph, text, table.size)
                if column.figures:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _write(paragraph: Paragraph, text: Text, size: float) -> Paragraph:
    """Write a text in the template's font with a fixed line height, and return the paragraph."""
    run = paragraph.add_run(one_line(text.text))
    run.bold = text.strong
    run.font.size = Pt(size)
    # Word has separate properties for the size and weight of Thai letters.
    properties = run._r.get_or_add_rPr()
    properties.append(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(size * 2)}"/>'))
    if text.strong:
        properties.append(parse_xml(f"<w:bCs {nsdecls('w')}/>"))
    if text.tone:
        colour = LIGHT.quiet if text.tone == "quiet" else LIGHT.bands[text.tone]
        run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(size * LINE_HEIGHT)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    return paragraph
