"""The editors of a scenario: a slider for one score, or a table for all of a level."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.column_config import NumberColumn, TextColumn

from ita.domain.tables import iterate_rows
from ita.language import MISSING, Words
from ita.report.what_if import full_name
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.what_if.scenario import (
    EFFORTS,
    LONGEST_NAME,
    USUAL_EFFORT,
    Draft,
    begin_editor_again,
    change_efforts,
    change_name,
    change_scores,
    editor_key,
    replace_scores,
)

# Levels by their names in the URL, with their names in the table of levers.
LEVELS = {"question": "item", "indicator": "indicator", "instrument": "instrument"}
_SLIDER, _NAME_FIELD = "what-if-score", "what-if-name"
# In pixels: the height of a row with wrapped text, and of a long table.
_ROW_HEIGHT, _TABLE_HEIGHT = 72, 612
_TEXT_WIDTH = 400


def choose_level(draft: Draft, words: Words) -> pd.DataFrame:
    """Let the visitor choose a level; return its levers with their new scores.

    Questions are sorted by potential, the largest first.
    """
    names = [name for name, level in LEVELS.items() if (draft.levers["level"] == level).any()]
    chosen = url_state.segments(
        "level",
        names,
        words("what_if.level"),
        format_func=lambda name: words(f"what_if_levels.{name}"),
    )
    table = draft.levers[draft.levers["level"] == LEVELS[chosen]]
    if chosen == "question":
        table = table.sort_values("potential", ascending=False, kind="stable")
    table = table.reset_index(drop=True)
    # The score of each lever in the scenario, changed directly or through its parts.
    figures = draft.scenario.figures
    moved = pd.concat([figures[(figures["change"] != 0).fillna(False)], draft.scenario.changes])
    new_scores = dict(zip(moved["key"], moved["new_score"], strict=True))
    pairs = zip(table["key"], table["score"], strict=True)
    scores = [new_scores.get(key, score) for key, score in pairs]
    return table.assign(new_score=pd.array(scores, "Float64"))


def change_one(table: pd.DataFrame, draft: Draft, words: Words) -> None:
    """Show a slider for the score of one lever, with the full text of a question."""
    keys = table["key"].tolist()
    names = {row.key: full_name(row.level, row.key, words) for row in iterate_rows(table)}
    key = url_state.select("lever", keys, words("what_if.lever"), format_func=names.__getitem__)
    row = table[table["key"] == key].iloc[0]
    if not pd.isna(row["text"]):
        st.text(row["text"])
    label = words("what_if.new_score", score=words.number(row["score"]))

    def change() -> None:
        change_scores(draft, {key: float(st.session_state[_SLIDER])})
        begin_editor_again()

    st.session_state[_SLIDER] = float(row["new_score"])
    if row["checklist"] and row["score"] in (0, 100) and row["new_score"] in (0, 100):
        st.select_slider(
            label,
            [0.0, 100.0],
            format_func=lambda score: words.number(score, 0),
            key=_SLIDER,
            on_change=change,
        )
    else:
        st.slider(label, 0.0, 100.0, step=0.01, key=_SLIDER, on_change=change)
    st.caption(
        words(
            "what_if.worth",
            one=words.digits(1),
            worth=words.number(row["weight"], 3),
            potential=words.number(row["potential"]),
        )
    )


def name_scenario(draft: Draft, words: Words) -> None:
    """Show the field for the scenario's name, and a button that discards its changes."""
    st.session_state[_NAME_FIELD] = draft.name
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words("what_if.name"),
            key=_NAME_FIELD,
            max_chars=LONGEST_NAME,
            placeholder=words("what_if.name_example"),
            on_change=lambda: change_name(st.session_state[_NAME_FIELD]),
        )
        st.button(
            words("what_if.reset"),
            icon=":material/restart_alt:",
            disabled=not draft.new_scores,
            on_click=replace_scores,
            args=({},),
        )


def edit_table(table: pd.DataFrame, draft: Draft, words: Words) -> None:
    """Show an editable table of the scores and efforts of a level."""
    st.subheader(words("what_if.table"), anchor=False)
    keys = table["key"].tolist()
    efforts = [
        draft.efforts.get(key, USUAL_EFFORT) if lowest else None
        for key, lowest in zip(keys, table["lowest_level"], strict=True)
    ]
    gains = (table["new_score"] - table["score"]) * table["weight"]
    frame = pd.DataFrame(
        {
            "code": [full_name(row.level, row.key, words) for row in iterate_rows(table)],
            "score": [words.number(score) for score in table["score"]],
            "new_score": table["new_score"],
            "gain": [words.number(gain, 3, sign=True) if gain else None for gain in gains],
            "potential": [words.number(points, 3) for points in table["potential"]],
            "effort": pd.array(efforts, "Int64"),
            "text": [None if pd.isna(text) else text for text in table["text"]],
        }
    )
    is_question = bool(table["text"].notna().any())
    key = editor_key(f"what-if-{table['level'].iloc[0]}-{draft.assessment.digest[:8]}")

    def take() -> None:
        _take_edits(st.session_state[key]["edited_rows"], keys, draft)

    st.data_editor(
        frame if is_question else frame.drop(columns="text"),
        key=key,
        on_change=take,
        num_rows="fixed",
        hide_index=True,
        row_height=_ROW_HEIGHT if is_question else None,
        height=_TABLE_HEIGHT if is_question and len(frame) > 8 else "auto",
        placeholder=MISSING,
        disabled=["code", "score", "gain", "potential", "text"],
        column_config={
            "code": TextColumn(
                words("columns.code" if is_question else "columns.name"),
                width=58 if is_question else 240,
                pinned=True,
            ),
            "score": TextColumn(words("what_if.now"), width=72),
            "new_score": NumberColumn(
                words("what_if.new"), min_value=0, max_value=100, format="%.2f", width=112
            ),
            "gain": TextColumn(words("columns.gain"), width=120),
            "potential": TextColumn(words("columns.potential"), width=104),
            "effort": NumberColumn(
                words("columns.effort"),
                min_value=EFFORTS[0],
                max_value=EFFORTS[-1],
                step=1,
                width=112,
                help=words("what_if.effort_help"),
            ),
            "text": TextColumn(words("columns.text"), width=_TEXT_WIDTH),
        },
        alt=words("what_if.table"),
    )
    st.caption(escape_markdown(words("what_if.table_help")))


def _take_edits(
    edited: dict[int, dict[str, float | None]], keys: Sequence[str], draft: Draft
) -> None:
    """Write edited cells to the URL; an emptied cell gets back its original value."""
    scores = {
        keys[row]: cells["new_score"] for row, cells in edited.items() if "new_score" in cells
    }
    efforts = {keys[row]: cells["effort"] for row, cells in edited.items() if "effort" in cells}
    change_scores(draft, scores)
    change_efforts(
        draft, {key: None if effort is None else round(effort) for key, effort in efforts.items()}
    )
    if None in (*scores.values(), *efforts.values()):
        begin_editor_again()
