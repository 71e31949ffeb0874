"""Paragraphs of a slide: how much room they take, and how they are written."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont
from pptx.dml.color import ColorFormat
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import PP_ALIGN
from pptx.text.text import TextFrame
from pptx.util import Inches, Length, Pt

from ita.charts.palette import Look
from ita.language import Words
from ita.thai.text import wrap_text

# Colours by their names in the template's theme, so that an office can choose its own.
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
# Points of an inch.
POINTS = 72
# The smallest text that the back of a meeting room can read.
SMALLEST = 14
# Empty space in inches that a text keeps from the sides of its place.
INSET = 0.1
# A program that shows slides may break a line elsewhere than we measured.
_SLACK = 0.97
_LANGUAGES = {"th": MSO_LANGUAGE_ID.THAI, "en": MSO_LANGUAGE_ID.ENGLISH_US}


# Control characters and half letters, with which a file of XML cannot be opened.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The packaged font, in which slides are set, and its height of a line in letters.
_FONT = Path(__file__).parents[3] / "static"
LINE_HEIGHT = 1.3
_MEASURED = 100


class Box(NamedTuple):
    """A place on a slide in inches, from the left and from the top."""

    x: float
    y: float
    width: float
    height: float

    def emu(self) -> tuple[Length, Length, Length, Length]:
        """The place in the units of the file."""
        return Inches(self.x), Inches(self.y), Inches(self.width), Inches(self.height)


@dataclass(frozen=True)
class Line:
    """A paragraph; what is None is as in its place: a table's size, a placeholder's colour.

    `level` counts from 0, and a template's placeholder has a style for each. `colour` is one of
    THEME.
    """

    text: str
    size: float | None = None
    bold: bool | None = None
    colour: str | None = None
    level: int = 0


@cache
def _load_face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT / f"sarabun-{700 if bold else 400}.woff2", _MEASURED)


@lru_cache(maxsize=8192)
def _measure(text: str, bold: bool) -> float:
    return _load_face(bold).getlength(text) / _MEASURED


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Points that a text takes in one line when its letters are `size` points high."""
    return _measure(text, bold) * size


def one_line(text: str) -> str:
    """`text` as a slide holds it: nothing that XML forbids, every run of white space one space."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def break_lines(
    text: str, width: float, size: float, *, bold: bool = False, lines: int | None = None
) -> list[str]:
    """`text` in lines of `width` inches; what doesn't fit into so many is cut, with an ellipsis."""
    measure = partial(text_width, size=size, bold=bold)
    return wrap_text(one_line(text), width * POINTS * _SLACK, lines, measure)


def cut(text: str, width: float, size: float, lines: int, *, bold: bool = False) -> str:
    """`text`, or as much of it as fits into so many lines of `width` inches, with an ellipsis."""
    if len(break_lines(text, width, size, bold=bold)) <= lines:
        return one_line(text)
    return " ".join(break_lines(text, width, size, bold=bold, lines=lines))


def text_height(lines: Iterable[Line], width: float, size: float = SMALLEST) -> float:
    """Inches that paragraphs take in a column of `width` inches; `size` is their place's."""
    return sum(
        max(len(break_lines(line.text, width, points, bold=bool(line.bold))), 1)
        * points
        * LINE_HEIGHT
        / POINTS
        for line in lines
        for points in [line.size or size]
    )


def write(
    frame: TextFrame, lines: Sequence[Line], words: Words, align: PP_ALIGN | None = None
) -> None:
    """Fills a frame with paragraphs; their text is shown letter by letter, whatever it says.

    The language tells a screen reader how to speak and a program where to break. A line of known
    size has the height of ours, also in another font.
    """
    frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.level = line.level
        if align is not None:
            paragraph.alignment = align
        run = paragraph.add_run()
        run.text = one_line(line.text)
        run.font.language_id = _LANGUAGES[words.language]
        if line.size is not None:
            run.font.size = Pt(line.size)
            paragraph.line_spacing = Pt(round(line.size * LINE_HEIGHT, 1))
        if line.bold is not None:
            run.font.bold = line.bold
        if line.colour is not None:
            set_colour(run.font.color, line.colour)


def set_colour(colour: ColorFormat, name: str) -> None:
    """Sets a colour by its name in the theme."""
    colour.theme_color = MSO_THEME_COLOR.from_xml(name)
