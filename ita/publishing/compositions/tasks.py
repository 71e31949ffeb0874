"""The measures of a division: what it must do, by when, how each stands; as many sheets as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from ita.palette import state_colour
from ita.publishing.canvas import LEADING, Canvas
from ita.publishing.compositions.content import Task, Tasks
from ita.publishing.compositions.pages import evenly
from ita.publishing.compositions.sheet import Box, Style, begin, cards, page_of
from ita.publishing.lettering import lines_within, text_width

# Colour never carries a meaning alone: each state has a symbol too.
STATE_SYMBOLS = {
    "overdue": "square",
    "not_reported": "circle-open",
    "not_started": "circle-open-dot",
    "in_progress": "diamond",
    "done": "circle",
    "cancelled": "x",
}
# Letters in units, of which the largest are taken that need no more sheets than the smallest.
_LETTERS = (1.25, 1.15, 1.05, 1.0, 0.95, 0.9, 0.85)
# Rows are spread over a sheet, but no further apart than so many units.
_SPREAD = 1.2


@dataclass(frozen=True)
class _Row:
    """A measure with its lines, or a heading where there is no measure."""

    lines: list[str]
    height: float
    task: Task | None = None


def draw(content: Tasks, style: Style) -> list[go.Figure]:
    """As many sheets as the measures need, the counts on the first of them."""
    rooms = [_sheet(content, style, "99/99", first=first)[1] for first in (True, False)]
    letters, pages = _paged(content, style, rooms[0].height, rooms[1])
    sheets = []
    for at, rows in enumerate(pages, 1):
        canvas, room = _sheet(content, style, page_of(style, at, len(pages)), first=at == 1)
        _draw_page(canvas, room, content, rows, letters, style)
        sheets.append(canvas.figure())
    return sheets


def _sheet(content: Tasks, style: Style, page: str, *, first: bool) -> tuple[Canvas, Box]:
    """A sheet with its head, the first one with the counts, and the room for rows below."""
    canvas, body = begin(style, content.head, page)
    if not first:
        return canvas, body
    y = cards(canvas, body, content.counts, style)
    return canvas, body.below(y + 0.5 * style.size.unit)


def _paged(content: Tasks, style: Style, first: float, room: Box) -> tuple[float, list[list[_Row]]]:
    """The letters in pixels and the rows of each sheet, the sheets about equally full.

    `first` is the height of the first sheet's room, `room` that of the others.
    """
    unit = style.size.unit
    rows = _set(content, style, room, _LETTERS[-1] * unit)
    fewest = len(_flow(rows, first, room.height))
    for scale in _LETTERS:
        letters = scale * unit
        parts = _set(content, style, room, letters)
        if len(_flow(parts, first, room.height)) <= fewest:
            break
    return letters, evenly(lambda fill: _flow(parts, first * fill, room.height * fill))


def _set(content: Tasks, style: Style, room: Box, letters: float) -> list[tuple[_Row, list[_Row]]]:
    """Headings with their rows: the division's own measures and those it shares."""
    width = room.width - _number_width(letters, style) - sum(_when(content, letters, style))
    # Beside a long text there is room for the state below the date, else both are in one line.
    fewest = 1 if style.size.lying else 2
    parts = []
    for is_own, (name, count) in zip((True, False), content.counts, strict=False):
        rows = []
        for task in content.rows:
            if task.own == is_own:
                lines = lines_within(task.issue, width, letters, lines=3)
                height = max(len(lines), fewest) * letters * LEADING + 0.9 * letters
                rows.append(_Row(lines, height, task))
        if rows:
            told = f"{name} ({style.words.digits(count)})"
            parts.append((_Row([told], 2.1 * letters), rows))
    return parts


def _flow(
    parts: Sequence[tuple[_Row, list[_Row]]], first: float, others: float
) -> list[list[_Row]]:
    """Rows over sheets of these heights; every sheet begins with the heading of its rows."""
    pages: list[list[_Row]] = [[]]
    used, height = 0.0, first
    for heading, rows in parts:
        headed = False
        for row in rows:
            needed = row.height + (0 if headed else heading.height)
            if used + needed > height and pages[-1]:
                pages.append([])
                used, height, headed = 0.0, others, False
            if not headed:
                pages[-1].append(heading)
                used, headed = used + heading.height, True
            pages[-1].append(row)
            used += row.height
    return pages


def _number_width(letters: float, style: Style) -> float:
    return text_width(style.words.digits(100), letters, bold=True) + letters


def _when(content: Tasks, letters: float, style: Style) -> tuple[float, float]:
    """The widths at the right edge of states and of dates; the first is 0 where both share one."""
    states = [text_width(task.state_name, letters) for task in content.rows]
    state = max(states, default=0) + 2.2 * letters
    dates = [text_width(task.deadline, letters, bold=True) for task in content.rows]
    date = min(max(dates, default=0) + letters, 9 * letters)
    return (state, date) if style.size.lying else (0, max(state, date))


def _draw_page(
    canvas: Canvas, room: Box, content: Tasks, rows: list[_Row], letters: float, style: Style
) -> None:
    look, unit = style.look, style.size.unit
    spare = max(room.height - sum(row.height for row in rows), 0)
    gap = min(spare / len(rows), _SPREAD * unit) if rows else 0
    y = room.y
    for row in rows:
        if row.task is None:
            canvas.text(room.x, y + 0.6 * letters, row.lines, letters, bold=True, colour=look.whole)
        else:
            widths = _when(content, letters, style)
            _draw_task(
                canvas, Box(room.x, y, room.width, row.height + gap), row, letters, widths, style
            )
        y += row.height + gap
    if not rows:
        told = style.words("compositions.tasks.none")
        canvas.paragraph(room.x, y + unit, told, 1.2 * unit, room.width)


def _draw_task(
    canvas: Canvas,
    box: Box,
    row: _Row,
    letters: float,
    widths: tuple[float, float],
    style: Style,
) -> None:
    look, task = style.look, row.task
    canvas.bar(box.x, box.y, box.width, 2, look.track)
    y = box.y + (box.height - row.height) / 2 + 0.6 * letters
    canvas.text(box.x, y, task.number, letters, bold=True, colour=look.quiet)
    canvas.text(box.x + _number_width(letters, style), y, row.lines, letters)
    state_width, date_width = widths
    room = date_width - 0.5 * letters
    date = lines_within(task.deadline, room, letters, bold=True, lines=1)
    canvas.text(box.right - state_width, y, date, letters, bold=True, anchor="right")
    state_y = y if state_width else y + letters * LEADING
    # Grey is for what nobody has told; on white it needs the darker of the two greys.
    known = task.state not in ("not_reported", "not_started", "cancelled")
    colour = state_colour(task.state, look) if known else look.quiet
    canvas.text(box.right, state_y, task.state_name, letters, colour=colour, anchor="right")
    x = box.right - text_width(task.state_name, letters) - 0.65 * letters
    canvas.mark(x, state_y + 0.42 * letters, 0.62 * letters, colour, STATE_SYMBOLS[task.state])
