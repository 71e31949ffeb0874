"""The effect of measures: the scores before them next to those of the next year."""

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.measures.plan_progress import PlanProgress
from ita.rounding import rounded


def compare_indicators(
    progress: PlanProgress, before: Assessment, after: Assessment
) -> pd.DataFrame:
    """Return each indicator's score in the year before the measures and in the next, rounded.

    Columns: indicator, before, after, change (NA where one is missing), `measures` of the indicator
    and how many of them are `done` on the day. A rise does not prove that a measure caused it.
    """
    scores = [figures(year.results, "indicator") for year in (before, after)]
    measures = progress.status_table()
    done = measures["status"] == "done"
    table = pd.DataFrame(
        [
            {
                "indicator": each.number,
                "before": rounded(scores[0].get(str(each.number))),
                "after": rounded(scores[1].get(str(each.number))),
                "measures": int((measures["indicator"] == each.number).sum()),
                "done": int((measures["indicator"][done] == each.number).sum()),
            }
            for each in before.framework.indicators
        ]
    ).astype({"indicator": "Int64", "before": "Float64", "after": "Float64"})
    table.insert(3, "change", (table["after"] - table["before"]).round(2))
    return table
