"""The analysis of a result as a Word document, a draft in the shape of an office's own."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from ita.assessment import Assessment
from ita.language import Words
from ita.publishing.document import analysis
from ita.publishing.document import plan as measures_of
from ita.publishing.document.cover import cover
from ita.publishing.document.paper import Paper
from ita.publishing.document.questions import questions
from ita.publishing.document.result import by_indicator, result
from ita.publishing.document.subject import agency_and_year
from ita.reading.measures import MeasureReading

__all__ = ["document"]


def document(
    assessment: Assessment,
    words: Words,
    plan: MeasureReading | None = None,
    entries: pd.DataFrame | None = None,
    on: date | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The analysis of an assessment as bytes of a .docx file, in the language of `words`.

    `plan` are the measures that answer it and `entries` their follow-ups (a follow-up table); how
    measures stand is told as of the day `on`, by default today. `pictures` are PNG files by the
    description of what each shows; they stand behind the result. What the assessment doesn't hold
    is left out, and the document says so. Texts of the files stay letter by letter as they are, in
    their own numerals; figures of ours are in those of `words`.
    """
    if plan is not None and plan.measures.empty:
        plan = None
    title = f"{words('document.title')} {agency_and_year(assessment, words)}"
    paper = Paper(words, title, assessment.agency)
    cover(paper, assessment, plan, words)
    result(paper, assessment, words, pictures or {})
    by_indicator(paper, assessment, words)
    questions(paper, assessment, words)
    analysis.analysis(paper, assessment, plan, words)
    analysis.points(paper, assessment, plan, words)
    if plan is not None:
        measures_of.measures(paper, plan, words)
        if entries is not None and len(entries):
            measures_of.follow_ups(paper, plan, entries, on or date.today(), words)
    return paper.save()
