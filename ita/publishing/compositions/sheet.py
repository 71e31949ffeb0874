"""What every composition has in common: head, foot, legend, and the room that is left between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ita.language import Words
from ita.palette import LIGHT, SYMBOLS, Band, Look
from ita.publishing.canvas import Canvas
from ita.publishing.compositions.content import Head
from ita.publishing.lettering import LINE_HEIGHT, lines_within, text_width
from ita.publishing.sizes import Size

# In units of the size: margin, letters of the head, letters of the smallest text.
MARGIN = 1.9
TITLE = 1.75
SMALL = 0.78
# Sizes of letters that are tried to make a sheet full without being crowded, in units.
STEPS = (1.3, 1.2, 1.1, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75)


@dataclass(frozen=True)
class Logo:
    """A picture of the office; `kind` as in "image/png"."""

    data: bytes
    kind: str


@dataclass(frozen=True)
class Style:
    """How a sheet is drawn: its size, words, colours and logo."""

    size: Size
    words: Words
    look: Look = LIGHT
    logo: Logo | None = None


@dataclass(frozen=True)
class Box:
    """A rectangle of the sheet in layout pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def below(self, y: float) -> "Box":
        """What of it lies below a line."""
        return replace(self, y=y, height=self.bottom - y)

    def columns(self, share: float, gap: float) -> tuple["Box", "Box"]:
        """Its left part of a share of the width, and the rest beyond a gap."""
        left = (self.width - gap) * share
        return (
            replace(self, width=left),
            replace(self, x=self.x + left + gap, width=self.width - left - gap),
        )


def begin(style: Style, head: Head, page: str = "") -> tuple[Canvas, Box]:
    """A sheet with its head and foot, and the box between them for what it says."""
    size, look = style.size, style.look
    canvas, unit = Canvas(size, look), size.unit
    margin = MARGIN * unit
    width = size.width - 2 * margin
    whose = lines_within(head.whose, width, unit, bold=True, lines=2)
    band = (len(whose) * LINE_HEIGHT + 1.1) * unit
    canvas.bar(0, 0, size.width, band, look.whole)
    canvas.text(margin, 0.7 * unit, whose, unit, bold=True, colour=look.background)
    y = band + 1.1 * unit
    room = width
    if style.logo:
        side = 3.6 * unit
        canvas.image(
            size.width - margin - side, y - 0.3 * unit, side, style.logo.data, style.logo.kind
        )
        room -= side + unit
    title = _title_size(head.title, room, unit)
    y = canvas.paragraph(margin, y, head.title, title, room, bold=True, lines=3)
    if head.subtitle:
        y += 0.15 * unit
        y = canvas.paragraph(margin, y, head.subtitle, unit, room, colour=look.quiet, lines=2)
    foot = _foot(canvas, style, head.source, page)
    top = y + 0.7 * unit
    return canvas, Box(margin, top, width, foot - 0.7 * unit - top)


def _title_size(title: str, room: float, unit: float) -> float:
    """The largest letters with which a title stays on one line, within reason."""
    fitting = TITLE * unit * room / max(text_width(title, TITLE * unit, bold=True), 1)
    return min(TITLE * unit, max(fitting, 1.25 * unit))


def _foot(canvas: Canvas, style: Style, source: str, page: str) -> float:
    """Source and page at the lower edge; gives the y of the line above them."""
    size, look = style.size, style.look
    unit, margin = size.unit, MARGIN * size.unit
    width = size.width - 2 * margin
    letters = SMALL * unit
    taken = text_width(page, letters) + unit if page else 0
    lines = lines_within(source, width - taken, letters, lines=2)
    y = size.height - 1.0 * unit - len(lines) * letters * LINE_HEIGHT
    canvas.text(margin, y, lines, letters, colour=look.quiet)
    canvas.text(size.width - margin, y, page, letters, colour=look.quiet, anchor="right")
    rule = y - 0.5 * unit
    canvas.bar(margin, rule, width, 2, look.track)
    return rule


def legend(
    canvas: Canvas, box: Box, entries: Sequence[tuple[str, str, str]], letters: float
) -> float:
    """Symbols with their names in rows from the top of a box; gives the y of what comes below.

    An entry is symbol, colour and name. Names that find no room in a row begin another.
    """
    x, y = box.x, box.y
    for symbol, colour, name in entries:
        needed = 1.2 * letters + text_width(name, letters)
        if x > box.x and x + needed > box.right:
            x, y = box.x, y + 1.4 * letters
        canvas.mark(x + 0.4 * letters, y + 0.42 * letters, 0.75 * letters, colour, symbol)
        canvas.text(x + 1.2 * letters, y, name, letters, colour=canvas.look.quiet)
        x += needed + 1.2 * letters
    return y + 1.4 * letters


def cards(canvas: Canvas, box: Box, counts: Sequence[tuple[str, int]], style: Style) -> float:
    """Counts with their names beside each other; gives the y of what comes below."""
    unit, look = style.size.unit, style.look
    gap = 0.5 * unit
    width = (box.width - gap * (len(counts) - 1)) / max(len(counts), 1)
    inner = width - unit
    names = [lines_within(name, inner, SMALL * unit, lines=2) for name, _ in counts]
    lines = max((len(name) for name in names), default=0)
    height = 0.6 * unit + 2.0 * unit + lines * SMALL * unit * LINE_HEIGHT + 0.3 * unit
    for at, ((_, count), name) in enumerate(zip(counts, names, strict=True)):
        x = box.x + at * (width + gap)
        canvas.bar(x, box.y, width, height, look.panel, round=int(0.3 * unit))
        told = style.words.digits(count)
        canvas.text(x + 0.5 * unit, box.y + 0.6 * unit, told, 1.7 * unit, bold=True)
        canvas.text(x + 0.5 * unit, box.y + 2.5 * unit, name, SMALL * unit, colour=look.quiet)
    return box.y + height


def band_legend(
    style: Style, bands: Sequence[Band], marks: tuple[float, float]
) -> list[tuple[str, str, str]]:
    """Legend entries of the bands that occur, each with what it takes; `marks` are pass, excellent."""
    words = style.words
    limits = {"excellent": marks[1], "pass": marks[0], "below": marks[0]}
    return [
        (
            SYMBOLS[band],
            style.look.bands[band],
            words(f"compositions.bands.{band}", mark=words.number(limits[band], 0)),
        )
        for band in SYMBOLS
        if band in bands
    ]
