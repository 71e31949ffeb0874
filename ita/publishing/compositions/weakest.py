"""The weakest questions, each with its score and what will be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from ita.palette import SYMBOLS
from ita.publishing.canvas import LEADING, Canvas
from ita.publishing.compositions.content import Answer, Weak, Weakest
from ita.publishing.compositions.pages import evenly, flow, parts
from ita.publishing.compositions.sheet import LEAST, Box, Style, begin, page_of
from ita.publishing.lettering import lines_within, text_width

# Lines as near to each other as letters allow: five questions then find room on a square, which is
# what an office posts.
_DENSE = 1.37
# The ways to set the rows, the most telling first: letters in units, lines of a question, answers
# named, lines of an answer, how many times their height lines are apart.
_WAYS = (
    *((scale, 4, answers, 2, LEADING) for answers in (4, 3, 2) for scale in (1.25, 1.15, 1.05)),
    *((scale, 4, 1, 2, LEADING) for scale in (1.35, 1.25, 1.15, 1.05, 0.95, 0.9, 0.85, 0.8)),
    *((scale, lines, 1, 1, LEADING) for lines in (4, 3, 2) for scale in (0.9, 0.8)),
    (0.8, 2, 1, 1, _DENSE),
)
# What is said of an answer is smaller than the question.
_ANSWER = 0.86


@dataclass(frozen=True)
class _Line:
    """A line of a row with its letters and colour, and what parts it from the line before it."""

    text: str
    size: float
    bold: bool
    colour: str
    leading: float
    parted: float = 0

    @property
    def height(self) -> float:
        """Pixels that it takes."""
        return self.parted + self.size * self.leading


@dataclass(frozen=True)
class _Row:
    row: Weak
    question: list[_Line]
    answers: list[_Line]


def draw(content: Weakest, style: Style) -> list[go.Figure]:
    """One sheet, or more where the questions can't be read on one."""
    canvas, body = begin(style, content.head, page_of(style, 99, 99))
    unit, words = style.size.unit, style.words
    if content.empty:
        canvas, body = begin(style, content.head)
        canvas.paragraph(body.x, body.y + unit, content.empty, 1.6 * unit, body.width, bold=True)
        return [canvas.figure()]
    tied = words("compositions.weakest.tied", count=words.digits(content.more))
    more = tied if content.more else ""
    room = body.height - (1.4 * unit if more else 0)
    rows, heights = _fitting(content, style, body.width, room)
    counts = evenly(lambda fill: flow(heights, fill * room, fill * room))
    sheets = []
    for at, own in enumerate(parts(list(zip(rows, heights, strict=True)), counts), 1):
        canvas, body = begin(style, content.head, page_of(style, at, len(counts)))
        y = _draw_rows(canvas, body, own, room, style)
        if at == len(counts):
            canvas.text(body.x, y + 0.3 * unit, more, 0.9 * unit, colour=style.look.quiet)
        sheets.append(canvas.figure())
    return sheets


def _draw_rows(
    canvas: Canvas, box: Box, rows: Sequence[tuple[_Row, float]], room: float, style: Style
) -> float:
    """Rows with their heights, spread over the room; gives the y of what comes below."""
    spare = max(room - sum(height for _, height in rows), 0) / len(rows)
    y = box.y
    for row, height in rows:
        canvas.bar(box.x, y, box.width, 2, style.look.track)
        _draw_row(canvas, Box(box.x, y, box.width, height + spare), row, height, style)
        y += height + spare
    return y


def _fitting(
    content: Weakest, style: Style, width: float, room: float
) -> tuple[list[_Row], list[float]]:
    """The rows and their heights, set in the roomiest way that takes no more sheets than need be."""

    def tried(way: tuple[float, int, int, int, float]) -> tuple[list[_Row], list[float]]:
        rows = [_set(row, style, width, *way) for row in content.rows]
        gap = (1.2 if way[-1] == LEADING else 0.6) * way[0] * style.size.unit
        return rows, [_height(row, style) + gap for row in rows]

    def sheets(heights: list[float]) -> int:
        return len(flow(heights, room, room))

    fewest = sheets(tried(_WAYS[-1])[1])
    return next((rows, heights) for rows, heights in map(tried, _WAYS) if sheets(heights) <= fewest)


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
    leading: float,
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
        _Line(line, letters, True, look.text, leading)
        for line in lines_within(label, question_room, letters, bold=True, lines=question_lines)
    ]
    small = max(_ANSWER * letters, LEAST * unit)
    if row.gap:
        told = [
            _Line(line, small, True, look.loss, leading)
            for line in lines_within(row.gap, answer_room, small, bold=True, lines=2)
        ]
        return _Row(row, question, told)
    told = []
    left = len(row.answers) - answers
    for at, answer in enumerate(row.answers[:answers], 1):
        count = words("compositions.weakest.more", count=words.digits(left))
        more = count if left > 0 and at == answers else ""
        first, *others = _answer(answer, small, answer_room, answer_lines, leading, style, more)
        told += [replace(first, parted=0.5 * small if told else 0), *others]
    return _Row(row, question, told)


def _answer(
    answer: Answer,
    letters: float,
    room: float,
    lines: int,
    leading: float,
    style: Style,
    more: str,
) -> list[_Line]:
    """What is done, then by whom and when, then how many `more` there are."""
    words, look = style.words, style.look
    mark = words("compositions.weakest.measure", number=answer.number)
    issue = lines_within(f"{mark} {answer.issue}", room, letters, lines=lines)
    duty = words("compositions.weakest.duty", who=answer.who, deadline=answer.deadline)
    duty = f"{duty} · {more}" if more else duty
    return [
        *(_Line(line, letters, False, look.text, leading) for line in issue),
        *(
            _Line(line, letters, False, look.whole, leading)
            for line in lines_within(duty, room, letters, lines=2)
        ),
    ]


def _height(row: _Row, style: Style) -> float:
    question, answers = (sum(line.height for line in part) for part in (row.question, row.answers))
    between = 0.35 * style.size.unit if row.answers else 0
    told = max(question, answers) if style.size.lying else question + between + answers
    return max(told, 2.9 * style.size.unit)


def _draw_row(canvas: Canvas, box: Box, row: _Row, height: float, style: Style) -> None:
    unit, words, look = style.size.unit, style.words, style.look
    item = row.row.item
    colour = look.bands[item.band] if item.band else look.quiet
    y = box.y + (box.height - height) / 2 + 0.65 * row.question[0].size
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
        canvas.text(x, y + line.parted, line.text, line.size, bold=line.bold, colour=line.colour)
        y += line.height
    return y
