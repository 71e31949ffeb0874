"""The parts of the measures page that say what a division must do, by when, and what is late."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from ita.charts import measures as measure_charts
from ita.charts.palette import Look
from ita.domain.divisions import EVERYONE
from ita.language import Words
from ita.measures.by_division import (
    by_division,
    measures_of_division,
    names_division,
    responsible_parties,
)
from ita.measures.headline import measures_headline
from ita.measures.status import DUE_SOON_DAYS, MEASURE_STATES, status_on
from ita.publishing.measures import listed
from ita.report.naming import day_text, indicator_name
from ita.thai.dates import fiscal_year_days
from ita.ui import show, url_state, when
from ita.ui.markdown import literal
from ita.ui.measures import plan_files
from ita.ui.measures.detail import choose_measure, open_measure
from ita.ui.measures.tables import by_division_frame, measure_frame
from ita.ui.plans import Plan, Work, file_name, follow_ups

SECTIONS = ("work", "months", "coverage", "publication")
# The measures that name no division: what all share alone, and what nobody is named for.
NOBODY = "none"
# Pixels of a row: four lines of a sentence.
ROW_HEIGHT = 96
_DUE = ("overdue", "soon", "later", "undated")


@dataclass(frozen=True)
class Scope:
    """The part of a plan that the page is about: a division's, or all where it is None."""

    work: Work
    division: str | None
    measures: pd.DataFrame


def choose_scope(plan: Plan, words: Words) -> Scope:
    """Division and day, both in the address."""
    division = _choose_division(plan, words)
    on = when.asked_day()
    when.day_input(words)
    plan_files.plan_files(plan, words)
    work = Work(plan, follow_ups(plan, words), on)
    measures = plan.measures
    if division == NOBODY:
        alone = measures["divisions"].map(lambda names: not set(names) - {EVERYONE}).astype(bool)
        measures = measures[alone].reset_index(drop=True)
    elif division is not None:
        measures = measures_of_division(measures, division)
    return Scope(work, division, measures)


def _choose_division(plan: Plan, words: Words) -> str | None:
    named = [name for name, _ in responsible_parties(plan.measures, plan.reading.divisions)]
    options = [*named, NOBODY]
    url_state.asked("division", options)
    return st.selectbox(
        words("measures.division"),
        options,
        index=None,
        placeholder=words("measures.all_divisions"),
        format_func=lambda name: words("measures.nobody") if name == NOBODY else name,
        key=url_state.key("division"),
        on_change=url_state.keep,
        args=("division",),
        width=320,
    )


def open_division(name: str) -> None:
    """Choose the division that was clicked."""
    url_state.put("division", name)


def open_day(day: str) -> None:
    """Take the deadline that was clicked for the day; measures without one have none."""
    if day:
        url_state.put("on", day)


def told(scope: Scope, words: Words) -> None:
    """The answer in a sentence, and what to do where the day lies outside the plan's year."""
    work, division = scope.work, scope.division
    nobody = division == NOBODY
    sentence = measures_headline(
        scope.measures,
        None if nobody else division,
        work.on,
        work.entries,
        words,
        name=literal(division or ""),
    )
    st.markdown(f"{words('measures.nobody')}: {sentence}" if nobody else sentence)
    year = work.plan.reading.fiscal_year
    if year and not fiscal_year_days(year)[0] <= work.on <= fiscal_year_days(year)[1]:
        st.caption(
            words(
                "measures.other_year",
                year=words.digits(year),
                day=day_text(work.on, words),
            )
        )


def choose_section(words: Words) -> str:
    """The part of the page, in the address as `section`."""
    url_state.asked("section", SECTIONS, SECTIONS[0])
    st.segmented_control(
        words("measures.section"),
        SECTIONS,
        required=True,
        format_func=lambda name: words(f"sections.{name}"),
        key=url_state.key("section"),
        on_change=url_state.keep,
        args=("section",),
        label_visibility="collapsed",
    )
    return st.session_state[url_state.key("section")]


def cards(scope: Scope, words: Words) -> None:
    """Own and shared work, what is late, what is near, what is done."""
    stands = status_on(scope.measures, scope.work.on, scope.work.entries)
    division = scope.division
    counted: list[tuple[str, int]] = []
    if division is None:
        counted.append((words("columns.total"), len(scope.measures)))
    elif division != NOBODY:
        named = int(names_division(scope.measures, division).sum())
        counted.append((words("columns.named"), named))
        counted.append((words("columns.shared"), len(scope.measures) - named))
    counted += [
        (words("measure_states.overdue").capitalize(), int(stands["overdue"].sum())),
        (words("measures.soon", days=words.digits(DUE_SOON_DAYS)), int(stands["due_soon"].sum())),
        (words("measure_states.done").capitalize(), int((stands["status"] == "done").sum())),
    ]
    grid = st.grid(len(counted), min_column_width=130)
    for label, count in counted:
        grid.metric(label, words.digits(count), border=True)


def pictures(scope: Scope, words: Words, look: Look) -> None:
    """Load by division, and what ends when."""
    work, reading = scope.work, scope.work.plan.reading
    left, right = st.columns(2, gap="medium")
    with left:
        table = by_division(work.measures, reading.divisions, work.on, work.entries)
        show.chart(
            measure_charts.draw_load_by_division(table, reading, work.on, words, look),
            by_division_frame(table, words),
            words,
            key="load",
            name=file_name(work.plan, "by-division"),
            alt=words("measure_charts.alt_load", list=_load_told(table, words)),
            on_click=open_division,
        )
    with right:
        table = joined(scope)
        days = table.groupby("deadline", dropna=False).size()
        show.chart(
            measure_charts.draw_deadlines(table, reading, work.on, words, look),
            measure_frame(table, scope.division, words),
            words,
            key="deadlines",
            name=file_name(work.plan, "deadlines"),
            alt=words(
                "measure_charts.alt_deadlines",
                list=", ".join(
                    f"{day_text(day, words) or words('measure_charts.without_deadline')}: "
                    f"{words.digits(count)}"
                    for day, count in days.items()
                ),
            ),
            on_click=open_day,
        )


def _load_told(table: pd.DataFrame, words: Words) -> str:
    return ", ".join(
        f"{row.division} {words.digits(row.total)} ({words.digits(row.overdue)})"
        for row in table.itertuples()
    )


def joined(scope: Scope) -> pd.DataFrame:
    """The measures of the scope beside how they stand."""
    stands = status_on(scope.measures, scope.work.on, scope.work.entries)
    ours = scope.measures.reset_index(drop=True)
    return pd.concat([ours, stands.drop(columns=["no", "key", "link"])], axis=1)


def measure_table(scope: Scope, words: Words) -> str | None:
    """The measures that the filters leave, the most urgent first, with all their columns.

    Returns the key of the one that is chosen; None where the filters leave none.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        table = _filtered(joined(scope), words)
    if table.empty:
        show.nothing(words("measures.empty"))
        st.button(words("questions.reset"), on_click=_reset)
        return None
    table = table.sort_values(["deadline", "no"], kind="stable", na_position="last")
    keys = table["key"].tolist()
    title = words("measures.table", count=words.digits(len(table)))
    st.subheader(title, anchor=False)
    frame = measure_frame(table, scope.division, words)

    def choose() -> None:
        rows = st.session_state["measure-table"].selection.rows
        if rows:
            open_measure(keys[rows[0]])

    show.table(
        frame, words, alt=title, key="measure-table", on_select=choose, row_height=ROW_HEIGHT
    )
    titles = [words("columns.standing"), words("columns.relation")]
    show.downloads(
        frame,
        words,
        key="measure-table-file",
        name=file_name(scope.work.plan, "measures"),
        file=partial(listed, table, {title: frame[title].tolist() for title in titles}),
    )
    return choose_measure(table, words)


def _filtered(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    present = {str(number) for number in table["indicator"].dropna()}
    indicator = _filter(
        "indicator", [str(n) for n in range(1, 11) if str(n) in present], words,
        lambda number: indicator_name(int(number), words), 280,
    )  # fmt: skip
    state = _filter(
        "state", MEASURE_STATES, words, lambda name: words(f"measure_states.{name}"), 200
    )
    due = _filter(
        "due",
        _DUE,
        words,
        lambda name: words(f"dues.{name}", days=words.digits(DUE_SOON_DAYS)),
        220,
    )
    if indicator:
        table = table[(table["indicator"] == int(indicator)).fillna(False)]
    if state:
        table = table[table["state"] == state]
    days = table["days_left"]
    keeping = {
        "overdue": table["overdue"],
        "soon": table["due_soon"],
        "later": table["open"] & (days > DUE_SOON_DAYS).fillna(False),
        "undated": days.isna(),
    }
    return table[keeping[due].astype(bool)] if due else table


def _filter(
    name: str, options: Sequence[str], words: Words, read: Callable[[str], str], width: int
) -> str | None:
    url_state.asked(name, list(options))
    return st.selectbox(
        words(f"filters.{name}"),
        list(options),
        index=None,
        placeholder=words("measures.any"),
        format_func=read,
        key=url_state.key(name),
        on_change=url_state.keep,
        args=(name,),
        width=width,
    )


def _reset() -> None:
    for name in ("indicator", "state", "due"):
        url_state.put(name, None)
