"""Where the texts, bars and marks of a drawn sheet lie, as a browser tells them, and its faults."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFont
from playwright.sync_api import Browser, Frame, sync_playwright

from ita.publishing.sheets.browser import OfflineBrowser
from ita.publishing.sheets.page import Page

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "static"
TEMPLATES = ROOT / "ita" / "publishing" / "sheets" / "templates"
# The empty edge left and right and the least letters, in units of a size.
MARGIN, LEAST = 1.9, 0.75
# A mark may graze one of the line above: so much of the square of a letter is not seen.
GRAZED = 0.004
# What of a mark's square its shape leaves empty at each side.
INSET = 0.1

SVG = (TEMPLATES / "svg.js").read_text(encoding="utf-8")
# Puts pages beside each other, each in a frame of its size, and waits until all are loaded.
FRAMES = """pages => Promise.all(pages.map((page, at) => {
  if (!at) document.body.replaceChildren()
  const frame = Object.assign(document.createElement("iframe"), page)
  document.body.append(frame)
  return new Promise(loaded => { frame.onload = () => loaded() })
}))"""

# Every sheet's boxes in pixels from its corner. A text belongs to a part of the sheet, from which
# it must not reach out; what is cut holds more than it shows.
BOXES = """() => [...document.querySelectorAll(".sheet")].map(sheet => {
  const origin = sheet.getBoundingClientRect()
  const rect = (element, what) => {
    const box = element.getBoundingClientRect()
    const [left, top] = [box.x - origin.x, box.y - origin.y]
    return {left, top, right: left + box.width, bottom: top + box.height, what}
  }
  const every = selector => [...sheet.querySelectorAll(selector)]
  const filled = every("*:not(svg *)").filter(element =>
    element.matches(".hatch") || getComputedStyle(element).backgroundColor !== "rgba(0, 0, 0, 0)")
  const cut = [sheet, ...every("main, .split, .body, .rows, .flow, .clip")].filter(element =>
    element.clientWidth && (element.scrollHeight > element.clientHeight + 1 ||
      element.matches(".sheet, .clip") && element.scrollWidth > element.clientWidth + 1))
  return {
    width: origin.width,
    height: origin.height,
    texts: textLines(sheet),
    parts: every(".office, header, main, footer").map(part => rect(part, part.tagName.toLowerCase())),
    bars: filled.map(element => rect(element, "bar")),
    marks: every("svg.mark").map(element => rect(element, "mark")),
    images: every("img").map(element => rect(element, "logo")),
    cut: cut.map(element => `${element.tagName.toLowerCase()}.${element.className}`),
    rows: every(".row").length,
  }
})"""


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
        """Whether the other lies wholly inside, give or take a pixel."""
        return (
            self.left - 1 <= other.left
            and self.right + 1 >= other.right
            and self.top - 1 <= other.top
            and self.bottom + 1 >= other.bottom
        )


@dataclass(frozen=True)
class Sheet:
    """What lies on a drawn sheet of a width and height; `cut` names what shows less than it holds."""

    width: float
    height: float
    texts: list[Rect]
    parts: list[Rect]
    bars: list[Rect]
    marks: list[Rect]
    images: list[Rect]
    cut: list[str]
    rows: int


class Drawer:
    """A browser that draws pages and gives what lies on their sheets."""

    def __init__(self, browser: Browser) -> None:
        self._tab = browser.new_page()

    def draw(self, pages: Sequence[Page], css: str = "") -> list[list[Sheet]]:
        """The sheets of each page, drawn with a further style sheet.

        The pages are frames of one document: to load a document takes longer than to draw it.
        """
        frames = [
            {
                "srcdoc": page.drawing_html.replace("</head>", f"<style>{css}</style></head>", 1),
                "width": page.size.width,
                "height": page.size.height,
            }
            for page in pages
        ]
        self._tab.evaluate(FRAMES, frames)
        return [self._measure(frame) for frame in self._tab.main_frame.child_frames]

    def _measure(self, frame: Frame) -> list[Sheet]:
        frame.evaluate("ready")
        frame.evaluate(SVG)
        return [_sheet(boxes) for boxes in frame.evaluate(BOXES)]


@contextmanager
def open_drawer() -> Iterator[Drawer]:
    """One browser for any number of pages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=OfflineBrowser.find_browser(skip_local=True),
            args=["--no-sandbox", "--disable-gpu"],
        )
        yield Drawer(browser)
        browser.close()


def _sheet(measurements: dict[str, Any]) -> Sheet:
    rects = {
        name: [Rect(**each) for each in measurements[name]]
        for name in ("parts", "bars", "marks", "images")
    }
    texts = [_text(each) for each in measurements["texts"]]
    return Sheet(
        measurements["width"],
        measurements["height"],
        texts,
        **rects,
        cut=measurements["cut"],
        rows=measurements["rows"],
    )


def _text(line: dict[str, Any]) -> Rect:
    """A line of text as the rectangle of its ink."""
    text, size, bold = line["text"].rstrip(), line["size"], line["weight"] == "700"
    above, below = ink(text, bold)
    top, bottom = line["baseline"] - above * size, line["baseline"] + below * size
    right = line["x"] + line["width"]
    return Rect(line["x"], top, right, bottom, text, size, bold, line["baseline"])


@cache
def face(bold: bool) -> ImageFont.FreeTypeFont:
    """The packaged face at 100 pixels."""
    return ImageFont.truetype(STATIC / f"sarabun-{700 if bold else 400}.woff2", 100)


@cache
def ink(text: str, bold: bool) -> tuple[float, float]:
    """How far a text's ink reaches above and below its baseline, as shares of its size."""
    _, top, _, bottom = face(bold).getbbox(text, anchor="ls")
    return -top / 100, bottom / 100


def drawn(text: Rect, among: Rect) -> Image.Image:
    """A text's ink within a rectangle."""
    image = Image.new("1", (int(among.right - among.left), int(among.bottom - among.top)))
    start = (text.left - among.left, text.baseline - among.top)
    font = face(text.bold).font_variant(size=text.size)
    ImageDraw.Draw(image).text(start, text.what, fill=1, font=font, anchor="ls")
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


def faults(sheet: Sheet, unit: float) -> list[str]:
    """What is wrong with a sheet: texts outside, cut, too small, or over something else.

    `unit` is that of the size. A text may stand in a bar, but not across its edge.
    """
    margin, smallest = MARGIN * unit, LEAST * unit
    page = Rect(margin - 1, 0, sheet.width - margin + 1, sheet.height - margin * 0.25)
    # Marks of Thai reach above the first line of a part, into the empty edge of its neighbour.
    reach = 0.3 * unit
    parts = [Rect(p.left, p.top - reach, p.right, p.bottom + reach) for p in sheet.parts]
    words = sheet.texts
    messages = [f"cut: {each}" for each in sheet.cut]
    messages += [f"outside: {each.what}" for each in words if not page.holds(each)]
    messages += [
        f"beyond its part: {each.what}"
        for each in words
        if not any(part.holds(each) for part in parts)
    ]
    messages += [f"small: {each.what}" for each in words if each.size < smallest - 0.01]
    messages += [
        f"overlap: {one.what} | {other.what}"
        for one, other in combinations(words, 2)
        if touch(one, other)
    ]
    inset = [
        Rect(m.left + by, m.top + by, m.right - by, m.bottom - by, m.what)
        for m in sheet.marks
        for by in [INSET * (m.right - m.left)]
    ]
    messages += [
        f"over {thing.what}: {each.what}"
        for each in words
        for thing in (*inset, *sheet.images)
        if each.meets(thing)
    ]
    messages += [
        f"across a bar: {each.what}"
        for each in words
        for bar in sheet.bars
        if each.meets(bar) and not bar.holds(each)
    ]
    return messages


def longest_gap(sheet: Sheet) -> float:
    """The tallest stretch of the left or the right half where nothing stands.

    It is a share of the sheet's height; a panel counts by what stands on it.
    """
    plain = [bar for bar in sheet.bars if not any(bar.holds(each) for each in sheet.texts)]
    distances = []
    for left in (0, sheet.width / 2):
        half = Rect(left, 0, left + sheet.width / 2, sheet.height)
        reached = 0.0
        for each in sorted([*sheet.texts, *plain, *sheet.marks], key=lambda each: each.top):
            if each.meets(half):
                distances.append(each.top - reached)
                reached = max(reached, each.bottom)
        distances.append(sheet.height - reached)
    return max(distances) / sheet.height
