"""Questions ordered by potential: the sentence, the chart, and the table with measures."""

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.charts.priorities import draw_priorities
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.ui.charts import show_chart
from ita.ui.content_cache import cached_figure
from ita.ui.markdown import escape_markdown
from ita.ui.measures.tables import format_numbers
from ita.ui.plans import match_plan, plan_after
from ita.ui.questions import open_question, show_question_table
from ita.ui.results import result_file_name
from ita.ui.score_tables import display_counts, display_figures
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads

# Number of questions named in the chart's text alternative.
_DESCRIBED = 10


def describe_priority(table: pd.DataFrame, words: Words) -> str:
    """Return a Markdown sentence on the question with the most potential."""
    first = table.iloc[0]
    return words(
        "priorities.headline",
        code=escape_markdown(str(first["code"])),
        potential=words.number(first["potential"]),
        score=words.number(first["score"]),
        weight=words.number(first["weight"]),
    )


def show_priorities(table: pd.DataFrame, full: int, marked: str, view: View) -> None:
    """Show the chart of gap against weight; `full` filtered questions have nothing left to win."""
    assessment, words = view.assessment, view.words
    described = ", ".join(
        f"{row.code} {words.number(row.potential, 3)}"
        for row in iterate_rows(table.head(_DESCRIBED))
    )
    show_chart(
        cached_figure(
            ("priorities", assessment.digest, marked, *table["code"]),
            view,
            lambda: draw_priorities(table, assessment, words, view.look, marked=marked),
        ),
        lambda: priorities_table(table, assessment, words),
        words,
        key="priorities",
        name=result_file_name(assessment, "priorities"),
        alt=words("priorities.alt", list=described),
        on_click=open_question,
    )
    notes = [words("priorities.note")]
    if full:
        notes.append(words("priorities.full", count=words.digits(full)))
    st.caption("  \n".join(notes))


def show_priority_table(table: pd.DataFrame, assessment: Assessment, words: Words) -> None:
    """Show the table of questions with potential; selecting a row chooses the question."""
    title = words("priorities.table", count=words.digits(len(table)))
    frame = priorities_table(table, assessment, words)
    show_question_table(frame, table["code"].tolist(), title, words, key="all-priorities")
    name = result_file_name(assessment, "priorities")
    show_downloads(frame, words, key="all-priorities-file", name=name)


def priorities_table(table: pd.DataFrame, assessment: Assessment, words: Words) -> pd.DataFrame:
    """Return a `priorities` table for display.

    Columns: rank, code, score, gap, weight, potential in points of the total, the measures that
    answer (only if there is a plan), text of the question.
    """
    columns = {
        words("columns.rank"): display_counts(table["priority"], words),
        words("columns.code"): table["code"].tolist(),
        **{
            words(f"columns.{name}"): display_figures(table[name], words)
            for name in ("score", "gap", "weight")
        },
        words("columns.potential"): [words.number(value, 3) for value in table["potential"]],
    }
    plan = plan_after(assessment)
    if plan:
        answers = match_plan(plan, table, assessment)["measures"]
        columns[words("columns.answering")] = [
            format_numbers(numbers, words) if numbers else words("priorities.no_measure")
            for numbers in answers
        ]
    columns[words("columns.text")] = table["text"].fillna("").tolist()
    return pd.DataFrame(columns)
