"""The table of a month's reports: one row a measure, typed in place and saved by one button."""

import pandas as pd
import streamlit as st

from ita.domain.follow_up import STATUSES
from ita.language import MISSING, Words
from ita.report.naming import day_text, month_text
from ita.ui.measures import reports
from ita.ui.measures.detail import short_titles
from ita.ui.measures.scope import NOBODY, Scope
from ita.ui.measures.tables import name_divisions
from ita.ui.messages import show_empty
from ita.ui.store_access import may_save

# Pixels of a row: two lines of a sentence, or a finger.
_ROW_HEIGHT = 72


# A fragment: a cell that is typed runs the editor again, not the charts of the whole page.
@st.fragment
def show_report_table(scope: Scope, month: str, words: Words) -> None:
    """The reports of a month on every measure of the scope."""
    st.subheader(words("follow_up.title", month=month_text(month, words)), anchor=False)
    reports.show_outcome()
    if scope.measures.empty:
        show_empty(words("measures.empty"))
        return
    if scope.division is None:
        st.caption(words("follow_up.for_whom"))
    known = _known_reports(scope, month)
    before = _rows(known)
    is_editable = may_save(scope.agency, words)
    if is_editable:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reports.ask_reporter(words)
            _report_several(scope, month, before, words)
    after = _rows(_show_editor(scope, known, month, words, is_editable=is_editable))
    if not is_editable:
        return
    changed = {key: report for key, report in after.items() if report != before[key]}
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
        _save(scope, month, changed, words)


def _report_several(
    scope: Scope, month: str, before: dict[str, reports.Report], words: Words
) -> None:
    """One status for several measures at once: quick on a phone, where a table is not."""
    titles = short_titles(scope.measures, words)
    with st.popover(words("follow_up.several"), icon=":material/done_all:"):
        chosen = st.multiselect(
            words("follow_up.which"),
            list(titles),
            format_func=titles.__getitem__,
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
            _save(scope, month, {key: before[key] | {"status": status} for key in chosen}, words)


def _known_reports(scope: Scope, month: str) -> pd.DataFrame:
    """Each measure with what is known of it in a month, as the editor begins with it."""
    known = reports.known_reports(scope.entries, month, reports.reporting_divisions(scope))
    columns = ["key", "no", "issue", "deadline", "divisions", "state"]
    table = scope.measures[columns].join(known, on="key")
    table["percent"] = table["percent"].astype("Int64")
    for name in ("note", "link"):
        table[name] = table[name].fillna("")
    # A division's own work comes first.
    shared = table["divisions"].map(lambda names: scope.division not in names)
    order = shared.astype(bool).sort_values(kind="stable").index
    return (table if scope.division is None else table.loc[order]).reset_index(drop=True)


def _show_editor(
    scope: Scope, known: pd.DataFrame, month: str, words: Words, *, is_editable: bool
) -> pd.DataFrame:
    names = {status: words(f"measure_states.{status}") for status in STATUSES}
    status = [None if pd.isna(status) else str(status) for status in known["status"]]
    table = known.assign(
        no=[words.digits(no) for no in known["no"]],
        deadline=[day_text(day, words) for day in known["deadline"]],
        status=pd.Series(status, dtype="object"),
        note=known["note"].astype("object"),
        link=known["link"].astype("object"),
        state=[words(f"measure_states.{state}") for state in known["state"]],
        relation=[name_divisions(divisions, words) for divisions in known["divisions"]],
        reporting=[
            reports.reporting_division(scope, divisions) or words("relations.whole")
            for divisions in known["divisions"]
        ],
    )
    columns = ["no", "issue", "deadline", *reports.FIELDS, "state", "relation"]
    # A division reports its own work alone, so it need not be said in every row.
    if scope.division in (None, NOBODY):
        columns[2:2] = ["reporting"]
    part = (scope.division, month, reports.current_round(), scope.plan.digest[:8])
    return st.data_editor(
        table,
        key="follow-up-" + "-".join(str(each) for each in part),
        num_rows="fixed",
        hide_index=True,
        row_height=_ROW_HEIGHT,
        placeholder=MISSING,
        height=620 if len(table) > 8 else "auto",
        column_order=columns,
        disabled=not is_editable or [name for name in columns if name not in reports.FIELDS],
        column_config={
            "no": st.column_config.TextColumn(words("columns.no"), width=44, pinned=True),
            "issue": st.column_config.TextColumn(words("columns.issue"), width=260),
            "status": st.column_config.SelectboxColumn(
                words("follow_up.status"),
                options=list(names),
                format_func=lambda name: names[str(name)],
                width=140,
            ),
            "percent": st.column_config.NumberColumn(
                words("columns.percent"), min_value=0, max_value=100, step=1, width=70
            ),
            "note": st.column_config.TextColumn(words("columns.note"), width=190),
            "link": st.column_config.LinkColumn(words("columns.link"), width=150),
            "deadline": st.column_config.TextColumn(words("columns.deadline"), width=110),
            "state": st.column_config.TextColumn(words("columns.standing"), width=130),
            "relation": st.column_config.TextColumn(words("columns.relation"), width=180),
            "reporting": st.column_config.TextColumn(words("columns.reporting"), width=180),
        },
        alt=words("follow_up.title", month=month_text(month, words)),
    )


def _rows(table: pd.DataFrame) -> dict[str, reports.Report]:
    """What may be reported in each row, as plain values, by the key of the measure."""
    rows = table[list(reports.FIELDS)].to_numpy(object)
    values = ([reports.plain_value(value) for value in row] for row in rows)
    fields = (dict(zip(reports.FIELDS, row, strict=True)) for row in values)
    return dict(zip(table["key"], fields, strict=True))


def _save(scope: Scope, month: str, changed: dict[str, reports.Report], words: Words) -> None:
    """Saves, and begins the editor again with what is known then; or says at once why not."""
    if reports.save_reports(scope, month, changed, reports.reporting_divisions(scope), words):
        st.rerun()
    reports.show_outcome()
