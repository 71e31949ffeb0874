"""Questions on the doubtful parts of a file, with buttons to answer them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from string import digits
from typing import Any

import streamlit as st

from ita.domain.mapping import UNUSED, FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.language import Words
from ita.reading.files.sheet import Sheet, column_number
from ita.reading.scores import TableSummary
from ita.reading.tables.grid import display_text
from ita.ui.files.answers import possible_answers, question_id
from ita.ui.files.workbooks import OpenedFile, R
from ita.ui.markdown import escape_markdown

# Maximum number of questions shown at once; the others follow when these are answered.
QUESTIONS_SHOWN = 8
# Maximum number of sample values shown to identify a column or a row.
_VALUES, _CELLS = 3, 6
_LONGEST_VALUE = 24


def show_questions(each: OpenedFile[R], words: Words) -> bool:
    """Show the questions about a file, first the answered ones, so that they can be changed.

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
        format_func=lambda at: (
            escape_markdown(options[at].label) if options[at].label else words("doubts.set_aside")
        ),
        captions=[evidence(with_remaining_columns(option, question)) for option in options],
        key=widget,
        on_change=lambda: each.answers.choose(question, st.session_state[widget]),
    )


def with_remaining_columns(option: Option, question: Problem) -> FileMapping:
    """Return the mapping of an option, with the other columns of the question added.

    An option may name only the columns that it excludes; the added ones have the role "".
    """
    columns: dict[str, dict[str, str]] = {}
    for each in (sheet for other in question.options for sheet in other.mapping.sheets):
        columns.setdefault(each.sheet, {}).update(dict.fromkeys(each.columns, ""))
    sheets = (
        replace(each, columns=columns.get(each.sheet, {}) | dict(each.columns))
        for each in option.mapping.sheets
    )
    return replace(option.mapping, sheets=tuple(sheets))


def evidence_of(
    sheets: Mapping[str, Sheet], tables: tuple[TableSummary, ...], words: Words
) -> Callable[[FileMapping], str]:
    """Return a function that describes the columns and rows of a mapping, as Markdown.

    For example "Column C “คะแนน”: 97.76, 89.12, 93.99".
    """
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
    rows = dict(enumerate(sheet.rows, sheet.first_row + 1))
    used = [name for name, role in answer.columns.items() if role != UNUSED]
    names = dict.fromkeys([*used, *answer.scales])
    # In a transposed table a column is a row of the sheet, named by its number.
    numbers = [*answer.header_rows, *(int(name) for name in names if name.isdigit())]
    parts = []
    for number in numbers:
        cells = [_shorten(cell) for cell in rows.get(number, ()) if cell != ""]
        row, texts = words.digits(number), " | ".join(cells[:_CELLS])
        parts.append(words("doubts.row", row=row, cells=texts))
    for name in (each for each in names if not each.isdigit()):
        # If a sheet has several tables, a column is named by its header cell, e.g. "C5".
        letters = name.rstrip(digits)
        header = [int(name.removeprefix(letters))] if name != letters else []
        header = header or [*(answer.header_rows or header_rows)]
        at = column_number(letters)
        heads = [rows[row][at : at + 1] for row in header if row in rows]
        title = " ".join(_shorten(cell) for cells in heads for cell in cells if cell != "")
        below = (cells[at : at + 1] for row, cells in rows.items() if row > max(header, default=0))
        values = (_shorten(cell) for cells in below for cell in cells if cell != "")
        text = ", ".join(islice(values, _VALUES))
        column = words("doubts.column", column=f"{name} “{title}”" if title else name)
        parts.append(f"{column}: {text}" if text else column)
    return parts


def _shorten(cell: Any) -> str:
    text = display_text(cell)
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"
