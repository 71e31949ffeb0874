"""The director's view of a month: what is reported, what is not, what is late, how far all have come."""

from datetime import date

import pandas as pd
import streamlit as st

from ita.charts import measures as measure_charts
from ita.charts.palette import Look
from ita.charts.progress import draw_progress
from ita.language import Words
from ita.measures.by_division import progress_by_division, reports_by_division
from ita.measures.status import REPORT_STATES, month_reports, status_on
from ita.report.naming import month_text
from ita.thai.dates import BUDDHIST_OFFSET, fiscal_months, month_of
from ita.ui import show, when
from ita.ui.measures.tables import progress_frame
from ita.ui.measures.work import Scope, open_division
from ita.ui.plans import file_name


def choose_month(scope: Scope, words: Words) -> str:
    """The month that is reported on, in the address as `month`; at first that of the day."""
    months = _months(scope)
    now = month_of(scope.work.on)
    first = now if now in months else months[-1] if now > months[-1] else months[0]
    return when.choose_month(months, first, words)


def _months(scope: Scope) -> list[str]:
    year = scope.work.plan.reading.fiscal_year
    return fiscal_months(year or scope.work.on.year + BUDDHIST_OFFSET)


def month_cards(scope: Scope, month: str, words: Words) -> None:
    """The director's answer: how many are reported, how many are not, what is late."""
    view = month_reports(scope.measures, month, scope.work.on, scope.work.entries)
    counts = view["state"].value_counts()
    stands = status_on(scope.measures, scope.work.on, scope.work.entries)
    shown = {
        words("report_states.reported"): int(counts.get("reported", 0)),
        words("report_states.not_reported"): int(
            counts.get("not_reported", 0) + counts.get("ahead", 0)
        ),
        words("report_states.late"): int(counts.get("late", 0)),
        words("report_states.closed"): int(counts.get("closed", 0)),
        words("follow_up.overdue"): int(stands["overdue"].sum()),
    }
    st.markdown(
        words(
            "follow_up.headline",
            month=month_text(month, words),
            reported=words.digits(shown[words("report_states.reported")]),
            count=words.digits(len(scope.measures)),
        )
    )
    grid = st.grid(len(shown), min_column_width=130)
    for label, count in shown.items():
        grid.metric(label, words.digits(count), border=True)


def month_pictures(scope: Scope, month: str, words: Words, look: Look) -> None:
    """Who has reported in the month, and how far every division has come over the year."""
    work, reading = scope.work, scope.work.plan.reading
    left, right = st.columns(2, gap="medium")
    with left:
        table = reports_by_division(work.measures, reading.divisions, month, work.on, work.entries)
        frame = table.rename(
            columns={
                "division": words("columns.division"),
                **{name: words(f"report_states.{name}") for name in REPORT_STATES},
            }
        )
        show.chart(
            measure_charts.draw_reports(table, month, reading, words, look),
            frame,
            words,
            key="reports",
            name=file_name(work.plan, f"reports-{month}"),
            alt=words("measure_charts.alt_reports", list=_told(table, words)),
            on_click=open_division,
        )
    with right:
        table = progress_by_division(work.measures, reading.divisions, _months(scope), work.entries)
        show.chart(
            draw_progress(table, work.on, reading, words, look),
            progress_frame(table, words),
            words,
            key="progress",
            name=file_name(work.plan, "progress"),
            alt=words("measure_charts.alt_progress", list=_done(table, work.on, words)),
        )


def _told(table: pd.DataFrame, words: Words) -> str:
    return ", ".join(f"{row.division} {words.digits(row.reported)}" for row in table.itertuples())


def _done(table: pd.DataFrame, on: date, words: Words) -> str:
    past = table[table["month"] <= month_of(on)]
    last = past.drop_duplicates("division", keep="last")
    return ", ".join(f"{row.division} {words.number(row.share, 0)}%" for row in last.itertuples())
