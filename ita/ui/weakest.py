"""The five weakest questions as rows: score, worth of a point, and the measures that answer."""

import pandas as pd
import streamlit as st

from ita.charts.scores import axis_start
from ita.domain.divisions import EVERYONE
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.naming import day_text, indicator_name
from ita.ui import url_state
from ita.ui.content_cache import cached_content
from ita.ui.plans import Plan, match_plan, plan_after
from ita.ui.results import result_file_name
from ita.ui.score_rows import Answer, Opener, ScoreRow, show_rows, write_rows
from ita.ui.score_tables import items_table
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads

OVERALL = "all"


# A fragment, so that switching the instrument does not rerun the charts.
@st.fragment
def show_weakest(view: View) -> None:
    """Show the five weakest questions of all, or of the chosen instrument, as rows."""
    assessment, words = view.assessment, view.words
    if assessment.lowest_overall.empty:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.container(width="stretch")
        instrument = _choose_instrument(view)
    table = assessment.lowest_overall
    if instrument != OVERALL:
        table = assessment.lowest[assessment.lowest["instrument"] == instrument]
    title.subheader(words("overview.weakest", n=words.digits(len(table))), anchor=False)
    plan = plan_after(assessment)
    opener = Opener("questions", url_state.choices_of_visit())
    html = cached_content(
        (
            "weakest",
            instrument,
            opener,
            assessment.digest,
            plan.reading.token if plan else "",
            view.look.background,
        ),
        words,
        lambda: write_rows(
            _make_rows(table, plan, view),
            axis_start(table["score"], assessment.framework.pass_mark),
            view,
            opener,
        ),
    )
    show_rows(html, key="weakest-rows")
    notes = [] if plan else [words("overview.no_plan")]
    ties = int(table["ties"].iloc[-1]) if instrument == OVERALL else 0
    if ties:
        score = words.number(table["rounded_score"].iloc[-1])
        notes.insert(0, words("overview.more_ties", count=words.digits(ties), score=score))
    if notes:
        st.caption(" · ".join(notes))
    show_downloads(
        lambda: items_table(table, assessment, words),
        words,
        key="weakest",
        name=result_file_name(assessment, "weakest"),
    )


def _choose_instrument(view: View) -> str:
    assessment, words = view.assessment, view.words
    instruments = assessment.lowest["instrument"].unique().tolist()
    return url_state.segments(
        "weakest",
        [OVERALL, *instruments],
        words("overview.weakest_of"),
        format_func=lambda code: words("overview.overall") if code == OVERALL else code,
        label_visibility="collapsed",
    )


def _make_rows(table: pd.DataFrame, plan: Plan | None, view: View) -> list[ScoreRow]:
    """Return rows of questions, with the measures that answer them if there is a plan."""
    words = view.words
    answering: dict[str, tuple[int, ...]] = {}
    if plan is not None:
        matched = match_plan(plan, table, view.assessment)
        answering = dict(zip(matched["code"], matched["measures"], strict=True))
    rows = []
    for row in iterate_rows(table):
        worth = words.number(row.weight / 100, 3)
        answer = None
        if plan is not None:
            answer = _describe_measures(plan.measures, answering.get(row.code, ()), words)
        rows.append(
            ScoreRow(
                row.code,
                indicator_name(row.indicator, words),
                words("questions.no_text") if pd.isna(row.text) else row.text,
                float(row.score),
                note=words("overview.worth", one=words.digits(1), worth=worth),
                answer=answer,
            )
        )
    return rows


def _describe_measures(measures: pd.DataFrame, numbers: tuple[int, ...], words: Words) -> Answer:
    """Describe the first of the measures `numbers`: divisions, deadline, and number of others."""
    if not numbers:
        return Answer(words("overview.no_measure"), is_missing=True)
    answering = measures[measures["no"].isin(numbers)]
    row = answering.iloc[0]
    divisions = ", ".join(
        words("measures.all_divisions") if name == EVERYONE else name for name in row["divisions"]
    )
    facts = [
        divisions or words("overview.nobody"),
        day_text(row["deadline"], words) or words("columns.without_deadline"),
    ]
    if len(answering) > 1:
        facts.append(words("overview.more_measures", count=words.digits(len(answering) - 1)))
    title = " ".join((row["issue"] or row["activity"]).split())
    return Answer(f"{words.digits(row['no'])}. {title}", " · ".join(facts))
