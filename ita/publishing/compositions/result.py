"""The result on one sheet: the total with its level, then instruments and their indicators."""

from math import floor

import plotly.graph_objects as go

from ita.language import MISSING
from ita.palette import SYMBOLS
from ita.publishing.canvas import Canvas
from ita.publishing.compositions.content import Result, Scored
from ita.publishing.compositions.sheet import SMALL, Box, Style, band_legend, begin, legend
from ita.publishing.lettering import lines_within, text_width

# The share of a row that a label may take beside its track.
INLINE = 0.42


def draw(content: Result, style: Style) -> list[go.Figure]:
    """One sheet."""
    canvas, body = begin(style, content.head)
    unit = style.size.unit
    if style.size.lying:
        left, right = body.columns(0.3, 2 * unit)
        _points(canvas, left.below(_total(canvas, left, content, style) + unit), content, style)
    else:
        right = body.below(_total(canvas, body, content, style) + unit)
    _rows(canvas, right, content, style)
    return [canvas.figure()]


def _total(canvas: Canvas, box: Box, content: Result, style: Style) -> float:
    """The total as the largest figure of the sheet; gives the y of what comes below.

    Its level stands beside it where there is room, else below.
    """
    unit, words, look = style.size.unit, style.words, style.look
    total = content.total
    colour = look.bands[total.band] if total.band else look.quiet
    figure = words.number(total.score)
    letters = 4.6 * unit if style.size.height > style.size.width else 3.9 * unit
    taken = text_width(figure, letters, bold=True)
    letters *= min(1, box.width / taken)
    canvas.text(box.x, box.y, figure, letters, bold=True, colour=colour)
    beside = box.width - taken - unit > 10 * unit
    x = box.x + taken + unit if beside else box.x
    y = box.y + 0.15 * unit if beside else box.y + 1.1 * letters
    room = box.right - x
    y = canvas.paragraph(x, y, content.verdict, 1.35 * unit, room, bold=True, lines=2)
    told = f"{total.label} {words('compositions.result.of', full=words.number(100, 0))}"
    y = canvas.paragraph(x, y, told, unit, room, colour=look.quiet, lines=2)
    for note in content.notes:
        y = canvas.paragraph(x, y, note, SMALL * unit, room, colour=look.quiet, lines=2)
    return max(y, box.y + letters * 1.05)


def _points(canvas: Canvas, box: Box, content: Result, style: Style) -> None:
    """What each instrument earned of its weight, as a column of three bars."""
    unit, words, look = style.size.unit, style.words, style.look
    height = box.height / max(len(content.groups), 1)
    for at, (instrument, _) in enumerate(content.groups):
        y = box.y + at * height + max(0, height - 3.4 * unit) / 2
        canvas.text(box.x, y, instrument.key, unit, bold=True, colour=look.whole)
        earned = words("compositions.result.points", points=instrument.note)
        canvas.text(box.right, y, earned, unit, anchor="right")
        y += 1.7 * unit
        canvas.bar(box.x, y, box.width, 0.8 * unit, look.track, round=4)
        if instrument.score is not None:
            share = float(instrument.score) / 100
            canvas.bar(box.x, y, box.width * share, 0.8 * unit, look.whole, round=4)


def _rows(canvas: Canvas, box: Box, content: Result, style: Style) -> None:
    """Instruments as headings, their indicators as dots on a track, a legend below."""
    unit = style.size.unit
    rows: list[tuple[Scored, bool]] = []
    for instrument, indicators in content.groups:
        rows.append((instrument, True))
        rows += [(each, False) for each in indicators]
    known = [each for each, _ in rows if each.score is not None]
    bands = [each.band for each in known if each.band]
    below = SMALL * unit * 1.6
    legend(
        canvas,
        Box(box.x, box.bottom - SMALL * unit * 1.2, box.width, 0),
        band_legend(style, bands, content.marks),
        SMALL * unit,
    )
    # A heading after the first row keeps some distance from what stands above it.
    room = box.height - below
    height = room / (len(rows) + 0.5 * (len(content.groups) - 1))
    start = _axis_start([float(each.score or 0) for each in known], content.marks)
    labels = [text_width(each.label, unit) for each, heading in rows if not heading]
    fit = max(labels, default=0) < box.width * INLINE
    above = height >= (2.8 if fit else 2.1) * unit
    y = box.y
    for at, (each, heading) in enumerate(rows):
        if heading and at:
            y += 0.5 * height
        if heading and len(rows) > len(content.groups):
            _heading(canvas, Box(box.x, y, box.width, height), each, style)
        else:
            _row(
                canvas,
                Box(box.x, y, box.width, height),
                each,
                style,
                start,
                content.marks,
                above=above,
            )
        y += height


def _heading(canvas: Canvas, box: Box, instrument: Scored, style: Style) -> None:
    unit, words, look = style.size.unit, style.words, style.look
    letters = unit * min(max(box.height / unit * 0.5, 1.02), 1.25)
    y = box.bottom - letters * 1.25
    earned = words("compositions.result.points", points=instrument.note)
    taken = text_width(earned, letters)
    canvas.text(box.right, y, earned, letters, colour=look.quiet, anchor="right")
    label = lines_within(instrument.label, box.width - taken - unit, letters, bold=True, lines=1)
    label_width = text_width(label[0], letters, bold=True) if label else 0
    canvas.text(box.x, y, label, letters, bold=True, colour=look.whole)
    figure = words.number(instrument.score)
    x = box.x + label_width + 0.7 * unit
    if x + text_width(figure, letters, bold=True) + unit < box.right - taken:
        canvas.text(x, y, figure, letters, bold=True)
    canvas.bar(box.x, box.bottom - 1, box.width, 2, look.track)


def _row(
    canvas: Canvas,
    box: Box,
    each: Scored,
    style: Style,
    start: float,
    marks: tuple[float, float],
    *,
    above: bool,
) -> None:
    """A label `above` its track or beside it, a dot between `start` and 100, and its figure."""
    unit, words, look = style.size.unit, style.words, style.look
    letters = unit * min(max(box.height / unit * (0.42 if above else 0.6), 0.9), 1.25)
    figures = text_width(words.number(100), letters, bold=True)
    notes = text_width("AA", letters) + 0.5 * unit if len(each.note) <= 2 else 0
    middle = box.y + box.height / 2
    if above:
        text_y = middle - 0.9 * letters
        track = Box(box.x, middle + 0.5 * letters, box.width, 0)
        label_room = box.width - figures - notes - unit
    else:
        text_y = middle - 0.42 * letters
        label_room = box.width * INLINE + 0.2 * unit
        track = Box(
            box.x + label_room + 0.5 * unit,
            middle,
            box.width - label_room - figures - notes - 1.3 * unit,
            0,
        )
    label = lines_within(each.label, label_room, letters, lines=1)
    canvas.text(box.x, text_y, label, letters)
    figure = words.number(each.score) if each.score is not None else MISSING
    canvas.text(box.right - notes, text_y, figure, letters, bold=True, anchor="right")
    if notes:
        canvas.text(box.right, text_y, each.note, letters, colour=look.quiet, anchor="right")
    thick = 0.2 * unit
    canvas.bar(track.x, track.y - thick / 2, track.width, thick, look.track, round=4)
    for mark in marks:
        x = track.x + track.width * (mark - start) / (100 - start)
        canvas.bar(x - 1, track.y - 0.32 * unit, 2, 0.64 * unit, look.quiet)
    if each.score is not None and each.band:
        x = track.x + track.width * (float(each.score) - start) / (100 - start)
        canvas.mark(x, track.y, 0.72 * unit, look.bands[each.band], SYMBOLS[each.band])


def _axis_start(scores: list[float], marks: tuple[float, float]) -> int:
    """A multiple of ten below the lowest score and the lower mark."""
    return max(0, floor((min([*scores, *marks]) - 1) / 10) * 10)
