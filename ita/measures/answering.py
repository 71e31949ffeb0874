"""Which measures answer which result: the same agency's, taken in the year after it."""

from ita.analysis.assessment import Assessment
from ita.reading.measures import MeasureReading


def answers_result(reading: MeasureReading, assessment: Assessment) -> bool:
    """Whether measures answer a result; nobody's measures and those of no year answer none."""
    return (
        answers_year(reading, assessment.fiscal_year)
        and reading.agency is not None
        and reading.agency == assessment.agency
    )


def answers_year(reading: MeasureReading, fiscal_year: int | None) -> bool:
    """Whether measures answer results of a fiscal year, whosever they are."""
    return fiscal_year is not None and reading.fiscal_year == fiscal_year + 1
