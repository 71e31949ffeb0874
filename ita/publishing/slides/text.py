"""Paragraphs of a slide, in the colours of the template's theme."""

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from pptx.dml.color import ColorFormat
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import PP_ALIGN
from pptx.text.text import TextFrame
from pptx.util import Inches, Length, Pt

from ita.charts.palette import Look
from ita.language import Words
from ita.publishing.content.listing import Text
from ita.publishing.text_metrics import LINE_HEIGHT, one_line

# Colours as names of the template's theme, so that an office can choose its own.
THEME = Look(
    background="bg1",
    text="tx1",
    quiet="tx2",
    track="bg2",
    panel="bg2",
    bands={"excellent": "accent1", "pass": "accent2", "below": "accent3"},
    whole="accent1",
    loss="accent3",
)
# The smallest font size in points; readable from the back of a meeting room.
SMALLEST = 14
# Inches between a text and the sides of its box.
INSET = 0.1
_LANGUAGES = {"th": MSO_LANGUAGE_ID.THAI, "en": MSO_LANGUAGE_ID.ENGLISH_US}
_COLOURS: dict[str, str] = {"quiet": THEME.quiet} | {**THEME.bands}


class Box(NamedTuple):
    """A rectangle on a slide in inches, from the left and the top."""

    x: float
    y: float
    width: float
    height: float

    def emu(self) -> tuple[Length, Length, Length, Length]:
        """Return x, y, width and height in the file's units (EMU)."""
        return Inches(self.x), Inches(self.y), Inches(self.width), Inches(self.height)


def write(
    frame: TextFrame,
    texts: Sequence[Text],
    words: Words,
    *,
    size: float | None = None,
    levels: Sequence[int] | None = None,
    align: PP_ALIGN | None = None,
) -> None:
    """Add paragraphs to a frame as plain text.

    Without `size` they have the template's style for their `levels`, counted from 0; with it, the
    line height is fixed, also in another font. The language is set for screen readers and for line
    breaking.
    """
    frame.word_wrap = True
    for text, level in zip(texts, levels or repeat(0), strict=False):
        last = frame.paragraphs[-1]
        paragraph = frame.add_paragraph() if last.runs else last
        paragraph.level = level
        if align is not None:
            paragraph.alignment = align
        run = paragraph.add_run()
        run.text = one_line(text.text)
        run.font.language_id = _LANGUAGES[words.language]
        if size is not None:
            run.font.size = Pt(size)
            paragraph.line_spacing = Pt(round(size * LINE_HEIGHT, 1))
        if text.strong:
            run.font.bold = True
        if text.tone:
            set_colour(run.font.color, _COLOURS[text.tone])


def set_colour(colour: ColorFormat, name: str) -> None:
    """Set a colour by its name in the theme."""
    colour.theme_color = MSO_THEME_COLOR.from_xml(name)
