"""How wide a text is in the packaged font."""

from functools import cache, lru_cache
from pathlib import Path
from re import compile as pattern

from PIL import ImageFont

STATIC = Path(__file__).parents[3] / "static"
# The font's own height in letters: so far apart office programs set lines.
LINE_HEIGHT = 1.3

_MEASURED = 100
_RUNS = pattern("[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+")


@cache
def _face(script: str, weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(STATIC / f"sarabun-{script}-{weight}.woff2", _MEASURED)


@lru_cache(maxsize=8192)
def _width(text: str, weight: int) -> float:
    """Width of a text at `_MEASURED` pixels: the packaged font has a file for each script."""
    runs = _RUNS.findall(text)
    scripts = ["thai" if "\u0e00" <= run[0] <= "\u0e7f" else "latin" for run in runs]
    return sum(
        _face(script, weight).getlength(run) for script, run in zip(scripts, runs, strict=True)
    )


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that a text takes in one line when its letters are `size` pixels high."""
    return _width(text, 700 if bold else 400) * size / _MEASURED
