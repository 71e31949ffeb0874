"""Parts of the overview: headline, score cards, charts, printed against computed figures."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.analysis.results import bases, figures, has_indicators, has_losses
from ita.charts import scores as score_charts
from ita.language import Words
from ita.report.headline import change, headline, level_name, loss
from ita.report.notes import (
    framework_notes,
    lowest_notes,
    national_notes,
    record_notes,
    rounding_notes,
)
from ita.ui.charts import show_chart
from ita.ui.content_cache import cached_content, cached_figure
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty
from ita.ui.results import previous_result, result_file_name
from ita.ui.score_tables import differences_table, indicators_table
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads, show_table, show_text_table

_TARGET = "_target"


def show_score_cards(assessment: Assessment, words: Words) -> None:
    """Show the total with its level, and each instrument's weighted score and weight."""
    cards = cached_content(
        ("score cards", assessment.digest), words, lambda: _make_score_cards(assessment, words)
    )
    grid = st.grid(4, min_column_width=150)
    for label, figure, note in cards:
        grid.metric(label, figure, note, delta_color="off", delta_arrow="off", border=True)


def _make_score_cards(assessment: Assessment, words: Words) -> list[tuple[str, str, str]]:
    """Return label, figure and note of each card: the total, then the instruments."""
    results = assessment.results
    scores = figures(results, "instrument")
    weighted_scores = figures(results, "instrument", "weighted_score")
    note = " · ".join([level_name(assessment, words), *_basis("total", assessment, words)])
    cards = [(words("figures.total"), words.number(assessment.total), escape_markdown(note))]
    for each in assessment.framework.instruments:
        figure = words(
            "figures.weighted_score_of",
            score=words.number(weighted_scores.get(each.code)),
            weight=words.number(each.weight, 0),
        )
        score = words(
            "figures.score_of",
            score=words.number(scores.get(each.code)),
            full=words.digits(100),
        )
        notes = [
            score,
            *_completeness(results, each.code, words),
            *_basis(each.code, assessment, words),
        ]
        cards.append((words.of(each.short), figure, " · ".join(notes)))
    return cards


def show_result(assessment: Assessment, words: Words) -> None:
    """Show the result in a sentence, its change since last year, and notes on its basis."""
    previous = previous_result(assessment)
    answer, notes = cached_content(
        ("answer", assessment.digest, previous.digest if previous else ""),
        words,
        lambda: _make_answer(assessment, previous, words),
    )
    st.markdown(answer)
    if notes:
        st.caption(escape_markdown(" · ".join(notes)))


def _make_answer(
    assessment: Assessment, previous: Assessment | None, words: Words
) -> tuple[str, list[str]]:
    sentences = [
        headline(assessment, words, escape_markdown),
        change(assessment, previous, words) if previous else "",
        loss(assessment, words),
    ]
    answer = " · ".join(sentence for sentence in sentences if sentence)
    return answer, record_notes(assessment, words)


def _completeness(results: pd.DataFrame, instrument: str, words: Words) -> list[str]:
    row = results[(results["level"] == "instrument") & (results["key"] == instrument)].iloc[0]
    if row["basis"] != "items" or bool(row["complete"]):
        return []
    scored, items = words.digits(row["scored"]), words.digits(row["items"])
    return [words("figures.incomplete", scored=scored, items=items)]


def _basis(key: str, assessment: Assessment, words: Words) -> list[str]:
    """Note that a card's figure is the printed one, or which different figure the report prints."""
    kind = "total" if key == "total" else "instrument"
    differences = assessment.differences
    other = differences[(differences["level"] == kind) & (differences["key"] == key)]
    if len(other):
        return [words("figures.other_printed", printed=words.digits(other["printed"].iloc[0]))]
    printed = bases(assessment.results, kind).get(key) == "printed"
    return [words("basis.printed")] if printed else []


def open_indicator(key: str) -> None:
    """Request the questions page of a clicked indicator; other rows are ignored."""
    if key.isdigit():
        st.session_state[_TARGET] = {"indicator": key}


def follow_click() -> None:
    """Switch to the page that a click on a chart requested; callbacks cannot switch pages."""
    target = st.session_state.pop(_TARGET, None)
    if target:
        st.switch_page("pages/questions.py", query_params=target)


def show_weakest_notes(assessment: Assessment, words: Words) -> None:
    """Show ties among the weakest questions, instruments without any, and counts above the mark."""
    notes = cached_content(
        ("weakest notes", assessment.digest), words, lambda: _notes(assessment, words)
    )
    st.caption("  \n".join(notes))


def _notes(assessment: Assessment, words: Words) -> list[str]:
    notes: list[str] = []
    notes += lowest_notes(assessment, words).values()
    counted = [
        words(
            "overview.above_one",
            instrument=row.instrument,
            above=words.digits(row.above),
            of=words.digits(row.of),
        )
        for row in assessment.above.itertuples()
        if row.of
    ]
    if counted:
        mark = words.number(assessment.framework.pass_mark, 0)
        notes.append(words("overview.above", mark=mark, list=" · ".join(counted)))
    return notes


def show_indicators(view: View) -> None:
    """Show the chart of the ten indicators; a click opens the questions of an indicator."""
    assessment, words = view.assessment, view.words

    def describe() -> str | None:
        if not has_indicators(assessment.results):
            return None
        scores = _list_indicators(assessment, words, "score")
        return words("charts.alt_indicators", list=scores)

    _show_indicator_chart(
        score_charts.draw_indicators, "indicators", describe, "overview.no_indicators", view
    )


def show_losses(view: View) -> None:
    """Show the points lost by indicator as a waterfall chart."""
    assessment, words = view.assessment, view.words

    def describe() -> str | None:
        if not has_losses(assessment.results):
            return None
        losses = _list_indicators(assessment, words, "lost")
        return words("charts.alt_lost", total=words.number(assessment.total), list=losses)

    _show_indicator_chart(
        score_charts.draw_lost_points, "points-lost", describe, "overview.no_lost", view
    )


def _show_indicator_chart(
    draw: Callable[..., go.Figure],
    key: str,
    describe: Callable[[], str | None],
    nothing: str,
    view: View,
) -> None:
    """Show a chart with its description, or the text `nothing` if the description is None."""
    assessment, words = view.assessment, view.words
    alt = cached_content(("description", key, assessment.digest), words, describe)
    if alt is None:
        show_empty(words(nothing))
        return
    show_chart(
        cached_figure((key, assessment.digest), view, lambda: draw(assessment, words, view.look)),
        lambda: indicators_table(assessment, words),
        words,
        key=key,
        name=result_file_name(assessment, key),
        alt=alt,
        on_click=open_indicator,
    )


def _list_indicators(assessment: Assessment, words: Words, column: str) -> str:
    values = figures(assessment.results, "indicator", column)
    return ", ".join(f"{words.digits(key)}: {words.number(v)}" for key, v in values.items())


def show_differences(assessment: Assessment, words: Words) -> None:
    """Show the figures that the report prints beside those computed from its own scores.

    A warning is shown only for differences beyond the tolerance of their level; others are only
    listed. (DOMAIN.md §1, last point)
    """
    st.subheader(words("overview.differences"), anchor=False)
    compared, different = assessment.comparison, assessment.differences
    if compared.empty:
        show_empty(words("overview.differences_nothing"))
        return
    if different.empty:
        count = words.digits(len(compared))
        st.success(words("overview.differences_none", count=count), icon=":material/check:")
    else:
        message = words("overview.differences_found", count=words.digits(len(different)))
        if (different["state"] == "different").any():
            st.warning(message, icon=":material/rule:")
        else:
            st.info(message, icon=":material/rule:")
        frame = differences_table(different, assessment, words)[
            [words(f"columns.{name}") for name in ("what", "printed", "computed")]
        ]
        show_text_table(frame)
    title = words("overview.all_compared", count=words.digits(len(compared)))
    expander = st.expander(title, key="compared-all", on_change="rerun")
    if expander.open:
        with expander:
            frame = differences_table(compared, assessment, words)
            show_table(frame, words, alt=title)
            name = result_file_name(assessment, "printed-and-computed")
            show_downloads(frame, words, key="compared", name=name)


def show_footnotes(assessment: Assessment, words: Words) -> None:
    """Show notes on rounding, the national mean, the framework (with unofficial parts), privacy."""
    notes = cached_content(
        ("footnotes", assessment.digest),
        words,
        lambda: [
            *rounding_notes(assessment, words),
            *national_notes(assessment, words),
            *framework_notes(assessment, words),
            words("shared.private"),
        ],
    )
    st.caption(escape_markdown(" · ".join(notes)))
