"""An editable table of all measures of a draft; rows can be added and removed."""

import hashlib
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.column_config import MultiselectColumn, NumberColumn, SelectboxColumn, TextColumn

from ita.domain.framework import load_framework
from ita.language import MISSING, Words
from ita.measures.drafting import LONGEST_TEXT, Row, blank_measure, responsible_text, table_rows
from ita.report.naming import indicator_name
from ita.ui.measures.tables import OPTIONAL_TEXTS
from ita.ui.plan_editor.drafts import PlanDraft

# Heights in pixels: of a row (three lines of text), and of the whole table.
_ROW_HEIGHT, _HEIGHT = 72, 470
_TEXTS = ("issue", "activity", "output", "awareness", "deadline_text", "follow_up_text")
_LISTS = ("divisions", "question_codes")


def edit_table(draft: PlanDraft, questions: list[str], words: Words) -> None:
    """Show the measures with their editable columns; edits are written to the draft.

    `questions` are the codes that a measure can answer.
    """
    key = f"plan-table-{draft.widgets}"
    if draft.first is None or key not in st.session_state:
        draft.first = make_frame(draft)
    edited = st.data_editor(
        draft.first,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        height=_HEIGHT,
        row_height=_ROW_HEIGHT,
        placeholder=MISSING,
        column_config=_columns(draft, questions, words),
        alt=words("plan_editor.table"),
    )
    draft.write(read_rows(draft, edited))


def make_frame(draft: PlanDraft) -> pd.DataFrame:
    """Return the initial table: the editable columns, with lists for multiple values."""
    measures = draft.plan.measures
    optional = [name for name in OPTIONAL_TEXTS if (measures[name] != "").any()]
    names = ["no", "indicator", *_TEXTS[:5], "divisions", "question_codes", "follow_up_text"]
    frame = measures[[*names, *optional, "key"]].reset_index(drop=True)
    return frame.assign(**{name: frame[name].map(list) for name in _LISTS})


def _columns(draft: PlanDraft, questions: list[str], words: Words) -> dict[str, Any]:
    numbers = [each.number for each in load_framework(draft.plan.fiscal_year).indicators]
    answered = (code for codes in draft.plan.measures["question_codes"] for code in codes)
    return {
        "no": NumberColumn(words("columns.no"), disabled=True, width=56, pinned=True),
        "indicator": SelectboxColumn(
            words("plan_columns.indicator"),
            options=numbers,
            width=170,
            format_func=lambda number: indicator_name(int(number), words),
        ),
        **{
            name: TextColumn(
                words(f"plan_columns.{name}"), width=_width(name), max_chars=LONGEST_TEXT
            )
            for name in (*_TEXTS, *OPTIONAL_TEXTS)
        },
        "divisions": MultiselectColumn(
            words("plan_columns.responsible_text"),
            options=draft.names,
            accept_new_options=True,
            width=220,
        ),
        "question_codes": MultiselectColumn(
            words("plan_columns.question_codes"),
            options=list(dict.fromkeys([*questions, *answered])),
            width=110,
        ),
        "key": None,
    }


def _width(name: str) -> int:
    return 150 if name in ("deadline_text", "follow_up_text", "budget") else 250


def read_rows(draft: PlanDraft, edited: pd.DataFrame) -> list[Row]:
    """Return the rows of the edited table, without new rows that are still blank."""
    known = {row["key"]: row for row in table_rows(draft.plan.measures)}
    rows: list[Row] = []
    numbers = [row["no"] for row in known.values() if row["no"]]
    last = max(numbers, default=0)
    for index, values in zip(edited.index, edited.to_dict("records"), strict=True):
        typed = {str(name): _value(name, value) for name, value in values.items() if name != "no"}
        key = str(typed.pop("key") or _new_key(draft, index))
        names = typed.pop("divisions")
        if key not in known and not any(typed.values()) and not names:
            continue
        row = known.get(key) or blank_measure(draft.plan, key=key)
        if row["no"] is None or key not in known:
            last += 1
            row["no"] = last
        if names != row["divisions"]:
            row["responsible_text"] = responsible_text(names)
        rows.append({**row, **typed})
    return rows


def _new_key(draft: PlanDraft, index: object) -> str:
    """Return a key for an added row: stable between reruns and unique to this table."""
    text = f"{id(draft)}-{draft.widgets}-{index}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _value(name: Any, value: Any) -> Any:
    """Convert a cell to the value in a measure row."""
    if name in _LISTS:
        return tuple(value) if isinstance(value, list | tuple) else ()
    if value is None or pd.isna(value):
        return None if name == "indicator" else ""
    return int(value) if name == "indicator" else str(value)
