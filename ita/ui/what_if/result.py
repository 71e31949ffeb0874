"""The result of a scenario: a sentence, notes, cards, the changed scores and downloads."""

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.analysis.what_if import Scenario, scenario_rows
from ita.charts.scores import axis_start
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.headline import headline, item_counts, without_score
from ita.report.what_if import full_name, level_text, lever_name, scenario_sentence
from ita.ui.content_cache import cached_content, compute_once
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty
from ita.ui.publish.link import link_to_picture
from ita.ui.results import result_file_name
from ita.ui.score_rows import Opener, ScoreRow, show_rows, write_rows
from ita.ui.score_tables import display_figures
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads
from ita.ui.what_if.scenario import Draft, replace_scores, try_scores


def show_nothing_to_change(assessment: Assessment, words: Words) -> None:
    """Show the headline of a result that has only a total, and what the page requires."""
    st.markdown(headline(assessment, words, escape_markdown))
    show_empty(words("what_if.nothing"))


def show_answer(draft: Draft, words: Words) -> None:
    """Show how the total changes; without changes, suggest the one with the largest gain."""
    assessment, scenario = draft.assessment, draft.scenario
    answer, notes = cached_content(
        ("what if", *draft.key),
        words,
        lambda: (
            scenario_sentence(assessment, scenario, words, escape_markdown),
            _notes(draft, words),
        ),
    )
    st.markdown(answer)
    if scenario.changes.empty:
        _suggest_change(draft, words)
    if notes:
        st.caption("  \n".join(escape_markdown(note) for note in notes))


def _suggest_change(draft: Draft, words: Words) -> None:
    """Show the change with the largest gain, and a button that applies it."""
    assessment = draft.assessment
    below = draft.levers[draft.levers["lowest_level"] & (draft.levers["gap"] > 0)]
    if below.empty:
        return
    best = below.sort_values("potential", ascending=False, kind="stable").iloc[0]
    full_marks = {str(best["key"]): 100.0}
    with st.container(horizontal=True, vertical_alignment="center"):
        if assessment.total is not None:
            sentence = cached_content(
                ("suggestion", assessment.digest),
                words,
                lambda: scenario_sentence(
                    assessment, try_scores(assessment, full_marks), words, escape_markdown
                ),
            )
            st.markdown(sentence)
        name = lever_name(best["level"], best["key"], words)
        st.button(
            words("what_if.try", name=escape_markdown(name), score=words.digits(100)),
            icon=":material/science:",
            on_click=replace_scores,
            args=(full_marks,),
        )


def _notes(draft: Draft, words: Words) -> list[str]:
    """Return notes on an incomplete total, missing scores, and changes without effect."""
    assessment, results = draft.assessment, draft.assessment.results
    notes = []
    total = results[results["level"] == "total"].iloc[0]
    if assessment.total is not None and not bool(total["complete"]):
        notes.append(words("what_if.incomplete", **item_counts(total, words)))
    without = results[results["level"].isin(("indicator", "item")) & results["score"].isna()]
    names = [*without_score(assessment)]
    names += [lever_name(row.level, row.key, words) for row in iterate_rows(without)]
    if names:
        notes.append(words("what_if.without_score", names=", ".join(names)))
    levels = dict(zip(draft.levers["key"], draft.levers["level"], strict=True))
    if draft.overruled:
        names = [lever_name(levels[key], key, words) for key in draft.overruled]
        notes.append(words("what_if.overruled", names=", ".join(names)))
    changed = draft.levers[draft.levers["checklist"] & draft.levers["key"].isin(draft.new_scores)]
    partial = [key for key in changed["key"] if draft.new_scores[key] not in (0, 100)]
    if partial:
        notes.append(words("what_if.checklist", codes=", ".join(partial)))
    return notes


def show_cards(draft: Draft, words: Words) -> None:
    """Show a card with the new and current score of the total and of each instrument."""
    figures, level = draft.scenario.figures, level_text(draft.scenario, words, escape_markdown)
    labels = {each.code: words.of(each.short) for each in draft.assessment.framework.instruments}
    cards = pd.concat([figures[figures["level"] == name] for name in ("total", "instrument")])
    grid = st.grid(4, min_column_width=150)
    for row in iterate_rows(cards):
        is_moved = not pd.isna(row.change) and row.change != 0
        note = words("what_if.same")
        if pd.isna(row.score):
            note = words("figures.none")
        elif is_moved:
            change = words.number(row.change, sign=True)
            note = words("what_if.from", change=change, score=words.number(row.score))
        grid.metric(
            labels.get(row.key, f"{words('figures.total')}{level}"),
            words.number(row.new_score),
            note,
            delta_color="normal" if is_moved else "off",
            delta_arrow="off",
            border=True,
        )


def show_moves(draft: Draft, view: View) -> None:
    """Show a row for each changed score and each one it moves, downloads, and a picture link."""
    words = view.words
    rows = compute_once(
        ("scenario rows", *draft.key), lambda: scenario_rows(draft.assessment, draft.scenario)
    )
    scores = [score for row in rows for score in (row.score, row.new_score) if score is not None]
    start = axis_start(scores, draft.assessment.framework.pass_mark)
    name = draft.name or words("what_if.picture")
    st.subheader(escape_markdown(words("what_if.simulated", name=name)), anchor=False)
    moves = [
        ScoreRow(
            full_name(row.level, row.key, words),
            text=row.text or "",
            score=row.new_score,
            before=row.score,
        )
        for row in rows
    ]
    show_rows(write_rows(moves, start, view, Opener()), key="scenario-rows")
    with st.container(horizontal=True, vertical_alignment="center"):
        show_downloads(
            lambda: scenario_frame(draft.assessment, draft.scenario, words),
            words,
            key="scenario",
            name=result_file_name(draft.assessment, f"what-if-{draft.name}".rstrip("-")),
        )
        if not draft.scenario.changes.empty:
            link_to_picture("what_if", words)


def scenario_frame(assessment: Assessment, scenario: Scenario, words: Words) -> pd.DataFrame:
    """Return the scenario as a table: its changes, then total, instruments and indicators.

    Columns: name, score before, score after, change, gain in points of the total (changes only),
    text of the question.
    """
    changes = scenario.changes[["level", "key", "text", "score", "new_score", "raise", "gain"]]
    figures = scenario.figures.rename(columns={"change": "raise"})
    figures = figures[~figures["key"].isin(changes["key"])]
    order = {"total": 0, "instrument": 1, "indicator": 2}
    figures = figures.sort_values("level", key=lambda column: column.map(order), kind="stable")
    table = pd.concat([changes, figures.drop(columns=["instrument", "indicator"])])
    columns = {"before": "score", "after": "new_score", "change": "raise", "gain": "gain"}
    return pd.DataFrame(
        {
            words("columns.what"): [
                full_name(row.level, row.key, words) for row in iterate_rows(table)
            ],
            **{
                words(f"columns.{title}"): display_figures(
                    table[name], words, 3 if name == "gain" else 2
                )
                for title, name in columns.items()
            },
            words("columns.text"): table["text"].fillna("").tolist(),
        }
    )
