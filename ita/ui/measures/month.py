"""The director's view of a month: what is reported, what is late, and how far all have come."""

from datetime import date

import pandas as pd
import streamlit as st

from ita.charts import measures as measure_charts
from ita.charts.progress import draw_progress
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.by_division import progress_by_division, reports_by_division
from ita.measures.digest import MonthDigest, gather_digest
from ita.measures.status import REPORT_STATES
from ita.report.naming import month_text
from ita.thai.dates import BUDDHIST_OFFSET, fiscal_months, month_of
from ita.ui import url_state
from ita.ui.charts import show_chart
from ita.ui.content_cache import cached_content, cached_figure, compute_once
from ita.ui.measures.scope import Scope, open_division, show_counts
from ita.ui.measures.tables import progress_table
from ita.ui.plans import plan_file_name
from ita.ui.sidebar import View


def choose_month(scope: Scope, words: Words) -> str:
    """The month that is reported on, in the address as `month`; at first that of the day."""
    months, now = _months(scope), month_of(scope.on)
    return url_state.select(
        "month",
        months,
        words("follow_up.month"),
        default=min(max(now, months[0]), months[-1]),
        format_func=lambda month: month_text(month, words),
        width=150,
    )


def digest_of_month(scope: Scope, month: str) -> MonthDigest:
    """What waits in a month for the chosen division, or for all."""
    return compute_once(
        ("digest", month, *scope.key),
        lambda: gather_digest(scope.progress, scope.measures, scope.named_division, month),
    )


def _months(scope: Scope) -> list[str]:
    year = scope.plan.reading.fiscal_year
    return fiscal_months(year or scope.on.year + BUDDHIST_OFFSET)


def show_month_headline(scope: Scope, digest: MonthDigest, words: Words) -> None:
    """How many measures are reported and, where all are chosen, how many reports were made."""
    reported = int((scope.month_states(digest.month) == "reported").sum())
    sentence = words(
        "follow_up.headline",
        month=month_text(digest.month, words),
        reported=words.digits(reported),
        count=words.digits(len(scope.measures)),
    )
    if scope.division is None:
        tasks, of_tasks = words.digits(digest.tasks), words.digits(digest.reported)
        sentence += words("follow_up.headline_tasks", reported=of_tasks, count=tasks)
    st.markdown(sentence)


def show_month_cards(scope: Scope, month: str, words: Words) -> None:
    """The director's answer: how many are reported, how many are not, what is late."""
    # What lies ahead is not reported either.
    counts = scope.month_states(month).replace("ahead", "not_reported").value_counts()
    cards = {
        words(f"report_states.{state}"): int(counts.get(state, 0))
        for state in ("reported", "not_reported", "outstanding", "closed")
    }
    overdue = int(scope.measures["overdue"].sum())
    show_counts({**cards, words("follow_up.overdue"): overdue}, words)


def show_month_charts(scope: Scope, month: str, view: View) -> None:
    """Who has reported in the month, and how far every division has come over the year."""
    left, right = st.columns(2, gap="medium")
    with left:
        _show_reports(scope, month, view)
    with right:
        _show_progress(scope, view)


def _show_reports(scope: Scope, month: str, view: View) -> None:
    words, key = view.words, ("reports", scope.progress.token, month)
    reading = scope.plan.reading
    reports = compute_once(key, lambda: reports_by_division(scope.progress, month))
    headings = {name: words(f"report_states.{name}") for name in REPORT_STATES}
    show_chart(
        cached_figure(
            key,
            view,
            lambda: measure_charts.draw_reports(reports, month, reading, words, view.look),
        ),
        lambda: reports.rename(columns={"division": words("columns.division"), **headings}),
        words,
        key="reports",
        name=plan_file_name(scope.plan, f"reports-{month}"),
        alt=cached_content(("description", *key), words, lambda: _describe_reports(reports, words)),
        on_click=open_division,
    )


def _show_progress(scope: Scope, view: View) -> None:
    words, key = view.words, ("progress", scope.progress.token)
    reading, on = scope.plan.reading, scope.on
    progress = compute_once(key, lambda: progress_by_division(scope.progress, _months(scope)))
    show_chart(
        cached_figure(key, view, lambda: draw_progress(progress, on, reading, words, view.look)),
        lambda: progress_table(progress, words),
        words,
        key="progress",
        name=plan_file_name(scope.plan, "progress"),
        alt=cached_content(
            ("description", *key), words, lambda: _describe_progress(progress, on, words)
        ),
    )


def _describe_reports(reports: pd.DataFrame, words: Words) -> str:
    counts = ", ".join(
        f"{row.division} {words.digits(row.reported)}" for row in iterate_rows(reports)
    )
    return words("measure_charts.alt_reports", list=counts)


def _describe_progress(progress: pd.DataFrame, on: date, words: Words) -> str:
    """The share of what is done at the end of the last month that has begun, for every division."""
    past = progress[progress["month"] <= month_of(on)]
    shares = ", ".join(
        f"{row.division} {words.number(row.share, 0)}%"
        for row in iterate_rows(past.drop_duplicates("division", keep="last"))
    )
    return words("measure_charts.alt_progress", list=shares)
