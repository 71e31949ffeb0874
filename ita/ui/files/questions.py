"""What is in doubt about a file, as questions whose answers are one click away."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import Any

import streamlit as st

from ita.domain.mapping import UNUSED, FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.language import Words
from ita.reading.files.workbook import Sheet
from ita.reading.scores import TableSummary
from ita.reading.tables.grid import display_text
from ita.ui.files.answers import possible_answers, question_id
from ita.ui.files.workbooks import OpenedFile, R
from ita.ui.markdown import escape_markdown

# So many questions stand on the page at once; the others follow when these are answered.
QUESTIONS_SHOWN = 8
# So many values of a column tell a person which one it is.
_VALUES = 3
_LONGEST_VALUE = 24


def show_questions(each: OpenedFile[R], words: Words) -> bool:
    """Every question about a file, the answered ones first, so that they can be changed.

    Returns whether any is still open.
    """
    problems = each.contents.problems
    waiting = [problem for problem in problems if problem.options]
    identities = {question_id(problem) for problem in waiting}
    choices = each.answers.choices
    answered = [
        answer.question for identity, answer in choices.items() if identity not in identities
    ]
    if waiting:
        st.markdown(words("doubts.title", count=words.digits(len(waiting))))
    for question in [*answered, *waiting[:QUESTIONS_SHOWN]]:
        _ask(question, each, words)
    if len(waiting) > QUESTIONS_SHOWN:
        st.caption(words("doubts.more", count=words.digits(len(waiting) - QUESTIONS_SHOWN)))
    return bool(waiting)


def _ask(question: Problem, each: OpenedFile[R], words: Words) -> None:
    options = possible_answers(question)
    identity = question_id(question)
    answer = each.answers.choices.get(identity)
    widget = f"answer-{each.key}-{sha256(repr(identity).encode()).hexdigest()[:12]}"
    evidence = evidence_of(each.sheets, each.contents.tables, words)
    where = question.describe_place(words)
    sentence = f"**{escape_markdown(question.message(words))}**"
    st.radio(
        f"{sentence} ({escape_markdown(where)})" if where else sentence,
        range(len(options)),
        index=answer.choice if answer else None,
        format_func=lambda at: _label(options[at], words),
        captions=[evidence(with_remaining_columns(option, question)) for option in options],
        key=widget,
        on_change=lambda: each.answers.choose(question, st.session_state[widget]),
    )


def with_remaining_columns(option: Option, question: Problem) -> FileMapping:
    """An answer with the columns that it leaves in, where it only says which it leaves out."""
    columns: dict[str, dict[str, str]] = {}
    for each in (sheet for other in question.options for sheet in other.mapping.sheets):
        columns.setdefault(each.sheet, {}).update(dict.fromkeys(each.columns, ""))
    sheets = (
        replace(each, columns=columns.get(each.sheet, {}) | dict(each.columns))
        for each in option.mapping.sheets
    )
    return replace(option.mapping, sheets=tuple(sheets))


def _label(option: Option, words: Words) -> str:
    return escape_markdown(option.label) if option.label else words("doubts.set_aside")


def evidence_of(
    sheets: Mapping[str, Sheet], tables: tuple[TableSummary, ...], words: Words
) -> Callable[[FileMapping], str]:
    """Tells what an answer speaks of, as Markdown: "Column C “คะแนน”: 97.76, 89.12, 93.99"."""
    headers = {each.sheet: each.header_rows for each in tables}

    def evidence(mapping: FileMapping) -> str:
        return " · ".join(
            escape_markdown(part)
            for each in mapping.sheets
            if each.sheet in sheets
            for part in _parts(each, sheets[each.sheet], headers.get(each.sheet, ()), words)
        )

    return evidence


def _parts(
    answer: SheetMapping, sheet: Sheet, header_rows: tuple[int, ...], words: Words
) -> list[str]:
    used = [name for name, role in answer.columns.items() if role != UNUSED]
    named = dict.fromkeys([*used, *answer.scales])
    # In a transposed table a column is a row of the sheet, and has its number for a name.
    rows_of_columns = [int(name) for name in named if name.isdigit()]
    parts = [
        words("doubts.row", row=words.digits(row), cells=" | ".join(_row(sheet, row)))
        for row in (*answer.header_rows, *rows_of_columns)
    ]
    for name in (each for each in named if not each.isdigit()):
        at, row = _position(name)
        rows = (row,) if row else answer.header_rows or header_rows
        header = " ".join(filter(None, (_cell(sheet, at, row) for row in rows)))
        values = ", ".join(_values(sheet, at, max(rows, default=0)))
        column = words("doubts.column", column=f"{name} “{header}”" if header else name)
        parts.append(f"{column}: {values}" if values else column)
    return parts


def _row(sheet: Sheet, row: int) -> list[str]:
    index = row - sheet.first_row - 1
    cells = sheet.rows[index] if 0 <= index < len(sheet.rows) else []
    return [_short(cell) for cell in cells if cell != ""][:6]


def _cell(sheet: Sheet, at: int, row: int) -> str:
    index = row - sheet.first_row - 1
    inside = 0 <= index < len(sheet.rows) and at < len(sheet.rows[index])
    return _short(sheet.rows[index][at]) if inside else ""


def _values(sheet: Sheet, at: int, after_row: int) -> list[str]:
    """The first values of a column below its header."""
    below = sheet.rows[max(after_row - sheet.first_row, 0) :]
    cells = (row[at] for row in below if at < len(row) and row[at] != "")
    return [_short(cell) for cell in islice(cells, _VALUES)]


def _position(column: str) -> tuple[int, int]:
    """A column's position, 0 for A, and the row of its header where its name holds one ("C5")."""
    letters = column.rstrip("0123456789")
    row = int(column[len(letters) :] or 0)
    at = 0
    for each in letters:
        at = at * 26 + ord(each) - 64
    return at - 1, row


def _short(cell: Any) -> str:
    text = display_text(cell)
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"
