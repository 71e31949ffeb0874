"""What every composition has in common: head, foot, legend, and the room that is left between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ita.language import Words
from ita.palette import LIGHT, SYMBOLS, Band, Look
from ita.publishing.canvas import LEADING, Canvas
from ita.publishing.compositions.content import Head
from ita.publishing.lettering import lines_within, text_width
from ita.publishing.sizes import Size

# In units of the size: margin, letters of the head, letters of what is said by the way, and the
# least letters of all.
MARGIN = 1.9
TITLE = 1.75
SMALL = 0.78
LEAST = 0.75


# A symbol as Plotly names it, its colour, and what it stands for.
Entry = tuple[str, str, str]


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
    band = (len(whose) * LEADING + 1.1) * unit
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
    lines = 3 if size.height > size.width else 2
    below = canvas.paragraph(margin, y, head.title, title, room, bold=True, lines=lines)
    if head.subtitle:
        below -= 0.1 * title
        below = canvas.paragraph(
            margin, below, head.subtitle, unit, room, colour=look.quiet, lines=2
        )
    if style.logo:
        below = max(below, y + 3.3 * unit)
    foot = _foot(canvas, style, head.source, page)
    top = below + 0.5 * unit
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
    y = size.height - 1.0 * unit - len(lines) * letters * LEADING
    canvas.text(margin, y, lines, letters, colour=look.quiet)
    canvas.text(size.width - margin, y, page, letters, colour=look.quiet, anchor="right")
    rule = y - 0.5 * unit
    canvas.bar(margin, rule, width, 2, look.track)
    return rule


def page_of(style: Style, at: int, pages: int) -> str:
    """Which of the pages it is, "1/2"; nothing where there is only one."""
    digits = style.words.digits
    return f"{digits(at)}/{digits(pages)}" if pages > 1 else ""


def legend(canvas: Canvas, box: Box, entries: Sequence[Entry], letters: float) -> float:
    """Symbols with their names in rows from the top of a box; gives the y of what comes below."""
    rows = _legend_rows(entries, box.width, letters)
    for at, row in enumerate(rows):
        y = box.y + at * 1.4 * letters
        for x, (symbol, colour, name) in row:
            left = box.x + x
            canvas.mark(left + 0.4 * letters, y + 0.42 * letters, 0.75 * letters, colour, symbol)
            canvas.text(left + 1.2 * letters, y, name, letters, colour=canvas.look.quiet)
    return box.y + len(rows) * 1.4 * letters


def legend_height(entries: Sequence[Entry], width: float, letters: float) -> float:
    """The pixels that a legend takes below each other in a width."""
    return len(_legend_rows(entries, width, letters)) * 1.4 * letters


def _legend_rows(
    entries: Sequence[Entry], width: float, letters: float
) -> list[list[tuple[float, Entry]]]:
    """The entries by rows, each with its left edge; what finds no room begins another row."""
    rows: list[list[tuple[float, Entry]]] = []
    x = 0.0
    for entry in entries:
        needed = 1.2 * letters + text_width(entry[2], letters)
        if not rows or x + needed > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += needed + 1.2 * letters
    return rows


def cards(canvas: Canvas, box: Box, counts: Sequence[tuple[str, int]], style: Style) -> float:
    """Counts with their names beside each other; gives the y of what comes below."""
    unit, look = style.size.unit, style.look
    gap = 0.5 * unit
    width = (box.width - gap * (len(counts) - 1)) / max(len(counts), 1)
    inner = width - unit
    names = [lines_within(name, inner, SMALL * unit, lines=2) for name, _ in counts]
    lines = max((len(name) for name in names), default=0)
    figures = [style.words.digits(count) for _, count in counts]
    widest = max((text_width(figure, 1.7 * unit, bold=True) for figure in figures), default=1)
    letters = 1.7 * unit * min(1, inner / widest)
    height = 0.6 * unit + 2.0 * unit + lines * SMALL * unit * LEADING + 0.3 * unit
    for at, (figure, name) in enumerate(zip(figures, names, strict=True)):
        x = box.x + at * (width + gap)
        canvas.bar(x, box.y, width, height, look.panel, round=int(0.3 * unit))
        canvas.text(x + 0.5 * unit, box.y + 0.6 * unit, figure, letters, bold=True)
        canvas.text(x + 0.5 * unit, box.y + 2.5 * unit, name, SMALL * unit, colour=look.quiet)
    return box.y + height


def scale_entry(style: Style, start: float) -> Entry:
    """What a legend says of tracks that lead from `start` to 100."""
    number = style.words.number
    told = style.words("compositions.scale", start=number(start, 0), end=number(100, 0))
    return "line-ew", style.look.track, told


def band_legend(style: Style, bands: Sequence[Band], marks: tuple[float, float]) -> list[Entry]:
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
