"""The places of a template's layouts: where they stand, and how their paragraphs are set."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from pptx.oxml.ns import qn
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout
from pptx.util import Length

from ita.publishing.slides.text import INSET, POINTS, Box, Line, cut, text_height
from ita.publishing.slides.text_metrics import text_width
from ita.publishing.templates import TemplateError

# Points of a placeholder whose layout names no size.
_USUAL_SIZE = 18


class Place:
    """A placeholder of a layout."""

    def __init__(self, shape: LayoutPlaceholder) -> None:
        self.shape = shape

    @cached_property
    def box(self) -> Box:
        """Where it stands."""
        shape = self.shape
        sides = (shape.left, shape.top, shape.width, shape.height)
        return Box(*(Length(side).inches for side in sides))

    def fit(self, line: Line, lines: int = 1, after: str = "") -> Line:
        """A paragraph cut to so many lines of the place; `after` must stand behind it."""
        size, bold = self._style(line.level)
        room = self.box.width - 2 * INSET - text_width(after, size, bold=bold) / POINTS
        return replace(line, text=cut(line.text, room, size, lines, bold=bold) + after)

    def holds(self, lines: Sequence[Line]) -> bool:
        """Whether there is room for all of these paragraphs."""
        sized = [Line(line.text, *self._style(line.level)) for line in lines]
        height = text_height(sized, self.box.width - 2 * INSET)
        return height + INSET <= self.box.height

    def _style(self, level: int) -> tuple[float, bool]:
        """Points and weight of a level."""
        style = self.shape.element.find(
            f".//{qn('a:lstStyle')}/{qn(f'a:lvl{level + 1}pPr')}/{qn('a:defRPr')}"
        )
        if style is None:
            return _USUAL_SIZE, False
        return int(style.get("sz", _USUAL_SIZE * 100)) / 100, style.get("b") == "1"


def find_place(layout: SlideLayout, name: str) -> Place:
    """The place of a name; raises TemplateError where the layout has none."""
    # python-pptx describes the placeholders as something that cannot be iterated over.
    for shape in layout.placeholders:  # type: ignore[misc]
        if shape.name == name:
            return Place(shape)
    raise TemplateError("no-place", f"{layout.name}: {name}")
