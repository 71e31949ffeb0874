"""The deck: its sheet, font and colours, and what stands above and below every slide."""

from datetime import UTC, datetime
from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout, SlideMaster
from pptx.util import Inches

from ita.language import Words
from ita.palette import Look
from ita.publishing.compositions.content import Head
from ita.publishing.lettering import text_width
from ita.publishing.slides.text import (
    FACE,
    POINTS,
    Box,
    Line,
    cut,
    emu,
    one_line,
    set_faces,
    write,
)

WIDTH, HEIGHT = 13.333, 7.5
LEFT = 0.5
ACROSS = WIDTH - 2 * LEFT
# What a slide says stands between its subtitle and its footer.
BODY = Box(LEFT, 1.9, ACROSS, 4.9)
# Empty space that a text keeps from the sides of its place.
INSET = 0.1

_FOOT_Y, _FOOT_HEIGHT, _NUMBER_WIDTH = 6.95, 0.35, 1.0
# Where the layout's placeholders stand, by their idx: title, whose it is, subtitle, footer, number.
_PLACES = {
    0: Box(LEFT, 0.62, ACROSS, 0.75),
    1: Box(LEFT, 0.28, ACROSS, 0.4),
    3: Box(LEFT, 1.32, ACROSS, 0.4),
    11: Box(LEFT, _FOOT_Y, ACROSS - _NUMBER_WIDTH, _FOOT_HEIGHT),
    12: Box(LEFT + ACROSS - _NUMBER_WIDTH, _FOOT_Y, _NUMBER_WIDTH, _FOOT_HEIGHT),
}
# Size and weight of what stands there.
_TYPES = {0: (32, True), 1: (16, True), 3: (16, False), 11: (12, False), 12: (12, False)}
# So many letters a file may say of itself in each property.
_LONGEST = 255
# The layout that comes with python-pptx and has the placeholders nearest to ours.
_LAYOUT = "Comparison"


class Deck:
    """Takes slides, in their order; `saved` gives the file."""

    def __init__(self, words: Words, look: Look) -> None:
        self.words = words
        self.look = look
        self._file = Presentation()
        self._heads: list[Head] = []
        self._file.slide_width, self._file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        _set_theme(self._file.slide_master, look)
        self._layout = _only_layout(self._file.slide_master)
        _set_layout(self._layout, look)

    def add(self, head: Head, page: int = 1, of: int = 1) -> Slide:
        """A slide with its head and foot; `page` of `of` where a content takes several."""
        self._heads.append(head)
        slide = self._file.slides.add_slide(self._layout)
        for placeholder in self._layout.placeholders:
            if placeholder.placeholder_format.type in (
                PP_PLACEHOLDER.FOOTER,
                PP_PLACEHOLDER.SLIDE_NUMBER,
            ):
                slide.shapes.clone_placeholder(placeholder)
        number = f" ({self.words.digits(page)}/{self.words.digits(of)})" if of > 1 else ""
        texts = {0: head.title, 1: head.whose, 3: head.subtitle, 11: head.source}
        for shape in slide.placeholders:
            at = shape.placeholder_format.idx
            if at in texts:
                after = number if at == 0 else ""
                write(shape.text_frame, [Line(_within(texts[at], after, at))])
            else:
                _add_number(shape)
        return slide

    def saved(self) -> bytes:
        """The file, every text of it in the one font."""
        for slide in self._file.slides:
            set_faces(slide.element, self.words.language)
            for shape in slide.shapes:
                if shape.has_chart:
                    set_faces(shape.chart.element, self.words.language)
        self._describe()
        content = BytesIO()
        self._file.save(content)
        return content.getvalue()

    def _describe(self) -> None:
        """What a file manager shows of the file; python-pptx puts its own maker there."""
        told = self._file.core_properties
        whose = dict.fromkeys(head.whose for head in self._heads)
        titles = dict.fromkeys(head.title for head in self._heads)
        told.title = one_line(" · ".join(titles))[:_LONGEST] or self.words("app.name")
        told.author = told.last_modified_by = one_line(" / ".join(whose))[:_LONGEST]
        told.language = self.words.language
        told.created = told.modified = datetime.now(UTC).replace(tzinfo=None)
        told.revision = 1


def _set_theme(master: SlideMaster, look: Look) -> None:
    """Font and colours, so that what is added by hand looks like what is here."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    for face in theme.iterfind(f".//{qn('a:fontScheme')}/*/*"):
        if face.tag != qn("a:font") or face.get("script") == "Thai":
            face.set("typeface", FACE)
    colours = {
        "dk1": look.text,
        "lt1": look.background,
        "dk2": look.quiet,
        "lt2": look.track,
        "accent1": look.whole,
        "accent2": look.bands["pass"],
        "accent3": look.bands["below"],
        "accent4": look.quiet,
    }
    for name, colour in colours.items():
        place = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        place[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour.removeprefix("#")}"/>')]
    part.blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _only_layout(master: SlideMaster) -> SlideLayout:
    """The one layout that is used; the others are made for another sheet and are left out."""
    kept = master.slide_layouts.get_by_name(_LAYOUT)
    for layout in list(master.slide_layouts):
        if layout is not kept:
            master.slide_layouts.remove(layout)
    # Footers are tinted there with a grey that is too pale; the second text colour is the quiet one.
    for tint in list(master.element.iter(qn("a:tint"))):
        tint.getparent().set("val", "tx2")
        tint.getparent().remove(tint)
    for shape in master.shapes:
        shape.left, shape.width = (round(each * WIDTH / 10) for each in (shape.left, shape.width))
    return kept


def _set_layout(layout: SlideLayout, look: Look) -> None:
    colours = {0: look.text, 1: look.whole}
    layout.name = "ITA"
    del layout.element.attrib["type"]
    for shape in list(layout.placeholders):
        at = shape.placeholder_format.idx
        if at not in _PLACES:
            shape.element.getparent().remove(shape.element)
            continue
        shape.left, shape.top, shape.width, shape.height = emu(_PLACES[at])
        size, bold = _TYPES[at]
        colour, side = colours.get(at, look.quiet), "r" if at == 12 else "l"
        style = shape.element.find(f".//{qn('a:lstStyle')}")
        style[:] = [
            parse_xml(
                f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="{side}">'
                f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
                f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill>'
                f'<a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill></a:defRPr>'
                f"</a:lvl1pPr>"
            )
        ]
        body = shape.element.find(f".//{qn('a:bodyPr')}")
        body.set("anchor", "ctr")


def _within(text: str, after: str, at: int) -> str:
    """A text in the one line of its placeholder, and what must stand behind it."""
    size, bold = _TYPES[at]
    room = _PLACES[at].width - 2 * INSET - text_width(after, size, bold=bold) / POINTS
    return cut(text, room, size, 1, bold=bold) + after


def _add_number(shape: BaseShape) -> None:
    """The number of the slide as a field, which follows when slides are moved."""
    paragraph = shape.text_frame.paragraphs[0]._p
    paragraph.insert(
        0,
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">'
            "<a:rPr/><a:t>‹#›</a:t></a:fld>"
        ),
    )
