"""The progress of a month: what was reported, what is late, and how far every division has come."""

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from ita.language import MISSING
from ita.measure_charts import PATTERNS
from ita.palette import state_colour
from ita.publishing.canvas import LEADING, Canvas
from ita.publishing.compositions.content import Month, Share
from ita.publishing.compositions.pages import evenly, flow, parts
from ita.publishing.compositions.rows import Setting, place, setting
from ita.publishing.compositions.sheet import (
    SMALL,
    Box,
    Style,
    begin,
    cards,
    legend,
    page_of,
)
from ita.publishing.lettering import lines_within, text_width

# What stands in the legend for bars that only hatching tells from others of their colour.
_SYMBOLS = {"closed": "square-x-open"}
# In units: the least height of a row, and the greatest, beyond which rows fall apart.
_LEAST_HEIGHT, _GREATEST_HEIGHT = 1.35, 5.0


def draw(content: Month, style: Style) -> list[go.Figure]:
    """One sheet, or more where an office has many divisions; the counts are on the first."""
    least = _LEAST_HEIGHT * style.size.unit
    first, others = (
        _sheet(content, style, page_of(style, 99, 99), first=first)[1].height
        for first in (True, False)
    )
    heights = [least] * len(content.rows)
    counts = evenly(lambda fill: flow(heights, first * fill, others * fill))
    sheets = []
    for at, rows in enumerate(parts(content.rows, counts), 1):
        canvas, room = _sheet(content, style, page_of(style, at, len(counts)), first=at == 1)
        _rows(canvas, room, rows, content, style)
        sheets.append(canvas.figure())
    return sheets


def _sheet(content: Month, style: Style, page: str, *, first: bool) -> tuple[Canvas, Box]:
    """A sheet with its head and legend, the first one with the counts, and the room for rows."""
    canvas, body = begin(style, content.head, page)
    unit, look = style.size.unit, style.look
    if first and style.size.lying:
        left, body = body.columns(0.27, 2 * unit)
        _told(canvas, left, content, style)
    elif first:
        body = body.below(cards(canvas, body, content.cards, style) + unit)
    entries = [
        (_SYMBOLS.get(state, "square"), _colour(state, style), name)
        for at, (state, name) in enumerate(content.states)
        if any(row.counts[at] for row in content.rows)
    ]
    letters, done = SMALL * unit, style.words("compositions.month.done")
    canvas.text(body.right, body.y, done, letters, colour=look.quiet, anchor="right")
    room = body.width - text_width(done, letters) - unit
    y = legend(canvas, Box(body.x, body.y, room, 0), entries, letters)
    return canvas, body.below(max(y, body.y + 1.4 * letters) + 0.2 * unit)


def _told(canvas: Canvas, box: Box, content: Month, style: Style) -> None:
    """The counts below each other, the first one large."""
    unit, words, look = style.size.unit, style.words, style.look
    (name, count), *others = content.cards
    y = canvas.text(box.x, box.y, words.digits(count), 3.6 * unit, bold=True, colour=look.whole)
    y -= 0.5 * unit
    told = words("compositions.month.of", name=name, count=words.digits(content.measures))
    y = canvas.paragraph(box.x, y, told, unit, box.width, lines=2) + 0.8 * unit
    step = (box.bottom - y) / max(len(others), 1)
    letters = min(max(0.4 * step, 1.5 * unit), 2.4 * unit)
    for name, count in others:
        canvas.bar(box.x, y, box.width, 2, look.track)
        number = words.digits(count)
        middle = y + step / 2
        top = middle - 0.37 * letters
        canvas.text(box.right, top, number, letters, bold=True, anchor="right")
        room = box.width - text_width(number, letters, bold=True) - 0.7 * unit
        lines = lines_within(name, room, unit, lines=2)
        canvas.text(box.x, middle - (len(lines) * LEADING - 0.55) / 2 * unit, lines, unit)
        y += step


def _rows(canvas: Canvas, box: Box, rows: Sequence[Share], content: Month, style: Style) -> None:
    """A stacked bar for each division, with the share of its work that is done."""
    unit = style.size.unit
    height = min(box.height / max(len(rows), 1), _GREATEST_HEIGHT * unit)
    widest = max((sum(row.counts) for row in content.rows), default=1) or 1
    thick = min(max(0.36 * height, unit), 1.6 * unit)
    most = style.words("compositions.month.percent", share=style.words.digits(100))
    first = Box(box.x, box.y, box.width, height)
    labels = [row.division for row in content.rows]
    how = setting(labels, first, unit, thick, lambda size: text_width(most, size, bold=True))
    for at, row in enumerate(rows):
        own = replace(first, y=box.y + at * height)
        _row(canvas, own, row, widest, content, style, how)


def _row(
    canvas: Canvas, box: Box, row: Share, widest: int, content: Month, style: Style, how: Setting
) -> None:
    unit, words, look = style.size.unit, style.words, style.look
    at, letters, small = place(box, how), how.letters, SMALL * how.thick
    done = MISSING
    if row.done is not None:
        done = words("compositions.month.percent", share=words.number(row.done, 0))
    name = lines_within(row.division, at.label_room, letters, lines=1)
    canvas.text(box.x, at.text_y, name, letters)
    canvas.text(box.right, at.text_y, done, letters, bold=True, anchor="right")
    bars = at.track
    x = bars.x
    for count, (state, _) in zip(row.counts, content.states, strict=True):
        width = bars.width * count / widest
        pattern = PATTERNS.get(state, "")
        colour = _colour(state, style)
        canvas.bar(x, bars.y, max(width - 2, 0), bars.height, colour, pattern=pattern)
        number = words.digits(count)
        told = text_width(number, small, bold=True) + 0.3 * unit
        if width > told + 0.1 * unit:
            if pattern:
                # A figure can't be read on hatching.
                left = x + (width - 2 - told) / 2
                canvas.bar(left, bars.y, told, bars.height, colour)
            canvas.text(
                x + width / 2 - 1,
                bars.y + bars.height / 2 - 0.42 * small,
                number,
                small,
                bold=True,
                colour=look.background if state in ("reported", "late") else look.text,
                anchor="middle",
            )
        x += width


def _colour(state: str, style: Style) -> str:
    return state_colour(state, style.look)
