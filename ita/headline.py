"""The answer in a sentence: total, level, what the next level takes, where points were lost."""

from fractions import Fraction

from ita.analysis.roll_up import figures
from ita.assessment import Assessment
from ita.language import Words


def headline(assessment: Assessment, words: Words) -> str:
    """Total and level in one Markdown sentence, and what stands between it and the next."""
    total = assessment.total
    if total is None:
        return words("headline.no_total", missing=", ".join(_without_score(assessment)))
    values = {"total": words.number(total)}
    standing = assessment.level
    top = assessment.results[assessment.results["level"] == "total"].iloc[0]
    if not bool(top["complete"]):
        return words(
            "headline.incomplete",
            scored=words.digits(top["scored"]),
            items=words.digits(top["items"]),
            **values,
        )
    if standing.level is None:
        return words("headline.no_level", **values)
    values["level"] = level_name(assessment, words)
    if standing.next_level is None:
        return words("headline.top", **values)
    values |= {
        "next": words.of(standing.next_level.name),
        "missing": words.number(standing.missing),
        "instruments": ", ".join(standing.held_back_by),
        "mark": words.number(standing.next_level.each, 0),
    }
    if not standing.held_back_by:
        return words("headline.next", **values)
    return words("headline.next_held" if standing.missing else "headline.held", **values)


def level_name(assessment: Assessment, words: Words) -> str:
    """The level of the total as words, "level AA Excellence"."""
    level = assessment.level.level
    if level is None:
        return words("figures.no_level")
    name = words.of(level.name)
    return words("figures.level", level=f"{name} {level.word}".strip())


def loss(assessment: Assessment, words: Words) -> str:
    """Where most of the missing points went; empty where nothing is missing or it is not known."""
    lost = {k: v for k, v in figures(assessment.results, "indicator", "lost").items() if v}
    if assessment.total is None or not lost:
        return ""
    number, cost = max(lost.items(), key=lambda pair: pair[1])
    return words(
        "headline.lost",
        lost=words.number(float(100 - Fraction(repr(assessment.total)))),
        number=words.digits(number),
        name=words.of(assessment.framework.indicator(int(number)).name),
        cost=words.number(cost),
    )


def _without_score(assessment: Assessment) -> list[str]:
    """The instruments that have no score, as a reader names them."""
    return [
        code for code, score in figures(assessment.results, "instrument").items() if score is None
    ]
