"""Measures that are still being written in this visit: they go out with the workbook."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from ita.domain.divisions import find_divisions
from ita.domain.tables import measure_table
from ita.language import MISSING, Words
from ita.report.naming import indicator_name
from ita.thai.deadlines import parse_deadline
from ita.ui.plans import Plan

_DRAFTS = "_drafts"
COLUMNS = ("indicator", "issue", "activity", "output", "deadline_text", "responsible_text", "code")
Row = dict[str, Any]


@dataclass
class Drafts:
    """The drafts for a plan as they were last typed.

    An editor keeps its edits beside the rows that it began with, `first_rows`. After a new draft it
    begins again from what was typed, under a key of its own, which counts the drafts.
    """

    rows: list[Row] = field(default_factory=list)
    first_rows: list[Row] = field(default_factory=list)
    count: int = 0


def drafts_of(plan: Plan) -> Drafts:
    """The drafts of this visit for a plan."""
    return st.session_state.setdefault(_DRAFTS, {}).setdefault(plan.digest, Drafts())


def add_draft(plan: Plan, indicator: int | None, code: str, **texts: str) -> None:
    """Begins a draft that answers a question, with the texts of a suggestion or none."""
    drafts = drafts_of(plan)
    blank = dict.fromkeys(COLUMNS, "")
    drafts.rows = [*drafts.rows, {**blank, **texts, "indicator": indicator, "code": code}]
    drafts.first_rows = drafts.rows
    drafts.count += 1


def edit_drafts(plan: Plan, words: Words) -> None:
    """The drafts, to be written further or deleted."""
    drafts = drafts_of(plan)
    if not drafts.rows:
        st.caption(words("drafts.none"))
        return
    key = f"drafts-{drafts.count}"
    if key not in st.session_state:
        drafts.first_rows = drafts.rows
    texts = {
        "issue": words("columns.issue"),
        "activity": words("columns.activity"),
        "output": words("columns.output"),
        "deadline_text": words("columns.deadline_text"),
        "responsible_text": words("columns.responsible"),
    }
    edited = st.data_editor(
        pd.DataFrame(drafts.first_rows, columns=list(COLUMNS)),
        key=key,
        num_rows="delete",
        hide_index=True,
        row_height=72,
        placeholder=MISSING,
        column_config={
            "code": st.column_config.TextColumn(words("columns.code"), disabled=True),
            "indicator": st.column_config.SelectboxColumn(
                words("columns.indicator"),
                options=list(range(1, 11)),
                format_func=lambda number: indicator_name(int(number), words),
            ),
            **{
                name: st.column_config.TextColumn(title, width="medium")
                for name, title in texts.items()
            },
        },
        alt=words("drafts.title"),
    )
    drafts.rows = [dict(zip(COLUMNS, row, strict=True)) for row in edited[list(COLUMNS)].to_numpy()]
    st.caption(words("drafts.go_out"))


def drafts_as_measures(plan: Plan) -> pd.DataFrame:
    """The drafts as rows of the measure table, numbered on from the plan's own."""
    reading = plan.reading
    blank = dict.fromkeys(measure_table([]).columns, "")
    last = int(plan.measures["no"].max())
    rows: list[Row] = []
    for draft in drafts_of(plan).rows:
        texts = {name: "" if pd.isna(draft[name]) else str(draft[name]) for name in COLUMNS[1:]}
        code = str(texts.pop("code"))
        if not texts["issue"].strip():
            continue
        due = parse_deadline(texts["deadline_text"], reading.fiscal_year)
        divisions = find_divisions(texts["responsible_text"], reading.divisions).divisions
        computed = {
            "no": last + len(rows) + 1,
            "fiscal_year": reading.fiscal_year,
            "agency": reading.agency,
            "indicator": None if pd.isna(draft["indicator"]) else int(draft["indicator"]),
            "deadline": due.day,
            "recurring": due.recurring,
            "divisions": divisions,
            "question_codes": (code,) if code else (),
        }
        rows.append({**blank, **texts, **computed})
    return measure_table(rows)
