"""A listing on one page of Word, in the styles and fonts of the analysis template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ita.charts.palette import LIGHT
from ita.language import Words
from ita.publishing.content.listing import Cell, Listing, Section, Text, cell
from ita.publishing.office_templates import open_template, set_properties
from ita.publishing.slides.text import break_lines, cut, one_line
from ita.publishing.word.render import document_bytes, empty_document

# Millimetres of an A4 page and of its margins; points of an inch and of a millimetre.
_PAGE, _MARGIN = (210, 297), 14
_INCH, _MILLIMETRE = 72, 72 / 25.4
# Points of the title and of the lines below it, and what all of them take of the page.
_TITLE, _LINE, _HEAD = 22, 14, 112
# The fonts of government papers are so much narrower than Sarabun, in which texts are measured.
_NARROWER = 0.95
# Points of the letters of a table, and lines that a text may have, the most telling first.
_WAYS = ((14, 3), (13, 3), (12, 3), (12, 2), (11, 2), (11, 1))
# A line is so many times as high as its letters; points of the lines around a cell.
_PITCH, _AROUND = 1.3, 1.5
_SIDE = 4


@dataclass(frozen=True)
class _Fit:
    """The letters of a table's texts in points, and how many lines each text may have."""

    size: int
    lines: int


def make_listing(content: Listing, words: Words, *, bundled: bool = False) -> bytes:
    """A listing as bytes of a .docx file of one A4 page.

    Letters become smaller, then texts shorter and then rows fewer until all is on the page; what is
    left out is counted. Styles, header and footer are those of the analysis template, the office's
    own or with `bundled` the one that comes with the dashboard; raises TemplateError.
    """
    with open_template(f"analysis.{words.language}.docx", bundled=bundled) as source:
        document = empty_document(source)
        page = document.sections[0]
        page.orientation = WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = (Mm(side) for side in _PAGE)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
        _write_head(document, content, words)
        sections, fit = _fit_page(content.sections, words)
        for section in sections:
            _write_section(document, section, fit)
        note = _write(document.add_paragraph(), Text(content.head.source, tone="quiet"), 11)
        note.paragraph_format.space_before = Pt(4)
        head = content.head
        set_properties(document.core_properties, head.title, head.office, words)
        return document_bytes(document)


def _write_head(document: DocxDocument, content: Listing, words: Words) -> None:
    head = content.head
    _write(document.add_paragraph(), Text(head.office, strong=True), _LINE)
    _write(document.add_paragraph(), Text(head.title, strong=True), _TITLE)
    _write(document.add_paragraph(), Text(head.subtitle, tone="quiet"), _LINE)
    counts = " · ".join(f"{name} {count}" for name, count in content.counts)
    if counts:
        _write(document.add_paragraph(), Text(counts, strong=True), _LINE)


def _fit_page(sections: Sequence[Section], words: Words) -> tuple[list[Section], _Fit]:
    """The sections as they find room on a page, and the letters in which they do."""
    room = (_PAGE[1] - 2 * _MARGIN) * _MILLIMETRE - _HEAD
    for size, lines in _WAYS:
        fit = _Fit(size, lines)
        if _height(sections, fit) <= room:
            return list(sections), fit
    fewer = list(sections)
    left_out = [0] * len(fewer)
    while _height(fewer, fit) > room:
        # Of the longest table the last row, which is the least urgent, goes first.
        at = max(range(len(fewer)), key=lambda each: len(fewer[each].rows))
        rows = fewer[at].rows[: -2 if left_out[at] else -1]
        left_out[at] += 1
        count = len(sections[at].rows) - len(rows)
        fewer[at] = replace(fewer[at], rows=(*rows, _count_row(fewer[at], count, words)))
        if len(rows) < 2:
            break
    return fewer, fit


def _count_row(section: Section, count: int, words: Words) -> tuple[Cell, ...]:
    """A row that says in the widest column how many rows are left out."""
    widest = max(section.columns, key=lambda column: column.width)
    text = words("slides.more_rows", count=words.digits(count))
    return tuple(cell(text if column is widest else "", tone="quiet") for column in section.columns)


def _widths(section: Section) -> Iterator[float]:
    """Points of each column."""
    room = (_PAGE[0] - 2 * _MARGIN) * _MILLIMETRE
    total = sum(column.width for column in section.columns)
    yield from (room * column.width / total for column in section.columns)


def _height(sections: Sequence[Section], fit: _Fit) -> float:
    """Points that tables take with their titles."""
    height = 0.0
    for section in sections:
        height += _LINE * _PITCH + 8
        rows = [tuple(cell(column.title) for column in section.columns), *section.rows]
        widths = list(_widths(section))
        for row in rows:
            lines = max(
                sum(min(len(_break(text.text, width, fit.size)), fit.lines) for text in each) or 1
                for each, width in zip(row, widths, strict=True)
            )
            height += lines * fit.size * _PITCH + _AROUND
    return height


def _break(text: str, width: float, size: float) -> list[str]:
    return break_lines(text, (width - 2 * _SIDE) / _INCH, size * _NARROWER) or [""]


def _write_section(document: DocxDocument, section: Section, fit: _Fit) -> None:
    if section.title:
        title = _write(document.add_paragraph(), Text(section.title, strong=True), _LINE)
        title.paragraph_format.space_before = Pt(6)
        title.paragraph_format.keep_with_next = True
    if not section.rows:
        _write(document.add_paragraph(), Text(section.empty), fit.size)
        return
    table = document.add_table(1 + len(section.rows), len(section.columns), "Table Grid")
    table.autofit = False
    widths = list(_widths(section))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    header = [cell(column.title, strong=True) for column in section.columns]
    figures = [column.figures for column in section.columns]
    for drawn, row in zip(table.rows, [header, *section.rows], strict=True):
        for place, each, width, right in zip(drawn.cells, row, widths, figures, strict=True):
            place.width = Pt(width)
            _write_cell(place, each, width, fit, right=right)


def _write_cell(place: _Cell, texts: Cell, width: float, fit: _Fit, *, right: bool) -> None:
    for at, text in enumerate(texts):
        paragraph = place.paragraphs[0] if at == 0 else place.add_paragraph()
        room = (width - 2 * _SIDE) / _INCH
        short = cut(text.text, room, fit.size * _NARROWER, fit.lines)
        _write(paragraph, replace(text, text=short), fit.size)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    margins = parse_xml(
        f'<w:tcMar {nsdecls("w")}><w:left w:w="{_SIDE * 20}" w:type="dxa"/>'
        f'<w:right w:w="{_SIDE * 20}" w:type="dxa"/></w:tcMar>'
    )
    place._tc.get_or_add_tcPr().append(margins)


def _write(paragraph: Paragraph, text: Text, size: float) -> Paragraph:
    """One text in the template's font, in lines of a height that no other font changes."""
    run = paragraph.add_run(one_line(text.text))
    run.bold = text.strong
    run.font.size = Pt(size)
    # Thai letters have a size and a weight of their own.
    properties = run._r.get_or_add_rPr()
    properties.append(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(size * 2)}"/>'))
    if text.strong:
        properties.append(parse_xml(f"<w:bCs {nsdecls('w')}/>"))
    if text.tone:
        colour = LIGHT.quiet if text.tone == "quiet" else LIGHT.bands[text.tone]
        run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(size * _PITCH)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    return paragraph
