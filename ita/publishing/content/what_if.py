"""The content of a scenario: the total before and after, and the changed scores."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.what_if import Scenario
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.publishing.content.model import Change, NewScore, WhatIf
from ita.publishing.content.parts import head_of_result, known_figure, make_scored
from ita.report.comparison import figure_name
from ita.report.headline import level_names
from ita.report.what_if import sort_changes
from ita.rounding import rounded

# Most changes that a sheet shows. With at most FEW changes it also shows their effects, up to
# MOST rows altogether.
ROWS, FEW, MOST = 5, 2, 4


def gather_scenario(
    assessment: Assessment, scenario: Scenario, words: Words, made: date, name: str = ""
) -> WhatIf:
    """Return the content of a scenario, which has at least one change.

    `name` is the scenario's name, by default a generic one.
    """
    framework = assessment.framework
    before, after = rounded(assessment.total), rounded(scenario.total)
    rows = [_new_score(row, words) for row in iterate_rows(sort_changes(scenario))]
    name = name or words("compositions.what_if.name")
    return WhatIf(
        head_of_result(assessment, words, made, "compositions.what_if", name=name),
        make_scored(
            "before",
            words("figures.total"),
            before,
            framework,
            level_names(assessment.level, words),
        ),
        make_scored(
            "after",
            words("figures.total"),
            after,
            framework,
            level_names(scenario, words),
        ),
        None if before is None or after is None else rounded(after - before),
        _list_changes(scenario, "instrument", str),
        tuple(rows[:ROWS]),
        len(rows[ROWS:]),
        sum(row.gain for row in rows[ROWS:]),
        _list_effects(scenario, words)[: MOST - len(rows)] if len(rows) <= FEW else (),
    )


def _list_changes(scenario: Scenario, level: str, name: Callable[[str], str]) -> tuple[Change, ...]:
    """Return the figures of a level before and after."""
    figures = scenario.figures[scenario.figures["level"] == level]
    return tuple(
        Change(
            name(row.key),
            known_figure(row.score),
            known_figure(row.new_score),
            known_figure(row.change),
        )
        for row in iterate_rows(figures)
    )


def _list_effects(scenario: Scenario, words: Words) -> tuple[Change, ...]:
    """Return the indicators, then the instruments, that change without being entered."""
    changes = scenario.changes
    changed = {figure_name(key, words) for key in changes.loc[changes["level"] != "item", "key"]}
    moved = [
        each
        for level in ("indicator", "instrument")
        for each in _list_changes(scenario, level, lambda key: figure_name(key, words))
    ]
    return tuple(each for each in moved if each.change and each.label not in changed)


def _new_score(row: Any, words: Words) -> NewScore:
    is_item = row.level == "item"
    text = str(row.text) if is_item and not pd.isna(row.text) else ""
    name = words.digits(row.key) if is_item else figure_name(row.key, words)
    return NewScore(name, text, float(row.score), float(row.new_score), float(row.gain))
