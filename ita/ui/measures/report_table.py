"""The follow-up of a month: what a division reports in place, kept in the store."""

from typing import Any

import pandas as pd
import streamlit as st

from ita.domain.follow_up import STATUSES
from ita.language import MISSING, Words
from ita.measures.by_division import division_relation
from ita.measures.status import status_on
from ita.report.naming import day_text, month_text
from ita.ui import show
from ita.ui.measures import reports
from ita.ui.measures.detail import title_of
from ita.ui.measures.reports import FIELDS, plain
from ita.ui.measures.work import Scope

# Pixels of a row: two lines of a sentence, or a finger.
ROW_HEIGHT = 72


# A fragment: a cell that is typed runs the editor again, not the pictures of the whole page.
@st.fragment
def report(scope: Scope, month: str, words: Words) -> None:
    """The editor of a month, one row a measure, saved by one button."""
    st.subheader(words("follow_up.title", month=month_text(month, words)), anchor=False)
    reports.answer()
    if scope.measures.empty:
        show.nothing(words("measures.empty"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = reports.choose_who(words)
        _several(scope, month, who, words)
    base = _base(scope, month)
    keys = scope.measures["key"].tolist()
    edited = _editor(scope, base, month, words)
    pairs = zip(keys, _rows(edited), _rows(base), strict=True)
    changed = {key: new for key, new, old in pairs if new != old}
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(
            words("follow_up.save", count=words.digits(len(changed))),
            type="primary",
            icon=":material/save:",
            disabled=not changed,
            key="follow-up-save",
        )
        st.caption(words("follow_up.kept"))
    if pressed:
        _save(scope, month, who, changed, words)


def _several(scope: Scope, month: str, who: str, words: Words) -> None:
    """One status for several measures at once: quick on a phone, where a table is not."""
    titles = dict(zip(scope.measures["key"], title_of(scope.measures, words), strict=True))
    with st.popover(words("follow_up.several"), icon=":material/done_all:"):
        chosen = st.multiselect(
            words("follow_up.which"),
            list(titles),
            format_func=titles.get,
            key=f"several-{reports.current_round()}",
        )
        status = st.selectbox(
            words("columns.standing"),
            STATUSES,
            index=STATUSES.index("done"),
            format_func=lambda name: words(f"measure_states.{name}"),
            key="several-status",
        )
        if st.button(
            words("follow_up.save", count=words.digits(len(chosen))),
            key="several-save",
            disabled=not chosen,
        ):
            before = dict(zip(scope.measures["key"], _rows(_base(scope, month)), strict=True))
            _save(
                scope, month, who, {key: before[key] | {"status": status} for key in chosen}, words
            )


def _base(scope: Scope, month: str) -> pd.DataFrame:
    """What is known of each measure in a month, as the editor begins with it."""
    own = reports.known(scope.work.entries, month)
    table = scope.measures[["key", "no", "issue", "deadline", "divisions"]].join(own, on="key")
    table["percent"] = table["percent"].astype("Int64")
    for name in ("note", "link"):
        table[name] = table[name].fillna("")
    before = status_on(scope.measures, scope.work.on, scope.work.entries)
    return table.reset_index(drop=True).assign(state=before["state"])


def _editor(scope: Scope, base: pd.DataFrame, month: str, words: Words) -> pd.DataFrame:
    names = {status: words(f"measure_states.{status}") for status in STATUSES}
    shown = pd.DataFrame(
        {
            "no": [words.digits(no) for no in base["no"]],
            "issue": base["issue"].tolist(),
            "deadline": [day_text(day, words) for day in base["deadline"]],
            "status": pd.Series(
                [None if pd.isna(status) else str(status) for status in base["status"]],
                dtype="object",
            ),
            "percent": base["percent"],
            "note": base["note"].astype("object"),
            "link": base["link"].astype("object"),
            "state": [words(f"measure_states.{state}") for state in base["state"]],
            "relation": [
                words(f"relations.{division_relation(names, scope.division)}")
                for names in base["divisions"]
            ],
        }
    )
    part = (scope.division, month, reports.current_round(), scope.work.plan.file.digest[:8])
    return st.data_editor(
        shown,
        key="follow-up-" + "-".join(str(each) for each in part),
        num_rows="fixed",
        hide_index=True,
        row_height=ROW_HEIGHT,
        placeholder=MISSING,
        height=620 if len(shown) > 8 else "auto",
        disabled=["no", "issue", "deadline", "state", "relation"],
        column_config={
            "no": st.column_config.TextColumn(words("columns.no"), width=44, pinned=True),
            "issue": st.column_config.TextColumn(words("columns.issue"), width=260),
            "status": st.column_config.SelectboxColumn(
                words("follow_up.status"), options=list(names), format_func=names.get, width=140
            ),
            "percent": st.column_config.NumberColumn(
                words("columns.percent"), min_value=0, max_value=100, step=1, width=70
            ),
            "note": st.column_config.TextColumn(words("columns.note"), width=190),
            "link": st.column_config.LinkColumn(words("columns.link"), width=150),
            "deadline": st.column_config.TextColumn(words("columns.deadline"), width=110),
            "state": st.column_config.TextColumn(words("columns.standing"), width=130),
            "relation": st.column_config.TextColumn(words("columns.relation"), width=120),
        },
        alt=words("follow_up.title", month=month_text(month, words)),
    )


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """What may be reported in each row, as plain values."""
    rows = table[list(FIELDS)].to_dict("records")
    return [{name: plain(value) for name, value in row.items()} for row in rows]


def _save(
    scope: Scope, month: str, who: str, rows: dict[str, dict[str, Any]], words: Words
) -> None:
    """Save, and begin the editor again with what is known then; or say at once why not."""
    if reports.save(scope, month, who, rows, words):
        st.rerun()
    reports.answer()
