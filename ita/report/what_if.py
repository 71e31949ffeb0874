"""Texts about a scenario: the effect of new scores on the total and its level."""

from collections.abc import Callable

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.levels import LevelOfRecord
from ita.analysis.what_if import Scenario
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.headline import level_names, without_score
from ita.report.naming import indicator_name
from ita.rounding import rounded

# Maximum number of changes that a sentence names; the rest are counted.
_LISTED = 3


def lever_name(level: str, key: str, words: Words) -> str:
    """Return the name of a changed figure in a sentence: "I11", "indicator 2", "IIT"."""
    return words("what_if.indicator", number=words.digits(key)) if level == "indicator" else key


def full_name(level: str, key: str, words: Words) -> str:
    """The same in a list: an indicator by number and name, and the total."""
    if level == "total":
        return words("figures.total")
    return indicator_name(int(key), words) if level == "indicator" else key


def level_text(
    total: LevelOfRecord | Scenario, words: Words, literal: Callable[[str], str] = str
) -> str:
    """The `level_names` of a total in brackets, after a space; "" for none."""
    names = level_names(total, words)
    return f" ({literal(names)})" if names else ""


def scenario_sentence(
    assessment: Assessment,
    scenario: Scenario,
    words: Words,
    literal: Callable[[str], str] = str,
) -> str:
    """Describe the change of total and level, and the changed scores; in Markdown.

    `literal` escapes texts of the file. Without a total the sentence names the missing scores,
    without changes the current total.
    """
    if assessment.total is None:
        return words("what_if.no_total", missing=", ".join(without_score(assessment)))
    before = level_text(assessment.level, words, literal)
    if scenario.changes.empty:
        return words("what_if.unchanged", total=words.number(assessment.total), level=before)
    change = (rounded(scenario.total) or 0.0) - (rounded(assessment.total) or 0.0)
    direction = "same" if abs(change) < 0.005 else "more" if change > 0 else "less"
    return words(
        f"what_if_sentence.{direction}",
        before=words.number(assessment.total),
        before_level=before,
        after=words.number(scenario.total),
        after_level=level_text(scenario, words, literal),
        points=words.number(abs(change)),
        changes=literal(changes_text(scenario, words)),
    )


def sort_changes(scenario: Scenario) -> pd.DataFrame:
    """Return the changes of a scenario, those with the largest effect on the total first."""
    return scenario.changes.sort_values("gain", key=abs, ascending=False, kind="stable")


def changes_text(scenario: Scenario, words: Words) -> str:
    """Name the changes with the largest effect, and count the others."""
    table = sort_changes(scenario)
    listed = [
        words(
            "what_if.gets",
            name=lever_name(row.level, row.key, words),
            score=score_text(row.new_score, words),
        )
        for row in iterate_rows(table.head(_LISTED))
    ]
    more = len(table) - len(listed)
    text = ", ".join(listed)
    return words("what_if.and_more", list=text, count=words.digits(more)) if more else text


def score_text(score: float, words: Words) -> str:
    """A score, full marks without decimals."""
    return words.number(score, 0 if score == 100 else 2)
