"""Rows that tell by themselves what their figure is: headings, totals, lines of a printed report."""

import re
from typing import Any, NamedTuple

from ita.reading.scores.labels import Label, label_of
from ita.reading.tables.numbers import figure_and_words
from ita.thai.text import arabic_digits, clean_text

_TELLING = {"item", "indicator", "group", "instrument", "part", "total", "grade"}
_FIGURE_AT_END = re.compile(
    r"(?P<label>\S.*?\S)\s+(?P<figure>\d{1,3}[.,]\d{1,2}(?:\s*คะแนน)?|\d{1,3}\s*คะแนน|100)"
    r"(?P<words>\s+(?:[A-F]{1,2}\b|ผ่าน|ต้อง).{0,40})?"
)
_OTHER_FIGURE = re.compile(r"\s\d{1,3}[.,]\d{1,2}(?=\s|$)")
_LONGEST_LINE = 1000


class Line(NamedTuple):
    """A row's label, the cell of its figure ("" where it has none) and that cell's column.

    `is_unclear` where several figures stand in the row, and no header says which is the score.
    """

    label: Label
    value: Any
    column: int
    is_unclear: bool = False


def line_of(row: list[Any]) -> Line | None:
    """A row's label and figure; None where its first cell says nothing that is known.

    The figure is the one cell after the label that holds one, or stands in the label's own cell.
    """
    at = next((at for at, cell in enumerate(row) if cell != ""), None)
    if at is None or not isinstance(row[at], str):
        return None
    rest = [column for column in range(at + 1, len(row)) if row[column] != ""]
    label = label_of(row[at])
    if not rest:
        return _line_in_one_cell(row[at], label, at)
    if label.kind not in _TELLING:
        return None
    figures = [column for column in rest if figure_and_words(row[column])[0].value is not None]
    if label.kind == "item" and not label.text and rest[0] not in figures:
        # The code stands alone, and the question's text in the next cell.
        label = label._replace(text=clean_text(str(row[rest[0]])))
        at, *rest = rest
    if label.kind == "grade" or (label.kind == "item" and rest and not figures):
        return Line(label, row[rest[0]], rest[0])
    if not figures:
        return Line(label, "", at)
    return Line(label, row[figures[0]], figures[0], is_unclear=len(figures) > 1)


def _line_in_one_cell(cell: str, label: Label, at: int) -> Line | None:
    whole = clean_text(cell)
    match = _FIGURE_AT_END.fullmatch(arabic_digits(whole)) if len(whole) < _LONGEST_LINE else None
    if match:
        inner = label_of(whole[: match.end("label")])
        if inner.kind in _TELLING:
            several = _OTHER_FIGURE.search(match["label"]) is not None
            return Line(inner, whole[match.start("figure") :], at, is_unclear=several)
    return Line(label, "", at) if label.kind in _TELLING else None
