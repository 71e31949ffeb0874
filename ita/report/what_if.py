"""A scenario in words: what new scores make of the total and its level."""

from collections.abc import Callable, Sequence

from ita.analysis.assessment import Assessment
from ita.analysis.what_if import Scenario
from ita.domain.framework import Level
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.headline import without_score
from ita.rounding import rounded

# A sentence names so many changes and counts the rest.
_NAMED = 3


def lever_name(level: str, key: str, words: Words) -> str:
    """What can be changed, as a sentence names it: "I11", "indicator 2", "IIT"."""
    return words("what_if.indicator", number=words.digits(key)) if level == "indicator" else key


def level_text(
    level: Level | None,
    possible: Sequence[Level],
    words: Words,
    literal: Callable[[str], str] = str,
) -> str:
    """A level in brackets behind its total, after a space; every level that is left; "" for none."""
    names = [words.of(each.name) for each in ((level,) if level else reversed(possible))]
    return f" ({literal(words('headline.or').join(names))})" if names else ""


def current_level_text(
    assessment: Assessment, words: Words, literal: Callable[[str], str] = str
) -> str:
    """`level_text` of the result as it is."""
    return level_text(assessment.level.level, assessment.level.possible, words, literal)


def new_level_text(scenario: Scenario, words: Words, literal: Callable[[str], str] = str) -> str:
    """`level_text` of a scenario."""
    return level_text(scenario.level, scenario.possible, words, literal)


def scenario_sentence(
    assessment: Assessment,
    scenario: Scenario,
    words: Words,
    literal: Callable[[str], str] = str,
) -> str:
    """From which total and level to which, by how much, and through what; in Markdown.

    `literal` keeps words of the file from being read as Markdown. Without a total it says which
    scores are missing, without changes where the total stands.
    """
    if assessment.total is None:
        return words("what_if.no_total", missing=", ".join(without_score(assessment)))
    before = current_level_text(assessment, words, literal)
    if scenario.changes.empty:
        return words("what_if.unchanged", total=words.number(assessment.total), level=before)
    change = (rounded(scenario.total) or 0.0) - (rounded(assessment.total) or 0.0)
    direction = "same" if abs(change) < 0.005 else "more" if change > 0 else "less"
    return words(
        f"what_if_sentence.{direction}",
        before=words.number(assessment.total),
        before_level=before,
        after=words.number(scenario.total),
        after_level=new_level_text(scenario, words, literal),
        points=words.number(abs(change)),
        changes=literal(changes_text(scenario, words)),
    )


def changes_text(scenario: Scenario, words: Words) -> str:
    """The changes that weigh most, and how many others there are."""
    table = scenario.changes
    order = table["gain"].abs().sort_values(ascending=False, kind="stable").index
    named = [
        words(
            "what_if.gets",
            name=lever_name(row.level, row.key, words),
            score=score_text(row.new_score, words),
        )
        for row in iterate_rows(table.loc[order[:_NAMED]])
    ]
    more = len(table) - len(named)
    text = ", ".join(named)
    return words("what_if.and_more", list=text, count=words.digits(more)) if more else text


def score_text(score: float, words: Words) -> str:
    """A score, full marks without decimals."""
    return words.number(score, 0 if score == 100 else 2)
