"""Year against year: the totals, and how every indicator moved."""

from math import floor

import plotly.graph_objects as go

from ita.language import MISSING
from ita.publishing.canvas import Canvas
from ita.publishing.compositions.content import Change, Years
from ita.publishing.compositions.sheet import SMALL, Box, Style, begin, legend
from ita.publishing.lettering import lines_within, text_width

# So many years of totals find a place beside each other.
_TOTALS = 4


def draw(content: Years, style: Style) -> list[go.Figure]:
    """One sheet."""
    canvas, body = begin(style, content.head)
    unit = style.size.unit
    if style.size.lying:
        left, right = body.columns(0.27, 2 * unit)
        _totals(canvas, left, content, style, stacked=True)
    else:
        y = _totals(canvas, body, content, style, stacked=False)
        right = body.below(y + unit)
    _rows(canvas, right, content, style)
    return [canvas.figure()]


def _totals(canvas: Canvas, box: Box, content: Years, style: Style, *, stacked: bool) -> float:
    """The total of each year, the last one in colour; gives the y of what comes below."""
    unit, words, look = style.size.unit, style.words, style.look
    totals = content.totals[-_TOTALS:]
    columns = 1 if stacked else len(totals)
    gap = 0.5 * unit
    width = (box.width - gap * (columns - 1)) / columns
    height = (box.height + gap) / len(totals) - gap if stacked else 6.2 * unit
    for at, total in enumerate(totals):
        x = box.x + (0 if stacked else at * (width + gap))
        y = box.y + (at * (height + gap) if stacked else 0)
        last = total is totals[-1]
        canvas.bar(x, y, width, height, look.panel, round=int(0.3 * unit))
        figure = words.number(total.score) if total.score is not None else MISSING
        letters = min(3.4 * unit, height * 0.4)
        letters *= min(1, (width - unit) / text_width(figure, letters, bold=True))
        x += 0.5 * unit
        top = y + (height - letters - 2.5 * unit) / 2
        canvas.text(x, top, total.label, unit, colour=look.quiet)
        colour = look.whole if last else look.text
        canvas.text(x, top + 1.5 * unit, figure, letters, bold=True, colour=colour)
        note_y = top + 1.7 * unit + letters
        canvas.text(x, note_y, lines_within(total.note, width / 2, unit, lines=1), unit)
        if last:
            _moved(canvas, x + width - unit, note_y, content.change, unit, style)
    return box.y + height


def _rows(canvas: Canvas, box: Box, content: Years, style: Style) -> None:
    """The indicators, each with a hollow dot for the first year and a full one for the second."""
    unit, look = style.size.unit, style.look
    entries = [
        ("circle-open", look.quiet, content.years[0]),
        ("circle", look.whole, content.years[1]),
    ]
    y = legend(canvas, box, entries, SMALL * unit) + 0.2 * unit
    height = (box.bottom - y) / max(len(content.rows), 1)
    scores = [
        score for row in content.rows for score in (row.before, row.after) if score is not None
    ]
    start = max(0, floor((min(scores, default=100) - 1) / 10) * 10)
    labels = [text_width(row.label, unit) for row in content.rows]
    fit = max(labels, default=0) < box.width * 0.42
    above = height >= (2.8 if fit else 2.1) * unit
    for at, row in enumerate(content.rows):
        place = Box(box.x, y + at * height, box.width, height)
        _row(canvas, place, row, start, style, above=above)


def _row(canvas: Canvas, box: Box, row: Change, start: float, style: Style, *, above: bool) -> None:
    unit, words, look = style.size.unit, style.words, style.look
    letters = unit * min(max(box.height / unit * (0.4 if above else 0.55), 0.85), 1.2)
    change_width = text_width(words.number(10), letters, bold=True) + letters
    after = words.number(row.after) if row.after is not None else MISSING
    after_width = text_width(words.number(100), letters, bold=True) + 0.6 * unit
    middle = box.y + box.height / 2
    figures = change_width + after_width
    if above:
        text_y, label_room = middle - 0.9 * letters, box.width - figures - unit
        track = Box(box.x, middle + 0.5 * letters, box.width, 0)
    else:
        text_y, label_room = middle - 0.42 * letters, box.width * 0.42
        x = box.x + label_room + 0.7 * unit
        track = Box(x, middle, box.right - figures - unit - x, 0)
    canvas.text(box.x, text_y, lines_within(row.label, label_room, letters, lines=1), letters)
    colour = _moved(canvas, box.right, text_y, row.change, letters, style)
    canvas.text(box.right - change_width - 0.6 * unit, text_y, after, letters, anchor="right")
    thick = 0.18 * unit
    canvas.bar(track.x, track.y - thick / 2, track.width, thick, look.track, round=4)
    places = [
        None if score is None else track.x + track.width * (score - start) / (100 - start)
        for score in (row.before, row.after)
    ]
    before_x, after_x = places
    if before_x is not None and after_x is not None:
        low, high = sorted((before_x, after_x))
        canvas.bar(low, track.y - thick, high - low, 2 * thick, colour)
    if before_x is not None:
        canvas.mark(before_x, track.y, 0.72 * unit, look.quiet, "circle-open")
    if after_x is not None:
        canvas.mark(after_x, track.y, 0.72 * unit, look.whole, "circle")


def _moved(
    canvas: Canvas, right: float, y: float, change: float | None, letters: float, style: Style
) -> str:
    """Writes how a score moved, a triangle telling it without its colour; gives that colour."""
    words, look = style.words, style.look
    rose = bool(change and change > 0)
    colour = look.quiet if not change else look.whole if rose else look.loss
    told = MISSING if change is None else words.number(abs(change))
    canvas.text(right, y, told, letters, bold=True, colour=colour, anchor="right")
    if change:
        x = right - text_width(told, letters, bold=True) - 0.6 * letters
        symbol = "triangle-up" if rose else "triangle-down"
        canvas.mark(x, y + 0.4 * letters, 0.5 * letters, colour, symbol)
    return colour
