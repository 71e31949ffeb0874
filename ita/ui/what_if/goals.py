"""Three ways to reach a level or a total, each with a button that makes it the scenario."""

from collections.abc import Mapping
from functools import partial
from math import floor
from typing import Any

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.analysis.targets import (
    Target,
    cheapest_changes,
    even_changes,
    reachable,
    smallest_changes,
)
from ita.analysis.what_if import Scenario
from ita.domain.framework import Level
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.what_if import level_text, lever_name, score_text
from ita.rounding import rounded
from ita.ui import url_state
from ita.ui.content_cache import compute_once
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty
from ita.ui.what_if.scenario import GOAL, USUAL_EFFORT, Draft, replace_scores

_TOTAL = "total"
_TOTAL_FIELD = "goal-total"
# Maximum number of changes listed for a way.
_LISTED = 4

Ways = Mapping[str, Scenario | None]


def show_goal(draft: Draft, words: Words) -> None:
    """Show the choice of a level or total, its requirements, and three ways to reach it."""
    st.subheader(words("what_if.goal_title"), anchor=False)
    if draft.assessment.total is None:
        show_empty(words("what_if.goal_without_total"))
        return
    target = _choose_target(draft.assessment, words)
    efforts = {key: draft.efforts.get(key, USUAL_EFFORT) for key in draft.levers["key"]}
    ways = compute_once(
        ("ways", draft.assessment.digest, target, tuple(sorted(draft.efforts.items()))),
        lambda: _find_ways(draft.assessment, target, efforts),
    )
    if ways["smallest"] is None:
        _explain_unreachable(draft.assessment, target, words)
        return
    if ways["smallest"].changes.empty:
        st.success(words("what_if.reached"), icon=":material/check:")
        return
    for column, (name, scenario) in zip(
        st.columns(len(ways), gap="medium"), ways.items(), strict=True
    ):
        if scenario is not None:
            with column, st.container(border=True):
                _show_way(name, scenario, efforts, words)


def better_levels(assessment: Assessment) -> list[Level]:
    """Return the levels above the current one, the next one first.

    If the current level is unknown, these are all levels but the last.
    """
    levels = list(assessment.framework.levels)
    current = assessment.level.level or assessment.level.at_least
    above = levels[: levels.index(current)] if current in levels else levels[:-1]
    return above[::-1]


def _choose_target(assessment: Assessment, words: Words) -> Target:
    """Show the widgets of the target, a level or a total stored in the URL, and return it."""
    levels = {level.code: level for level in better_levels(assessment)}
    options = [*levels, _TOTAL]
    goal = _read_goal(options, words("what_if.goal"))
    total = (
        goal if isinstance(goal, float) else min(floor(rounded(assessment.total) or 0) + 1.0, 100.0)
    )
    st.session_state[url_state.widget_key(GOAL)] = _TOTAL if isinstance(goal, float) else goal
    st.session_state[_TOTAL_FIELD] = total

    def choose() -> None:
        chosen = st.session_state[url_state.widget_key(GOAL)]
        url_state.set_choice(GOAL, f"{total:g}" if chosen == _TOTAL else chosen)

    chosen: str | None = _TOTAL
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if levels:
            chosen = st.segmented_control(
                words("what_if.goal"),
                options,
                required=True,
                format_func=lambda code: (
                    words("what_if.goal_total") if code == _TOTAL else words.of(levels[code].name)
                ),
                key=url_state.widget_key(GOAL),
                on_change=choose,
            )
        if chosen == _TOTAL:
            st.number_input(
                words("what_if.goal_points"),
                0.0,
                100.0,
                step=0.01,
                key=_TOTAL_FIELD,
                on_change=lambda: url_state.set_choice(GOAL, f"{st.session_state[_TOTAL_FIELD]:g}"),
                width=160,
            )
    if chosen is None or chosen == _TOTAL:
        return Target(total)
    st.markdown(_requirement(assessment, levels[chosen], words))
    return Target.of_level(levels[chosen])


def _read_goal(options: list[str], label: str) -> str | float:
    """Return the goal in the URL: a total as a float, or the code of a level."""
    value = url_state.read_text(GOAL)
    try:
        total = float(value)
    except ValueError:
        total = -1.0
    if 0 <= total <= 100:
        return total
    if value and value not in options:
        url_state.note_unknown(GOAL, value, label)
        url_state.set_choice(GOAL, None)
    return value if value in options else options[0]


def _requirement(assessment: Assessment, level: Level, words: Words) -> str:
    """Describe what a level demands of the total and, from FY2566 on, of each instrument."""
    total = rounded(assessment.total) or 0.0
    parts = [_distance(words("figures.total"), total, level.total, words)]
    if level.each:
        for code, score in figures(assessment.results, "instrument").items():
            parts.append(_distance(code, rounded(score), level.each, words))
    return " · ".join(parts)


def _distance(name: str, score: float | None, mark: float, words: Words) -> str:
    if score is None:
        return words("what_if.goal_unknown", name=name, mark=words.number(mark, 0))
    values = {"name": name, "score": words.number(score), "mark": words.number(mark, 0)}
    if score >= mark:
        return words("what_if.goal_met", **values)
    return words("what_if.goal_short", missing=words.number(mark - score), **values)


def _find_ways(assessment: Assessment, target: Target, efforts: Mapping[str, float]) -> Ways:
    return {
        "smallest": smallest_changes(assessment, target),
        "even": even_changes(assessment, target),
        "cheapest": cheapest_changes(assessment, target, efforts),
    }


def _explain_unreachable(assessment: Assessment, target: Target, words: Words) -> None:
    """Explain why the target is unreachable: a score is missing, or full marks do not suffice."""
    scores = figures(assessment.results, "instrument")
    missing = [code for code, score in scores.items() if score is None]
    if target.each and missing:
        show_empty(words("what_if.goal_needs", missing=", ".join(missing)))
        return
    best = reachable(assessment)
    show_empty(
        words(
            "what_if.unreachable",
            total=words.number(best.total),
            level=level_text(best, words),
        )
    )


def _show_way(name: str, scenario: Scenario, efforts: Mapping[str, float], words: Words) -> None:
    changes = scenario.changes.sort_values("gain", ascending=False, kind="stable")
    st.markdown(f"**{words(f'what_if_ways.{name}')}**")
    st.markdown(
        words(
            "what_if.way",
            count=words.digits(len(changes)),
            total=words.number(scenario.total),
            level=level_text(scenario, words, escape_markdown),
        )
    )
    lines = [_line(row, words) for row in iterate_rows(changes)]
    listed = _LISTED
    if name == "even":
        listed = 0
        st.markdown(words("what_if.even", points=words.number(_largest_raise(scenario))))
    elif name == "cheapest":
        st.caption(words("what_if.effort_below"))
    st.markdown("\n".join(lines[:listed]))
    if len(lines) > listed:
        more = words("what_if.more", count=words.digits(len(lines) - listed))
        with st.expander(more if listed else words("what_if.list")):
            st.markdown("\n".join(lines[listed:]))
    cost = sum(
        points * efforts[key] for key, points in zip(changes["key"], changes["raise"], strict=True)
    )
    st.caption(words("what_if.cost", cost=words.number(cost)), help=words("what_if.cost_help"))
    new_scores = dict(zip(scenario.changes["key"], scenario.changes["new_score"], strict=True))
    st.button(
        words("what_if.take"),
        key=f"take-{name}",
        icon=":material/science:",
        on_click=partial(replace_scores, new_scores),
    )


def _largest_raise(scenario: Scenario) -> float:
    """Return the points by which the even way raises scores, OIT items (0 or 100) aside."""
    changes = scenario.changes
    raised = changes[(changes["level"] != "item") | (changes["instrument"] != "OIT")]
    return 0.0 if raised.empty else float(raised["raise"].max())


def _line(row: Any, words: Words) -> str:
    """Return a change as an item of a Markdown list."""
    text = "" if pd.isna(row.text) else f"  \n  :small[{escape_markdown(row.text)}]"
    line = words(
        "what_if.line",
        name=escape_markdown(lever_name(row.level, row.key, words)),
        score=words.number(row.score),
        new_score=score_text(row.new_score, words),
        gain=words.number(row.gain, 3, sign=True),
    )
    return f"- {line}{text}"
