"""The work section: cards, charts and the table of measures with deadlines and states."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from ita.charts import measures as measure_charts
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.by_division import by_division
from ita.measures.responsibility import names_division
from ita.measures.status import DUE_SOON_DAYS, MEASURE_STATES
from ita.publishing.excel.measures import list_measures
from ita.report.naming import day_text, indicator_name
from ita.ui import url_state
from ita.ui.charts import show_chart
from ita.ui.content_cache import cached_content, cached_figure, compute_once
from ita.ui.measures.one_measure import choose_measure
from ita.ui.measures.scope import NOBODY, Scope, open_division, show_counts
from ita.ui.measures.tables import by_division_table, measures_table
from ita.ui.messages import show_empty
from ita.ui.plans import plan_file_name
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads, show_table

# Row height in pixels: four lines of text.
_ROW_HEIGHT = 96
_DUE = ("overdue", "soon", "later", "undated")
_FILTERS = ("indicator", "state", "due")


def show_cards(scope: Scope, words: Words) -> None:
    """Show the numbers of measures: the division's own, shared, overdue, due soon and done."""
    measures = scope.measures
    counts = {}
    if scope.division is None:
        counts[words("columns.total")] = len(measures)
    elif scope.division != NOBODY:
        named = int(names_division(measures, scope.division).sum())
        counts[words("columns.named")] = named
        counts[words("columns.shared")] = len(measures) - named
    overdue, done = (words(f"measure_states.{state}") for state in ("overdue", "done"))
    counts[overdue.capitalize()] = int(measures["overdue"].sum())
    soon = words("measures.soon", days=words.digits(DUE_SOON_DAYS))
    counts[soon] = int(measures["due_soon"].sum())
    counts[done.capitalize()] = int((measures["status"] == "done").sum())
    show_counts(counts, words)


def show_charts(scope: Scope, view: View) -> None:
    """Draw the deadlines; if all divisions are chosen, also the load of each before them."""
    charts = [_show_deadlines] if scope.division is not None else [_show_load, _show_deadlines]
    for column, show in zip(st.columns(len(charts), gap="medium"), charts, strict=True):
        with column:
            show(scope, view)


def _show_load(scope: Scope, view: View) -> None:
    words, key = view.words, ("load", scope.progress.token)
    reading, on = scope.plan.reading, scope.on
    load = compute_once(key, lambda: by_division(scope.progress))
    show_chart(
        cached_figure(
            key,
            view,
            lambda: measure_charts.draw_load_by_division(load, reading, on, words, view.look),
        ),
        lambda: by_division_table(load, words),
        words,
        key="load",
        name=plan_file_name(scope.plan, "by-division"),
        alt=_describe_load(load, words),
        on_click=open_division,
    )


def _show_deadlines(scope: Scope, view: View) -> None:
    words, key, measures = view.words, ("deadlines", *scope.key), scope.measures
    reading, on = scope.plan.reading, scope.on
    show_chart(
        cached_figure(
            key,
            view,
            lambda: measure_charts.draw_deadlines(measures, reading, on, words, view.look),
        ),
        lambda: measures_table(measures, words),
        words,
        key="deadlines",
        name=plan_file_name(scope.plan, "deadlines"),
        alt=_describe_deadlines(measures, words),
        on_click=_open_day,
    )


def _open_day(day: str) -> None:
    """Set the page's day to the clicked deadline; "" (no deadline) changes nothing."""
    if day:
        url_state.set_choice("on", day)


def _describe_load(load: pd.DataFrame, words: Words) -> str:
    counts = ", ".join(
        f"{row.division} {words.digits(row.total)} ({words.digits(row.overdue)})"
        for row in iterate_rows(load)
    )
    return words("measure_charts.alt_load", list=counts)


def _describe_deadlines(measures: pd.DataFrame, words: Words) -> str:
    undated = words("measure_charts.without_deadline")
    counts = measures.groupby("deadline", dropna=False).size().reset_index(name="measures")
    days = ", ".join(
        f"{day_text(row.deadline, words) or undated}: {words.digits(row.measures)}"
        for row in iterate_rows(counts)
    )
    return words("measure_charts.alt_deadlines", list=days)


def show_measures(scope: Scope, words: Words) -> str | None:
    """Show the filtered measures with all columns, earliest deadline first.

    If a division is chosen, its own measures and those shared by all are in separate tables.
    Return the key of the chosen measure; None if no measure matches the filters.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measures = _filter_measures(scope.measures, words)
    if measures.empty:
        show_empty(words("measures.empty"))
        st.button(words("questions.reset"), on_click=_reset_filters)
        return None
    measures = measures.sort_values(["deadline", "no"], kind="stable", na_position="last")
    if scope.division is None or scope.division == NOBODY:
        _show_table(scope, measures, "table", words)
        return choose_measure(measures, words)
    is_own = names_division(measures, scope.division)
    parts = {"table_own": measures[is_own], "table_shared": measures[~is_own]}
    for title, part in parts.items():
        if len(part):
            _show_table(scope, part, title, words)
    return choose_measure(pd.concat(parts.values()), words)


def _show_table(scope: Scope, measures: pd.DataFrame, name: str, words: Words) -> None:
    """Show a table of measures; `name` selects its title and is part of its widget keys."""
    keys = measures["key"].tolist()
    title = words(f"measures.{name}", count=words.digits(len(measures)))
    st.subheader(title, anchor=False)
    table = cached_content(
        ("table of measures", scope.progress.token, scope.division, *keys),
        words,
        lambda: measures_table(measures, words),
    )
    show_table(
        table,
        words,
        alt=title,
        row_height=_ROW_HEIGHT,
        key=f"measure-{name}",
        on_choose=lambda row: url_state.set_choice("measure", keys[row]),
    )
    computed = [words("columns.standing"), words("columns.relation")]
    show_downloads(
        table,
        words,
        key=f"measure-{name}-file",
        name=plan_file_name(scope.plan, "measures"),
        make_file=partial(
            list_measures, measures, {title: table[title].tolist() for title in computed}
        ),
    )


def _filter_measures(measures: pd.DataFrame, words: Words) -> pd.DataFrame:
    numbers = sorted(measures["indicator"].dropna().unique())
    indicator = _choose_filter(
        "indicator", [str(number) for number in numbers], words,
        lambda number: indicator_name(int(number), words), 280,
    )  # fmt: skip
    state = _choose_filter(
        "state", MEASURE_STATES, words, lambda name: words(f"measure_states.{name}"), 200
    )
    days = words.digits(DUE_SOON_DAYS)
    due = _choose_filter("due", _DUE, words, lambda name: words(f"dues.{name}", days=days), 220)
    if indicator:
        measures = measures[(measures["indicator"] == int(indicator)).fillna(False)]
    if state:
        measures = measures[measures["state"] == state]
    days_left = measures["days_left"]
    matches = {
        "overdue": measures["overdue"],
        "soon": measures["due_soon"],
        "later": measures["open"] & (days_left > DUE_SOON_DAYS).fillna(False),
        "undated": days_left.isna(),
    }
    return measures[matches[due].astype(bool)] if due else measures


def _choose_filter(
    name: str, options: Sequence[str], words: Words, format_func: Callable[[str], str], width: int
) -> str | None:
    label, anything = words(f"filters.{name}"), words("measures.any")
    return url_state.select_optional(
        name, options, label, anything, format_func=format_func, width=width
    )


def _reset_filters() -> None:
    for name in _FILTERS:
        url_state.set_choice(name, None)
