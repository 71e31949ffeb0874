"""The editable table of a month's reports, one row per measure, with one save button."""

import pandas as pd
import streamlit as st
from streamlit.column_config import LinkColumn, NumberColumn, SelectboxColumn, TextColumn

from ita.domain.follow_up import STATUSES
from ita.language import MISSING, Words
from ita.report.naming import day_text, month_text
from ita.ui.measures import reports
from ita.ui.measures.one_measure import short_titles
from ita.ui.measures.scope import Scope
from ita.ui.measures.tables import name_divisions
from ita.ui.messages import show_empty
from ita.ui.store_access import may_save

# Pixels of a row: two lines of a sentence, or a finger.
_ROW_HEIGHT = 72


# A fragment: a cell that is typed runs the editor again, not the charts of the whole page.
@st.fragment
def show_report_table(scope: Scope, month: str, words: Words) -> None:
    """Show the reports of a month on all measures of the scope."""
    st.subheader(words("follow_up.title", month=month_text(month, words)), anchor=False)
    reports.show_outcome()
    if scope.measures.empty:
        show_empty(words("measures.empty"))
        return
    if scope.division is None:
        st.caption(words("follow_up.for_whom"))
    of_month = reports.reports_of_month(scope, month)
    known = of_month.known()
    is_editable = may_save(scope.agency, words)
    if is_editable:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reports.ask_reporter(words)
            _report_several(of_month, known, words)
    changed = _show_editor(of_month, known, words, is_editable=is_editable)
    if not is_editable:
        return
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
        _save(of_month, changed, words)


def _report_several(
    of_month: reports.MonthReports, known: dict[str, reports.Report], words: Words
) -> None:
    """Show a form that reports one status for several measures, for phones."""
    titles = short_titles(of_month.scope.measures, words)
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
            _save(of_month, {key: known[key] | {"status": status} for key in chosen}, words)


def _show_editor(
    of_month: reports.MonthReports,
    known: dict[str, reports.Report],
    words: Words,
    *,
    is_editable: bool,
) -> dict[str, reports.Report]:
    """Show the editor and return the changed reports by measure key.

    The measures of a named division come before the shared ones.
    """
    scope, division = of_month.scope, of_month.scope.named_division
    measures = scope.measures
    if division is not None:
        shared = [division not in names for names in measures["divisions"]]
        measures = measures.iloc[pd.Series(shared).sort_values(kind="stable").index]
    keys = measures["key"].tolist()
    statuses = {name: words(f"measure_states.{name}") for name in STATUSES}
    reporting = [of_month.divisions[key] or words("relations.whole") for key in keys]
    table = pd.DataFrame(
        {
            "no": [words.digits(no) for no in measures["no"]],
            "issue": measures["issue"].tolist(),
            # A division reports its own work alone, so it need not be said in every row.
            **({} if division else {"reporting": reporting}),
            "deadline": [day_text(day, words) for day in measures["deadline"]],
            "status": [known[key]["status"] for key in keys],
            "percent": pd.array([known[key]["percent"] for key in keys], "Int64"),
            "note": [known[key]["note"] for key in keys],
            "link": [known[key]["link"] for key in keys],
            "state": [words(f"measure_states.{state}") for state in measures["state"]],
            "relation": [name_divisions(names, words) for names in measures["divisions"]],
        }
    )
    part = (scope.division, of_month.month, reports.current_round(), scope.plan.digest[:8])
    editor = "follow-up-" + "-".join(str(each) for each in part)
    st.data_editor(
        table,
        key=editor,
        num_rows="fixed",
        hide_index=True,
        row_height=_ROW_HEIGHT,
        placeholder=MISSING,
        height=620 if len(table) > 8 else "auto",
        disabled=not is_editable or [str(name) for name in table if name not in reports.BLANK],
        column_config={
            "no": TextColumn(words("columns.no"), width=44, pinned=True),
            "issue": TextColumn(words("columns.issue"), width=260),
            "status": SelectboxColumn(
                words("follow_up.status"),
                options=STATUSES,
                format_func=lambda name: statuses[str(name)],
                width=140,
            ),
            "percent": NumberColumn(
                words("columns.percent"), min_value=0, max_value=100, step=1, width=70
            ),
            "note": TextColumn(words("columns.note"), width=190),
            "link": LinkColumn(words("columns.link"), width=150),
            "deadline": TextColumn(words("columns.deadline"), width=110),
            "state": TextColumn(words("columns.standing"), width=130),
            "relation": TextColumn(words("columns.relation"), width=180),
            "reporting": TextColumn(words("columns.reporting"), width=180),
        },
        alt=words("follow_up.title", month=month_text(of_month.month, words)),
    )
    typed = {
        keys[at]: {
            name: reports.BLANK[name] if cell is None else cell for name, cell in row.items()
        }
        for at, row in st.session_state[editor]["edited_rows"].items()
    }
    # A cell may have been set to its former value.
    reported = {key: known[key] | cells for key, cells in typed.items()}
    return {key: report for key, report in reported.items() if report != known[key]}


def _save(of_month: reports.MonthReports, changed: dict[str, reports.Report], words: Words) -> None:
    """Save the reports and restart the editor, or show at once why they cannot be saved."""
    if of_month.save(changed, words):
        st.rerun()
    reports.show_outcome()
