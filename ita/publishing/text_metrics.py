"""Measuring, breaking and cutting of texts in the packaged font of slides and sheets."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from pathlib import Path

from PIL import ImageFont

from ita.publishing.content.listing import Text
from ita.thai.text import wrap_text

# Points of an inch, and the line height as a multiple of the font size.
POINTS = 72
LINE_HEIGHT = 1.3
# Share of a width that is used, since other programs may break lines elsewhere.
_SLACK = 0.97
# Control characters and lone surrogates, which are invalid in XML.
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
    """Return the width of a text in one line in points, with a font size of `size` points."""
    return _measure(text, bold) * size


def one_line(text: str) -> str:
    """Return `text` without characters invalid in XML and with white space collapsed."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def break_lines(
    text: str, width: float, size: float, *, bold: bool = False, lines: int | None = None
) -> list[str]:
    """Break `text` into lines of `width` inches, cut with an ellipsis after `lines` lines."""
    measure = partial(text_width, size=size, bold=bold)
    return wrap_text(one_line(text), width * POINTS * _SLACK, lines, measure)


def cut(text: str, width: float, size: float, lines: int, *, bold: bool = False) -> str:
    """Return `text`, cut with an ellipsis if it exceeds `lines` lines of `width` inches."""
    if len(break_lines(text, width, size, bold=bold)) <= lines:
        return one_line(text)
    return " ".join(break_lines(text, width, size, bold=bold, lines=lines))


def text_height(texts: Iterable[Text], width: float, size: float) -> float:
    """Return the height in inches of paragraphs in a column of `width` inches."""
    lines = sum(len(break_lines(text.text, width, size, bold=text.strong)) or 1 for text in texts)
    return lines * size * LINE_HEIGHT / POINTS
