"""How wide a text is in the packaged font, and its lines within a width."""

from functools import cache, lru_cache
from pathlib import Path
from re import compile as pattern

from PIL import ImageFont

from ita.thai import normal, wrap

STATIC = Path(__file__).parent.parent.parent / "static"
# The font's own height in letters: so far apart office programs set lines.
LINE_HEIGHT = 1.3

# A last line shorter than this share of the width looks lost; the others are made shorter for it.
_LOST = 0.3
_NARROWER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)

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


def lines_within(
    text: str, width: float, size: float, *, bold: bool = False, lines: int | None = None
) -> list[str]:
    """`text` in lines at most `width` pixels wide, broken where Thai may break.

    With `lines`, what does not fit into so many is cut, and an ellipsis says so. A short last line
    gets words of the line before it where that takes no further line.
    """

    def measured(part: str) -> float:
        return text_width(part, size, bold=bold)

    made = wrap(text, width, lines, measured)
    if len(made) < 2 or made[-1].endswith("…"):
        return made
    # What follows a space is a phrase of its own, which may be shorter.
    least = (0.5 if normal(text).endswith(f" {made[-1]}") else 1) * _LOST * width
    if measured(made[-1]) >= least:
        return made
    evener = (wrap(text, width * share, None, measured) for share in _NARROWER)
    best = next((each for each in evener if measured(each[-1]) >= _LOST * width), made)
    return best if len(best) == len(made) else made
