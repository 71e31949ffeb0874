"""The result on one sheet: the total with its level, then instruments and their indicators."""

from dataclasses import replace

import plotly.graph_objects as go

from ita.language import MISSING
from ita.palette import SYMBOLS
from ita.publishing.canvas import Canvas
from ita.publishing.compositions.content import Result, Scored
from ita.publishing.compositions.rows import Setting, place, scale_start, setting
from ita.publishing.compositions.sheet import (
    SMALL,
    Box,
    Style,
    band_legend,
    begin,
    legend,
    legend_height,
    scale_entry,
)
from ita.publishing.lettering import lines_within, text_width

# In heights of a row: a heading, and what parts it from the rows above it.
_HEADING, _PARTED = 1.25, 0.35
# The diameter of a dot in units.
_DOT = 0.72


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
    letters = min(max(0.12 * box.width, 3.9 * unit), 4.6 * unit)
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
    y = max(y, box.y + letters * 1.05)
    for note in content.notes:
        y = canvas.paragraph(box.x, y, note, SMALL * unit, box.width, colour=look.quiet, lines=2)
    return y


def _points(canvas: Canvas, box: Box, content: Result, style: Style) -> None:
    """What each instrument earned of its weight, as a column of bars where there is room for them."""
    unit, words, look = style.size.unit, style.words, style.look
    height = box.height / max(len(content.groups), 1)
    barred = height >= 2.9 * unit
    for at, (instrument, _) in enumerate(content.groups):
        y = box.y + at * height + max(0, height - (2.5 if barred else 1) * unit) / 2
        canvas.text(box.x, y, instrument.key, unit, bold=True, colour=look.whole)
        earned = words("compositions.result.points", points=instrument.note)
        canvas.text(box.right, y, earned, unit, anchor="right")
        if barred:
            y += 1.7 * unit
            canvas.bar(box.x, y, box.width, 0.8 * unit, look.track, round=4)
            share = float(instrument.score or 0) / 100
            canvas.bar(box.x, y, box.width * share, 0.8 * unit, look.whole, round=4)


def _rows(canvas: Canvas, box: Box, content: Result, style: Style) -> None:
    """Instruments as headings with their indicators as rows, or as rows where they have none."""
    unit, parts = style.size.unit, len(content.groups)
    start, box = _scale(canvas, box, content, style)
    headed = any(indicators for _, indicators in content.groups)
    groups = [
        (instrument, indicators if headed else (instrument,))
        for instrument, indicators in content.groups
    ]
    rows = [each for _, own in groups for each in own]
    above = parts * _HEADING + (parts - 1) * _PARTED if headed else 0
    row = replace(box, height=box.height / max(len(rows) + above, 1))
    notes = any(_short(each) for each in rows)

    def figures(letters: float) -> float:
        score = text_width(style.words.number(100), letters, bold=True)
        return score + _notes(letters, unit) if notes else score

    how = setting([each.label for each in rows], row, unit, _DOT * unit, figures)
    for instrument, own in groups:
        if headed:
            heading = replace(row, height=_HEADING * row.height)
            _heading(canvas, heading, instrument, style, 1.08 * how.letters)
            row = replace(row, y=heading.bottom)
        for each in own:
            _row(canvas, row, each, style, (start, *content.marks), how)
            row = replace(row, y=row.bottom)
        row = replace(row, y=row.y + _PARTED * row.height if headed else row.y)


def _scale(canvas: Canvas, box: Box, content: Result, style: Style) -> tuple[int, Box]:
    """Where the tracks begin, told in a legend at the lower edge; and the box above that."""
    unit = style.size.unit
    told = [each for instrument, own in content.groups for each in (instrument, *own)]
    known = [each for each in told if each.score is not None]
    start = scale_start([*(float(each.score) for each in known), *content.marks])
    bands = band_legend(style, [each.band for each in known if each.band], content.marks)
    entries = [*bands, scale_entry(style, start)]
    height = legend_height(entries, box.width, SMALL * unit)
    legend(canvas, box.below(box.bottom - height), entries, SMALL * unit)
    return start, replace(box, height=box.height - height - 0.5 * unit)


def _short(each: Scored) -> str:
    """What is said beside a score: its level, but not what it earned."""
    return each.note if len(each.note) <= 2 else ""


def _notes(letters: float, unit: float) -> float:
    return text_width("AA", letters) + 0.5 * unit


def _heading(canvas: Canvas, box: Box, instrument: Scored, style: Style, letters: float) -> None:
    """An instrument with its score and, where that stands nowhere else, what it earned."""
    unit, words, look = style.size.unit, style.words, style.look
    rule = box.bottom - 0.12 * box.height
    y = rule - 1.15 * letters
    taken = 0.0
    if not style.size.lying:
        earned = words("compositions.result.points", points=instrument.note)
        taken = text_width(earned, letters)
        canvas.text(box.right, y, earned, letters, colour=look.quiet, anchor="right")
    figure = words.number(instrument.score)
    room = box.width - taken - text_width(figure, letters, bold=True) - 1.7 * unit
    label = lines_within(instrument.label, room, letters, bold=True, lines=1)
    x = box.x + text_width("".join(label), letters, bold=True) + 0.7 * unit
    canvas.text(box.x, y, label, letters, bold=True, colour=look.whole)
    canvas.text(x, y, figure, letters, bold=True)
    canvas.bar(box.x, rule, box.width, 2, look.track)


def _row(
    canvas: Canvas,
    box: Box,
    each: Scored,
    style: Style,
    scale: tuple[float, float, float],
    how: Setting,
) -> None:
    """A label, a track with a dot, and a figure; `scale` is where tracks begin, then both marks."""
    unit, words, look = style.size.unit, style.words, style.look
    at, letters = place(box, how), how.letters
    start, *marks = scale
    label = lines_within(each.label, at.label_room, letters, lines=1)
    canvas.text(box.x, at.text_y, label, letters)
    figure = words.number(each.score) if each.score is not None else MISSING
    note = _short(each)
    right = box.right - (_notes(letters, unit) if note else 0)
    canvas.text(right, at.text_y, figure, letters, bold=True, anchor="right")
    canvas.text(box.right, at.text_y, note, letters, colour=look.quiet, anchor="right")
    track, thick = at.track, 0.2 * unit
    middle = track.y + track.height / 2
    canvas.bar(track.x, middle - thick / 2, track.width, thick, look.track, round=4)
    for mark in marks:
        x = track.x + track.width * (mark - start) / (100 - start)
        canvas.bar(x - 1, middle - 0.32 * unit, 2, 0.64 * unit, look.quiet)
    if each.score is not None and each.band:
        x = track.x + track.width * (float(each.score) - start) / (100 - start)
        canvas.mark(x, middle, _DOT * unit, look.bands[each.band], SYMBOLS[each.band])
