"""The parts of the questions page: filters, the chosen question, the whole table."""

from functools import partial

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.publishing.score_sheet import ranked_score_sheet
from ita.ui import show, url_state
from ita.ui.markdown import literal
from ita.ui.measures.coverage import measures_of_question
from ita.ui.score_tables import item_frame

# How many rows the ranking shows; the last one stands for all of them.
LENGTHS = (10, 20, 0)
_INDICATOR = "indicator-choice"


def choose_items(assessment: Assessment, words: Words) -> pd.DataFrame:
    """The ranked questions that the filters leave; both filters live in the address."""
    framework = assessment.framework
    codes = [each.code for each in framework.instruments]
    _note_unknown("instrument", codes)
    instrument = st.segmented_control(
        words("questions.instrument"),
        codes,
        key="instrument",
        bind="query-params",
    )
    numbers = [
        str(each.number) for each in framework.indicators if instrument in (None, each.instrument)
    ]
    indicator = _choose_indicator(numbers, assessment, words)
    table = assessment.ranked
    if instrument:
        table = table[table["instrument"] == instrument]
    if indicator:
        table = table[table["indicator"] == int(indicator)]
    return table


def _choose_indicator(numbers: list[str], assessment: Assessment, words: Words) -> str | None:
    """The number of the chosen indicator.

    A bound selectbox would put its label, which changes with the language, into the address; so
    the address holds the number, and the selectbox shows what the address says.
    """
    asked = st.query_params.get("indicator")
    _note_unknown("indicator", numbers)
    st.session_state[_INDICATOR] = asked if asked in numbers else None
    return st.selectbox(
        words("questions.indicator"),
        numbers,
        index=None,
        placeholder=words("questions.all_indicators"),
        format_func=lambda number: _indicator_name(number, assessment, words),
        key=_INDICATOR,
        on_change=_keep_indicator,
        width=300,
    )


def _note_unknown(name: str, options: list[str]) -> None:
    """Notes what a link asks for and is no option; once there is a widget it is no link's."""
    value = st.query_params.get(name)
    widget = _INDICATOR if name == "indicator" else name
    if widget not in st.session_state and value not in options:
        url_state.note_unknown(name, value)


def _keep_indicator() -> None:
    chosen = st.session_state[_INDICATOR]
    if chosen is None:
        st.query_params.pop("indicator", None)
    else:
        st.query_params["indicator"] = chosen


def _indicator_name(number: str, assessment: Assessment, words: Words) -> str:
    name = words.of(assessment.framework.indicator(int(number)).name)
    return f"{words.digits(number)}. {name}"


def nothing_found(words: Words) -> None:
    """The filters leave no question: say so and offer the way back."""
    show.nothing(words("questions.empty"))
    st.button(words("questions.reset"), on_click=_reset)


def _reset() -> None:
    st.session_state["instrument"] = None
    st.query_params.pop("indicator", None)


def choose_question(table: pd.DataFrame, words: Words) -> str | None:
    """The code of the chosen question, the weakest at first; it lives in the address.

    None where the filters leave no question.
    """
    if table.empty:
        return None
    codes = table["code"].tolist()
    _note_unknown("question", codes)
    return st.selectbox(
        words("questions.question"),
        codes,
        key="question",
        bind="query-params",
        width=160,
    )


def open_question(code: str) -> None:
    """Choose the question that was clicked."""
    st.session_state["question"] = code


def headline(table: pd.DataFrame, assessment: Assessment, words: Words) -> str:
    """Which question is the weakest of the filter, in a Markdown sentence."""
    first = table.iloc[0]
    score = words.number(first["score"])
    if len(table) > 1 and table["rounded_score"].nunique() == 1:
        return words("questions.headline_equal", score=score)
    return words(
        "questions.headline",
        code=literal(str(first["code"])),
        score=score,
        indicator=_indicator_name(str(first["indicator"]), assessment, words),
    )


def detail(table: pd.DataFrame, code: str, assessment: Assessment, words: Words) -> None:
    """The whole text of a question, its rank, and what a point there is worth."""
    row = table[table["code"] == code].iloc[0]
    framework = assessment.framework
    with st.container(border=True):
        st.metric(
            f"{literal(code)} · " + _indicator_name(str(row["indicator"]), assessment, words),
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
            words(
                "questions.worth",
                one=words.digits(1),
                worth=words.number(row["weight"] / 100, 3),
            ),
        ]
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
        measures_of_question(table, code, assessment, words)


def choose_length(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The beginning of the ranking, or all of it."""
    length = st.segmented_control(
        words("questions.show"),
        LENGTHS,
        default=LENGTHS[0],
        required=True,
        format_func=lambda n: words.digits(n) if n else words("questions.show_all"),
        key="show",
        label_visibility="collapsed",
    )
    return table.head(length) if length else table


def full_table(table: pd.DataFrame, assessment: Assessment, words: Words) -> None:
    """Every question of the filter as a table; a row that is chosen becomes the question."""
    title = words("questions.table", count=words.digits(len(table)))
    st.subheader(title, anchor=False)
    frame = item_frame(table, assessment, words)
    codes = table["code"].tolist()

    def choose() -> None:
        rows = st.session_state["all-questions"].selection.rows
        if rows:
            open_question(codes[rows[0]])

    show.table(frame, words, alt=title, key="all-questions", on_select=choose)
    whole = len(table) == len(assessment.ranked)
    show.downloads(
        frame,
        words,
        key="all-questions-file",
        name=show.file_name(assessment, "all-questions"),
        file=partial(ranked_score_sheet, assessment, words) if whole else None,
    )
    absent = assessment.scores[assessment.scores["score"].isna()]["code"].tolist()
    if absent:
        count = words.digits(len(absent))
        st.caption(literal(words("questions.missing", count=count, codes=", ".join(absent))))
