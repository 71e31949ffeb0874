"""Results of many agencies and years as one table, for the store and for comparisons."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.domain.tables import AGENCY_RESULT_TYPES, plain_rows, table_of_rows

# Increase this whenever a change of the analysis changes its figures; stored results of an older
# version are then recomputed.
ANALYSIS_VERSION = 1

_OF_RESULTS = (
    *("level", "key", "instrument", "indicator", "row", "score", "weight", "weighted_score"),
    *("complete", "basis", "source"),
)


def collect_results(assessments: Iterable[Assessment]) -> pd.DataFrame:
    """Return the results of assessments, one row per figure (columns: AGENCY_RESULT_TYPES).

    The levels of one agency and year are in the order of `roll_up`: each instrument followed by
    its parts, the total last. `agency` is "" and `fiscal_year` NA where the file names none.
    """
    rows = [row for assessment in assessments for row in _rows(assessment)]
    return table_of_rows(rows, AGENCY_RESULT_TYPES)


def _rows(assessment: Assessment) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one assessment in the order of the columns; None means missing."""
    texts = [text for (text,) in plain_rows(assessment.scores, ["text"])]
    rows = plain_rows(assessment.results, _OF_RESULTS)
    head = assessment.agency, assessment.fiscal_year, assessment.framework.variant
    for level, key, instrument, indicator, row, *figures in rows:
        text = None if row is None else texts[row]
        grade = assessment.level_of(key).level if level != "item" else None
        code = grade.code if grade else None
        yield (*head, level, key, instrument, indicator, text, *figures, code)
