"""How much room texts take in the packaged font, in which slides and sheets are set."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from pathlib import Path

from PIL import ImageFont

from ita.publishing.content.listing import Text
from ita.thai.text import wrap_text

# Points of an inch, and the height of a line in letters.
POINTS = 72
LINE_HEIGHT = 1.3
# A program that shows a text may break a line elsewhere than we measured.
_SLACK = 0.97
# Control characters and half letters, with which a file of XML cannot be opened.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FONTS = Path(__file__).parents[2] / "static"
_MEASURED = 100


@cache
def _load_face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / f"sarabun-{700 if bold else 400}.woff2", _MEASURED)


@lru_cache(maxsize=8192)
def _measure(text: str, bold: bool) -> float:
    return _load_face(bold).getlength(text) / _MEASURED


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Points that a text takes in one line when its letters are `size` points high."""
    return _measure(text, bold) * size


def one_line(text: str) -> str:
    """`text` as a document holds it: nothing that XML forbids, every run of white space one space."""
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


def text_height(texts: Iterable[Text], width: float, size: float) -> float:
    """Inches that paragraphs take in a column of `width` inches."""
    lines = sum(len(break_lines(text.text, width, size, bold=text.strong)) or 1 for text in texts)
    return lines * size * LINE_HEIGHT / POINTS
