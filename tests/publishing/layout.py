"""Where the texts, bars and marks of a drawn sheet lie, read back from its figure, and its faults."""

import html
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from re import findall

import plotly.graph_objects as go
from PIL import Image, ImageChops, ImageDraw, ImageFont

from ita.publishing.lettering import text_width

# The part of a text's letters that lies above its first baseline, as Plotly places it.
BASELINE = 0.75
# A mark may graze one of the line above: so much of the square of a letter is not seen.
GRAZED = 0.004
STATIC = Path(__file__).parent.parent.parent / "static"


@dataclass(frozen=True)
class Rect:
    """A rectangle in layout pixels, with what lies there."""

    left: float
    top: float
    right: float
    bottom: float
    what: str = ""
    size: float = 0
    bold: bool = False
    baseline: float = 0

    def meets(self, other: "Rect") -> bool:
        """Whether the two overlap by more than a pixel either way."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 1
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 1
        )

    def holds(self, other: "Rect") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and self.right >= other.right
            and self.top <= other.top
            and self.bottom >= other.bottom
        )


def runs(text: str, bold: bool) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    """A text in parts of one script, each with its face at 100 pixels."""
    found = []
    for run in findall("[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+", text):
        script = "thai" if "\u0e00" <= run[0] <= "\u0e7f" else "latin"
        found.append((run, face(STATIC / f"sarabun-{script}-{700 if bold else 400}.woff2")))
    return found


@cache
def face(file: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, 100)


@cache
def ink(text: str, bold: bool) -> tuple[float, float]:
    """How far a text's ink reaches above and below its baseline, as shares of its size."""
    boxes = [font.getbbox(run, anchor="ls") for run, font in runs(text, bold)]
    return -min(box[1] for box in boxes) / 100, max(box[3] for box in boxes) / 100


def drawn(text: Rect, among: Rect) -> Image.Image:
    """A text's ink within a rectangle."""
    image = Image.new("1", (int(among.right - among.left), int(among.bottom - among.top)))
    pen, x = ImageDraw.Draw(image), text.left - among.left
    for run, font in runs(text.what, text.bold):
        own = font.font_variant(size=text.size)
        pen.text((x, text.baseline - among.top), run, fill=1, font=own, anchor="ls")
        x += own.getlength(run)
    return image


def touch(one: Rect, other: Rect) -> bool:
    """Whether the letters of two texts touch; their rectangles may overlap where they do not."""
    if not one.meets(other):
        return False
    among = Rect(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
    common = ImageChops.logical_and(drawn(one, among), drawn(other, among))
    return common.histogram()[-1] > GRAZED * one.size * other.size


def texts(figure: go.Figure) -> list[Rect]:
    """The texts with the rectangle of their ink."""
    found = []
    (trace,) = figure.select_traces({"type": "scatter", "mode": "text"})
    for x, y, text, side, size in zip(
        trace.x, trace.y, trace.text, trace.textposition, trace.textfont.size, strict=True
    ):
        bold = text.startswith("<b>")
        plain = html.unescape(text.removeprefix("<b>").removesuffix("</b>"))
        if not plain:
            continue
        width = text_width(plain, size, bold=bold)
        left = x - {"bottom right": 0, "bottom center": 0.5, "bottom left": 1}[side] * width
        above, below = ink(plain, bold)
        baseline = y + BASELINE * size
        top, bottom = baseline - above * size, baseline + below * size
        found.append(Rect(left, top, left + width, bottom, plain, size, bold, baseline))
    return found


def bars(figure: go.Figure) -> list[Rect]:
    """The bars, panels and rules."""
    return [
        Rect(base, y - height / 2, base + width, y + height / 2, "bar")
        for trace in figure.select_traces({"type": "bar"})
        for base, width, y, height in zip(trace.base, trace.x, trace.y, trace.width, strict=True)
    ]


def marks(figure: go.Figure) -> list[Rect]:
    """The symbols, as the squares that hold them."""
    return [
        Rect(x - size / 2, y - size / 2, x + size / 2, y + size / 2, symbol)
        for trace in figure.select_traces({"type": "scatter", "mode": "markers"})
        for x, y, size, symbol in zip(
            trace.x, trace.y, trace.marker.size, trace.marker.symbol, strict=True
        )
    ]


def images(figure: go.Figure) -> list[Rect]:
    """The logo, as the square in which it stands."""
    return [
        Rect(each.x - each.sizex, each.y, each.x, each.y + each.sizey, "logo")
        for each in figure.layout.images
    ]


def faults(figure: go.Figure, margin: float, smallest: float) -> list[str]:
    """What is wrong with a sheet: texts outside, too small, or over something else.

    `margin` is the empty edge left and right, `smallest` the size of the least letters, in pixels.
    A text may stand in a bar, but not across its edge.
    """
    words, filled = texts(figure), bars(figure)
    sheet = Rect(
        margin - 1, 0, figure.layout.width - margin + 1, figure.layout.height - margin * 0.25
    )
    found = [f"outside: {each.what}" for each in words if not sheet.holds(each)]
    found += [f"small: {each.what}" for each in words if each.size < smallest]
    found += [
        f"overlap: {one.what} | {other.what}"
        for one, other in combinations(words, 2)
        if touch(one, other)
    ]
    things = [*marks(figure), *images(figure)]
    found += [
        f"over {thing.what}: {each.what}" for each in words for thing in things if each.meets(thing)
    ]
    found += [
        f"across a bar: {each.what}"
        for each in words
        for bar in filled
        if each.meets(bar) and not bar.holds(each)
    ]
    return found


def longest_gap(figure: go.Figure) -> float:
    """The tallest stretch of the left or the right half where nothing stands.

    It is a share of the sheet's height; a panel counts by what stands on it.
    """
    words = texts(figure)
    plain = [bar for bar in bars(figure) if not any(bar.holds(each) for each in words)]
    width, height = figure.layout.width, figure.layout.height
    gaps = []
    for left in (0, width / 2):
        half = Rect(left, 0, left + width / 2, height)
        reached = 0.0
        for each in sorted([*words, *plain, *marks(figure)], key=lambda each: each.top):
            if each.meets(half):
                gaps.append(each.top - reached)
                reached = max(reached, each.bottom)
        gaps.append(height - reached)
    return max(gaps) / height
