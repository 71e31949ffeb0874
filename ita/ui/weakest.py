"""The five weakest questions as rows of text: score, what a point is worth, what answers them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ita.charts.scores import axis_start
from ita.domain.divisions import EVERYONE
from ita.language import Words
from ita.report.naming import day_text, indicator_name
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.plans import Plan, match_plan, plan_after
from ita.ui.results import result_file_name
from ita.ui.score_row import show_score
from ita.ui.score_tables import items_table
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads

OVERALL = "all"


@dataclass(frozen=True)
class _Answers:
    """A plan with the numbers of its measures that answer each question, by its code."""

    plan: Plan
    measures: dict[str, tuple[int, ...]]


def show_weakest(view: View) -> None:
    """The five weakest of all questions, or of an instrument at a switch, each as a row."""
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
    answers = _answers(view, table)
    start = axis_start(table["score"], assessment.framework.pass_mark)
    with st.container(border=True, gap="small"):
        for row in table.to_dict("records"):
            _show_row(row, start, answers, view)
    notes = [] if answers else [words("overview.no_plan")]
    ties = int(table["ties"].iloc[-1]) if instrument == OVERALL else 0
    if ties:
        score = words.number(table["rounded_score"].iloc[-1])
        notes.insert(0, words("overview.more_ties", count=words.digits(ties), score=score))
    if notes:
        st.caption(" · ".join(notes))
    show_downloads(
        items_table(table, assessment, words),
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


def _answers(view: View, table: pd.DataFrame) -> _Answers | None:
    """What the plan that answers the result does about the questions; None without a plan."""
    plan = plan_after(view.assessment)
    if plan is None:
        return None
    matched = match_plan(plan, table, view.assessment)
    return _Answers(plan, dict(zip(matched["code"], matched["measures"], strict=True)))


def _show_row(
    row: Mapping[Hashable, Any], start: int, answers: _Answers | None, view: View
) -> None:
    words, code = view.words, str(row["code"])
    widths = [11, 6, 10] if answers else [11, 4]
    text, score, *measures = st.columns(widths)
    with text.container(gap=None):
        names = [
            f"**{escape_markdown(code)}**",
            escape_markdown(indicator_name(row["indicator"], words)),
        ]
        st.page_link(
            "pages/questions.py",
            label=" · ".join(filter(None, names)),
            query_params={"question": code},
        )
        st.text(words("questions.no_text") if pd.isna(row["text"]) else row["text"])
    with score.container(gap=None):
        _show_score(row, start, view)
    if answers:
        with measures[0].container(gap=None):
            _show_measures(answers.plan.measures, answers.measures[code], words)


def _show_score(row: Mapping[Hashable, Any], start: int, view: View) -> None:
    words, one = view.words, view.words.digits(1)
    show_score(float(row["score"]), start, view)
    worth = words.number(row["weight"] / 100, 3)
    st.caption(words("overview.worth", one=one, worth=worth))


def _show_measures(measures: pd.DataFrame, numbers: tuple[int, ...], words: Words) -> None:
    """The measures of some numbers with divisions and deadline, or that there is none yet."""
    if not numbers:
        st.badge(words("overview.no_measure"), icon=":material/priority_high:", color="orange")
        return
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
    title = escape_markdown(row["issue"] or row["activity"])
    st.markdown(f"{words.digits(row['no'])}\\. {title}")
    st.caption(escape_markdown(" · ".join(facts)))
