"""Which measures answer which result: the same agency's, taken in the year after it."""

from ita.analysis.assessment import Assessment
from ita.reading.measures import MeasureReading


def answers_result(reading: MeasureReading, assessment: Assessment) -> bool:
    """Whether measures answer a result; nobody's measures and those of no year answer none."""
    year = assessment.fiscal_year
    return (
        year is not None
        and reading.fiscal_year == year + 1
        and reading.agency is not None
        and reading.agency == assessment.agency
    )
