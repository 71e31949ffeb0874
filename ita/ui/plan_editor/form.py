"""A form for one measure of a draft, with a field for every column of the plan."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from ita.domain.framework import load_framework
from ita.language import MISSING, Words
from ita.measures.drafting import LONGEST_TEXT, Row, responsible_text, table_rows
from ita.report.naming import indicator_name
from ita.thai.dates import BUDDHIST_OFFSET, find_times, short_date
from ita.thai.deadlines import parse_deadline
from ita.thai.text import arabic_digits, normalize_text
from ita.ui import url_state
from ita.ui.day_choice import pick_day
from ita.ui.measures.one_measure import short_titles
from ita.ui.plan_editor.drafts import PlanDraft

# The ways to enter a deadline: a day, every month, or free text.
_KINDS = ("day", "monthly", "words")
_MONTHLY = "ทุกเดือน"


def edit_form(draft: PlanDraft, questions: dict[str, str], words: Words) -> None:
    """Show a measure selector and the measure's fields; edits are written to the draft.

    `questions` are the codes that a measure can answer, with their texts.
    """
    titles = short_titles(draft.plan.measures, words)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = url_state.select(
            "edit-measure",
            list(titles),
            words("plan_editor.measure"),
            format_func=lambda each: titles[each].strip(". ") or words("plan_editor.untitled"),
        )
        st.button(
            words("plan_editor.remove"),
            icon=":material/delete:",
            key="plan-remove",
            on_click=_remove,
            args=(draft, key),
        )
    rows = table_rows(draft.plan.measures)
    (before,) = (row for row in rows if row["key"] == key)
    typed = _ask_fields(draft, before, questions, words)
    draft.write([{**row, **typed} if row["key"] == key else row for row in rows])


def _remove(draft: PlanDraft, key: str) -> None:
    draft.replace([row for row in table_rows(draft.plan.measures) if row["key"] != key])
    url_state.set_choice("edit-measure", None)


def _ask_fields(
    draft: PlanDraft, row: Row, questions: dict[str, str], words: Words
) -> dict[str, Any]:
    """Show the fields of a measure, filled from the draft, and return their values by name."""
    typed: dict[str, Any] = {}

    def ask_text(name: str) -> None:
        typed[name] = st.text_area(
            words(f"plan_columns.{name}"),
            row[name],
            max_chars=LONGEST_TEXT,
            height=100,
            key=_key(draft, row, name),
        )

    left, right = st.columns(2, gap="medium")
    with left:
        typed |= _ask_subject(draft, row, questions, words)
        ask_text("issue")
        ask_text("activity")
    with right:
        ask_text("output")
        ask_text("awareness")
        typed["deadline_text"] = _ask_deadline(draft, row, words)
        names = st.multiselect(
            words("plan_columns.responsible_text"),
            draft.names,
            list(row["divisions"]),
            accept_new_options=True,
            placeholder=words("plan_editor.no_division"),
            key=_key(draft, row, "divisions"),
        )
        if tuple(names) != row["divisions"]:
            typed["responsible_text"] = responsible_text(names)
        typed["follow_up_text"] = st.text_input(
            words("plan_columns.follow_up_text"),
            row["follow_up_text"],
            max_chars=LONGEST_TEXT,
            key=_key(draft, row, "follow_up_text"),
        )
    return typed


def _ask_subject(
    draft: PlanDraft, row: Row, questions: dict[str, str], words: Words
) -> dict[str, Any]:
    """Show the fields for the indicator and the questions of a measure; return their values."""
    numbers = [each.number for each in load_framework(draft.plan.fiscal_year).indicators]
    indicator = st.selectbox(
        words("plan_columns.indicator"),
        numbers,
        index=numbers.index(row["indicator"]) if row["indicator"] in numbers else None,
        placeholder=MISSING,
        format_func=lambda number: indicator_name(number, words),
        key=_key(draft, row, "indicator"),
    )
    codes = st.multiselect(
        words("plan_columns.question_codes"),
        list(dict.fromkeys([*questions, *row["question_codes"]])),
        list(row["question_codes"]),
        format_func=lambda code: f"{code} {questions.get(code, '')}".strip(),
        placeholder=words("plan_editor.no_question"),
        key=_key(draft, row, "question_codes"),
    )
    return {"indicator": indicator, "question_codes": tuple(codes)}


def _key(draft: PlanDraft, row: Row, name: str) -> str:
    return f"plan-form-{name}-{row['key']}-{draft.widgets}"


def _ask_deadline(draft: PlanDraft, row: Row, words: Words) -> str:
    """Show the fields of a deadline and return its text, unchanged while the day is the same."""
    text, year = row["deadline_text"], draft.plan.fiscal_year
    kind = st.segmented_control(
        words("plan_columns.deadline_text"),
        _KINDS,
        default=_kind_of(text, year),
        required=True,
        format_func=lambda name: words(f"deadline_kinds.{name}"),
        key=_key(draft, row, "deadline-kind"),
    )
    if kind == "monthly":
        return _MONTHLY
    if kind == "words":
        return st.text_input(
            words("plan_editor.deadline_words"),
            text,
            max_chars=LONGEST_TEXT,
            key=_key(draft, row, "deadline_text"),
        )
    due: date | None = None if pd.isna(row["deadline"]) else row["deadline"].date()
    first = year - BUDDHIST_OFFSET - 1 if year else date.today().year - 1
    years = {*range(first, first + 3), *([due.year] if due else [])}
    reach = range(min(years), max(years) + 1)
    chosen = pick_day(_key(draft, row, "deadline"), words("plan_editor.day"), words, due, reach)
    if chosen is None:
        return ""
    return text if chosen == due else short_date(chosen)


def _kind_of(text: str, year: int | None) -> str:
    """Return the kind of a deadline: "day", "monthly", or "words" for any other text."""
    if not text:
        return "day"
    if text == _MONTHLY:
        return "monthly"
    plain = arabic_digits(normalize_text(text))
    times = find_times(plain, year)
    is_day = len(times) == 1 and times[0].unit == "day" and times[0].text == plain
    return "day" if is_day and parse_deadline(text, year).day else "words"
