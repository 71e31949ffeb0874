"""The deck: slides of the template's layouts, whose places are filled by their names."""

from collections.abc import Sequence
from io import BytesIO

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide, SlideLayout

from ita.language import Words
from ita.publishing.content.model import Head
from ita.publishing.slides.places import Place, find_place
from ita.publishing.slides.table import Table, add_table, split
from ita.publishing.slides.text import (
    INSET,
    THEME,
    Line,
    add_text,
    cut,
    write,
)
from ita.publishing.templates import TemplateError, set_properties

# Points of a count, and of what it counts.
_COUNT, _COUNTED = 30, 14


class Page:
    """A slide that is being filled."""

    def __init__(self, slide: Slide, words: Words) -> None:
        self.slide, self.words = slide, words

    def place(self, name: str) -> Place:
        """A place of the slide's layout; raises TemplateError where there is none of the name."""
        return find_place(self.slide.slide_layout, name)

    def write(self, name: str, *lines: Line) -> None:
        """Paragraphs in a place, in the styles that the layout has for their levels."""
        at = self.place(name).shape.placeholder_format.idx
        shape: SlidePlaceholder = self.slide.placeholders[at]
        write(shape.text_frame, lines, self.words)

    def add_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Counts beside each other, each with what it counts."""
        place = self.place("Counts").box
        width = place.width / max(len(counts), 1)
        for at, (counted, count) in enumerate(counts):
            lines = [
                Line(self.words.digits(count), _COUNT, True),
                Line(cut(counted, width - 2 * INSET, _COUNTED, 1), _COUNTED, colour=THEME.quiet),
            ]
            box = place._replace(x=place.x + at * width, width=width)
            add_text(self.slide, box, lines, self.words)


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
        made = Page(self._file.slides.add_slide(self._layout(layout)), self.words)
        number = f" ({self.words.digits(page)}/{self.words.digits(of)})" if of > 1 else ""
        made.write("Title", made.place("Title").fit(Line(head.title), after=number))
        for name, text in (
            ("Office", head.whose),
            ("Subtitle", head.subtitle),
            ("Source", head.source),
        ):
            made.write(name, made.place(name).fit(Line(text)))
        _add_number(made.slide)
        return made

    def place(self, layout: str, name: str) -> Place:
        """A place of a layout; raises TemplateError where there is none of the name."""
        return find_place(self._layout(layout), name)

    def add_table(
        self, head: Head, table: Table, layout: str = "Table", first: str | None = None
    ) -> list[Page]:
        """The slides that a table takes, the first of them of a layout of its own.

        The table stays away from a first slide that has too little room for its first row.
        """
        place, less = (self.place(name, "Table").box for name in (layout, first or layout))
        parts = split(table.scaled_to(place.width), place.height, less.height)
        pages = []
        for at, part in enumerate(parts, 1):
            page = self.add(first if first and at == 1 else layout, head, at, len(parts))
            if part.rows:
                add_table(page.slide, page.place("Table").box, part, self.words)
            pages.append(page)
        return pages

    def save(self) -> bytes:
        """The file, without the places that nothing was written to."""
        for slide in self._file.slides:
            for shape in list(slide.placeholders):
                if not shape.has_text_frame or not shape.text_frame.text:
                    shape.element.getparent().remove(shape.element)
        titles = dict.fromkeys(head.title for head in self._heads)
        offices = dict.fromkeys(head.whose for head in self._heads)
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
    """The number of the slide as a field, which follows when slides are moved."""
    for place in slide.slide_layout.placeholders:  # type: ignore[misc]
        if place.placeholder_format.type != PP_PLACEHOLDER.SLIDE_NUMBER:
            continue
        slide.shapes.clone_placeholder(place)
        number = slide.placeholders[place.placeholder_format.idx].text_frame.paragraphs[0]._p
        field = '<a:fld {} id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">'
        number.insert(0, parse_xml(field.format(nsdecls("a")) + "<a:rPr/><a:t>‹#›</a:t></a:fld>"))
