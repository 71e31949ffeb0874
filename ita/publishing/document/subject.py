"""Whom and what a document is about, as its sentences name them."""

from ita.assessment import Assessment
from ita.framework import Indicator
from ita.language import Words


def agency(assessment: Assessment, words: Words) -> str:
    """The agency in a sentence; "the office" where the file doesn't name it."""
    return assessment.agency or words("document.the_office")


def agency_and_year(assessment: Assessment, words: Words) -> str:
    """The agency and its fiscal year in a sentence."""
    if assessment.fiscal_year is None:
        return agency(assessment, words)
    return words(
        "document.whose_of_year",
        agency=agency(assessment, words),
        year=words.digits(assessment.fiscal_year),
    )


def indicator_text(each: Indicator, words: Words) -> str:
    """An indicator as headings and sentences name it, "Indicator 2 Use of budget"."""
    number = words.digits(each.number)
    return words("document.indicator", number=number, name=words.of(each.name))
