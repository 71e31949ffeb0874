"""How wide a text is in the packaged font."""

from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

_STATIC = Path(__file__).parents[3] / "static"
# The font's own height in letters: so far apart office programs set lines.
LINE_HEIGHT = 1.3

_MEASURED = 100


@cache
def _face(weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_STATIC / f"sarabun-{weight}.woff2", _MEASURED)


@lru_cache(maxsize=8192)
def _width(text: str, weight: int) -> float:
    return _face(weight).getlength(text)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that a text takes in one line when its letters are `size` pixels high."""
    return _width(text, 700 if bold else 400) * size / _MEASURED
