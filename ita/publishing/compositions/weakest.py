"""The weakest questions, each with its score and what will be done about it."""

from dataclasses import dataclass

import plotly.graph_objects as go

from ita.palette import SYMBOLS
from ita.publishing.canvas import Canvas
from ita.publishing.compositions.content import Answer, Weak, Weakest
from ita.publishing.compositions.sheet import Box, Style, begin
from ita.publishing.lettering import LINE_HEIGHT, lines_within, text_width

# The ways to set the rows, the most telling first: letters in units, lines of a question, answers
# named, lines of an answer.
_WAYS = (
    *((scale, 4, answers, 2) for answers in (4, 3, 2) for scale in (1.25, 1.15, 1.05)),
    *((scale, 4, 1, 2) for scale in (1.35, 1.25, 1.15, 1.05, 0.95)),
    *((scale, lines, 1, 2) for lines in (4, 3) for scale in (1.0, 0.95, 0.9)),
    *((scale, lines, 1, 1) for lines in (3, 2) for scale in (0.95, 0.9)),
    *((scale, lines, 1, 1) for lines in (2, 1) for scale in (0.85, 0.8, 0.75, 0.7)),
    (0.6, 1, 1, 1),
)
# What is said of an answer is smaller than the question.
_ANSWER = 0.86


@dataclass(frozen=True)
class _Line:
    """A line of a row with its letters and colour."""

    text: str
    size: float
    bold: bool
    colour: str


@dataclass(frozen=True)
class _Row:
    row: Weak
    question: list[_Line]
    answers: list[_Line]


def draw(content: Weakest, style: Style) -> list[go.Figure]:
    """One sheet."""
    canvas, body = begin(style, content.head)
    unit, look = style.size.unit, style.look
    if content.empty:
        canvas.paragraph(body.x, body.y + unit, content.empty, 1.2 * unit, body.width)
        return [canvas.figure()]
    more = (
        style.words("compositions.weakest.tied", count=style.words.digits(content.more))
        if content.more
        else ""
    )
    room = body.height - (1.4 * unit if more else 0)
    rows, heights = _fitting(content, style, body.width, room)
    spare = max(room - sum(heights), 0) / len(rows)
    y = body.y
    for row, height in zip(rows, heights, strict=True):
        canvas.bar(body.x, y, body.width, 2, look.track)
        box = Box(body.x, y, body.width, height + spare)
        _draw_row(canvas, box, row, height, style)
        y += height + spare
    canvas.text(body.x, y + 0.3 * unit, more, 0.9 * unit, colour=look.quiet)
    return [canvas.figure()]


def _fitting(
    content: Weakest, style: Style, width: float, room: float
) -> tuple[list[_Row], list[float]]:
    """The rows set in the roomiest way that fits, or in the tightest one, and their heights."""
    for way in _WAYS:
        rows = [_set(row, style, width, *way) for row in content.rows]
        gap = 1.1 * way[0] * style.size.unit
        heights = [_height(row, style) + gap for row in rows]
        if sum(heights) <= room:
            break
    return rows, heights


def _score_width(style: Style) -> float:
    return text_width(style.words.number(100), 1.55 * style.size.unit, bold=True)


def _set(
    row: Weak,
    style: Style,
    width: float,
    scale: float,
    question_lines: int,
    answers: int,
    answer_lines: int,
) -> _Row:
    """The lines of a row in a way of setting it."""
    unit, words, look = style.size.unit, style.words, style.look
    letters = scale * unit
    room = width - _score_width(style) - 1.2 * unit
    beside = style.size.lying
    question_room = (room - 1.5 * unit) * 0.5 if beside else room
    answer_room = room - question_room - 1.5 * unit if beside else room
    label = row.item.label or row.item.key
    question = [
        _Line(line, letters, True, look.text)
        for line in lines_within(label, question_room, letters, bold=True, lines=question_lines)
    ]
    small = _ANSWER * letters
    if row.gap:
        told = [
            _Line(line, small, True, look.loss)
            for line in lines_within(row.gap, answer_room, small, bold=True, lines=2)
        ]
        return _Row(row, question, told)
    told = []
    left = len(row.answers) - answers
    for at, answer in enumerate(row.answers[:answers], 1):
        more = words("compositions.weakest.more", count=words.digits(left))
        told += _answer(
            answer,
            small,
            answer_room,
            answer_lines,
            style,
            more if left > 0 and at == answers else "",
        )
    return _Row(row, question, told)


def _answer(
    answer: Answer, letters: float, room: float, lines: int, style: Style, more: str
) -> list[_Line]:
    """What is done, then by whom and when, then how many `more` there are."""
    words, look = style.words, style.look
    mark = words("compositions.weakest.measure", number=answer.number)
    issue = lines_within(f"{mark} {answer.issue}", room, letters, lines=lines)
    duty = words("compositions.weakest.duty", who=answer.who, deadline=answer.deadline)
    duty = f"{duty} · {more}" if more else duty
    return [
        *(_Line(line, letters, False, look.text) for line in issue),
        *(
            _Line(line, letters, False, look.whole)
            for line in lines_within(duty, room, letters, lines=2)
        ),
    ]


def _height(row: _Row, style: Style) -> float:
    question, answers = (
        sum(line.size * LINE_HEIGHT for line in part) for part in (row.question, row.answers)
    )
    between = 0.35 * style.size.unit if row.answers else 0
    told = max(question, answers) if style.size.lying else question + between + answers
    return max(told, 3.1 * style.size.unit)


def _draw_row(canvas: Canvas, box: Box, row: _Row, height: float, style: Style) -> None:
    unit, words, look = style.size.unit, style.words, style.look
    item = row.row.item
    colour = look.bands[item.band] if item.band else look.quiet
    y = box.y + (box.height - height) / 2 + 0.55 * unit
    canvas.text(box.x, y, words.number(item.score), 1.55 * unit, bold=True, colour=colour)
    if item.band:
        canvas.mark(box.x + 0.4 * unit, y + 2.45 * unit, 0.65 * unit, colour, SYMBOLS[item.band])
    canvas.text(box.x + 1.1 * unit, y + 2.05 * unit, item.key, unit, bold=True, colour=look.quiet)
    x = box.x + _score_width(style) + 1.2 * unit
    below = _lines(canvas, x, y, row.question)
    if style.size.lying:
        room = box.width - _score_width(style) - 1.2 * unit
        _lines(canvas, x + (room - 1.5 * unit) * 0.5 + 1.5 * unit, y, row.answers)
    else:
        _lines(canvas, x, below + 0.35 * unit, row.answers)


def _lines(canvas: Canvas, x: float, y: float, lines: list[_Line]) -> float:
    for line in lines:
        y = canvas.text(x, y, line.text, line.size, bold=line.bold, colour=line.colour)
    return y
