"""Measures that are still being written in this visit: they go out with the workbook."""

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


def rows(plan: Plan) -> list[dict[str, Any]]:
    """The drafts for a plan, as they were last typed."""
    return st.session_state.setdefault(_DRAFTS, {}).get(plan.file.digest, [])


def _put(plan: Plan, made: list[dict[str, Any]]) -> None:
    st.session_state.setdefault(_DRAFTS, {})[plan.file.digest] = made


def take(plan: Plan, indicator: int | None, code: str, **texts: str) -> None:
    """Begin a draft that answers a question, with the texts of a suggestion or none."""
    blank = dict.fromkeys(COLUMNS, "")
    _put(plan, [*rows(plan), {**blank, **texts, "indicator": indicator, "code": code}])
    # An editor keeps its edits by row; with a new row it begins again from what was typed.
    st.session_state[_version(plan)] = st.session_state.get(_version(plan), 0) + 1
    st.session_state[_base(plan)] = rows(plan)


def _version(plan: Plan) -> str:
    return f"_draft-version-{plan.file.digest}"


def _base(plan: Plan) -> str:
    return f"_draft-base-{plan.file.digest}"


def edit(plan: Plan, words: Words) -> None:
    """The drafts, to be written further or deleted."""
    if not rows(plan):
        st.caption(words("drafts.none"))
        return
    key = f"drafts-{st.session_state.get(_version(plan), 0)}"
    if key not in st.session_state:
        st.session_state[_base(plan)] = rows(plan)
    texts = {
        "issue": words("columns.issue"),
        "activity": words("columns.activity"),
        "output": words("columns.output"),
        "deadline_text": words("columns.deadline_text"),
        "responsible_text": words("columns.responsible"),
    }
    edited = st.data_editor(
        pd.DataFrame(st.session_state[_base(plan)], columns=list(COLUMNS)),
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
                format_func=lambda number: indicator_name(number, words),
            ),
            **{
                name: st.column_config.TextColumn(title, width="medium")
                for name, title in texts.items()
            },
        },
        alt=words("drafts.title"),
    )
    _put(plan, edited.to_dict("records"))
    st.caption(words("drafts.go_out"))


def as_measures(plan: Plan) -> pd.DataFrame:
    """The drafts as rows of the measure table, numbered on from the plan's own."""
    reading = plan.reading
    last = int(plan.measures["no"].max())
    made: list[dict[str, Any]] = []
    for row in rows(plan):
        texts = {name: "" if pd.isna(row[name]) else str(row[name]) for name in COLUMNS[1:]}
        code = texts.pop("code")
        if not texts["issue"].strip():
            continue
        due = parse_deadline(texts["deadline_text"], reading.fiscal_year)
        made.append(
            {
                "sub_indicator": "",
                "item_code": "",
                "awareness": "",
                "kpi": "",
                "budget": "",
                "follow_up_text": "",
                "link": "",
                "key": "",
                **texts,
                "no": last + len(made) + 1,
                "fiscal_year": reading.fiscal_year,
                "agency": reading.agency,
                "indicator": None if pd.isna(row["indicator"]) else int(row["indicator"]),
                "deadline": due.day,
                "recurring": due.recurring,
                "divisions": find_divisions(texts["responsible_text"], reading.divisions).divisions,
                "question_codes": (code,) if code else (),
            }
        )
    return measure_table(made)
