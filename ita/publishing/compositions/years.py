"""Year against year: the totals, and how every indicator moved."""

from dataclasses import replace

import plotly.graph_objects as go

from ita.language import MISSING
from ita.publishing.canvas import Canvas
from ita.publishing.compositions.content import Change, Years
from ita.publishing.compositions.rows import Setting, place, scale_start, setting
from ita.publishing.compositions.sheet import SMALL, Box, Style, begin, legend, scale_entry
from ita.publishing.lettering import lines_within, text_width

# So many years of totals are told, as far as each finds so much room, in units.
_TOTALS = 4
_WIDE, _HIGH = 7.0, 4.6
# The diameter of a dot in units.
_DOT = 0.72


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
    gap = 0.5 * unit
    room, least = (box.height, _HIGH * unit) if stacked else (box.width, _WIDE * unit)
    totals = content.totals[-min(max(int((room + gap) / (least + gap)), 2), _TOTALS) :]
    columns, lines = (1, len(totals)) if stacked else (len(totals), 1)
    width = (box.width - gap * (columns - 1)) / columns
    height = (box.height + gap) / lines - gap if stacked else 6.2 * unit
    for at, total in enumerate(totals):
        x = box.x + (0 if stacked else at * (width + gap))
        y = box.y + (at * (height + gap) if stacked else 0)
        last = total is totals[-1]
        canvas.bar(x, y, width, height, look.panel, round=int(0.3 * unit))
        x, room = x + 0.6 * unit, width - 1.2 * unit
        figure = words.number(total.score) if total.score is not None else MISSING
        letters = min(5 * unit, height * 0.45)
        letters *= min(1, room / text_width(figure, letters, bold=True))
        top = y + (height - letters - 2.5 * unit) / 2
        canvas.text(x, top, total.label, unit, colour=look.quiet)
        if last:
            _moved(canvas, x + room, top, content.change, unit, style)
        colour = look.whole if last else look.text
        canvas.text(x, top + 1.5 * unit, figure, letters, bold=True, colour=colour)
        note = lines_within(total.note, room, unit, lines=1)
        canvas.text(x, top + 1.7 * unit + letters, note, unit)
    return box.y + height


def _rows(canvas: Canvas, box: Box, content: Years, style: Style) -> None:
    """The indicators, each with a hollow dot for the first year and a full one for the second."""
    unit, look = style.size.unit, style.look
    scores = [
        score for row in content.rows for score in (row.before, row.after) if score is not None
    ]
    start = scale_start(scores)
    entries = [
        ("circle-open", look.quiet, content.years[0]),
        ("circle", look.whole, content.years[1]),
        scale_entry(style, start),
    ]
    if not content.rows:
        return
    y = legend(canvas, box, entries, SMALL * unit) + 0.2 * unit
    height = (box.bottom - y) / len(content.rows)
    number = style.words.number

    def figures(letters: float) -> float:
        return _change_width(letters, style) + text_width(number(100), letters)

    first = Box(box.x, y, box.width, height)
    how = setting([row.label for row in content.rows], first, unit, _DOT * unit, figures)
    for at, row in enumerate(content.rows):
        _row(canvas, replace(first, y=y + at * height), row, start, style, how)


def _change_width(letters: float, style: Style) -> float:
    return text_width(style.words.number(10), letters, bold=True) + 1.4 * letters


def _row(canvas: Canvas, box: Box, row: Change, start: float, style: Style, how: Setting) -> None:
    unit, words, look = style.size.unit, style.words, style.look
    at, letters = place(box, how), how.letters
    canvas.text(box.x, at.text_y, lines_within(row.label, at.label_room, letters, lines=1), letters)
    colour = _moved(canvas, box.right, at.text_y, row.change, letters, style)
    after = words.number(row.after) if row.after is not None else MISSING
    canvas.text(
        box.right - _change_width(letters, style), at.text_y, after, letters, anchor="right"
    )
    track, thick = at.track, 0.18 * unit
    middle = track.y + track.height / 2
    canvas.bar(track.x, middle - thick / 2, track.width, thick, look.track, round=4)
    before_x, after_x = (
        None if score is None else track.x + track.width * (score - start) / (100 - start)
        for score in (row.before, row.after)
    )
    if before_x is not None and after_x is not None:
        low, high = sorted((before_x, after_x))
        canvas.bar(low, middle - thick, high - low, 2 * thick, colour)
    if before_x is not None:
        canvas.mark(before_x, middle, _DOT * unit, look.quiet, "circle-open")
    if after_x is not None:
        canvas.mark(after_x, middle, _DOT * unit, look.whole, "circle")


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
