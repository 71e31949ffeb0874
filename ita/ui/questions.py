"""Parts of the questions page: filters, ranking, the chosen question, the whole table."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.charts.scores import axis_start
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.publishing.excel.scores import make_ranked_score_sheet
from ita.report.naming import indicator_name
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.measures.coverage import show_measures_of_question
from ita.ui.messages import show_empty
from ita.ui.results import result_file_name
from ita.ui.score_rows import Opener, ScoreRow, show_rows, write_rows
from ita.ui.score_tables import items_table
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads, show_table

# Numbers of rows that the ranking can show.
_LENGTHS = (10, 20)


def choose_items(assessment: Assessment, words: Words) -> pd.DataFrame:
    """Show the filters by instrument and indicator; return the ranked questions that match.

    Both filters are stored in the URL.
    """
    framework = assessment.framework
    codes = [each.code for each in framework.instruments]
    instrument = url_state.segments_optional("instrument", codes, words("questions.instrument"))
    indicator = url_state.select_optional(
        "indicator",
        [
            str(each.number)
            for each in framework.indicators
            if instrument in (None, each.instrument)
        ],
        words("questions.indicator"),
        words("questions.all_indicators"),
        format_func=lambda number: indicator_name(int(number), words),
        width=300,
    )
    items = assessment.ranked
    if instrument:
        items = items[items["instrument"] == instrument]
    if indicator:
        items = items[items["indicator"] == int(indicator)]
    return items


def choose_order(words: Words) -> str:
    """Let the visitor choose the order of questions; return "score" or "potential"."""
    return url_state.segments(
        "sort",
        ["score", "potential"],
        words("priorities.sort"),
        format_func=lambda name: words(f"priority_orders.{name}"),
    )


def show_no_items(words: Words, *, all_full: bool) -> None:
    """Show that no question matches, or that all of them are at 100, with a button to reset."""
    show_empty(words("priorities.all_full" if all_full else "questions.empty"))
    st.button(words("questions.reset"), on_click=_reset_filters)


def _reset_filters() -> None:
    for name in ("instrument", "indicator"):
        url_state.set_choice(name, None)


def choose_question(items: pd.DataFrame, words: Words) -> str | None:
    """Return the code of the chosen question, by default the first; None if `items` is empty.

    The choice is stored in the URL.
    """
    codes = items["code"].tolist()
    return (
        url_state.select("question", codes, words("questions.question"), width=160)
        if codes
        else None
    )


def open_question(code: str) -> None:
    """Choose the question that was clicked."""
    url_state.set_choice("question", code)


def show_ranking(items: pd.DataFrame, marked: str, view: View) -> None:
    """Show the first rows of the ranking with their whole text; a click on a name chooses it.

    The table below the ranking has all questions.
    """
    words = view.words
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(words("charts.ranking"), anchor=False)
        length = st.segmented_control(
            words("questions.show"),
            _LENGTHS,
            default=_LENGTHS[0],
            required=True,
            format_func=words.digits,
            key="show",
            label_visibility="collapsed",
        )
    drawn = items.head(length)
    rows = [
        ScoreRow(
            row.code,
            indicator_name(row.indicator, words),
            words("questions.no_text") if pd.isna(row.text) else row.text,
            float(row.score),
        )
        for row in iterate_rows(drawn)
    ]
    start = axis_start(drawn["score"], view.assessment.framework.pass_mark)
    show_rows(
        write_rows(rows, start, view, Opener(chosen=marked)),
        key="ranking-rows",
        codes=drawn["code"].tolist(),
        on_open=open_question,
    )


def describe_weakest(items: pd.DataFrame, words: Words) -> str:
    """Return a Markdown sentence on the weakest of the filtered questions."""
    first = items.iloc[0]
    score = words.number(first["score"])
    if len(items) > 1 and items["rounded_score"].nunique() == 1:
        return words("questions.headline_equal", score=score)
    sentence = words("questions.headline", code=escape_markdown(str(first["code"])), score=score)
    indicator = indicator_name(first["indicator"], words)
    return f"{sentence} ({indicator})" if indicator else sentence


def show_question(items: pd.DataFrame, code: str, assessment: Assessment, words: Words) -> None:
    """Show a question: its text, score, rank, what a point is worth, and its measures."""
    row = items[items["code"] == code].iloc[0]
    framework = assessment.framework
    with st.container(border=True):
        st.metric(
            " · ".join(
                filter(None, [escape_markdown(code), indicator_name(row["indicator"], words)])
            ),
            words.number(row["score"]),
        )
        st.text(words("questions.no_text") if pd.isna(row["text"]) else row["text"])
        facts = [
            words(
                "questions.rank_equal" if row["all_equal"] else "questions.rank",
                rank=words.digits(row["rank"]),
                of=words.digits(row["of"]),
                instrument=row["instrument"],
            ),
        ]
        # A question whose indicator is unknown has no weight.
        if pd.notna(row["weight"]):
            worth = words.number(row["weight"] / 100, 3)
            facts.append(words("questions.worth", one=words.digits(1), worth=worth))
            facts += [
                words(
                    "questions.gain",
                    mark=words.number(mark, 0),
                    gain=words.number((mark - row["score"]) * row["weight"] / 100),
                )
                for mark in (framework.pass_mark, framework.excellence_mark, 100)
                if row["rounded_score"] < mark
            ]
        st.markdown("\n".join(f"- {fact}" for fact in facts))
        show_measures_of_question(items, code, assessment, words)


def show_question_table(
    table: pd.DataFrame, codes: Sequence[str], title: str, words: Words, *, key: str
) -> None:
    """Show a table of questions; selecting a row chooses its question. `codes` are in row order."""
    st.subheader(title, anchor=False)
    show_table(table, words, alt=title, key=key, on_choose=lambda row: open_question(codes[row]))


def show_all_items(items: pd.DataFrame, assessment: Assessment, words: Words) -> None:
    """Show all filtered questions as a table, and the codes of all questions without a score."""
    title = words("questions.table", count=words.digits(len(items)))
    table = items_table(items, assessment, words)
    show_question_table(table, items["code"].tolist(), title, words, key="all-questions")
    is_whole = len(items) == len(assessment.ranked)
    show_downloads(
        table,
        words,
        key="all-questions-file",
        name=result_file_name(assessment, "all-questions"),
        make_file=partial(make_ranked_score_sheet, assessment, words) if is_whole else None,
    )
    absent = assessment.scores[assessment.scores["score"].isna()]["code"].tolist()
    if absent:
        count = words.digits(len(absent))
        st.caption(
            escape_markdown(words("questions.missing", count=count, codes=", ".join(absent)))
        )
