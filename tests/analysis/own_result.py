"""The office's own result, as the bundled workbook gives it."""

from functools import cache

from ita.analysis.assessment import Assessment, assessments
from ita.reading.scores import read_scores
from tests.reading.files import OWN_WORKBOOK


@cache
def own_result() -> Assessment:
    """The only assessment of the bundled workbook."""
    (assessment,) = assessments(read_scores(OWN_WORKBOOK.read_bytes(), OWN_WORKBOOK.name))
    return assessment
