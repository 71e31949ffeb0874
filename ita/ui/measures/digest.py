"""The first screen of a month: what is new, who owes a report, what is due, what must be decided."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.coverage import find_gaps
from ita.measures.digest import MonthDigest, count_decisions, entries_since
from ita.measures.message import MOST, compose_message, name_measure, shorten_text
from ita.report.naming import day_text, month_text
from ita.ui.markdown import escape_markdown
from ita.ui.measures.last_visit import last_visit
from ita.ui.measures.scope import Scope
from ita.ui.plans import result_before
from ita.ui.store_access import show_store_errors, store

# What is new for a browser that has not been here before: what was written in so many days.
NEW_DAYS = 7


def show_digest(scope: Scope, digest: MonthDigest, result: Assessment | None, words: Words) -> None:
    """Four lists side by side; on a phone one below the other."""
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
    """A message to copy, in Thai whatever the page speaks: those who get it are the office's."""
    with st.popover(words("digest.message"), icon=":material/content_copy:"):
        thai = Words("th", thai_numerals=words.thai_numerals)
        st.caption(words("digest.copy"))
        message = compose_message(digest, scope.progress, thai, _page_address(digest.division))
        st.code(message, language=None, wrap_lines=True)


def _page_address(division: str | None) -> str:
    """Where a division reports; "" where the server is known to this machine alone."""
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
    """Each measure after its deadline, where it has one."""
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
    """What has been reported since a time, and who saved the plan, the newest first."""
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
    """What those who lead must decide; gaps are a matter of the whole office."""
    before = result_before(scope.plan.reading, result) if scope.division is None else None
    gaps = len(find_gaps(scope.plan.measures, before)) if before else 0
    counts = count_decisions(scope.measures, gaps)
    lines = [
        words(f"overview.decide_{name}", count=words.digits(count))
        for name, count in counts.items()
    ]
    _show_list(words("digest.decisions"), lines, "overview.decide_nothing", words)


def _show_list(title: str, lines: Sequence[str], empty: str, words: Words) -> None:
    """The first lines under a title, and how many there are besides; a sentence for none."""
    st.markdown(f"**{title}**")
    if not lines:
        st.caption(words(empty))
        return
    more = [words("digest.more", count=words.digits(len(lines) - MOST))] if lines[MOST:] else []
    st.markdown("\n".join(f"- {line}" for line in [*lines[:MOST], *more]))
