"""The title page: what the document is, whose, and that it is a draft for the office to check."""

from ita.assessment import Assessment
from ita.language import Words
from ita.notes import framework_notes
from ita.publishing.document.paper import Paper
from ita.reading.measures import MeasureReading


def cover(paper: Paper, assessment: Assessment, plan: MeasureReading | None, words: Words) -> None:
    """Title, years and agency, and below them in a frame what the office has to check."""
    paper.write(words("document.title"), "Title")
    year = assessment.fiscal_year
    paper.write(
        words("document.no_year")
        if year is None
        else words("document.of_year", year=words.digits(year)),
        "Subtitle",
    )
    if plan is not None:
        paper.write(
            words("document.with_measures")
            if plan.fiscal_year is None
            else words("document.with_measures_of", year=words.digits(plan.fiscal_year)),
            "Subtitle",
        )
    paper.write(assessment.agency or words("document.no_agency"), "Agency")
    notes = [
        words("document.draft_wording"),
        words("document.draft_figures"),
        *framework_notes(assessment, words),
    ]
    paper.frame(words("document.draft"), notes)
