"""The scenario of the what-if page, which is stored in the URL.

New scores and efforts are written as "I11-100_E14-97.5", which needs no escaping in a URL. A
scenario and its goal belong to one result; choosing another result discards them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.analysis.what_if import Scenario, apply_changes, format_pairs, levers, parse_pairs
from ita.language import Words
from ita.ui import url_state
from ita.ui.content_cache import compute_once

_CHANGES, _EFFORTS, _NAME = "changes", "effort", "scenario"
GOAL = "goal"
_RESULT = "_what-if-result"
_ROUND = "_what-if-round"
EFFORTS = range(1, 6)
USUAL_EFFORT = 3
LONGEST_NAME = 60


@dataclass(frozen=True)
class Draft:
    """A visitor's changes to a result, and the scenario that they make.

    `levers` is the table of scores that can be changed, `new_scores` holds the changed ones by key,
    `efforts` the cost of a point by key, 1-5, where it is not USUAL_EFFORT.
    """

    assessment: Assessment
    levers: pd.DataFrame
    new_scores: Mapping[str, float]
    efforts: Mapping[str, int]
    name: str
    scenario: Scenario

    @property
    def key(self) -> tuple[str, str]:
        """Cache key of the result and its scores."""
        return self.assessment.digest, format_pairs(self.new_scores)

    @property
    def overruled(self) -> list[str]:
        """Keys whose new score has no effect because a level above them is also changed."""
        scores = dict(zip(self.levers["key"], self.levers["score"], strict=True))
        counted = set(self.scenario.changes["key"])
        return [
            key
            for key, score in self.new_scores.items()
            if key not in counted and score != scores[key]
        ]


def read_draft(assessment: Assessment, words: Words) -> Draft:
    """Return the scenario in the URL; values that do not fit are reported and left out."""
    if st.session_state.setdefault(_RESULT, assessment.digest) != assessment.digest:
        st.session_state[_RESULT] = assessment.digest
        for name in (_CHANGES, _EFFORTS, _NAME, GOAL):
            url_state.set_choice(name, None)
    table = compute_once(("levers", assessment.digest), lambda: levers(assessment))
    keys = set(table["key"])
    new_scores = _read_pairs(_CHANGES, keys, (0, 100), words("what_if.new"))
    efforts = _read_pairs(_EFFORTS, keys, (EFFORTS[0], EFFORTS[-1]), words("columns.effort"))
    return Draft(
        assessment,
        table,
        new_scores,
        {key: round(effort) for key, effort in efforts.items()},
        url_state.read_text(_NAME)[:LONGEST_NAME],
        try_scores(assessment, new_scores),
    )


def try_scores(assessment: Assessment, new_scores: Mapping[str, float]) -> Scenario:
    """Return the scenario of new scores, cached by result and scores."""
    key = "scenario", assessment.digest, format_pairs(new_scores)
    return compute_once(key, lambda: apply_changes(assessment, new_scores))


def _read_pairs(
    name: str, keys: Collection[str], limits: tuple[float, float], label: str
) -> dict[str, float]:
    text = url_state.read_text(name)
    values, unknown = parse_pairs(text, keys, *limits)
    if unknown:
        url_state.note_unknown(name, ", ".join(unknown), label)
        url_state.set_choice(name, format_pairs(values) or None)
    return values


def change_scores(draft: Draft, changes: Mapping[str, float | None]) -> None:
    """Add new scores to the scenario; None removes one.

    A new score replaces earlier changes on the levels above and below it.
    """
    rows = draft.levers.set_index("key")
    scores = dict(draft.new_scores)
    for key, score in changes.items():
        scores = {other: value for other, value in scores.items() if not _overlap(rows, key, other)}
        if score is not None and score != rows.loc[key, "score"]:
            scores[key] = score
    url_state.set_choice(_CHANGES, format_pairs(scores) or None)


def _overlap(rows: pd.DataFrame, key: str, other: str) -> bool:
    """Return whether two levers are the same or one is a part of the other."""
    one, two = rows.loc[key], rows.loc[other]
    if key == other:
        return True
    if one["level"] == two["level"] or one["instrument"] != two["instrument"]:
        return False
    if "instrument" in (one["level"], two["level"]):
        return True
    return bool(one["indicator"] == two["indicator"])


def replace_scores(new_scores: Mapping[str, float]) -> None:
    """Replace all new scores of the scenario; its name and efforts stay."""
    url_state.set_choice(_CHANGES, format_pairs(new_scores) or None)
    begin_editor_again()


def change_efforts(draft: Draft, efforts: Mapping[str, int | None]) -> None:
    """Set the cost of a point for some keys; None is the usual effort."""
    every = {**draft.efforts, **{key: effort or USUAL_EFFORT for key, effort in efforts.items()}}
    unusual = {key: effort for key, effort in every.items() if effort != USUAL_EFFORT}
    url_state.set_choice(_EFFORTS, format_pairs(unusual) or None)


def change_name(name: str) -> None:
    """Set the name of the scenario."""
    url_state.set_choice(_NAME, " ".join(name.split())[:LONGEST_NAME] or None)


def editor_key(name: str) -> str:
    """Return the widget key of an editor, which changes with `begin_editor_again`."""
    return f"{name}-{st.session_state.get(_ROUND, 0)}"


def begin_editor_again() -> None:
    """Discard the state of the editor, so that it shows the scenario in the URL."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
