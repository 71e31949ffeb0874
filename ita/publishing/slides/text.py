"""Paragraphs of a slide, and the one font in which all of them are set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.text import CT_TextCharacterProperties
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from ita.publishing.lettering import LINE_HEIGHT, lines_within
from ita.publishing.xml_text import printable

FACE = "Sarabun"
# Points of an inch; a point is what the measured pixels of a text are here.
POINTS = 72
# The smallest text that the back of a meeting room can read.
SMALLEST = 14
# A program that shows slides may break a line elsewhere than we measured.
_SLACK = 0.97


class Box(NamedTuple):
    """A place on a slide in inches, from the left and from the top."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Line:
    """A paragraph; what is None is as in its place: a table's size, a placeholder's colour."""

    text: str
    size: float | None = None
    bold: bool | None = None
    colour: str | None = None


def one_line(text: str) -> str:
    """`text` as a slide holds it: nothing that XML forbids, every run of white space one space."""
    return " ".join(printable(text).split())


def cut(text: str, width: float, size: float, lines: int, *, bold: bool = False) -> str:
    """`text`, or as much of it as fits into so many lines of `width` inches, with an ellipsis."""
    whole = one_line(text)
    broken = lines_within(whole, width * POINTS * _SLACK, size, bold=bold)
    if len(broken) <= lines:
        return whole
    return " ".join(lines_within(whole, width * POINTS * _SLACK, size, bold=bold, lines=lines))


def height(lines: Iterable[Line], width: float, size: float = SMALLEST) -> float:
    """Inches that paragraphs take in a column of `width` inches; `size` is their place's."""
    return sum(_height(line, width, line.size or size) for line in lines)


def _height(line: Line, width: float, size: float) -> float:
    room = width * POINTS * _SLACK
    broken = lines_within(one_line(line.text), room, size, bold=bool(line.bold))
    return max(len(broken), 1) * size * LINE_HEIGHT / POINTS


def write(frame: TextFrame, lines: Sequence[Line], align: PP_ALIGN | None = None) -> None:
    """Fills a frame with paragraphs; their text is shown letter by letter, whatever it says."""
    frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        run = paragraph.add_run()
        run.text = one_line(line.text)
        if line.size is not None:
            run.font.size = Pt(line.size)
        if line.bold is not None:
            run.font.bold = line.bold
        if line.colour is not None:
            run.font.color.rgb = rgb(line.colour)


def text_box(slide: Slide, box: Box, lines: Sequence[Line], align: PP_ALIGN | None = None) -> None:
    """Paragraphs on a place of a slide."""
    write(slide.shapes.add_textbox(*emu(box)).text_frame, lines, align)


def emu(box: Box) -> tuple[int, int, int, int]:
    """A place in the units of the file."""
    return tuple(Inches(part) for part in box)


def rgb(colour: str) -> RGBColor:
    """A colour "#0B5CAD" as the file's."""
    return RGBColor.from_string(colour.removeprefix("#"))


def set_faces(element: BaseOxmlElement, language: str) -> None:
    """Sets every run and every default below an element in the font, in all three scripts.

    python-pptx sets the Latin letters alone; Thai takes the font of complex scripts. The language
    tells a screen reader how to speak and a program where to break.
    """
    for run in element.iter(qn("a:r")):
        run.get_or_add_rPr()
    for properties in element.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
        _set_face(properties, language)


def _set_face(properties: CT_TextCharacterProperties, language: str) -> None:
    properties.set("lang", {"th": "th-TH", "en": "en-US"}[language])
    for name in ("a:latin", "a:ea", "a:cs"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
        face = OxmlElement(name)
        face.set("typeface", FACE)
        properties.insert_element_before(
            face, "a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst"
        )
