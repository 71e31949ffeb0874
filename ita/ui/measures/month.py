"""A month at a glance: news, missing reports, near deadlines, decisions and progress."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote, urlsplit

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.charts import measures as measure_charts
from ita.charts.progress import draw_progress
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.by_division import progress_by_division, reports_by_division
from ita.measures.coverage import find_gaps
from ita.measures.digest import MonthDigest, count_decisions, entries_since, gather_digest
from ita.measures.status import REPORT_STATES
from ita.report.month_message import MOST, compose_message, name_measure, shorten_text
from ita.report.naming import day_text, month_text
from ita.thai.dates import BUDDHIST_OFFSET, fiscal_months, month_of
from ita.ui import url_state
from ita.ui.charts import show_chart
from ita.ui.content_cache import cached_figure, compute_once
from ita.ui.markdown import escape_markdown
from ita.ui.measures.last_visit import last_visit
from ita.ui.measures.scope import Scope, open_division, show_counts
from ita.ui.measures.tables import progress_table
from ita.ui.plans import plan_file_name, result_before
from ita.ui.sidebar import View
from ita.ui.store_access import show_store_errors, store

# Entries of this many days count as new if the browser has no earlier visit.
NEW_DAYS = 7


def choose_month(scope: Scope, words: Words) -> str:
    """Choose the month to report on, URL parameter `month`; by default that of the page's day."""
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
    """Return the digest of a month for the chosen division, or for all."""
    return compute_once(
        ("digest", month, *scope.key),
        lambda: gather_digest(scope.progress, scope.measures, scope.named_division, month),
    )


def _months(scope: Scope) -> list[str]:
    year = scope.plan.reading.fiscal_year
    return fiscal_months(year or scope.on.year + BUDDHIST_OFFSET)


def show_month_headline(scope: Scope, digest: MonthDigest, words: Words) -> None:
    """Show how many measures are reported and, for all divisions, how many reports were made."""
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


def show_digest(scope: Scope, digest: MonthDigest, result: Assessment | None, words: Words) -> None:
    """Show four lists side by side; on a phone one below the other."""
    grid = st.grid(2, min_column_width=300)
    with grid.container(border=True, height="stretch"):
        _show_owed(digest, words)
    with grid.container(border=True, height="stretch"):
        _show_measures("due_soon", digest.due_soon, words)
    with grid.container(border=True, height="stretch"):
        _show_new(scope, words)
    with grid.container(border=True, height="stretch"):
        _show_decisions(scope, result, words)


def show_message(scope: Scope, digest: MonthDigest, words: Words) -> None:
    """Show a message to copy; always in Thai, since its recipients work in the office."""
    with st.popover(words("digest.message"), icon=":material/content_copy:"):
        thai = Words("th", thai_numerals=words.thai_numerals)
        st.caption(words("digest.copy"))
        message = compose_message(digest, scope.progress, thai, _page_address(digest.division))
        st.code(message, language=None, wrap_lines=True)


def _page_address(division: str | None) -> str:
    """Return the URL where a division reports; "" if the server is only reachable locally."""
    url = st.context.url or ""
    if urlsplit(url).hostname in (None, "localhost", "127.0.0.1"):
        return ""
    return url if division is None else f"{url}?division={quote(division)}"


def _show_owed(digest: MonthDigest, words: Words) -> None:
    count = words.digits(int(digest.owed["reports"].sum()))
    title = words("digest.owed", month=month_text(digest.month, words), count=count)
    if digest.division is not None:
        _show_list(title, _name_measures(digest.unreported, words), "digest.nothing_owed", words)
        return
    lines = [
        words(
            "digest.owes", division=escape_markdown(row.division), count=words.digits(row.reports)
        )
        for row in iterate_rows(digest.owed)
    ]
    _show_list(title, lines, "digest.nothing_owed", words)


def _show_measures(name: str, measures: pd.DataFrame, words: Words) -> None:
    title = words(f"digest.{name}", count=words.digits(len(measures)))
    _show_list(title, _name_measures(measures, words), f"digest.nothing_{name}", words)


def _name_measures(measures: pd.DataFrame, words: Words) -> list[str]:
    """Return the title of each measure, after its deadline if it has one."""
    names = (
        (day_text(row.deadline, words), name_measure(row, words)) for row in iterate_rows(measures)
    )
    return [" · ".join(filter(None, (day, escape_markdown(name)))) for day, name in names]


# A fragment: the browser says when it was here only after the page is drawn.
@st.fragment
def _show_new(scope: Scope, words: Words) -> None:
    area = st.container()
    visit = last_visit()
    since = visit or datetime.now(UTC) - timedelta(days=NEW_DAYS)
    news = _list_news(scope, since, words)
    count = words.digits(len(news))
    if visit is None:
        title = words("digest.new_days", days=words.digits(NEW_DAYS), count=count)
    else:
        title = words(
            "digest.new_visit", day=day_text(visit.astimezone().date(), words), count=count
        )
    with area:
        _show_list(title, news, "digest.nothing_new", words)


def _list_news(scope: Scope, since: datetime, words: Words) -> list[str]:
    """Return the reports since a time and the saves of the plan, the newest first."""
    news: list[tuple[datetime, str]] = []
    with show_store_errors(words):
        newest = store().newest_plan(*scope.plan.identity)
        for version in store().versions(newest) if newest else ():
            if version.at < since:
                break
            what = words(f"digest.{'deleted' if version.deleted else 'version'}")
            texts = filter(None, (what, version.reason, version.who))
            news.append((version.at, escape_markdown(" · ".join(texts))))
    for row in iterate_rows(entries_since(scope.entries, scope.measures, since)):
        line = words(
            "digest.entry",
            title=escape_markdown(shorten_text(row.title)),
            status=words(f"measure_states.{row.status}"),
            who=escape_markdown(", ".join(filter(None, (row.division, row.who)))),
        )
        news.append((row.at, line))
    news.sort(key=lambda each: each[0], reverse=True)
    return [line for _, line in news]


def _show_decisions(scope: Scope, result: Assessment | None, words: Words) -> None:
    """Show the matters to decide; gaps are listed for the whole office only."""
    before = result_before(scope.plan.reading, result) if scope.division is None else None
    gaps = len(find_gaps(scope.plan.measures, before)) if before else 0
    counts = count_decisions(scope.measures, gaps)
    lines = [
        words(f"overview.decide_{name}", count=words.digits(count))
        for name, count in counts.items()
    ]
    _show_list(words("digest.decisions"), lines, "overview.decide_nothing", words)


def _show_list(title: str, lines: Sequence[str], empty: str, words: Words) -> None:
    """Show the first lines under a title and the number of further ones; `empty` without lines."""
    st.markdown(f"**{title}**")
    if not lines:
        st.caption(words(empty))
        return
    more = [words("digest.more", count=words.digits(len(lines) - MOST))] if lines[MOST:] else []
    st.markdown("\n".join(f"- {line}" for line in [*lines[:MOST], *more]))


def show_month_cards(scope: Scope, month: str, words: Words) -> None:
    """Show how many measures are reported, not reported and late."""
    # What lies ahead is not reported either.
    counts = scope.month_states(month).replace("ahead", "not_reported").value_counts()
    cards = {
        words(f"report_states.{state}"): int(counts.get(state, 0))
        for state in ("reported", "not_reported", "outstanding", "closed")
    }
    overdue = int(scope.measures["overdue"].sum())
    show_counts({**cards, words("follow_up.overdue"): overdue}, words)


def show_month_charts(scope: Scope, month: str, view: View) -> None:
    """Show the reports of the month by division, and the progress of divisions over the year."""
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
        alt=_describe_reports(reports, words),
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
        alt=_describe_progress(progress, on, words),
    )


def _describe_reports(reports: pd.DataFrame, words: Words) -> str:
    counts = ", ".join(
        f"{row.division} {words.digits(row.reported)}" for row in iterate_rows(reports)
    )
    return words("measure_charts.alt_reports", list=counts)


def _describe_progress(progress: pd.DataFrame, on: date, words: Words) -> str:
    """Return the share of completed work of each division at the end of the last begun month."""
    past = progress[progress["month"] <= month_of(on)]
    shares = ", ".join(
        f"{row.division} {words.number(row.share, 0)}%"
        for row in iterate_rows(past.drop_duplicates("division", keep="last"))
    )
    return words("measure_charts.alt_progress", list=shares)
