"""What every composition is made of: its head, and figures with the band in which they lie."""

from datetime import date

from ita.analysis.assessment import Assessment
from ita.charts.palette import band
from ita.domain.framework import Framework
from ita.language import Words
from ita.publishing.content.model import Head, Scored
from ita.report.naming import agency_and_year
from ita.thai.dates import short_date


def make_head(owner: Assessment, words: Words, made: date, what: str, **values: object) -> Head:
    """The head of a composition; `what` is where the language files have its words."""
    return Head(
        office=agency_and_year(owner, words),
        title=words(f"compositions.{what}.title", **values),
        subtitle=words(f"compositions.{what}.subtitle", **values),
        source=words("compositions.source", day=words.digits(short_date(made, words.language))),
    )


def make_scored(
    key: str, label: str, score: float | None, framework: Framework, note: str = ""
) -> Scored:
    """A figure with its band by the marks of a framework."""
    return Scored(key, label, score, None if score is None else band(score, framework), note)
