"""The deck: slides of the template's layouts, whose places are filled by their names."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.placeholder import LayoutPlaceholder, SlidePlaceholder
from pptx.slide import Slide, SlideLayout
from pptx.util import Length

from ita.language import Words
from ita.publishing.compositions.content import Head
from ita.publishing.lettering import text_width
from ita.publishing.slides.table import Table, add_table, split
from ita.publishing.slides.text import (
    INSET,
    POINTS,
    THEME,
    Box,
    Line,
    add_text,
    cut,
    one_line,
    write,
)
from ita.publishing.templates import TemplateError

# So many letters a file may say of itself in each property.
_LONGEST = 255
# Points of a placeholder whose layout names no size.
_USUAL_SIZE = 18
# Points of a count, and of what it counts.
_COUNT, _COUNTED = 30, 14


class Page:
    """A slide that is being filled."""

    def __init__(self, slide: Slide, words: Words) -> None:
        self.slide, self.words = slide, words

    def box(self, name: str) -> Box:
        """Where a place stands; raises TemplateError where the layout has no such place."""
        return _box(_find_place(self.slide.slide_layout, name))

    def fit(self, name: str, line: Line, lines: int = 1, after: str = "") -> Line:
        """A paragraph cut to so many lines of a place; `after` must stand behind it."""
        size, bold = self._style(name, line.level)
        room = self.box(name).width - 2 * INSET - text_width(after, size, bold=bold) / POINTS
        return replace(line, text=cut(line.text, room, size, lines, bold=bold) + after)

    def write(self, name: str, *lines: Line) -> None:
        """Paragraphs in a place, in the styles that the layout has for their levels."""
        at = _find_place(self.slide.slide_layout, name).placeholder_format.idx
        shape: SlidePlaceholder = self.slide.placeholders[at]
        write(shape.text_frame, lines, self.words)

    def add_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Counts beside each other, each with what it counts."""
        place = self.box("Counts")
        width = place.width / max(len(counts), 1)
        for at, (counted, count) in enumerate(counts):
            lines = [
                Line(self.words.digits(count), _COUNT, True),
                Line(cut(counted, width - 2 * INSET, _COUNTED, 1), _COUNTED, colour=THEME.quiet),
            ]
            box = place._replace(x=place.x + at * width, width=width)
            add_text(self.slide, box, lines, self.words)

    def _style(self, name: str, level: int) -> tuple[float, bool]:
        """Points and weight of a level."""
        style = _find_place(self.slide.slide_layout, name).element.find(
            f".//{qn('a:lstStyle')}/{qn(f'a:lvl{level + 1}pPr')}/{qn('a:defRPr')}"
        )
        if style is None:
            return _USUAL_SIZE, False
        return int(style.get("sz", _USUAL_SIZE * 100)) / 100, style.get("b") == "1"


class Deck:
    """Takes slides, in their order; `save` gives the file."""

    def __init__(self, template: bytes, words: Words) -> None:
        self.words = words
        self._file = Presentation(BytesIO(template))
        self._heads: list[Head] = []
        # An office may have left a slide in its template to see how it looks.
        listed = self._file.slides._sldIdLst
        for each in list(listed):
            self._file.part.drop_rel(each.rId)
            listed.remove(each)

    def add(self, layout: str, head: Head, page: int = 1, of: int = 1) -> Page:
        """A slide with its head and foot; `page` of `of` where a content takes several."""
        self._heads.append(head)
        chosen = self._layout(layout)
        made = Page(self._file.slides.add_slide(chosen), self.words)
        number = f" ({self.words.digits(page)}/{self.words.digits(of)})" if of > 1 else ""
        made.write("Title", made.fit("Title", Line(head.title), after=number))
        for name, text in (
            ("Office", head.whose),
            ("Subtitle", head.subtitle),
            ("Source", head.source),
        ):
            made.write(name, made.fit(name, Line(text)))
        _add_number(made.slide, chosen)
        return made

    def add_table(
        self, head: Head, table: Table, layout: str = "Table", first: str | None = None
    ) -> list[Page]:
        """The slides that a table takes, the first of them of a layout of its own.

        The table stays away from a first slide that has too little room for its first row.
        """
        place, less = (
            _box(_find_place(self._layout(name), "Table")) for name in (layout, first or layout)
        )
        parts = split(table.scaled_to(place.width), place.height, less.height)
        pages = []
        for at, part in enumerate(parts, 1):
            page = self.add(first if first and at == 1 else layout, head, at, len(parts))
            if part.rows:
                add_table(page.slide, page.box("Table"), part, self.words)
            pages.append(page)
        return pages

    def save(self) -> bytes:
        """The file, without the places that nothing was written to."""
        for slide in self._file.slides:
            for shape in list(slide.placeholders):
                if not shape.has_text_frame or not shape.text_frame.text:
                    shape.element.getparent().remove(shape.element)
        self._describe()
        content = BytesIO()
        self._file.save(content)
        return content.getvalue()

    def _layout(self, name: str) -> SlideLayout:
        layout = self._file.slide_layouts.get_by_name(name)
        if layout is None:
            raise TemplateError("no-layout", name)
        return layout

    def _describe(self) -> None:
        """What a file manager shows of the file."""
        properties = self._file.core_properties
        offices = dict.fromkeys(head.whose for head in self._heads)
        titles = dict.fromkeys(head.title for head in self._heads)
        properties.title = one_line(" · ".join(titles))[:_LONGEST] or self.words("app.name")
        author = one_line(" / ".join(offices))[:_LONGEST]
        properties.author = properties.last_modified_by = author
        properties.language = self.words.language
        properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
        properties.revision = 1


def _places(layout: SlideLayout) -> Iterable[LayoutPlaceholder]:
    # python-pptx describes them as something that cannot be iterated over.
    placeholders: Any = layout.placeholders
    return placeholders


def _find_place(layout: SlideLayout, name: str) -> LayoutPlaceholder:
    for shape in _places(layout):
        if shape.name == name:
            return shape
    raise TemplateError("no-place", f"{layout.name}: {name}")


def _box(shape: LayoutPlaceholder) -> Box:
    sides = (shape.left, shape.top, shape.width, shape.height)
    return Box(*(Length(side).inches for side in sides))


def _add_number(slide: Slide, layout: SlideLayout) -> None:
    """The number of the slide as a field, which follows when slides are moved."""
    for place in _places(layout):
        if place.placeholder_format.type != PP_PLACEHOLDER.SLIDE_NUMBER:
            continue
        slide.shapes.clone_placeholder(place)
        number = slide.placeholders[place.placeholder_format.idx].text_frame.paragraphs[0]._p
        field = '<a:fld {} id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">'
        number.insert(0, parse_xml(field.format(nsdecls("a")) + "<a:rPr/><a:t>‹#›</a:t></a:fld>"))
