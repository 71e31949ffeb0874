"""The paper of an office: A4, Sarabun for Thai and Latin letters alike, styles, page numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from ita.language import Words
from ita.reading.tables.text import clean

FONT = "Sarabun"
# A machine without Sarabun has the offices' earlier cut of it.
_OTHER_FONTS = "TH SarabunPSK, TH Sarabun New"
# Word refuses a longer title or author.
_LONGEST_PROPERTY = 255
_LANGUAGE_OF = {"th": "th-TH", "en": "en-GB"}
_A4 = Cm(21.0), Cm(29.7)
_LEFT = WD_ALIGN_PARAGRAPH.LEFT
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_RIGHT = WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class _Look:
    """How a paragraph style looks; sizes and distances in points, the indent in centimetres."""

    size: float
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH = _LEFT
    before: float = 0
    after: float = 0
    indent: float = 0
    with_next: bool = False


_LOOKS: Mapping[str, _Look] = {
    "Normal": _Look(16),
    "Title": _Look(24, bold=True, align=_CENTRE, before=90, after=6),
    "Subtitle": _Look(18, align=_CENTRE, after=6),
    "Heading 1": _Look(18, bold=True, before=18, after=8, with_next=True),
    "Heading 2": _Look(16, bold=True, before=12, after=6, with_next=True),
    "Body Text": _Look(16, after=8, indent=1.5),
    "List Bullet": _Look(16, after=2),
    "Header": _Look(14, align=_CENTRE),
    "Agency": _Look(20, bold=True, align=_CENTRE, before=24, after=120),
    "Draft Head": _Look(16, bold=True, after=2),
    "Draft": _Look(13, after=2),
    "Note": _Look(12, after=2),
    "Picture": _Look(16, align=_CENTRE, before=6, after=6),
    "Table Title": _Look(14, bold=True, before=6, after=4, with_next=True),
    "Table Text": _Look(12),
    "Table Figure": _Look(12, align=_RIGHT),
    "Table Head": _Look(11, bold=True, align=_CENTRE),
    "Table Band": _Look(12, bold=True),
    "Table Sum": _Look(12, bold=True, align=_RIGHT),
    "Small Text": _Look(10),
    "Small Figure": _Look(10, align=_RIGHT),
    "Small Head": _Look(10, bold=True, align=_CENTRE),
}


def lines(text: str) -> str:
    """`text` as the paper can hold it: its lines kept, without what XML can't say."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()


class Paper:
    """A document that is written from top to bottom; `save` gives its bytes."""

    def __init__(self, words: Words, title: str, author: str) -> None:
        self.words = words
        self.document = Document()
        self.styles = {name: self._style(name, look) for name, look in _LOOKS.items()}
        self._defaults()
        self._other_fonts()
        self._properties(title, author)
        self._first_section()

    def write(self, text: str, style: str = "Body Text") -> Paragraph:
        """A paragraph; the text is taken letter by letter."""
        return self.document.add_paragraph(lines(text), self.styles[style])

    def write_marked(self, lead: str, marked: str) -> None:
        """A paragraph: `lead` letter by letter, then our own sentence with `**this**` in bold."""
        paragraph = self.write(lead)
        paragraph.add_run(" ")
        for place, piece in enumerate(marked.split("**")):
            run = paragraph.add_run(piece)
            run.font.bold = run.font.cs_bold = True if place % 2 else None

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        """A heading that the navigation pane and a table of contents find."""
        paragraph = self.write(text, f"Heading {level}")
        if new_page:
            paragraph.paragraph_format.page_break_before = True

    def bullets(self, texts: list[str]) -> None:
        """A list."""
        for text in texts:
            self.write(text, "List Bullet")

    def picture(self, png: bytes, description: str) -> None:
        """A picture as wide as the text, with a description for who can't see it."""
        section = self.document.sections[-1]
        paragraph = self.document.add_paragraph(style=self.styles["Picture"])
        shape = paragraph.add_run().add_picture(BytesIO(png))
        room = self._width(section) - Cm(0.5), Emu(int(section.page_height * 0.6))
        scale = min(room[0] / shape.width, room[1] / shape.height)
        shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
        shape._inline.docPr.set("descr", clean(description))

    def frame(self, title: str, texts: list[str]) -> None:
        """A title and paragraphs in a frame of their own."""
        table = self.document.add_table(rows=1, cols=1)
        table.style = "Table Grid"
        cell = table.cell(0, 0)
        cell.paragraphs[0].style = self.styles["Draft Head"]
        cell.paragraphs[0].add_run(lines(title))
        for text in texts:
            cell.add_paragraph(lines(text), self.styles["Draft"])

    def landscape(self) -> None:
        """What follows stands on pages that lie on their side."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_height, section.page_width = _A4
        section.left_margin = section.right_margin = Cm(1.5)
        section.top_margin, section.bottom_margin = Cm(2.3), Cm(1.5)
        section.different_first_page_header_footer = False

    def save(self) -> bytes:
        """The document as bytes of a .docx file."""
        content = BytesIO()
        self.document.save(content)
        return content.getvalue()

    @staticmethod
    def _width(section: Section) -> int:
        return section.page_width - section.left_margin - section.right_margin

    def _style(self, name: str, look: _Look) -> ParagraphStyle:
        styles = self.document.styles
        known = name in styles
        style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        font, form = style.font, style.paragraph_format
        font.name, font.size = FONT, Pt(look.size)
        font.bold = font.cs_bold = look.bold
        font.italic = font.cs_italic = False
        font.color.rgb = RGBColor(0, 0, 0)
        _whole_font(style.element.rPr)
        form.alignment = look.align
        form.space_before, form.space_after = Pt(look.before), Pt(look.after)
        form.line_spacing = 1.0
        form.keep_with_next = look.with_next
        form.widow_control = True
        if look.indent:
            form.first_line_indent = Cm(look.indent)
        if look.indent and self.words.language == "th":
            # Lines of Thai are filled by widening the room between letters, not only the spaces.
            form.alignment = WD_ALIGN_PARAGRAPH.THAI_JUSTIFY
        for properties, name in ((style.element.pPr, "w:pBdr"), (style.element.rPr, "w:spacing")):
            for ornament in properties.findall(qn(name)):
                properties.remove(ornament)
        return style

    def _defaults(self) -> None:
        """Font and language of whatever no style speaks of."""
        root = self.document.styles.element
        defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        _whole_font(defaults)
        language = defaults.find(qn("w:lang"))
        settings = self.document.settings.element
        for element in (language, settings.find(qn("w:themeFontLang"))):
            # Thai letters have their language apart; under it Latin words would break anywhere.
            element.set(qn("w:val"), "en-GB")
            element.set(qn("w:eastAsia"), "en-GB")
            element.set(qn("w:bidi"), "th-TH")
        # The template is of an older Word; without this the title bar speaks of compatibility.
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")

    def _other_fonts(self) -> None:
        """Names the fonts that may stand for Sarabun on a machine that doesn't have it."""
        part = self.document.part
        (old,) = [
            name for name, each in part.rels.items() if each.reltype == RELATIONSHIP_TYPE.FONT_TABLE
        ]
        kind = part.rels[old].target_part.content_type
        fonts = OxmlElement("w:fonts")
        font, other = OxmlElement("w:font"), OxmlElement("w:altName")
        font.set(qn("w:name"), FONT)
        other.set(qn("w:val"), _OTHER_FONTS)
        font.append(other)
        fonts.append(font)
        part.drop_rel(old)
        table = Part(PackURI("/word/fontTable.xml"), kind, serialize_part_xml(fonts), part.package)
        part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)

    def _properties(self, title: str, author: str) -> None:
        properties = self.document.core_properties
        properties.title = clean(title)[:_LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = clean(author)[:_LONGEST_PROPERTY]
        properties.language = _LANGUAGE_OF[self.words.language]
        properties.comments = ""
        properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)

    def _first_section(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = _A4
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
        section.header_distance = section.footer_distance = Cm(1.25)
        # The title page bears no number.
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        paragraph.style = self.styles["Header"]
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        field.append(OxmlElement("w:r"))
        paragraph._p.append(field)
        if self.words.thai_numerals:
            numbers = OxmlElement("w:pgNumType")
            numbers.set(qn("w:fmt"), "thaiNumbers")
            section._sectPr.find(qn("w:cols")).addprevious(numbers)


def _whole_font(properties: BaseOxmlElement) -> None:
    """Gives Thai letters the font, size and weight that Latin ones have.

    Word keeps a second set of properties for complex scripts, which Thai is one of; without them
    Thai would stand in another font at another size.
    """
    fonts = properties.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    size = properties.find(qn("w:sz"))
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), size.get(qn("w:val")))
    size.addnext(complex_size)
