"""The progress of a month: what was reported, what is late, and how far every division has come."""

import plotly.graph_objects as go

from ita.language import MISSING
from ita.measure_charts import PATTERNS
from ita.palette import state_colour
from ita.publishing.canvas import Canvas
from ita.publishing.compositions.content import Month, Share
from ita.publishing.compositions.sheet import SMALL, Box, Style, begin, cards, legend
from ita.publishing.lettering import lines_within, text_width


def draw(content: Month, style: Style) -> list[go.Figure]:
    """One sheet."""
    canvas, body = begin(style, content.head)
    unit = style.size.unit
    if style.size.lying:
        left, right = body.columns(0.27, 2 * unit)
        _told(canvas, left, content, style)
        _rows(canvas, right, content, style)
    else:
        y = cards(canvas, body, content.cards, style)
        _rows(canvas, body.below(y + unit), content, style)
    return [canvas.figure()]


def _told(canvas: Canvas, box: Box, content: Month, style: Style) -> None:
    """The counts below each other, the first one large."""
    unit, words, look = style.size.unit, style.words, style.look
    (name, count), *others = content.cards
    y = canvas.text(box.x, box.y, words.digits(count), 3.6 * unit, bold=True, colour=look.whole)
    y -= 0.5 * unit
    told = words("compositions.month.of", name=name, count=words.digits(content.measures))
    y = canvas.paragraph(box.x, y, told, unit, box.width, lines=2) + 0.8 * unit
    step = min((box.bottom - y) / max(len(others), 1), 4 * unit)
    for name, count in others:
        canvas.bar(box.x, y, box.width, 2, look.track)
        number = words.digits(count)
        canvas.text(box.right, y + 0.6 * unit, number, 1.5 * unit, bold=True, anchor="right")
        room = box.width - text_width(number, 1.5 * unit, bold=True) - unit
        canvas.paragraph(box.x, y + 0.8 * unit, name, unit, room, lines=2)
        y += step


def _rows(canvas: Canvas, box: Box, content: Month, style: Style) -> None:
    """A stacked bar for each division, with the share of its work that is done."""
    unit, look, words = style.size.unit, style.look, style.words
    letters = SMALL * unit
    used = [at for at in range(len(content.states)) if any(row.counts[at] for row in content.rows)]
    entries = [
        ("square", _colour(content.states[at][0], style), content.states[at][1]) for at in used
    ]
    canvas.text(
        box.right,
        box.y,
        words("compositions.month.done"),
        letters,
        colour=look.quiet,
        anchor="right",
    )
    room = box.width - text_width(words("compositions.month.done"), letters) - unit
    y = legend(canvas, Box(box.x, box.y, room, 0), entries, letters) + 0.3 * unit
    height = (box.bottom - y) / max(len(content.rows), 1)
    widest = max((sum(row.counts) for row in content.rows), default=1) or 1
    for at, row in enumerate(content.rows):
        place = Box(box.x, y + at * height, box.width, height)
        _row(canvas, place, row, widest, content, style)


def _row(canvas: Canvas, box: Box, row: Share, widest: int, content: Month, style: Style) -> None:
    unit, words, look = style.size.unit, style.words, style.look
    above = box.height >= 2.5 * unit
    letters = unit * min(max(box.height / unit * (0.36 if above else 0.55), 0.8), 1.15)
    done = (
        words("compositions.month.percent", share=words.number(row.done, 0))
        if row.done is not None
        else MISSING
    )
    done_width = text_width(words("compositions.month.percent", share="100"), letters, bold=True)
    middle = box.y + box.height / 2
    if above:
        label_room = box.width - done_width - unit
        text_y = middle - 1.05 * letters
        bars = Box(box.x, middle + 0.25 * letters, box.width, 0.85 * letters)
    else:
        label_room = box.width * 0.42
        text_y = middle - 0.42 * letters
        x = box.x + label_room + 0.6 * unit
        bars = Box(x, middle - 0.42 * letters, box.right - done_width - unit - x, 0.85 * letters)
    canvas.text(box.x, text_y, lines_within(row.division, label_room, letters, lines=1), letters)
    canvas.text(box.right, text_y, done, letters, bold=True, anchor="right")
    x = bars.x
    for count, (state, _) in zip(row.counts, content.states, strict=True):
        width = bars.width * count / widest
        pattern = PATTERNS.get(state, "")
        canvas.bar(
            x, bars.y, max(width - 2, 0), bars.height, _colour(state, style), pattern=pattern
        )
        number = words.digits(count)
        small = 0.72 * letters
        if width > text_width(number, small) + 0.5 * unit:
            dark = state in ("reported", "late")
            canvas.text(
                x + width / 2,
                bars.y + bars.height / 2 - 0.42 * small,
                number,
                small,
                bold=True,
                colour=look.background if dark else look.text,
                anchor="middle",
            )
        x += width


def _colour(state: str, style: Style) -> str:
    return state_colour(state, style.look)
