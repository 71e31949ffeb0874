"""What a test asks of slides, read back with python-pptx."""

from io import BytesIO

import openpyxl
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from ita.language import Words
from ita.publishing.slides import make_slides

TH = Words("th")


def opened(*contents, words=TH):
    return Presentation(BytesIO(make_slides(contents, words)))


def charts(deck):
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def tables(deck):
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
    ]


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def type_sizes(slide):
    return {
        run.font.size.pt
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        for paragraph in cell.text_frame.paragraphs
        for run in paragraph.runs
    }


def values(chart):
    return {series.name: list(series.values) for series in chart.plots[0].series}


def workbook(chart):
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(BytesIO(blob)).active


def colours(series):
    fills = (each.find(f".//{qn('a:schemeClr')}") for each in series._element.iter(qn("c:dPt")))
    return [fill.get("val") for fill in fills]


def theme_of(deck):
    """The theme of a deck, from which its fonts and colours come."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    return parse_xml(part.blob)
