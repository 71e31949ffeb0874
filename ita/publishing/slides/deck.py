"""The deck: slides of the template's layouts, whose placeholders are found by name."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from io import BytesIO

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.placeholder import LayoutPlaceholder, SlidePlaceholder
from pptx.slide import Slide, SlideLayout
from pptx.util import Length

from ita.language import Words
from ita.publishing.content.listing import Section, Text
from ita.publishing.content.model import Head
from ita.publishing.office_templates import TemplateError, set_properties
from ita.publishing.slides.table import ONE_SLIDE, SIZES, USUAL, add_table
from ita.publishing.slides.text import INSET, Box, write
from ita.publishing.table_fitting import fit_columns, shorten, split
from ita.publishing.text_metrics import POINTS, cut, text_height, text_width

# Font sizes of a count and of its label, in points.
_COUNT, _COUNTED = 30, 14
# Font size in points of a placeholder whose layout sets none.
_USUAL_SIZE = 18
# Number of paragraph styles of a placeholder; the last is used for all further ones.
_LEVELS = 4


class Placeholder:
    """A placeholder of a layout, with a style for each level of paragraphs."""

    def __init__(self, shape: LayoutPlaceholder) -> None:
        self.shape = shape

    @cached_property
    def box(self) -> Box:
        """The position and size."""
        shape = self.shape
        sides = (shape.left, shape.top, shape.width, shape.height)
        return Box(*(Length(side).inches for side in sides))

    def fit(self, text: str, lines: int = 1, after: str = "", *, level: int = 0) -> str:
        """Return a text cut to `lines` lines, followed by `after`, which is not cut."""
        size, bold = self._style(level)
        room = self.box.width - 2 * INSET - text_width(after, size, bold=bold) / POINTS
        return cut(text, room, size, lines, bold=bold) + after

    def holds(self, texts: Sequence[Text]) -> bool:
        """Return whether there is room for paragraphs, each of the next level."""
        height, width = INSET, self.box.width - 2 * INSET
        for level, text in enumerate(texts):
            size, bold = self._style(min(level, _LEVELS - 1))
            height += text_height([replace(text, strong=bold)], width, size)
        return height <= self.box.height

    def _style(self, level: int) -> tuple[float, bool]:
        """Return the font size in points, and whether it is bold, of a level."""
        style = self.shape.element.find(
            f".//{qn('a:lstStyle')}/{qn(f'a:lvl{level + 1}pPr')}/{qn('a:defRPr')}"
        )
        if style is None:
            return _USUAL_SIZE, False
        return int(style.get("sz", _USUAL_SIZE * 100)) / 100, style.get("b") == "1"


def find_placeholder(layout: SlideLayout, name: str) -> Placeholder:
    """Return a layout's placeholder by name; raises TemplateError if there is none."""
    # python-pptx does not annotate the placeholders as iterable.
    for shape in layout.placeholders:  # type: ignore[misc]
        if shape.name == name:
            return Placeholder(shape)
    raise TemplateError("no-place", f"{layout.name}: {name}")


class Page:
    """A slide that is being filled."""

    def __init__(self, slide: Slide, words: Words) -> None:
        self.slide, self.words = slide, words

    def placeholder(self, name: str) -> Placeholder:
        """Return a placeholder of the slide's layout by name; raises TemplateError if missing."""
        return find_placeholder(self.slide.slide_layout, name)

    def write(self, name: str, *texts: Text, levels: bool = False) -> None:
        """Write paragraphs into a placeholder; with `levels` each has the next level's style."""
        at = self.placeholder(name).shape.placeholder_format.idx
        shape: SlidePlaceholder = self.slide.placeholders[at]
        each = [min(level, _LEVELS - 1) for level in range(len(texts))] if levels else None
        write(shape.text_frame, texts, self.words, levels=each)

    def add_counts(self, counts: Sequence[tuple[str, int | str]]) -> None:
        """Add counts with their labels side by side."""
        row = self.placeholder("Counts").box
        width = row.width / max(len(counts), 1)
        for at, (counted, count) in enumerate(counts):
            box = row._replace(x=row.x + at * width, width=width)
            frame = self.slide.shapes.add_textbox(*box.emu()).text_frame
            name = cut(counted, width - 2 * INSET, _COUNTED, 1)
            write(frame, [Text(self.words.digits(count), strong=True)], self.words, size=_COUNT)
            write(frame, [Text(name, tone="quiet")], self.words, size=_COUNTED)


class Deck:
    """A presentation to which slides are added in their order; `save` returns the file."""

    def __init__(self, template: bytes, words: Words) -> None:
        self.words = words
        self._file = Presentation(BytesIO(template))
        self._heads: list[Head] = []
        # Remove sample slides that an office may have left in its template.
        listed = self._file.slides._sldIdLst
        for each in list(listed):
            self._file.part.drop_rel(each.rId)
            listed.remove(each)

    def add(self, layout: str, head: Head, page: int = 1, of: int = 1) -> Page:
        """Add a slide with head and foot; the title has `page` and `of` if there are several."""
        self._heads.append(head)
        made = Page(self._file.slides.add_slide(self._layout(layout)), self.words)
        number = f" ({self.words.digits(page)}/{self.words.digits(of)})" if of > 1 else ""
        for name, text in vars(head).items():
            after = number if name == "title" else ""
            short = made.placeholder(name.capitalize()).fit(text, after=after)
            made.write(name.capitalize(), Text(short))
        _add_number(made.slide)
        return made

    def placeholder(self, layout: str, name: str) -> Placeholder:
        """Return a placeholder of a layout by name; raises TemplateError if missing."""
        return find_placeholder(self._layout(layout), name)

    def add_table(self, head: Head, section: Section, layout: str = "Table") -> Page:
        """Add a table on one slide; texts without room are cut, and omitted rows are counted."""
        box = self.placeholder(layout, "Table").box
        whole = fit_columns(section, box.width, USUAL)
        (table,) = shorten([whole], box.height, ONE_SLIDE, self.words)
        page = self.add(layout, head)
        add_table(page.slide, box, table, self.words)
        return page

    def add_long_table(
        self, head: Head, section: Section, counts: Sequence[tuple[str, int | str]]
    ) -> None:
        """Add a table on as many slides as needed, on the first one below counts."""
        layouts = ("Counts and table", "Table")
        first, box = (self.placeholder(layout, "Table").box for layout in layouts)
        table = fit_columns(section, box.width, USUAL)
        parts = split(table, box.height, first.height, SIZES)
        for at, part in enumerate(parts, 1):
            page = self.add(layouts[at > 1], head, at, len(parts))
            add_table(page.slide, first if at == 1 else box, part, self.words)
            if at == 1:
                page.add_counts(counts)

    def save(self) -> bytes:
        """Return the file, without empty placeholders."""
        for slide in self._file.slides:
            for shape in list(slide.placeholders):
                if not shape.has_text_frame or not shape.text_frame.text:
                    shape.element.getparent().remove(shape.element)
        titles = dict.fromkeys(head.title for head in self._heads)
        offices = dict.fromkeys(head.office for head in self._heads)
        title = " · ".join(titles) or self.words("app.name")
        set_properties(self._file.core_properties, title, " / ".join(offices), self.words)
        content = BytesIO()
        self._file.save(content)
        return content.getvalue()

    def _layout(self, name: str) -> SlideLayout:
        layout = self._file.slide_layouts.get_by_name(name)
        if layout is None:
            raise TemplateError("no-layout", name)
        return layout


def _add_number(slide: Slide) -> None:
    """Add the slide number as a field, which is updated when slides are moved."""
    for each in slide.slide_layout.placeholders:  # type: ignore[misc]
        if each.placeholder_format.type != PP_PLACEHOLDER.SLIDE_NUMBER:
            continue
        slide.shapes.clone_placeholder(each)
        number = slide.placeholders[each.placeholder_format.idx].text_frame.paragraphs[0]._p
        field = '<a:fld {} id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">'
        number.insert(0, parse_xml(field.format(nsdecls("a")) + "<a:rPr/><a:t>‹#›</a:t></a:fld>"))
